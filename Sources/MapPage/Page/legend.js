// Layer switches, each with the legend of its layer.

/** A swatch of a class as the map paints it. */
function swatch(colour, hatch, isRising = true) {
  const node = make("span", { class: "swatch", colour });
  if (hatch) {
    node.style.backgroundImage = `repeating-linear-gradient(${isRising ? 135 : 45}deg, ${hatch} 0 1.5px, transparent 1.5px 4.5px)`;
  }
  return node;
}

function layerBlock(name, title, legend) {
  const box = make("input", { type: "checkbox", id: `layer-${name}`, onchange: () => switchLayer(name, box.checked) });
  box.checked = state.on[name];
  const block = make("div", { class: "layer" }, make("label", {}, box, make("span", {}, title)),
    legend ? make("div", {}, legend) : null);
  whenChanged(changed => {
    if (!changed.has("on")) return;
    box.checked = state.on[name];
    block.classList.toggle("off", !state.on[name]);
  });
  return block;
}

function cellLegend() {
  // Labels of a figure's classes are too long for a ramp.
  const ramp = data.cellsTitle ? make("ul", { class: "keys" }, data.classes.map(item =>
    make("li", {}, swatch(item.colour), item.label))) : make("div", { class: "ramp" }, data.classes.map(item =>
    make("div", {}, make("i", { colour: item.colour }), item.label)));
  const keys = make("ul", { class: "keys" });
  if (hasNoClass()) keys.append(make("li", {}, swatch(data.noClass.colour, data.noClass.hatch), data.noClass.label));
  if (data.withheld) {
    keys.append(make("li", {}, swatch(data.withheld.colour, data.withheld.hatch, false), data.withheld.label));
  }
  if (hasUncertain()) {
    const middle = data.classes[Math.floor(data.classes.length / 2)];
    keys.append(make("li", {}, swatch(middle.colour, middle.hatch || "#555"), words.uncertain));
  }
  const note = make("p", { class: "note" });
  const tell = () => (note.textContent = gatheredText(map.options.crs.scale(map.getZoom())));
  map.on("zoomend", tell);
  tell();
  return [ramp, keys, note, opacitySlider(ramp)];
}

/** Whether any square has no class, and not because its value is withheld. */
function hasNoClass() {
  return cells.classes.some((place, cell) => !place && !lookOf(cell));
}

/** Whether any square's class is uncertain. */
function hasUncertain() {
  return cells.marks.some(mark => mark & UNCERTAIN);
}

/** What gathered squares show at a scale (CSS pixels a metre); empty where squares are drawn themselves. */
function gatheredText(pixelsPerMetre) {
  const side = gatheredSide(pixelsPerMetre);
  if (!side) return "";
  const length = side < 1000 ? `${side}\u00a0m` : `${number(side / 1000, 0)}\u00a0km`;
  return say(words.gathered, length) + (people ? ` ${words.gatheredSizes}` : "");
}

/** How much of the ground shows through the squares; the legend's colours follow. */
function opacitySlider(ramp) {
  const input = make("input", {
    type: "range", id: "opacity", min: 10, max: 100, step: 5, oninput: () => change({ opacity: Number(input.value) / 100 }),
  });
  const text = make("output", { for: "opacity" });
  const show = () => {
    input.value = Math.round(state.opacity * 100);
    text.textContent = `${input.value}\u00a0%`;
    for (const colour of ramp.querySelectorAll("i, .swatch")) colour.style.opacity = state.opacity;
  };
  whenChanged(changed => { if (changed.has("opacity")) show(); });
  show();
  return make("div", { class: "opacity" }, make("label", { for: "opacity" }, words.tools.opacity), input, text);
}

/** The outline of a kind of areas. */
function outlineSymbol(kind) {
  return make("svg", { width: 20, height: 14, class: "symbol", "aria-hidden": "true" },
    make("rect", {
      x: 2, y: 2, width: 16, height: 10, rx: 1, fill: "none", stroke: kind.colour,
      "stroke-width": Math.min(kind.width, 3),
      "stroke-dasharray": kind.dash.length ? kind.dash.map(length => length * 0.6).join(" ") : null,
    }));
}

/** The mark of a kind's areas where they are small. */
function markSymbol(kind) {
  return make("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", class: "symbol", "aria-hidden": "true" },
    make("polygon", {
      points: kind.mark.map(point => point.join(",")).join(" "), fill: kind.hollow ? "none" : kind.colour,
      stroke: kind.colour, "stroke-width": kind.hollow ? 1.6 : 0,
    }));
}

function areaLegend() {
  const keys = make("ul", { class: "keys" });
  areas.kinds.forEach((kind, place) => {
    const number = areas.classes.filter(other => other === place).length;
    if (!number) return;
    keys.append(make("li", {}, outlineSymbol(kind), kind.mark.length ? markSymbol(kind) : null, `${kind.label} (${number})`));
  });
  return keys;
}

/** Three sizes, as large as the map draws them at its zoom. */
function ringLegend() {
  const keys = make("ul", { class: "keys rings" });
  function draw() {
    const factor = ringFactor(map.options.crs.scale(map.getZoom()));
    keys.replaceChildren(...data.rings.sizes.map(size => {
      const radius = ringRadius(size) * factor;
      if (radius < LEAST_RING) return null;
      const side = Math.ceil(2 * radius + 3);
      return make("li", {}, make("svg", { width: side, height: side, "aria-hidden": "true" },
        make("circle", {
          cx: side / 2, cy: side / 2, r: radius, fill: "none", stroke: data.rings.colour, "stroke-width": 1.7,
        })),
      number(size, 0));
    }).filter(item => item));
  }
  map.on("zoomend", draw);
  draw();
  return [keys, make("p", { class: "note" }, data.rings.note)];
}

function buildLegend() {
  const place = byId("layers");
  if (cells.count) place.append(layerBlock("cells", data.cellsTitle || words.cells, cellLegend()));
  if (areas.count) {
    place.append(layerBlock("areas", words.areas, areaLegend()));
    place.append(layerBlock("names", words.names));
  }
  if (rings) place.append(layerBlock("rings", data.rings.title, ringLegend()));
  if (base.paths.length) place.append(layerBlock("base", words.base));
  if (base.names.some(name => name)) place.append(layerBlock("places", words.places));
}

/** The ramp under the title of a sheet that is down. */
function buildStrip() {
  const strip = byId("strip");
  if (data.classes.length) {
    strip.append(make("span", {}, data.classes[0].label),
      ...data.classes.map(item => make("i", { colour: item.colour })),
      make("span", {}, data.classes[data.classes.length - 1].label));
  }
}

// The map as one sheet of A4: for the printer, and as a picture. Lengths are tenths of a millimetre.

const SHEET = { long: 2970, short: 2100, margin: 100, gap: 40, column: 620 };
const FONT = 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
const PIXELS_PER_MILLIMETRE = 96 / 25.4;

/** A text in lines that are no wider than a width. */
function wrapped(text, width, size, weight = 400) {
  probe.font = `${weight} ${size}px ${FONT}`;
  const lines = [""];
  for (const word of text.replace(/\u00ad/g, "").split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines[lines.length - 1] && probe.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Lines of text from a top on, as elements, and where they end. */
function textBlock(lines, x, top, size, { weight = 400, colour = "#1b2430" } = {}) {
  const nodes = lines.map((line, i) => make("text", {
    x, y: top + size * (0.8 + 1.3 * i), "font-size": size, "font-weight": weight, fill: colour,
  }, line));
  return { nodes, bottom: top + size * 1.3 * lines.length };
}

/** Columns of the legend: a heading, entries of a drawing and a label, and a remark. */
function sheetLegend(perMetre) {
  const columns = [];
  const box = (fill, hatch, share = 1) => (x, y) => [
    make("rect", { x, y, width: 60, height: 36, fill, "fill-opacity": share, stroke: "#5b6570", "stroke-width": 1.5 }),
    hatch ? make("path", {
      d: [0, 12, 24, 36, 48].map(step => `M${x + step} ${y + 36}l12 -36`).join(""), stroke: hatch, "stroke-width": 2.5,
    }) : null,
  ];
  if (cells.count && state.on.cells) {
    const entries = data.classes.map(item => ({ draw: box(item.colour, null, state.opacity), label: item.label }));
    if (hasNoClass()) entries.push({ draw: box(data.noClass.colour, data.noClass.hatch, state.opacity), label: data.noClass.label });
    if (data.withheld) entries.push({ draw: box(data.withheld.colour, data.withheld.hatch, state.opacity), label: data.withheld.label });
    if (hasUncertain()) {
      const middle = data.classes[Math.floor(data.classes.length / 2)];
      entries.push({ draw: box(middle.colour, middle.hatch || "#555", state.opacity), label: words.uncertain });
    }
    columns.push({ title: data.cellsTitle || words.cells, entries, remark: gatheredText(perMetre) });
  }
  if (areas.count && state.on.areas) {
    const scale = (mark, x, y) => mark.map(([dx, dy]) => `${x + dx * 2.6},${y + dy * 2.6}`).join(" ");
    const entries = areas.kinds.map((kind, place) => ({
      kind, number: areas.classes.filter(other => other === place).length,
    })).filter(({ number }) => number).map(({ kind, number }) => ({
      draw: (x, y) => [
        make("rect", {
          x: x + 3, y: y + 4, width: 54, height: 28, fill: "none", stroke: kind.colour, "stroke-width": Math.min(kind.width, 3) * 2.6,
          "stroke-dasharray": kind.dash.length ? kind.dash.map(length => length * 2).join(" ") : null,
        }),
        kind.mark.length ? make("polygon", {
          points: scale(kind.mark, x + 84, y + 18), fill: kind.hollow ? "none" : kind.colour, stroke: kind.colour,
          "stroke-width": kind.hollow ? 4 : 0,
        }) : null,
      ],
      label: `${kind.label} (${number})`, room: kind.mark.length ? 50 : 0,
    }));
    columns.push({ title: words.areas, entries, remark: "" });
  }
  if (rings && state.on.rings) {
    const factor = ringFactor(perMetre);
    const entries = data.rings.sizes.map(size => ({ size, radius: ringRadius(size) * factor * 2.646 }))
      .filter(({ radius }) => radius >= LEAST_RING * 2.646).map(({ size, radius }) => ({
        draw: (x, y) => [make("circle", {
          cx: x + 40, cy: y + 18, r: radius, fill: "none", stroke: data.rings.colour, "stroke-width": 4.5,
        })],
        label: number(size, 0), room: Math.max(0, 40 + radius - 60), height: Math.max(50, 2 * radius + 14),
      }));
    if (entries.length) columns.push({ title: data.rings.title, entries, remark: data.rings.note });
  }
  return columns;
}

/** A column of the legend from a top on. */
function legendColumn({ title, entries, remark }, x, top, width) {
  const head = textBlock(wrapped(title, width, 32, 600), x, top, 32, { weight: 600 });
  const nodes = [...head.nodes];
  let y = head.bottom + 12;
  for (const { draw, label, room = 0, height = 50 } of entries) {
    const lines = wrapped(label, width - 80 - room, 29);
    const tall = Math.max(height, lines.length * 38 + 8);
    nodes.push(...draw(x, y + (tall - 50) / 2 + 2), ...textBlock(lines, x + 80 + room, y + (tall - 38 * lines.length) / 2, 29).nodes);
    y += tall;
  }
  if (remark) {
    const note = textBlock(wrapped(remark, width, 25), x, y + 8, 25, { colour: "#3d4854" });
    nodes.push(...note.nodes);
    y = note.bottom;
  }
  return { nodes, bottom: y };
}

/** Scale bar, scale and system of coordinates, and north. */
function sheetScale(denominator, x, top, width) {
  const most = (0.7 * width * denominator) / 10000;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map(step => step * power).find(step => step <= most) || power;
  // The bar is a length on the ground at the map's middle.
  const long = (metres / groundPerMetre(map.getCenter().lng) / denominator) * 10000;
  const label = metres < 1000 ? `${number(metres, 0)}\u00a0m` : `${number(metres / 1000, 0)}\u00a0km`;
  const text = `SWEREF 99 TM · ${say(words.tools.scale, number(denominator, 0))}`;
  const lines = textBlock(wrapped(text, width, 26), x, top + 64, 26);
  return {
    nodes: [
      make("path", { d: `M${x} ${top + 30}v14h${long}v-14M${x + long / 2} ${top + 36}v8`, fill: "none", stroke: "#1b2430", "stroke-width": 3 }),
      make("text", { x: x + long, y: top + 22, "font-size": 26, "text-anchor": "middle" }, label),
      make("text", { x, y: top + 22, "font-size": 26, "text-anchor": "middle" }, "0"),
      make("path", { d: `M${x + width - 30} ${top + 50}l-13 0 13 -50 13 50z`, fill: "#1b2430" }),
      make("text", { x: x + width - 66, y: top + 44, "font-size": 30, "font-weight": 600, "text-anchor": "middle" }, "N"),
      ...lines.nodes,
    ],
    bottom: lines.bottom,
  };
}

/** The least round denominator that is not below a number. */
function roundDenominator(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10].map(step => step * power).find(value => value >= least * 0.9999);
}

/** The layers of the map on a canvas, a pixel a tenth of a millimetre; ground around a point at a scale. */
function sheetCanvas(width, height, { lng, lat }, denominator) {
  const perMetre = 10000 / denominator;
  const view = context => ({
    context, ratio: 10 / PIXELS_PER_MILLIMETRE, width, height, perMetre,
    west: lng - width / perMetre / 2, north: lat + height / perMetre / 2,
  });
  const canvas = make("canvas", { width, height });
  const context = canvas.getContext("2d");
  context.fillStyle = base.paths.length ? data.base.surroundings : data.base.land;
  context.fillRect(0, 0, width, height);
  for (const { paint, hasOpacity } of painters) {
    const layer = make("canvas", { width, height });
    paint(view(layer.getContext("2d")));
    context.globalAlpha = hasOpacity ? state.opacity : 1;
    context.drawImage(layer, 0, 0);
  }
  // Of pixels put back Chromium prints one picture, not each layer.
  context.putImageData(context.getImageData(0, 0, width, height), 0, 0);
  return canvas;
}

/** The sheet lying or upright: where the map stands, and the elements around it at a scale. */
function layOut(isWide, perMetre, denominator) {
  const [width, height] = isWide ? [SHEET.long, SHEET.short] : [SHEET.short, SHEET.long];
  const { margin, gap } = SHEET;
  const inner = width - 2 * margin;
  const title = textBlock(wrapped(data.title, inner, 56, 650).slice(0, 2), margin, margin - 10, 56, { weight: 650 });
  const facts = data.facts.map(([label, text]) => `${label}: ${text}`).join(" · ");
  const footLines = wrapped(facts, inner, 25);
  const footTop = height - margin - footLines.length * 25 * 1.3;
  const nodes = [...title.nodes, ...textBlock(footLines, margin, footTop, 25, { colour: "#3d4854" }).nodes];
  const top = title.bottom + 20;
  const columns = sheetLegend(perMetre);
  const add = block => {
    nodes.push(...block.nodes);
    return block.bottom;
  };
  if (isWide) {
    const x = width - margin - SHEET.column;
    const room = footTop - gap - top;
    const parts = [];
    let y = top;
    for (const column of columns) {
      const done = legendColumn(column, x, y, SHEET.column);
      parts.push(...done.nodes);
      y = done.bottom + 44;
    }
    const scale = sheetScale(denominator, x + 10, y, SHEET.column - 10);
    // A legend of very many classes is made smaller.
    const factor = Math.min(1, room / (scale.bottom - top));
    nodes.push(make("g", { transform: `translate(${x} ${top}) scale(${factor}) translate(${-x} ${-top})` }, parts, scale.nodes));
    return { width, height, nodes, frame: [margin, top, x - gap - margin, room].map(Math.floor) };
  }
  const across = Math.max(2, columns.length);
  const columnWidth = (inner - gap * (across - 1)) / across;
  const left = column => margin + column * (columnWidth + gap);
  const depths = columns.map(column => legendColumn(column, 0, 0, columnWidth).bottom);
  const last = columns.length < 2 ? 1 : columns.length - 1;
  const under = columns.length < 2 ? 0 : depths[last] + 40;
  const depth = Math.max(sheetScale(denominator, 0, under, columnWidth - 10).bottom, ...depths);
  const factor = Math.min(1, 1300 / depth);
  const from = footTop - gap - depth * factor;
  const parts = columns.flatMap((column, i) => legendColumn(column, left(i), from, columnWidth).nodes);
  nodes.push(make("g", { transform: `translate(${margin} ${from}) scale(${factor}) translate(${-margin} ${-from})` }, parts,
    sheetScale(denominator, left(last) + 10, from + under, columnWidth - 10).nodes));
  return { width, height, nodes, frame: [margin, top, inner, from - gap - top].map(Math.floor) };
}

/** The sheet: its size, the canvas with the map and where it stands, and all else as a drawing. */
function composeSheet() {
  const seen = map.getBounds();
  const ground = seen.contains(whole) ? whole.pad(0.02) : seen;
  const [wide, tall] = [ground.getEast() - ground.getWest(), ground.getNorth() - ground.getSouth()];
  const least = ({ frame }) => Math.max(wide / frame[2], tall / frame[3]) * 10000;
  // The legend's depth hardly depends on the scale, so the room for the map follows from any.
  const screen = map.options.crs.scale(map.getZoom());
  const [lying, upright] = [true, false].map(isWide => least(layOut(isWide, screen, 10000)));
  const isWide = lying < upright;
  const denominator = roundDenominator(Math.min(lying, upright));
  const { width, height, nodes, frame } = layOut(isWide, (PIXELS_PER_MILLIMETRE * 1000) / denominator, denominator);
  const [x, y, w, h] = frame;
  const drawing = make("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT, role: "img", "aria-label": data.title,
  }, make("rect", { x, y, width: w, height: h, fill: "none", stroke: "#5b6570", "stroke-width": 2.5 }), nodes);
  return { width, height, canvas: sheetCanvas(w, h, ground.getCenter(), denominator), frame, drawing, denominator };
}

/** The sheet as the bytes of a PNG. */
async function sheetPicture() {
  const { width, height, canvas, frame, drawing } = composeSheet();
  const text = new XMLSerializer().serializeToString(drawing);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const whole = make("canvas", { width, height });
  const context = whole.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(canvas, frame[0], frame[1]);
  context.drawImage(image, 0, 0, width, height);
  return new Promise(resolve => whole.toBlob(resolve, "image/png"));
}

/** Lays the sheet on the paper just before it is printed: one page, whatever the window is. */
function buildPrinting() {
  const sheet = byId("sheet");
  const page = make("style");
  document.head.append(page);
  const lay = () => {
    const { width, height, canvas, frame, drawing } = composeSheet();
    page.textContent = `@page { size: ${width / 10}mm ${height / 10}mm; margin: 0 }`;
    sheet.style.aspectRatio = `${width} / ${height}`;
    sheet.style.setProperty("--wide", width / height);
    const share = (part, all) => `${(100 * part) / all}%`;
    Object.assign(canvas.style, {
      left: share(frame[0], width), top: share(frame[1], height), width: share(frame[2], width), height: share(frame[3], height),
    });
    sheet.replaceChildren(canvas, drawing);
  };
  window.addEventListener("beforeprint", lay);
  window.addEventListener("afterprint", () => sheet.replaceChildren());
}

// The figures of what was clicked, in the panel, and of what is pointed at, beside the pointer.

function list(figures, valueOf) {
  return make("dl", {}, figures.map(figure => make("div", {}, make("dt", {}, figure.label),
    make("dd", { "data-key": figure.key }, figureText(figure, valueOf(figure))))));
}

/** The square's colour, hatched where the map hatches it. */
function cellSwatch(cell) {
  const look = looks[lookOf(cell)];
  return swatch(look.colour, cells.classes[cell] && !(cells.marks[cell] & UNCERTAIN) ? null : look.hatch, look !== data.withheld);
}

function closeButton(values) {
  return make("button", {
    type: "button", class: "plain", "aria-label": words.close, title: words.close,
    onclick: () => { change(values); byId("map").focus({ preventScroll: true }); },
  }, "✕");
}

function areaArticle(area) {
  const kind = areas.kinds[areas.classes[area]];
  return make("article", { id: "chosen-area" },
    make("div", { class: "head" }, make("h2", {}, areaName(area)),
      make("button", { type: "button", class: "plain", onclick: () => showArea(area) }, words.zoomTo),
      closeButton({ area: -1 })),
    make("p", { class: "kind" }, outlineSymbol(kind), kind.single,
      areas.names[area] && areas.ids[area] !== areas.names[area] ? ` · ${areas.ids[area]}` : null),
    list(areas.figures, figure => areaFigure(figure, area)),
    make("dl", {}, areas.texts.filter(text => text.values[area]).map(text => make("div", {},
      make("dt", {}, text.label), make("dd", { "data-key": text.key }, text.values[area])))));
}

function cellArticle(cell) {
  const square = squareOf(cell);
  const shown = cells.figures.filter(figure => !figure.classed || cells.classes[cell]);
  const main = shown.filter(figure => !figure.variable);
  const variables = shown.filter(figure => figure.variable);
  const isUncertain = cells.marks[cell] & UNCERTAIN;
  return make("article", { id: "chosen-cell" },
    make("div", { class: "head" }, make("h2", {}, `${words.square} ${zones ? zones.names[cell] : codeOf(square)}`), closeButton({ cell: -1 })),
    make("p", { class: "kind" }, cellSwatch(cell),
      (cells.classes[cell] ? `${words.class} ` : "") + classText(cell) + (isUncertain ? `, ${words.uncertain}` : ""),
      zones ? null : ` · ${number(square.size, 0)}\u00a0m`),
    list(main, figure => cellFigure(figure, cell)),
    variables.length ? [make("h3", {}, words.variables), list(variables, figure => cellFigure(figure, cell))] : null);
}

function buildDetails() {
  const place = byId("details");
  place.setAttribute("aria-label", words.chosen);
  whenChanged(changed => {
    if (!changed.has("cell") && !changed.has("area")) return;
    const parts = [];
    if (state.area >= 0) parts.push(areaArticle(state.area));
    if (state.cell >= 0) parts.push(cellArticle(state.cell));
    const take = make("button", {
      type: "button", class: "plain", id: "save-chosen", onclick: () => saveRows(chosenRows(), "-val"),
    }, words.tools.chosen);
    place.replaceChildren(...parts, ...(parts.length ? [take] : []));
    place.hidden = !parts.length;
    place.scrollTop = 0;
    if (narrow.matches && parts.length) byId("panel-body").scrollTop = 0;
    if (parts.length) {
      openSheet();
      speak(parts.map(part => [part.querySelector("h2").textContent, ...part.querySelectorAll("dt, dd")]
        .map(node => node.textContent ?? node).join(" ")).join(". "));
    }
  });
}

/** A finger does not hover: what it points at is chosen. */
let isTouch = false;
window.addEventListener("pointerdown", event => (isTouch = event.pointerType === "touch"), true);

/** The hover text, beside the pointer and within the map. */
function showTip(point) {
  const tip = byId("tip");
  const { hoverCell: cell, hoverArea: area } = state;
  if (!point || isTouch || (cell < 0 && area < 0)) {
    tip.hidden = true;
    return;
  }
  const parts = [];
  if (area >= 0) parts.push(make("b", {}, areaName(area)));
  if (cell >= 0) {
    parts.push(make("div", { class: "row" }, cellSwatch(cell),
      make("span", {}, (cells.classes[cell] ? `${words.class} ` : "") + classText(cell))));
    if (people) parts.push(make("div", {}, `${people.label}: ${figureText(people, cellFigure(people, cell))}`));
  } else {
    parts.push(make("div", {}, areas.kinds[areas.classes[area]].single));
  }
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const room = byId("map").getBoundingClientRect();
  const x = point.x + 16 + tip.offsetWidth > room.width ? point.x - tip.offsetWidth - 14 : point.x + 16;
  const y = Math.min(point.y + 16, room.height - tip.offsetHeight - 6);
  tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
}

// The table of areas: sorted by any column, each row bound to its area on the map.

const PAGE = 200;

function buildTable() {
  const place = byId("areas");
  const body = make("tbody");
  const rows = new Map();
  const columns = [
    { label: words.area, text: areaName, key: area => folded(areaName(area)), isText: true },
    {
      label: words.class, text: area => areas.kinds[areas.classes[area]].short, key: area => areas.classes[area],
      kind: "class",
    },
    ...areas.figures.map(figure => ({
      label: figure.label, text: area => figureText(figure, areaFigure(figure, area)),
      key: area => areaFigure(figure, area), kind: "number",
    })),
  ];
  if (areas.kinds.length < 2) columns.splice(1, 1);
  let order = [...areas.names.keys()];
  let sorted = { column: -1, falling: false };
  let shown = PAGE;

  const head = make("tr", {}, columns.map((column, c) =>
    make("th", { scope: "col", class: column.kind === "number" ? "number" : null },
      make("button", { type: "button", onclick: () => sort(c) }, column.label))));
  const more = make("button", { type: "button", class: "button", id: "more", onclick: showAll },
    say(words.showAll, number(areas.count, 0)));

  function showAll() {
    shown = order.length;
    fill();
  }

  /** Sorts by a column, the other way round the second time; areas without a value come last either way. */
  function sort(c) {
    const column = columns[c];
    const falling = sorted.column === c ? !sorted.falling : column.kind === "number";
    sorted = { column: c, falling };
    const keys = areas.names.map((_, area) => column.key(area));
    order.sort((a, b) => {
      const [x, y] = [keys[a], keys[b]];
      if (x === null || y === null) return (x === null) - (y === null) || a - b;
      const way = column.isText ? collator.compare(areaName(a), areaName(b)) : x - y;
      return (falling ? -way : way) || a - b;
    });
    [...head.children].forEach((cell, i) => {
      if (i === c) cell.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    fill();
  }

  function row(area) {
    if (rows.has(area)) return rows.get(area);
    const kind = areas.kinds[areas.classes[area]];
    const cellsOfRow = columns.map((column, c) => {
      const text = column.text(area);
      if (c === 0) return make("th", { scope: "row" }, make("span", { title: text }, text));
      if (column.kind === "class") {
        return make("td", { class: "class" }, make("span", { title: kind.single }, outlineSymbol(kind),
          make("span", { "aria-hidden": "true" }, text), make("span", { class: "unseen" }, kind.single)));
      }
      return make("td", { class: column.kind }, text);
    });
    const node = make("tr", {
      tabindex: -1, "aria-selected": state.area === area ? "true" : "false", "data-area": area,
      onclick: () => choose(area), onkeydown: event => keyed(event, area),
      onpointerenter: () => change({ hoverArea: area, hoverCell: -1 }), onpointerleave: () => change({ hoverArea: -1 }),
    }, cellsOfRow);
    rows.set(area, node);
    return node;
  }

  function choose(area) {
    change({ area, cell: -1 });
    showArea(area);
  }

  /** Arrows go from row to row, Enter and the space bar choose. */
  function keyed(event, area) {
    const at = order.indexOf(area);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: Math.min(shown, order.length) - 1 };
    if (event.key in steps) {
      const next = order[Math.max(0, Math.min(steps[event.key], Math.min(shown, order.length) - 1))];
      focusable(next);
      row(next).focus();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(area);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** One row at a time is in the order of the tabulator key. */
  function focusable(area) {
    for (const [other, node] of rows) node.tabIndex = other === area ? 0 : -1;
  }

  function fill() {
    body.replaceChildren(...order.slice(0, shown).map(row));
    more.hidden = shown >= order.length;
    if (order.length) focusable(state.area >= 0 ? state.area : order[0]);
  }

  whenChanged(changed => {
    if (!changed.has("area")) return;
    for (const [area, node] of rows) node.setAttribute("aria-selected", area === state.area ? "true" : "false");
    if (state.area < 0) return;
    if (order.indexOf(state.area) >= shown) {
      shown = order.length;
      fill();
    }
    focusable(state.area);
    reveal();
  });

  /** Brings the chosen row into sight, below the head. */
  function reveal() {
    const node = rows.get(state.area);
    if (!node || place.hidden || narrow.matches) return;
    const head = 60;
    const [top, bottom] = [node.offsetTop - head, node.offsetTop + node.offsetHeight];
    if (top < place.scrollTop) place.scrollTop = top;
    else if (bottom > place.scrollTop + place.clientHeight) place.scrollTop = bottom - place.clientHeight;
  }

  const take = make("button", { type: "button", class: "plain", id: "save-areas", onclick: () => saveRows(areaRows(order), `-${folded(words.areas)}`) },
    words.tools.saveCSV);
  place.append(take, make("table", {}, make("caption", {}, say(words.tableCaption, number(areas.count, 0))),
    make("thead", {}, head), body), more);
  sort(0);
  return { reveal };
}

const collator = new Intl.Collator(data.lang, { numeric: true });

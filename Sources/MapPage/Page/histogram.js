// How the index is spread: people (or squares, where people are not known) by index, in the colours of the classes.

function buildHistogram() {
  const place = byId("histogram");
  const figure = cells.figures.find(item => item.key === "index");
  const indexed = cells.rank[cells.count];
  if (!figure || !indexed) {
    place.hidden = true;
    return;
  }
  let [low, high] = [Infinity, -Infinity];
  for (const value of figure.column) {
    if (value === NOTHING) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const bins = indexed < 40 ? 12 : 44;
  const step = Math.max((high - low) / bins, 1);
  const counts = Array.from({ length: bins }, () => new Float64Array(data.classes.length));
  let total = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    if (!cells.classes[cell]) continue;
    const value = figure.column[figure.classed ? cells.rank[cell] : cell];
    if (value === NOTHING) continue;
    const weight = people ? cellFigure(people, cell) || 0 : 1;
    counts[Math.min(bins - 1, Math.floor((value - low) / step))][cells.classes[cell] - 1] += weight;
    total += weight;
  }
  const [width, height, bottom] = [388, 128, 22];
  const tallest = Math.max(...counts.map(bin => bin.reduce((a, b) => a + b)), 1);
  const x = value => ((value * figure.scale - low) / (step * bins)) * width;
  const what = people ? words.people : words.squares;
  const reading = make("p", { class: "reading", "aria-hidden": "true" });
  const svg = make("svg", {
    viewBox: `0 0 ${width} ${height + bottom}`, role: "img",
    "aria-label": say(words.histogramLabel, what, number(low / figure.scale, 2), number(high / figure.scale, 2)),
  });
  const usual = say(words.histogramTotal, number(total, 0), what);
  counts.forEach((bin, i) => {
    let y = height;
    const sum = bin.reduce((a, b) => a + b);
    bin.forEach((value, k) => {
      if (!value) return;
      const tall = (value / tallest) * (height - 4);
      y -= tall;
      svg.append(make("rect", {
        class: "bar", x: (i * width) / bins, y, width: width / bins - 0.6, height: tall, fill: data.classes[k].colour,
      }));
    });
    const [from, to] = [low + i * step, low + (i + 1) * step].map(value => number(value / figure.scale, 2));
    svg.append(make("rect", {
      x: (i * width) / bins, y: 0, width: width / bins, height, fill: "transparent",
      onpointerenter: () => (reading.textContent = say(words.histogramBin, from, to, number(sum, 0), what)),
    }));
  });
  svg.addEventListener("pointerleave", () => (reading.textContent = usual));
  svg.append(make("line", { class: "axis", x1: 0, x2: width, y1: height + 0.5, y2: height + 0.5 }));
  const decimals = tickDecimals(low, high, figure.scale);
  for (const value of ticks(low / figure.scale, (low + step * bins) / figure.scale)) {
    svg.append(make("line", { class: "axis", x1: x(value), x2: x(value), y1: height, y2: height + 4 }),
      make("text", { x: x(value), y: height + 17, "text-anchor": "middle" }, number(value, decimals)));
  }
  const mark = make("line", { class: "mark", y1: 0, y2: height, visibility: "hidden" });
  svg.append(mark);
  whenChanged(changed => {
    if (!changed.has("cell") && !changed.has("area")) return;
    const ofArea = areas.figures.find(item => item.key === "index_mean");
    const value = state.cell >= 0 ? cellFigure(figure, state.cell)
      : state.area >= 0 && ofArea ? areaFigure(ofArea, state.area) : null;
    mark.setAttribute("visibility", value === null ? "hidden" : "visible");
    if (value !== null) for (const end of ["x1", "x2"]) mark.setAttribute(end, x(value));
  });
  reading.textContent = usual;
  place.append(make("h2", {}, words.histogram), svg, reading,
    histogramTable(counts, i => number((low + i * step) / figure.scale, 2), what));
}

/** The same as tables: by class, and by index. */
function histogramTable(counts, bound, what) {
  const all = counts.flatMap(bin => [...bin]).reduce((a, b) => a + b, 0);
  const table = (title, head, rows) => make("table", {}, make("caption", {}, title),
    make("thead", {}, make("tr", {}, head.map((text, i) => make("th", { scope: "col", class: i ? "number" : null }, text)))),
    make("tbody", {}, rows.map(([name, ...values]) => make("tr", {}, make("th", { scope: "row" }, name),
      values.map(value => make("td", { class: "number" }, value))))));
  const classes = data.classes.map((item, k) => {
    const sum = counts.reduce((total, bin) => total + bin[k], 0);
    const units = cells.classes.reduce((total, place) => total + (place === k + 1), 0);
    return [item.label, number(units, 0), ...(people ? [number(sum, 0)] : []), `${number((100 * sum) / (all || 1), 1)}\u00a0%`];
  });
  const bins = counts.map((bin, i) => [`${bound(i)} – ${bound(i + 1)}`, number(bin.reduce((a, b) => a + b), 0)])
    .filter((_, i) => counts[i].some(value => value));
  return make("details", {}, make("summary", {}, words.tools.asTable),
    table(words.tools.byClass, [words.class, words.cells, ...(people ? [people.label] : []), words.tools.share], classes),
    table(words.histogram, ["Index", what], bins));
}

function tickStep(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  return [1, 2, 5, 10].map(f => f * power).find(step => step >= rough) || 1;
}

/** Round values between two. */
function ticks(low, high) {
  const step = tickStep(low, high);
  const values = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) values.push(i * step);
  return values;
}

function tickDecimals(low, high, scale) {
  return Math.max(0, Math.min(3, -Math.floor(Math.log10(tickStep(low / scale, high / scale)))));
}

// What can be taken along: tables as CSV, the sheet as a picture.

/** A field of RFC 4180. A text that a spreadsheet would take for a formula gets `'` in front; numbers have a point. */
function csvField(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = value.replace(/\u00ad/g, "").replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]|^ | $/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Rows as CSV with the line ends of RFC 4180. */
function csvOf(rows) {
  return rows.map(row => `${row.map(csvField).join(",")}\r\n`).join("");
}

/** A figure's heading: its label with its unit, since a share is told in per cent. */
function heading(figure) {
  return figure.unit ? `${figure.label} (${figure.unit})` : figure.label;
}

/** All areas in the order of the table, with all that is known of them. */
function areaRows(order) {
  return [
    ["id", words.area, words.class, ...areas.figures.map(heading), ...areas.texts.map(text => text.label)],
    ...order.map(area => [
      areas.ids[area], areas.names[area], areas.kinds[areas.classes[area]].single,
      ...areas.figures.map(figure => areaFigure(figure, area)), ...areas.texts.map(text => text.values[area]),
    ]),
  ];
}

/** What is chosen, a row a figure. */
function chosenRows() {
  const rows = [[words.tools.kind, "id", words.tools.figure, words.tools.value, words.tools.unit]];
  const { area, cell } = state;
  if (area >= 0) {
    const row = (label, value, unit = "") => rows.push([words.area, areas.ids[area], label, value, unit]);
    row(words.tools.name, areas.names[area]);
    row(words.class, areas.kinds[areas.classes[area]].single);
    for (const figure of areas.figures) row(figure.label, areaFigure(figure, area), figure.unit);
    for (const text of areas.texts) row(text.label, text.values[area]);
  }
  if (cell >= 0) {
    const square = squareOf(cell);
    const id = zones ? zones.names[cell] : codeOf(square);
    const row = (label, value, unit = "") => rows.push([words.square, id, label, value, unit]);
    if (!zones) row(words.tools.side, square.size, "m");
    row(words.class, classText(cell));
    for (const figure of cells.figures) row(figure.label, cellFigure(figure, cell), figure.unit);
  }
  return rows;
}

/** The page's title as a file's name. */
function fileName(ending, part = "") {
  const name = folded(data.title).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "rutverk";
  return `${name}${part}.${ending}`;
}

/** Hands bytes to the reader as a file. */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  speak(say(words.tools.saved, name));
}

function saveRows(rows, part) {
  save(new Blob([csvOf(rows)], { type: "text/csv;charset=utf-8" }), fileName("csv", part));
}

async function savePicture() {
  const blob = await sheetPicture();
  if (blob) save(blob, fileName("png"));
}

function buildTools() {
  const button = (text, act) => make("button", { type: "button", class: "button", onclick: act }, text);
  byId("tools").append(make("h2", {}, words.tools.title), make("div", { class: "row" },
    button(words.tools.print, () => window.print()), button(words.tools.picture, savePicture),
    areas.count ? button(words.tools.table, () => saveRows(areaRows([...areas.names.keys()]), `-${folded(words.areas)}`)) : null));
}

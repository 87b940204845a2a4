// Text and elements. Names come from files: they reach the page as text nodes and attributes, never as markup.

/** An element with attributes, listeners (`on…`) and children; nothing is parsed. */
function make(tag, attributes = {}, ...children) {
  const isDrawing = [
    "svg", "rect", "line", "text", "circle", "path", "polygon", "g", "title", "defs", "pattern",
  ].includes(tag);
  const node = isDrawing ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "colour") node.style.background = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined));
  return node;
}

const byId = id => document.getElementById(id);

/** A number as people read it: so many decimals, a no-break space between thousands, a dash for none. */
function number(value, decimals) {
  if (value === null || !Number.isFinite(value)) return "–";
  const digits = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const isNegative = value < 0 && Number(digits) !== 0;
  return (isNegative ? "−" : "") + grouped + (fraction ? (data.lang === "sv" ? "," : ".") + fraction : "");
}

/** A figure with its unit. */
function figureText(figure, value) {
  const text = number(value, figure.decimals);
  return value === null || !figure.unit ? text : `${text}\u00a0${figure.unit}`;
}

/** The words of a class: its own label, or that there is no index, and why. */
function classText(cell) {
  const place = cells.classes[cell];
  if (place) return data.classes[place - 1].label;
  const reason = data.marks[cells.marks[cell] & 127];
  return reason ? `${data.noClass.label} (${reason})` : data.noClass.label;
}

/** The code of a square: easting and northing of its south-west corner. */
function codeOf(square) {
  return String(square.e).padStart(6, "0") + String(square.n).padStart(7, "0");
}

/** Puts words into a sentence: `{0}`, `{1}` … */
function say(sentence, ...values) {
  return sentence.replace(/\{(\d)\}/g, (_, place) => values[Number(place)]);
}

/** Says something to a screen reader. */
function speak(text) {
  byId("spoken").textContent = text;
}

/** Text without marks and case, to search in. */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

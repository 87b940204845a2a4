// What the page shows, as it was packed: columns of varints in base64, corners and outlines as differences.

const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;

/** The bytes of a base64 text. */
function bytesOf(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** Reads whole numbers of seven bits a byte, the least significant first. */
class Varints {
  constructor(text) {
    this.bytes = bytesOf(text);
    this.at = 0;
  }

  next() {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte < 128) return value + byte * factor;
      value += (byte - 128) * factor;
      factor *= 128;
    }
  }

  /** A number with its sign in the lowest bit. */
  signed() {
    const value = this.next();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
}

/** Stands for "no value" in a column. */
const NOTHING = -2147483648;

/** A column of whole numbers, each the value times a scale; 0 in the packing is no value. */
function column(text, count) {
  const varints = new Varints(text);
  const values = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const code = varints.next();
    if (code === 0) values[i] = NOTHING;
    else values[i] = code % 2 ? (code - 1) / 2 : -code / 2;
  }
  return values;
}

/** Zones in the squares' place: their outlines and names; null for squares. */
const zones = data.cells.outlines ? { ...outlines(data.cells.outlines), names: data.cells.names } : null;

/** The squares: sorted by row and column within each size, so that order is the index. */
const cells = (() => {
  const packed = data.cells;
  const count = packed.count;
  const groups = [];
  let first = 0;
  for (const group of packed.groups) {
    const varints = new Varints(group.keys);
    const keys = new Int32Array(group.count);
    let key = 0;
    for (let i = 0; i < group.count; i++) keys[i] = key += varints.next();
    groups.push({ size: group.size, e: group.e, n: group.n, width: group.width, keys, first });
    first += group.count;
  }
  const classes = bytesOf(packed.classes);
  const marks = packed.marks ? bytesOf(packed.marks) : new Uint8Array(count);
  // Figures that only squares with a class have are stored without the others.
  const rank = new Int32Array(count + 1);
  for (let i = 0; i < count; i++) rank[i + 1] = rank[i] + (classes[i] ? 1 : 0);
  const figures = packed.figures.map(figure => ({
    ...figure, column: column(figure.data, figure.classed ? rank[count] : count),
  }));
  return { count, groups, classes, marks, figures, rank };
})();

/** A square's figure; null where it has none. */
function cellFigure(figure, cell) {
  if (figure.classed && !cells.classes[cell]) return null;
  const value = figure.column[figure.classed ? cells.rank[cell] : cell];
  return value === NOTHING ? null : value / figure.scale;
}

/** First place whose key is not below `key`. */
function lowerBound(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The square at a point, the smallest first; -1 without one. */
function cellAt(e, n) {
  if (zones) return outlineAt(zones, e, n);
  for (let g = cells.groups.length - 1; g >= 0; g--) {
    const member = memberAt(cells.groups[g], e, n);
    if (member >= 0) return member;
  }
  return -1;
}

/** The square of a group at a point; -1 without one. */
function memberAt(group, e, n) {
  const x = Math.floor((e - group.e) / group.size);
  const y = Math.floor((n - group.n) / group.size);
  if (x < 0 || x >= group.width || y < 0) return -1;
  const key = y * group.width + x;
  const place = lowerBound(group.keys, key);
  return group.keys[place] === key ? group.first + place : -1;
}

/** South-west corner and side of a square; of a zone, those of the square around it. */
function squareOf(cell) {
  if (zones) {
    const [west, north, east, south] = zones.boxes.subarray(4 * cell, 4 * cell + 4);
    const size = Math.max(east - west, south - north);
    return {
      e: data.origin[0] + (west + east - size) / 2, n: data.origin[1] - (north + south + size) / 2, size,
    };
  }
  let group = cells.groups[0];
  for (const other of cells.groups) if (cell >= other.first) group = other;
  const key = group.keys[cell - group.first];
  return {
    e: group.e + (key % group.width) * group.size, n: group.n + Math.floor(key / group.width) * group.size,
    size: group.size,
  };
}

/** Outlines around the page's origin, y to the south: paths to draw, boxes to look in first, middles of the largest rings. */
function outlines(packed) {
  const varints = new Varints(packed.data);
  const paths = [];
  const boxes = new Float64Array(4 * packed.count);
  const middles = new Float64Array(2 * packed.count);
  let x = 0;
  let y = 0;
  for (let i = 0; i < packed.count; i++) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let largest = 0;
    for (let rings = varints.next(); rings > 0; rings--) {
      const points = varints.next();
      // Twice the ring's area and its moments, around its first vertex.
      let [firstX, firstY, lastX, lastY, ground, momentX, momentY] = [0, 0, 0, 0, 0, 0, 0];
      for (let p = 0; p < points; p++) {
        x += varints.signed();
        y += varints.signed();
        if (p === 0) {
          path.moveTo(x, y);
          [firstX, firstY] = [x, y];
        } else {
          path.lineTo(x, y);
          const part = lastX * (y - firstY) - (x - firstX) * lastY;
          ground += part;
          momentX += part * (lastX + x - firstX);
          momentY += part * (lastY + y - firstY);
        }
        [lastX, lastY] = [x - firstX, y - firstY];
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
      path.closePath();
      if (Math.abs(ground) > largest) {
        largest = Math.abs(ground);
        middles.set([firstX + momentX / (3 * ground), firstY + momentY / (3 * ground)], 2 * i);
      }
    }
    paths.push(path);
    boxes.set(box, 4 * i);
  }
  return { paths, boxes, middles };
}

const areas = (() => {
  const packed = data.areas;
  const shapes = outlines(packed.outlines);
  const figures = packed.figures.map(figure => ({ ...figure, column: column(figure.data, packed.names.length) }));
  return { ...packed, ...shapes, figures, count: packed.names.length };
})();

/** An area's figure; null where it has none. */
function areaFigure(figure, area) {
  const value = figure.column[area];
  return value === NOTHING ? null : value / figure.scale;
}

/** What an area is called: its name, else its identifier. */
function areaName(area) {
  return areas.names[area] || areas.ids[area];
}

const base = { ...outlines(data.base.outlines), names: data.base.names };

// The squares as pixels: no call of the browser per square, so that a hundred thousand in sight stay smooth.

/** A colour `#rrggbb` as one pixel, mixed with black by a share. */
function pixel(colour, darker = 0) {
  const part = at => Math.round(parseInt(colour.slice(at, at + 2), 16) * (1 - darker));
  return ((255 << 24) | (part(5) << 16) | (part(3) << 8) | part(1)) >>> 0;
}

const classPixels = [data.noClass, ...data.classes].map(item => pixel(item.colour));
const hatchPixels = [data.noClass, ...data.classes].map(item =>
  pixel(item.hatch || item.colour, item.hatch ? 0 : 0.45));
const groundPixel = pixel(data.base.land);
const UNCERTAIN = 128;
const people = cells.figures.find(figure => figure.key === "population");
const squares = { image: null, most: null, canvas: document.createElement("canvas") };

/** Paints all squares in view. Where several share a pixel, the one with most people is seen. */
function paintSquares(view) {
  if (zones) {
    paintZones(view);
    return;
  }
  const { width, height } = view;
  if (!squares.image || squares.image.width !== width || squares.image.height !== height) {
    squares.canvas.width = width;
    squares.canvas.height = height;
    squares.image = view.context.createImageData(width, height);
    squares.most = null;
  }
  const pixels = new Uint32Array(squares.image.data.buffer);
  pixels.fill(0);
  const smallest = cells.groups.reduce((side, group) => Math.min(side, group.size), Infinity);
  let most = null;
  if (smallest * view.perMetre < 2) {
    most = squares.most || (squares.most = new Float32Array(width * height));
    most.fill(-3e9);
  }
  for (const group of cells.groups) paintGroup(group, view, pixels, most);
  squares.canvas.getContext("2d").putImageData(squares.image, 0, 0);
  view.context.setTransform(1, 0, 0, 1, 0, 0);
  view.context.drawImage(squares.canvas, 0, 0);
}

/** Paints the zones in view; a hair of its own colour keeps the ground from shining through between two. */
function paintZones(view) {
  const { context, ratio } = view;
  inMetres(view);
  for (const zone of visible(zones.boxes, view)) {
    const place = cells.classes[zone];
    const look = place ? data.classes[place - 1] : data.noClass;
    const isHatched = look.hatch && (!place || cells.marks[zone] & UNCERTAIN);
    context.fillStyle = isHatched ? hatching(context, look, view) : look.colour;
    context.strokeStyle = look.colour;
    context.lineWidth = ratio / view.perMetre;
    context.stroke(zones.paths[zone]);
    context.fill(zones.paths[zone], "evenodd");
  }
}

/** A pattern of lines in a look's hatch over its colour. */
function hatching(context, look, view) {
  const side = Math.round(6 * view.ratio);
  const tile = document.createElement("canvas");
  [tile.width, tile.height] = [side, side];
  const ink = tile.getContext("2d");
  ink.fillStyle = look.colour;
  ink.fillRect(0, 0, side, side);
  ink.strokeStyle = look.hatch;
  ink.lineWidth = Math.max(1, view.ratio);
  ink.beginPath();
  for (const x of [-side, 0, side]) {
    ink.moveTo(x, side);
    ink.lineTo(x + side, 0);
  }
  ink.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / view.perMetre));
  return pattern;
}

function paintGroup(group, view, pixels, most) {
  const { size, width: columns, keys } = group;
  const k = view.perMetre;
  const side = size * k;
  // A gap of one pixel lets the eye tell large squares apart.
  const gap = side >= 9 * view.ratio ? Math.round(view.ratio) : 0;
  const from = Math.max(0, Math.floor((view.west - group.e) / size));
  const to = Math.min(columns - 1, Math.floor((view.west + view.width / k - group.e) / size));
  const top = Math.floor((view.north - group.n) / size);
  const bottom = Math.max(0, Math.floor((view.north - view.height / k - group.n) / size));
  if (from > to) return;
  for (let row = bottom; row <= top; row++) {
    const start = row * columns;
    let place = lowerBound(keys, start + from);
    if (place === keys.length) break;
    const last = start + to;
    const y1 = Math.max(0, Math.round((view.north - group.n - (row + 1) * size) * k));
    const south = Math.round((view.north - group.n - row * size) * k);
    const y2 = Math.min(view.height, Math.max(south - gap, y1 + 1));
    for (; place < keys.length && keys[place] <= last; place++) {
      const west = (group.e + (keys[place] - start) * size - view.west) * k;
      const x1 = Math.max(0, Math.round(west));
      const east = Math.round(west + side);
      const x2 = Math.min(view.width, Math.max(east - gap, x1 + 1));
      if (gap) clearGap(x1, x2, Math.min(view.width, east), y1, y2, Math.min(view.height, south), view.width, pixels);
      paintSquare(group.first + place, x1, y1, x2, y2, view, pixels, most, side);
    }
  }
}

/** The gap east and south of a square: a larger square below must not show through. */
function clearGap(x1, x2, east, y1, y2, south, width, pixels) {
  for (let y = y1; y < y2; y++) pixels.fill(groundPixel, y * width + x2, y * width + east);
  for (let y = y2; y < south; y++) pixels.fill(groundPixel, y * width + x1, y * width + east);
}

function paintSquare(cell, x1, y1, x2, y2, view, pixels, most, side) {
  const place = cells.classes[cell];
  const colour = classPixels[place];
  const width = view.width;
  if (most) {
    const weight = people ? people.column[cell] : 0;
    for (let y = y1; y < y2; y++) {
      for (let at = y * width + x1; at < y * width + x2; at++) {
        if (weight > most[at]) {
          most[at] = weight;
          pixels[at] = colour;
        }
      }
    }
    return;
  }
  for (let y = y1; y < y2; y++) pixels.fill(colour, y * width + x1, y * width + x2);
  const isHatched = place ? cells.marks[cell] & UNCERTAIN : data.noClass.hatch;
  if (!isHatched || side < 5 * view.ratio) return;
  const hatch = hatchPixels[place];
  const period = Math.round(6 * view.ratio);
  const stroke = Math.max(1, Math.round(view.ratio * (place ? 1.6 : 1)));
  for (let y = y1; y < y2; y++) {
    for (let x = x1; x < x2; x++) if ((x + y) % period < stroke) pixels[y * width + x] = hatch;
  }
}

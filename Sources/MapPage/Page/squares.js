// The squares as pixels: no call of the browser per square, so that a hundred thousand in sight stay smooth.

/** A colour `#rrggbb` as one pixel, mixed with black by a share. */
function pixel(colour, darker = 0) {
  const part = at => Math.round(parseInt(colour.slice(at, at + 2), 16) * (1 - darker));
  return ((255 << 24) | (part(5) << 16) | (part(3) << 8) | part(1)) >>> 0;
}

/** Looks by class: none, the classes, and last what is withheld. */
const looks = [data.noClass, ...data.classes, ...(data.withheld ? [data.withheld] : [])];
const classPixels = looks.map(item => pixel(item.colour));
const hatchPixels = looks.map(item => pixel(item.hatch || item.colour, item.hatch ? 0 : 0.45));
const groundPixel = pixel(data.base.land);
const UNCERTAIN = 128;

/** A square's place among the looks. */
function lookOf(cell) {
  const isWithheld = data.withheld && !cells.classes[cell] && (cells.marks[cell] & 127) > 0;
  return isWithheld ? looks.length - 1 : cells.classes[cell];
}

const people = cells.figures.find(figure => figure.key === "population");
const squares = { image: null, canvas: document.createElement("canvas") };

/** Paints all squares in view, gathered in larger ones where they are too small to be seen. */
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
  }
  const pixels = new Uint32Array(squares.image.data.buffer);
  pixels.fill(0);
  const side = gatheredSide(view.perMetre / view.ratio);
  if (side) {
    paintGathered(side, view, pixels);
  } else {
    for (const group of cells.groups) {
      forEachSquare(group, view, (...square) => paintSquare(...square, group.size * view.perMetre, view, pixels));
    }
  }
  squares.canvas.getContext("2d").putImageData(squares.image, 0, 0);
  view.context.setTransform(1, 0, 0, 1, 0, 0);
  view.context.drawImage(squares.canvas, 0, 0);
}

/** Paints the zones in view; a hair of its own colour keeps the ground from shining through between two. */
function paintZones(view) {
  const { context, ratio } = view;
  inMetres(view);
  for (const zone of visible(zones.boxes, view)) {
    const look = looks[lookOf(zone)];
    const isHatched = look.hatch && (!cells.classes[zone] || cells.marks[zone] & UNCERTAIN);
    context.fillStyle = isHatched ? hatching(context, look, view, look === data.withheld) : look.colour;
    context.strokeStyle = look.colour;
    context.lineWidth = ratio / view.perMetre;
    context.stroke(zones.paths[zone]);
    context.fill(zones.paths[zone], "evenodd");
  }
}

/** A pattern of rising lines, or falling ones, in a look's hatch over its colour. */
function hatching(context, look, view, isFalling) {
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
    ink.moveTo(x, isFalling ? 0 : side);
    ink.lineTo(x + side, isFalling ? side : 0);
  }
  ink.stroke();
  const pattern = context.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / view.perMetre));
  return pattern;
}

/** Calls `draw` with each square in view and the pixels between its borders, one at the least. */
function forEachSquare(group, view, draw) {
  const { size, width: columns, keys } = group;
  const k = view.perMetre;
  const side = size * k;
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
    const north = (view.north - group.n - (row + 1) * size) * k;
    const y1 = Math.round(north);
    const y2 = Math.max(y1 + 1, Math.round(north + side));
    if (y1 >= view.height || y2 <= 0) continue;
    for (; place < keys.length && keys[place] <= last; place++) {
      const west = (group.e + (keys[place] - start) * size - view.west) * k;
      const x1 = Math.round(west);
      draw(group.first + place, x1, y1, Math.max(x1 + 1, Math.round(west + side)), y2);
    }
  }
}

function paintSquare(cell, x1, y1, x2, y2, side, view, pixels) {
  const place = lookOf(cell);
  const isFalling = data.withheld && place === looks.length - 1;
  const { width, height, ratio } = view;
  // A gap of one pixel lets the eye tell large squares apart; a larger square below must not show through.
  const gap = side >= 9 * ratio ? Math.round(ratio) : 0;
  const [west, north, east, south] = [Math.max(0, x1), Math.max(0, y1), Math.min(width, x2), Math.min(height, y2)];
  const fill = (colour, right, bottom) => {
    for (let y = north; y < bottom; y++) pixels.fill(colour, y * width + west, y * width + Math.max(west, right));
  };
  if (gap) fill(groundPixel, east, south);
  const [right, bottom] = [Math.min(width, x2 - gap), Math.min(height, y2 - gap)];
  fill(classPixels[place], right, bottom);
  const isHatched = cells.classes[cell] ? cells.marks[cell] & UNCERTAIN : looks[place].hatch;
  if (!isHatched || side < 5 * ratio) return;
  const hatch = hatchPixels[place];
  const period = Math.round(6 * ratio);
  const stroke = Math.max(1, Math.round(ratio * (place ? 1.6 : 1)));
  for (let y = north; y < bottom; y++) {
    for (let x = west; x < right; x++) {
      if ((isFalling ? x - y + period * height : x + y) % period < stroke) pixels[y * width + x] = hatch;
    }
  }
}

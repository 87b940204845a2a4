// Outlines, rings and names over the squares, and what is chosen or pointed at over everything.

/** The land under the squares. */
function paintLand(view) {
  const { context } = view;
  inMetres(view);
  context.fillStyle = data.base.land;
  for (const i of visible(base.boxes, view)) context.fill(base.paths[i], "evenodd");
}

/** Borders over the squares, thin. */
function paintBorders(view) {
  const { context } = view;
  inMetres(view);
  context.lineJoin = "round";
  context.strokeStyle = data.base.border;
  context.lineWidth = (data.base.width * view.ratio) / view.perMetre;
  for (const i of visible(base.boxes, view)) context.stroke(base.paths[i]);
}

/** Strokes an area twice: light and wide, then in its colour, so that it is seen on every class. */
function strokeArea(view, area, width, colour, halo = 2, dash = []) {
  const { context } = view;
  const unit = view.ratio / view.perMetre;
  context.lineJoin = "round";
  context.strokeStyle = "rgba(255,255,255,0.85)";
  context.lineWidth = (width + halo) * unit;
  context.stroke(areas.paths[area]);
  context.strokeStyle = colour;
  context.lineWidth = width * unit;
  context.setLineDash(dash.map(length => length * unit));
  context.stroke(areas.paths[area]);
  context.setLineDash([]);
}

/** Lines get thinner where areas are small on the screen. */
function lineFactor(view) {
  const pixels = view.perMetre / view.ratio;
  return Math.max(0.35, Math.min(1, 0.35 + pixels * 20));
}

const bySeverity = [...areas.names.keys()].sort((a, b) => areas.classes[b] - areas.classes[a] || a - b);

/** Where there are many areas, those that are small on the screen are left out: their lines would hide the squares. */
const MANY_AREAS = 500;
const LEAST_AREA = 6;

/** Widest extent on the screen, CSS pixels, of an area that is drawn as a mark. */
const MARK = 10;

function isMarked(view, area) {
  const [x1, y1, x2, y2] = areas.boxes.subarray(4 * area, 4 * area + 4);
  return Math.max(x2 - x1, y2 - y1) * view.perMetre < MARK * view.ratio && areas.kinds[areas.classes[area]].mark.length > 0;
}

/** Small areas as the marks of their kinds, the most severe last. */
function paintMarks(view) {
  const { context, ratio, perMetre: k } = view;
  context.setTransform(1, 0, 0, 1, 0, 0);
  const seen = new Set(visible(areas.boxes, view));
  for (const area of bySeverity) {
    if (!seen.has(area) || !isMarked(view, area)) continue;
    const kind = areas.kinds[areas.classes[area]];
    const at = 4 * area;
    const x = ((areas.boxes[at] + areas.boxes[at + 2]) / 2 + data.origin[0] - view.west) * k;
    const y = (view.north - data.origin[1] + (areas.boxes[at + 1] + areas.boxes[at + 3]) / 2) * k;
    context.beginPath();
    kind.mark.forEach(([dx, dy], i) => context[i ? "lineTo" : "moveTo"](x + dx * ratio, y + dy * ratio));
    context.closePath();
    context.strokeStyle = "#fff";
    context.lineWidth = (kind.hollow ? 4 : 2.5) * ratio;
    context.stroke();
    context.fillStyle = kind.hollow ? "#fff" : kind.colour;
    context.fill();
    if (kind.hollow) {
      context.strokeStyle = kind.colour;
      context.lineWidth = 1.6 * ratio;
      context.stroke();
    }
  }
}

/** All areas, the most severe last. */
function paintAreas(view) {
  const factor = lineFactor(view);
  const least = areas.count > MANY_AREAS ? (LEAST_AREA * view.ratio) / view.perMetre : 0;
  inMetres(view);
  const seen = new Set(visible(areas.boxes, view));
  for (const area of bySeverity) {
    if (!seen.has(area) || areas.boxes[4 * area + 2] - areas.boxes[4 * area] < least || isMarked(view, area)) continue;
    const kind = areas.kinds[areas.classes[area]];
    strokeArea(view, area, kind.width * factor, kind.colour, 2 * factor, kind.dash);
  }
  if (!least) paintMarks(view);
}

const rings = (() => {
  if (!data.rings) return null;
  const varints = new Varints(data.rings.data);
  const members = [];
  let cell = 0;
  for (let i = 0; i < data.rings.count; i++) {
    cell += varints.next();
    members.push({ cell, number: varints.next(), square: squareOf(cell) });
  }
  // Large rings first, so that small ones are not hidden by them.
  members.sort((a, b) => b.number - a.number || a.cell - b.cell);
  return members;
})();

/** Radius of a ring on the screen: its area is proportional to the number. */
function ringRadius(number) {
  return data.rings.pixelsPerRoot * Math.sqrt(number);
}

/** Rings shrink with the squares, but more slowly. */
function ringFactor(perMetre) {
  return Math.max(0.15, Math.min(1, Math.sqrt(perMetre * 40)));
}

/** Smaller rings than this radius are not drawn: they would hide the squares. CSS pixels. */
const LEAST_RING = 2.5;

/** Rings of large groups of children and youth. */
function paintRings(view) {
  if (!rings) return;
  const { context } = view;
  context.setTransform(1, 0, 0, 1, 0, 0);
  const factor = ringFactor(view.perMetre / view.ratio);
  const width = view.ratio * Math.max(0.6, factor);
  for (const ring of rings) {
    const { e, n, size } = ring.square;
    const x = (e + size / 2 - view.west) * view.perMetre;
    const y = (view.north - n - size / 2) * view.perMetre;
    const radius = ringRadius(ring.number) * factor * view.ratio;
    if (radius < LEAST_RING * view.ratio) break;
    if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
    for (const [colour, line] of [["rgba(255,255,255,0.8)", 3.4], [data.rings.colour, 1.7]]) {
      context.strokeStyle = colour;
      context.lineWidth = line * width;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.stroke();
    }
  }
}

/** Makes the context ready for names. */
function nameStyle(view, weight = 600) {
  const { context, ratio } = view;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.font = `${weight} ${12.5 * ratio}px system-ui, "Segoe UI", "DejaVu Sans", sans-serif`;
}

/** Where an area's name stands: above the area, in the middle. */
function namePlace(view, area) {
  const at = 4 * area;
  return [
    ((areas.boxes[at] + areas.boxes[at + 2]) / 2 + data.origin[0] - view.west) * view.perMetre,
    (view.north - data.origin[1] + areas.boxes[at + 1]) * view.perMetre - 6 * view.ratio,
  ];
}

/** An area's name, cut where it is very long. */
function shortName(area) {
  const letters = [...areaName(area)];
  return letters.length > 32 ? `${letters.slice(0, 31).join("")}…` : letters.join("");
}

function writeName(view, text, x, y, colour = "#1b2430") {
  const { context, ratio } = view;
  context.strokeStyle = "rgba(255,255,255,0.92)";
  context.lineWidth = 3.5 * ratio;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** Names of areas and of places of the base, none over another. */
function paintNames(view) {
  const taken = [];
  if (state.on.areas && state.on.names) paintAreaNames(view, taken);
  if (state.on.places) paintPlaceNames(view, taken);
}

/** Names of the base's polygons within them, the largest first. */
function paintPlaceNames(view, taken) {
  const { context, ratio } = view;
  nameStyle(view, 400);
  const wanted = [];
  for (const place of visible(base.boxes, view)) {
    const name = base.names[place];
    const [x1, y1, x2, y2] = base.boxes.subarray(4 * place, 4 * place + 4);
    const width = (x2 - x1) * view.perMetre;
    if (name && width > 30 * ratio && (y2 - y1) * view.perMetre > 16 * ratio) wanted.push({ place, name, width });
  }
  wanted.sort((a, b) => b.width - a.width || a.place - b.place);
  for (const { place, name, width } of wanted.slice(0, 400)) {
    const half = context.measureText(name).width / 2 + 3 * ratio;
    const [mx, my] = base.middles.subarray(2 * place, 2 * place + 2);
    const x = (mx + data.origin[0] - view.west) * view.perMetre;
    const y = (view.north - data.origin[1] + my) * view.perMetre;
    if (2 * half > width || !isFree(taken, [x - half, y - 9 * ratio, x + half, y + 7 * ratio])) continue;
    writeName(view, name, x, y + 4 * ratio, "#56616e");
  }
}

/** Takes the room of a name unless another has it. */
function isFree(taken, box) {
  if (taken.some(b => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) return false;
  taken.push(box);
  return true;
}

/** Names of areas that are large enough on the screen; the most severe class first. */
function paintAreaNames(view, taken) {
  const { context, ratio } = view;
  const wanted = [];
  for (const area of visible(areas.boxes, view)) {
    const at = 4 * area;
    const width = (areas.boxes[at + 2] - areas.boxes[at]) * view.perMetre;
    if (width > 22 * ratio) wanted.push({ area, width });
  }
  wanted.sort((a, b) => areas.classes[a.area] - areas.classes[b.area] || b.width - a.width || a.area - b.area);
  nameStyle(view);
  for (const { area } of wanted.slice(0, 300)) {
    const text = shortName(area);
    const [x, y] = namePlace(view, area);
    const half = context.measureText(text).width / 2 + 3 * ratio;
    if (isFree(taken, [x - half, y - 12 * ratio, x + half, y + 4 * ratio])) writeName(view, text, x, y);
  }
}

/** The square and the area that are chosen or pointed at. */
function paintChosen(view) {
  const { context, ratio } = view;
  for (const [area, extra] of [[state.hoverArea, 1], [state.area, 2]]) {
    if (area < 0 || (!state.on.areas && area !== state.area)) continue;
    inMetres(view);
    context.fillStyle = "rgba(255,255,255,0.16)";
    context.fill(areas.paths[area], "evenodd");
    strokeArea(view, area, areas.kinds[areas.classes[area]].width + extra, data.accent, 3);
  }
  nameStyle(view);
  if (state.area >= 0) writeName(view, shortName(state.area), ...namePlace(view, state.area));
  for (const [cell, width] of [[state.hoverCell, 1.5], [state.cell, 3]]) {
    if (cell < 0 || !state.on.cells) continue;
    if (zones) {
      inMetres(view);
      for (const [colour, extra] of [["#fff", 2], ["#1b2430", 0]]) {
        context.strokeStyle = colour;
        context.lineWidth = ((width + extra) * ratio) / view.perMetre;
        context.stroke(zones.paths[cell]);
      }
      continue;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    const square = squareOf(cell);
    const side = Math.max(square.size * view.perMetre, 4 * ratio);
    const x = (square.e - view.west) * view.perMetre;
    const y = (view.north - square.n - square.size) * view.perMetre;
    for (const [colour, extra] of [["#fff", 2], ["#1b2430", 0]]) {
      context.strokeStyle = colour;
      context.lineWidth = (width + extra) * ratio;
      context.strokeRect(Math.round(x), Math.round(y), Math.round(side), Math.round(side));
    }
  }
}

const probe = document.createElement("canvas").getContext("2d");

/** The area at a point, the smallest where several are; -1 without one. */
function areaAt(e, n) {
  return outlineAt(areas, e, n);
}

/** Of outlines, the one at a point, the smallest where several are; -1 without one. */
function outlineAt({ boxes, paths }, e, n) {
  const x = e - data.origin[0];
  const y = data.origin[1] - n;
  let found = -1;
  let smallest = Infinity;
  for (let i = 0; i < paths.length; i++) {
    const at = 4 * i;
    const [west, north, east, south] = [boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]];
    if (x < west || x > east || y < north || y > south) continue;
    const size = (east - west) * (south - north);
    if (size < smallest && probe.isPointInPath(paths[i], x, y, "evenodd")) [found, smallest] = [i, size];
  }
  return found;
}

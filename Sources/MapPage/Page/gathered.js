// Squares too small to be seen, gathered in larger ones: each in the class of most people in it. The rule of `ClassVote`.

const gatherings = new Map();

/** Side of the squares that cells are gathered in at a scale (CSS pixels a metre), metres; 0 for the cells themselves. */
function gatheredSide(pixelsPerMetre) {
  const rule = data.aggregate;
  if (zones || !rule || !rule.sides.length || !cells.groups.length) return 0;
  const smallest = cells.groups.reduce((side, group) => Math.min(side, group.size), Infinity);
  if (rule.fixed && rule.fixed * pixelsPerMetre >= rule.visible) return rule.fixed > smallest ? rule.fixed : 0;
  if (smallest * pixelsPerMetre >= rule.visible) return 0;
  return rule.sides.find(side => side * pixelsPerMetre >= rule.drawn) || rule.sides[rule.sides.length - 1];
}

/** Ground that each cell owns, in squares of the smallest cell: its own less that of finer cells in it. */
const ownedGround = (() => {
  let owned = null;
  return () => {
    if (owned) return owned;
    owned = new Float64Array(cells.count);
    const unit = cells.groups.reduce((side, group) => Math.min(side, group.size), Infinity);
    // Groups come large ones first; each cell takes its ground from the next larger one that holds it.
    cells.groups.forEach((group, place) => {
      const ground = (group.size / unit) ** 2;
      group.keys.forEach((key, i) => {
        owned[group.first + i] = ground;
        const e = group.e + (key % group.width) * group.size;
        const n = group.n + Math.floor(key / group.width) * group.size;
        for (let larger = place - 1; larger >= 0; larger--) {
          const holder = memberAt(cells.groups[larger], e, n);
          if (holder >= 0) {
            owned[holder] -= ground;
            break;
          }
        }
      });
    });
    return owned;
  };
})();

/** The cells gathered in squares of a side: corners, classes (0: no index) and the share of the side to draw; kept. */
function gathered(side) {
  if (gatherings.has(side)) return gatherings.get(side);
  const owned = ownedGround();
  const count = classPixels.length;
  const places = new Map();
  const [e, n, votes, ground] = [[], [], [], []];
  for (const group of cells.groups) {
    group.keys.forEach((key, i) => {
      const cell = group.first + i;
      if (owned[cell] <= 0) return;
      const column = Math.floor((group.e + (key % group.width) * group.size) / side);
      const row = Math.floor((group.n + Math.floor(key / group.width) * group.size) / side);
      const square = row * 16777216 + column;
      let place = places.get(square);
      if (place === undefined) {
        place = e.length;
        places.set(square, place);
        e.push(column * side);
        n.push(row * side);
        for (let k = 0; k < count; k++) {
          votes.push(0);
          ground.push(0);
        }
      }
      const at = place * count + cells.classes[cell];
      const known = people ? cellFigure(people, cell) : null;
      if (known > 0) votes[at] += known;
      ground[at] += owned[cell];
    });
  }
  const classes = new Uint8Array(e.length);
  const shares = new Float32Array(e.length);
  for (let place = 0; place < e.length; place++) {
    const first = place * count;
    let best = 0;
    let inhabitants = votes[first];
    for (let k = 1; k < count; k++) {
      const at = first + k;
      inhabitants += votes[at];
      if (!ground[at]) continue;
      const lead = best ? votes[at] - votes[first + best] || ground[at] - ground[first + best] : 0;
      if (lead >= 0) best = k;
    }
    classes[place] = best;
    const density = inhabitants / (side * side / 1e6);
    shares[place] = people ? data.aggregate.sizes.find(([least]) => density >= least)[1] : 1;
  }
  const result = { side, e, n, classes, shares };
  gatherings.set(side, result);
  return result;
}

/** Paints the gathered squares in view, each around its middle, in a size by how densely people live. */
function paintGathered(side, view, pixels) {
  const { e, n, classes, shares } = gathered(side);
  const { width, height, perMetre: k } = view;
  for (let place = 0; place < e.length; place++) {
    const inset = side * (1 - shares[place]) / 2;
    const x1 = Math.round((e[place] + inset - view.west) * k);
    const y1 = Math.round((view.north - n[place] - side + inset) * k);
    const x2 = Math.max(x1 + 1, Math.round((e[place] + side - inset - view.west) * k));
    const y2 = Math.max(y1 + 1, Math.round((view.north - n[place] - inset) * k));
    if (x2 <= 0 || y2 <= 0 || x1 >= width || y1 >= height) continue;
    const colour = classPixels[classes[place]];
    for (let y = Math.max(0, y1); y < Math.min(height, y2); y++) {
      pixels.fill(colour, y * width + Math.max(0, x1), y * width + Math.min(width, x2));
    }
  }
}

// Measuring on the map: a line's length and the ground that it encloses, on the ellipsoid.

const measure = { isOn: false, points: [], pointer: null, button: null };

/** Scale of the plane on its central meridian, its easting there, and the Earth's mean radius in Sweden (SWEREF 99 TM). */
const PLANE = { scale: 0.9996, easting: 500000, radius: 6388000 };

/** Length on the ground for a metre of the plane, at an easting: k = k₀ (1 + x² / 2 (k₀R)²), to 10⁻⁵ within Sweden. */
function groundPerMetre(easting) {
  const x = (easting - PLANE.easting) / (PLANE.scale * PLANE.radius);
  return 1 / (PLANE.scale * (1 + (x * x) / 2));
}

/** Metres on the ground between two points of the plane (Simpson's rule). */
function groundLength([e1, n1], [e2, n2]) {
  const factor = (groundPerMetre(e1) + 4 * groundPerMetre((e1 + e2) / 2) + groundPerMetre(e2)) / 6;
  return Math.hypot(e2 - e1, n2 - n1) * factor;
}

/** Square metres on the ground within a closed line of points: the integral of F(e) dn along it, F being that of 1 / k². */
function groundArea(points) {
  const whole = easting => {
    const x = easting - PLANE.easting;
    return (x - x ** 3 / (3 * (PLANE.scale * PLANE.radius) ** 2)) / PLANE.scale ** 2;
  };
  let sum = 0;
  points.forEach(([e1, n1], i) => {
    const [e2, n2] = points[(i + 1) % points.length];
    sum += ((n2 - n1) * (whole(e1) + 4 * whole((e1 + e2) / 2) + whole(e2))) / 6;
  });
  return Math.abs(sum);
}

function lengthText(metres) {
  return metres < 1000 ? `${number(metres, 0)}\u00a0m` : `${number(metres / 1000, metres < 1e5 ? 2 : 1)}\u00a0km`;
}

function areaText(squareMetres) {
  const text = squareMetres < 1e4 ? [number(squareMetres, 0), "m²"]
    : squareMetres < 1e6 ? [number(squareMetres / 1e4, 2), "ha"] : [number(squareMetres / 1e6, squareMetres < 1e9 ? 2 : 0), "km²"];
  return text.join("\u00a0");
}

/** What is measured so far, in words; with the pointer as the next point. */
function measuredText(points) {
  if (points.length < 2) return words.tools.measureHow;
  let length = 0;
  for (let i = 1; i < points.length; i++) length += groundLength(points[i - 1], points[i]);
  return [say(words.tools.length, lengthText(length)),
    points.length > 2 ? say(words.tools.ground, areaText(groundArea(points))) : null].filter(text => text).join(", ");
}

function showMeasured() {
  const points = measure.pointer ? [...measure.points, measure.pointer] : measure.points;
  byId("measured-text").textContent = measuredText(points);
  layers[layers.length - 1].repaint();
}

function switchMeasuring(isOn) {
  Object.assign(measure, { isOn, points: [], pointer: null });
  byId("measured").hidden = !isOn;
  measure.button.setAttribute("aria-pressed", isOn ? "true" : "false");
  room.classList.toggle("measures", isOn);
  map.doubleClickZoom[isOn ? "disable" : "enable"]();
  if (isOn) speak(words.tools.measureHow);
  showMeasured();
}

function addMeasured({ lng, lat }) {
  const last = measure.points[measure.points.length - 1];
  // The second click of a double one.
  if (last && Math.hypot(last[0] - lng, last[1] - lat) * map.options.crs.scale(map.getZoom()) < 3) return;
  measure.points.push([lng, lat]);
  measure.pointer = null;
  showMeasured();
  speak(measuredText(measure.points));
}

function takeBackMeasured() {
  measure.points.pop();
  measure.pointer = null;
  showMeasured();
  speak(measuredText(measure.points));
}

function paintMeasured({ context, ratio, west, north, perMetre }) {
  if (!measure.points.length) return;
  const points = measure.pointer ? [...measure.points, measure.pointer] : measure.points;
  const at = ([e, n]) => [(e - west) * perMetre, (north - n) * perMetre];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.lineJoin = "round";
  context.beginPath();
  points.forEach((point, i) => context[i ? "lineTo" : "moveTo"](...at(point)));
  if (points.length > 2) {
    context.fillStyle = "rgba(29,79,130,0.12)";
    context.fill();
  }
  for (const [colour, width] of [["#fff", 5], [data.accent, 2.5]]) {
    context.strokeStyle = colour;
    context.lineWidth = width * ratio;
    context.stroke();
  }
  for (const point of measure.points) {
    context.beginPath();
    context.arc(...at(point), 4 * ratio, 0, 2 * Math.PI);
    context.fillStyle = "#fff";
    context.fill();
    context.strokeStyle = data.accent;
    context.lineWidth = 2 * ratio;
    context.stroke();
  }
}

function buildMeasuring(bar) {
  const ruler = make("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" }, make("path", {
    d: "M1.5 12.5 12.5 1.5l4 4-11 11zM4.5 9.5l2 2M7 7l1.5 1.5M9.5 4.5l2 2", fill: "none", stroke: "currentColor",
    "stroke-width": 1.5, "stroke-linejoin": "round",
  }));
  measure.button = mapButton(ruler, words.tools.measure, () => switchMeasuring(!measure.isOn));
  measure.button.setAttribute("aria-pressed", "false");
  bar.append(measure.button);
  const button = (text, act) => make("button", { type: "button", class: "plain", onclick: act }, text);
  byId("measured").append(make("span", { id: "measured-text" }), button(words.tools.takeBack, takeBackMeasured),
    button(words.tools.done, () => switchMeasuring(false)));
  L.DomEvent.disableClickPropagation(byId("measured"));
  map.on("mousemove", event => {
    if (!measure.isOn || !measure.points.length || isTouch) return;
    measure.pointer = [event.latlng.lng, event.latlng.lat];
    showMeasured();
  });
  map.on("mouseout", () => {
    if (!measure.pointer) return;
    measure.pointer = null;
    showMeasured();
  });
}

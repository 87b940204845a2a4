// The map itself: a plane of metres, the layers in their order, pointer and keys.

/** SWEREF 99 TM as it is: a point's latitude is its northing and its longitude its easting, in metres. */
const plane = L.extend({}, L.CRS.Simple, {
  projection: L.Projection.LonLat,
  transformation: new L.Transformation(1, -data.origin[0], -1, data.origin[1]),
  scale: zoom => 2 ** (zoom - 13),
  zoom: scale => Math.log2(scale) + 13,
  infinite: true,
});

const [west, south, east, north] = data.extent;
const whole = L.latLngBounds([south, west], [north, east]);
const room = byId("map");
let tipPoint = null;

state.on = { cells: true, areas: true, names: true, rings: true, base: true, places: true };
document.documentElement.lang = data.lang;
byId("title").textContent = data.title;
byId("title").title = data.title;
byId("subtitle").textContent = data.subtitle;
byId("panel").setAttribute("aria-label", words.panel);
room.style.background = base.paths.length ? data.base.surroundings : data.base.land;
room.setAttribute("role", "application");
room.setAttribute("aria-label", say(words.mapLabel, data.title, number(cells.count, 0), number(areas.count, 0)));
if (!cells.count) {
  byId("empty").textContent = areas.count ? words.noCells : words.nothing;
  byId("empty").hidden = areas.count > 0;
}

const map = L.map(room, {
  crs: plane, attributionControl: false, zoomControl: false, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 90,
  maxZoom: 14, minZoom: -1, keyboardPanDelta: 90, trackResize: false,
});

/** Takes the room that there is; while the sheet is printed there is none, and the map stays as it was. */
function fitRoom() {
  const { x, y } = map.getSize();
  if (room.clientWidth && (x !== room.clientWidth || y !== room.clientHeight)) map.invalidateSize({ debounceMoveend: true });
}
window.addEventListener("resize", () => requestAnimationFrame(fitRoom));

/** Room that the sheet takes of the map. */
function padding() {
  const covered = narrow.matches ? Math.max(0, sheet.height - 90) : 0;
  return { paddingTopLeft: [24, 24], paddingBottomRight: [24, 24 + covered] };
}

function showWhole() {
  map.fitBounds(whole, padding());
}

/** Moves the map to an area. */
function showArea(area) {
  const [x1, y1, x2, y2] = areas.boxes.subarray(4 * area, 4 * area + 4);
  const [e, n] = data.origin;
  map.fitBounds(L.latLngBounds([n - y2, e + x1], [n - y1, e + x2]).pad(0.6), { ...padding(), maxZoom: 9.5 });
}

/** Moves the map to a place of the base. */
function showPlace(place) {
  const [x1, y1, x2, y2] = base.boxes.subarray(4 * place, 4 * place + 4);
  const [e, n] = data.origin;
  map.fitBounds(L.latLngBounds([n - y2, e + x1], [n - y1, e + x2]), padding());
}

/** Moves the map to a square. */
function showCell(cell) {
  const { e, n, size } = squareOf(cell);
  map.fitBounds(L.latLngBounds([n, e], [n + size, e + size]).pad(4), { ...padding(), maxZoom: 9.5 });
}

function chooseArea(area) {
  change({ area, cell: -1 });
  showArea(area);
}

function chooseCell(cell) {
  change({ cell, area: -1 });
  showCell(cell);
}

/** What lies at a point of the plane, of the layers that are on. */
function at(point) {
  return {
    cell: state.on.cells ? cellAt(point.lng, point.lat) : -1, area: state.on.areas ? areaAt(point.lng, point.lat) : -1,
  };
}

buildStrip();
buildSheet();
map.fitBounds(whole, { ...padding(), animate: false });
map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(whole)) - 1);

/** What is painted, from the bottom to the top; the sheet is painted by the same. */
const painters = [
  { paint: view => { if (state.on.base) paintLand(view); } },
  { paint: view => { if (state.on.cells) paintSquares(view); }, hasOpacity: true },
  {
    paint: view => {
      if (state.on.base) paintBorders(view);
      if (state.on.rings) paintRings(view);
      if (state.on.areas) paintAreas(view);
    },
  },
  { paint: paintNames },
  { paint: paintChosen },
];
const layers = painters.map(({ paint }) => new PaintLayer(paint));
layers.push(new PaintLayer(paintMeasured));
layers.forEach(layer => layer.addTo(map));

/** How much of the ground shows through the squares. */
function showOpacity() {
  layers[painters.findIndex(painter => painter.hasOpacity)].getElement().style.opacity = state.opacity;
}

whenChanged(changed => {
  if (changed.has("opacity")) showOpacity();
  if (changed.has("on")) layers.forEach(layer => layer.repaint());
  else if (["cell", "area", "hoverCell", "hoverArea"].some(name => changed.has(name))) layers[painters.length - 1].repaint();
});

L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
/** A button over the map, with a drawing. */
function mapButton(drawing, text, act) {
  const link = make("a", { href: "#", role: "button", title: text, "aria-label": text }, drawing);
  link.addEventListener("click", event => { event.preventDefault(); act(); });
  link.addEventListener("keydown", event => {
    if (event.key !== " ") return;
    event.preventDefault();
    act();
  });
  return link;
}

const Buttons = L.Control.extend({
  onAdd() {
    const bar = make("div", { class: "leaflet-bar leaflet-control" }, mapButton(
      make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, make("path", {
        d: "M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4", fill: "none", stroke: "currentColor", "stroke-width": 1.8,
      })), words.showWhole, showWhole));
    L.DomEvent.disableClickPropagation(bar);
    buildMeasuring(bar);
    return bar;
  },
});
new Buttons({ position: "topright" }).addTo(map);
L.control.scale({ imperial: false, position: "bottomright", maxWidth: 140 }).addTo(map);

map.on("click", event => {
  if (measure.isOn) return addMeasured(event.latlng);
  change(at(event.latlng));
  // The sheet must not lie over what was chosen.
  if (narrow.matches) map.panInside(event.latlng, padding());
});
map.on("mousemove", event => {
  if (map.dragging.moving && map.dragging.moving()) return;
  if (measure.isOn) return;
  tipPoint = event.containerPoint;
  const found = at(event.latlng);
  change({ hoverCell: found.cell, hoverArea: found.area });
  showTip(tipPoint);
});
map.on("mouseout movestart", () => {
  tipPoint = null;
  change({ hoverCell: -1, hoverArea: -1 });
  showTip(null);
});

// With keys: the cross in the middle reads what lies there, Enter chooses it.
const usesKeys = value => room.parentElement.classList.toggle("keys-in-use", value);
let pressed = 0;
room.addEventListener("focus", () => usesKeys(performance.now() - pressed > 500 && room.matches(":focus-visible")));
room.addEventListener("blur", () => usesKeys(false));
room.addEventListener("pointerdown", () => { pressed = performance.now(); usesKeys(false); }, true);
room.addEventListener("keydown", event => {
  if (event.target !== room) return;
  if (event.key.startsWith("Arrow")) usesKeys(true);
  if (event.key === "Enter" && measure.isOn) addMeasured(map.getCenter());
  else if (event.key === "Backspace" && measure.isOn) takeBackMeasured();
  else if (event.key === "Escape" && measure.isOn) switchMeasuring(false);
  else if (event.key === "Enter") change(at(map.getCenter()));
  else if (event.key === "Home") showWhole();
  else if (event.key === "Escape") change({ cell: -1, area: -1 });
  else return;
  event.preventDefault();
});
map.on("moveend", () => {
  if (measure.isOn || document.activeElement !== room || !room.parentElement.classList.contains("keys-in-use")) return;
  const found = at(map.getCenter());
  const parts = [found.area >= 0 ? areaName(found.area) : null, found.cell >= 0 ? classText(found.cell) : null];
  speak(parts.filter(part => part !== null).join(", ") || words.nothingHere);
});
narrow.addEventListener("change", () => {
  if (!room.clientWidth) return;
  setSheet(sheet.stops()[0]);
  fitRoom();
});

buildLegend();
buildHistogram();
buildSearch();
buildDetails();
buildAbout();
const table = areas.count ? buildTable() : null;
buildTabs(name => { if (name === "areas" && table) table.reveal(); });
buildTools();
buildPrinting();
followAddress();

// For scripts and tests: the map, and where a point of the plane is on the screen.
window.rutverk = {
  map, state, cells, areas, base, origin: data.origin, gathered, gatheredSide, cellFigure, areaFigure, groundLength, groundArea,
  csvOf, areaRows, chosenRows, composeSheet, sheetPicture, addressOf,
  pointOf: (e, n) => {
    const point = map.latLngToContainerPoint([n, e]);
    const box = room.getBoundingClientRect();
    return [box.left + point.x, box.top + point.y];
  },
};
document.documentElement.dataset.ready = "true";

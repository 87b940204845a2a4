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

state.on = { cells: true, areas: true, names: true, rings: true, base: true };
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
  maxZoom: 14, minZoom: -1, keyboardPanDelta: 90,
});

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

function chooseArea(area) {
  change({ area, cell: -1 });
  showArea(area);
}

function chooseCell(cell) {
  change({ cell, area: -1 });
  const { e, n, size } = squareOf(cell);
  map.fitBounds(L.latLngBounds([n, e], [n + size, e + size]).pad(4), { ...padding(), maxZoom: 9.5 });
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

const layers = [
  new PaintLayer(view => {
    if (state.on.base) paintLand(view);
    if (state.on.cells) paintSquares(view);
    if (state.on.base) paintBorders(view);
  }),
  new PaintLayer(view => {
    if (state.on.rings) paintRings(view);
    if (state.on.areas) paintAreas(view);
  }),
  new PaintLayer(view => {
    if (state.on.areas && state.on.names) paintNames(view);
  }),
  new PaintLayer(paintChosen),
];
layers.forEach(layer => layer.addTo(map));

whenChanged(changed => {
  if (changed.has("on")) layers.forEach(layer => layer.repaint());
  else layers[layers.length - 1].repaint();
});

L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
const Whole = L.Control.extend({
  onAdd() {
    const square = make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, make("path", {
      d: "M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4", fill: "none", stroke: "currentColor", "stroke-width": 1.8,
    }));
    const link = make("a", { href: "#", role: "button", title: words.showWhole, "aria-label": words.showWhole }, square);
    const bar = make("div", { class: "leaflet-bar leaflet-control" }, link);
    L.DomEvent.disableClickPropagation(bar);
    link.addEventListener("click", event => { event.preventDefault(); showWhole(); });
    return bar;
  },
});
new Whole({ position: "topright" }).addTo(map);
L.control.scale({ imperial: false, position: "bottomright", maxWidth: 140 }).addTo(map);

map.on("click", event => {
  change(at(event.latlng));
  // The sheet must not lie over what was chosen.
  if (narrow.matches) map.panInside(event.latlng, padding());
});
map.on("mousemove", event => {
  if (map.dragging.moving && map.dragging.moving()) return;
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
  if (event.key === "Enter") change(at(map.getCenter()));
  else if (event.key === "Home") showWhole();
  else if (event.key === "Escape") change({ cell: -1, area: -1 });
  else return;
  event.preventDefault();
});
map.on("moveend", () => {
  if (document.activeElement !== room || !room.parentElement.classList.contains("keys-in-use")) return;
  const found = at(map.getCenter());
  const parts = [found.area >= 0 ? areaName(found.area) : null, found.cell >= 0 ? classText(found.cell) : null];
  speak(parts.filter(part => part !== null).join(", ") || words.nothingHere);
});
narrow.addEventListener("change", () => { setSheet(sheet.stops()[0]); map.invalidateSize(); });

buildLegend();
buildHistogram();
buildSearch();
buildDetails();
buildAbout();
const table = areas.count ? buildTable() : null;
buildTabs(name => { if (name === "areas" && table) table.reveal(); });

// For scripts and tests: the map, and where a point of the plane is on the screen.
window.rutverk = {
  map, state, cells, areas, origin: data.origin, gathered, gatheredSide,
  pointOf: (e, n) => {
    const point = map.latLngToContainerPoint([n, e]);
    const box = room.getBoundingClientRect();
    return [box.left + point.x, box.top + point.y];
  },
};
document.documentElement.dataset.ready = "true";

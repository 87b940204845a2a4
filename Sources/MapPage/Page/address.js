// What is seen, as the end of the page's address: a link opens the same view, layers and choice.

const address = { written: "", timer: 0 };

/** The state as `#view=zoom/easting/northing&off=layers&opacity=…&area=…&cell=code-side&tab=…`; only what is not usual. */
function addressOf() {
  const { lng, lat } = map.getCenter();
  const parts = new URLSearchParams({ view: [Math.round(map.getZoom() * 100) / 100, Math.round(lng), Math.round(lat)].join("/") });
  const off = Object.keys(state.on).filter(name => !state.on[name]);
  if (off.length) parts.set("off", off.join(","));
  if (state.opacity < 1) parts.set("opacity", Math.round(state.opacity * 100));
  if (state.area >= 0) {
    const id = areas.ids[state.area];
    // An identifier that several areas have names the first of them.
    if (areas.ids.indexOf(id) === state.area) parts.set("area", id);
    else parts.set("row", state.area + 1);
  }
  if (state.cell >= 0 && zones) parts.set("zone", zones.names[state.cell]);
  if (state.cell >= 0 && !zones) {
    const square = squareOf(state.cell);
    parts.set("cell", `${codeOf(square)}-${square.size}`);
  }
  if (state.tab !== "overview") parts.set("tab", state.tab);
  return `#${parts.toString().replace(/%2F/g, "/").replace(/%2C/g, ",")}`;
}

/** The square of a code and a side; -1 without one. A code alone is no key: squares of several sides share a corner. */
function cellOfCode(text) {
  const match = /^(\d{6})(\d{7})-(\d+)$/.exec(text || "");
  const group = match && cells.groups.find(other => other.size === Number(match[3]));
  return group ? memberAt(group, Number(match[1]), Number(match[2])) : -1;
}

/** Shows what an address says; what it does not say, or what the page does not have, is as usual. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const off = (parts.get("off") || "").split(",");
  const opacity = Number(parts.get("opacity") || 100) / 100;
  const row = Number(parts.get("row")) - 1;
  const tabs = ["overview", ...(areas.count ? ["areas"] : []), "about"];
  change({
    on: Object.fromEntries(Object.keys(state.on).map(name => [name, !off.includes(name)])),
    opacity: opacity >= 0.1 && opacity <= 1 ? opacity : 1,
    area: parts.has("area") ? areas.ids.indexOf(parts.get("area")) : Number.isInteger(row) && row < areas.count ? row : -1,
    cell: zones ? (parts.has("zone") ? zones.names.indexOf(parts.get("zone")) : -1) : cellOfCode(parts.get("cell")),
    tab: tabs.includes(parts.get("tab")) ? parts.get("tab") : "overview",
  });
  const [zoom, e, n] = (parts.get("view") || "").split("/").map(Number);
  if ([zoom, e, n].every(Number.isFinite) && whole.pad(2).contains([n, e])) map.setView([n, e], zoom, { animate: false });
  else if (state.area >= 0) showArea(state.area);
  else if (state.cell >= 0) showCell(state.cell);
}

/** Writes the address a moment after the last change: browsers allow so many a minute. */
function writeAddress() {
  clearTimeout(address.timer);
  address.timer = setTimeout(() => {
    address.written = addressOf();
    if (address.written !== location.hash) history.replaceState(null, "", address.written);
  }, 300);
}

/** Reads the address of the page, and keeps it up to date from now on. */
function followAddress() {
  if (location.hash.length > 1) readAddress();
  window.addEventListener("hashchange", () => { if (location.hash !== address.written) readAddress(); });
  map.on("moveend", writeAddress);
  whenChanged(changed => {
    if (["on", "opacity", "area", "cell", "tab"].some(name => changed.has(name))) writeAddress();
  });
}

// The panel: tabs, and on narrow screens a sheet that is drawn up from the bottom.

const narrow = window.matchMedia("(max-width: 760px)");

function buildTabs(onShow) {
  const names = ["overview", ...(areas.count ? ["areas"] : []), "about"];
  const place = byId("tabs");
  place.setAttribute("aria-label", words.parts);
  const buttons = names.map(name => make("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": name, onclick: () => { change({ tab: name }); openSheet(); },
    onkeydown: event => {
      const step = { ArrowRight: 1, ArrowLeft: names.length - 1 }[event.key];
      if (!step) return;
      const next = names[(names.indexOf(name) + step) % names.length];
      change({ tab: next });
      byId(`tab-${next}`).focus();
      event.preventDefault();
    },
  }, words.tabs[name] + (name === "areas" ? ` (${number(areas.count, 0)})` : "")));
  place.append(...buttons);
  function show(name) {
    names.forEach((other, i) => {
      byId(other).hidden = other !== name;
      buttons[i].setAttribute("aria-selected", other === name ? "true" : "false");
      buttons[i].tabIndex = other === name ? 0 : -1;
    });
    onShow(name);
  }
  whenChanged(changed => { if (changed.has("tab")) show(state.tab); });
  show(state.tab);
}

function buildAbout() {
  const place = byId("about");
  const facts = make("dl");
  for (const [label, text] of data.facts) facts.append(make("dt", {}, label), make("dd", {}, text));
  place.append(facts, make("h2", {}, words.reading), make("ul", {}, data.notes.map(note => make("li", {}, note))),
    make("h2", {}, words.keyboard), make("ul", {}, words.keys.map(([keys, text]) =>
      make("li", {}, keys.split(" ").flatMap(key => [make("kbd", {}, key), " "]), text))),
    make("h2", {}, words.library), make("p", {}, words.libraryText));
}

/** Heights of the sheet; the lowest shows the title and the ramp. */
const sheet = {
  height: 0,
  settled: 0,
  stops: () => [
    byId("strip").offsetHeight ? lowest() : 104, Math.round(innerHeight * 0.56), Math.round(innerHeight * 0.92),
  ],
};

/** Height of a sheet that is down: to below the ramp. */
function lowest() {
  return Math.round(byId("strip").getBoundingClientRect().bottom - byId("panel").getBoundingClientRect().top) + 12;
}

/** Draws the sheet to a height; what is in the middle of the free part of the map stays there. */
function setSheet(height, isDragged = false) {
  const step = height - sheet.settled;
  sheet.height = height;
  if (!isDragged) {
    if (sheet.settled && step && narrow.matches) map.panBy([0, step / 2], { animate: false });
    sheet.settled = height;
  }
  byId("panel").style.setProperty("--sheet", `${height}px`);
  byId("grip").setAttribute("aria-expanded", height > sheet.stops()[0] ? "true" : "false");
}

/** Draws the sheet up half-way when it is down; wide screens have none. */
function openSheet() {
  if (narrow.matches && sheet.height < sheet.stops()[1]) setSheet(sheet.stops()[1]);
}

function closeSheet() {
  if (narrow.matches) setSheet(sheet.stops()[0]);
}

function buildSheet() {
  const grip = byId("grip");
  const panel = byId("panel");
  grip.setAttribute("aria-label", words.sheet);
  setSheet(sheet.stops()[0]);
  let from = null;
  grip.addEventListener("pointerdown", event => {
    from = { y: event.clientY, height: sheet.height, moved: false };
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", event => {
    if (!from) return;
    const height = from.height + from.y - event.clientY;
    if (Math.abs(height - from.height) > 4) from.moved = true;
    if (!from.moved) return;
    panel.classList.add("dragged");
    const stops = sheet.stops();
    setSheet(Math.max(stops[0], Math.min(stops[2], height)), true);
  });
  grip.addEventListener("pointerup", () => {
    panel.classList.remove("dragged");
    if (from && from.moved) {
      const nearest = sheet.stops().sort((a, b) => Math.abs(a - sheet.height) - Math.abs(b - sheet.height))[0];
      setSheet(nearest);
      grip.addEventListener("click", event => event.stopImmediatePropagation(), { once: true, capture: true });
      setTimeout(() => (from = null), 0);
    } else {
      from = null;
    }
  });
  grip.addEventListener("click", () => {
    if (from && from.moved) return;
    const stops = sheet.stops();
    setSheet(sheet.height > stops[0] ? stops[0] : stops[1]);
  });
}

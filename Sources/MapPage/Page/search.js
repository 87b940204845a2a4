// Search by an area's name or identifier, a place of the base, or a square's code: a combo box with a list of matches.

function buildSearch() {
  const place = byId("search");
  const label = base.names.some(name => name) ? words.searchPlaces : words.search;
  const list = make("ul", { id: "matches", role: "listbox", "aria-label": words.matches, hidden: true });
  const input = make("input", {
    type: "text", id: "query", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false",
    "aria-controls": "matches", "aria-autocomplete": "list", "aria-label": label, placeholder: label,
    maxlength: 400, oninput: find, onfocus: () => { openSheet(); find(); }, onkeydown: keyed,
    onblur: () => setTimeout(close, 150),
  });
  const names = areas.names.map((name, area) => ` ${folded(`${name} ${areas.ids[area]}`)}`);
  const places = base.names.map(name => ` ${folded(name)}`);
  let matches = [];
  let active = -1;

  function find() {
    const query = folded(input.value.trim());
    if (!query) return close();
    const [starts, within] = [[], []];
    const sort = (name, match) => {
      if (name.includes(` ${query}`)) starts.push(match);
      else if (name.includes(query)) within.push(match);
    };
    // A place that is called just so stands before the areas whose names begin with it.
    const called = places.indexOf(` ${query}`);
    places.forEach((name, place) => {
      if (name === " ") return;
      const match = { label: base.names[place], side: words.place, go: () => showPlace(place) };
      if (place === called) starts.unshift(match);
      else sort(name, match);
    });
    names.forEach((name, area) => sort(name, {
      label: areaName(area), side: areas.kinds[areas.classes[area]].single, go: () => chooseArea(area),
    }));
    matches = [...starts, ...within].slice(0, 12);
    const code = query.replace(/\D/g, "");
    const zone = zones ? zones.names.findIndex(name => folded(name) === query) : -1;
    if (zone >= 0) matches.unshift({ label: zones.names[zone], side: words.square, go: () => chooseCell(zone) });
    if (!zones && code.length === 13) {
      const cell = cellAt(Number(code.slice(0, 6)), Number(code.slice(6)));
      if (cell >= 0) matches.unshift({ label: code, side: words.square, go: () => chooseCell(cell) });
    }
    active = matches.length ? 0 : -1;
    render();
    speak(matches.length ? say(words.found, matches.length) : words.foundNothing);
  }

  function render() {
    list.replaceChildren(...(matches.length
      ? matches.map((match, i) => make("li", {
        role: "option", id: `match-${i}`, "aria-selected": i === active ? "true" : "false",
        onpointerdown: event => { event.preventDefault(); take(i); },
      }, make("span", {}, match.label), make("span", {}, match.side)))
      : [make("li", { class: "none" }, words.foundNothing)]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `match-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function take(i) {
    const match = matches[i];
    close();
    input.value = match.label;
    match.go();
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function keyed(event) {
    if (event.key === "Escape") {
      input.value = "";
      close();
    } else if (event.key === "Enter") {
      if (list.hidden) find();
      if (active >= 0) take(active);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) find();
      if (!matches.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length;
      render();
    } else {
      return;
    }
    event.preventDefault();
  }

  const glass = make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    make("circle", { cx: 6.5, cy: 6.5, r: 5, fill: "none", stroke: "currentColor", "stroke-width": 1.7 }),
    make("line", {
      x1: 10.4, y1: 10.4, x2: 15, y2: 15, stroke: "currentColor", "stroke-width": 1.7, "stroke-linecap": "round",
    }));
  place.append(glass, input, list);
}

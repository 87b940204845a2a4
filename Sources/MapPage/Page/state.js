// What is chosen and what is pointed at. Every part of the page listens and draws its own share.

const state = { cell: -1, area: -1, hoverCell: -1, hoverArea: -1, on: {}, opacity: 1, tab: "overview" };
const listeners = [];

/** Calls `listener(changed)` after each change, with the names of what changed. */
function whenChanged(listener) {
  listeners.push(listener);
}

/** Changes some of the state. */
function change(values) {
  const changed = new Set(Object.keys(values).filter(key => state[key] !== values[key]));
  if (!changed.size) return;
  Object.assign(state, values);
  for (const listener of listeners) listener(changed);
}

/** Switches a layer on or off. */
function switchLayer(name, isOn) {
  change({ on: { ...state.on, [name]: isOn } });
}

// The layers on the map: canvases that Leaflet moves and scales, each with a painter of its own.

/** A canvas over the map with a margin around it, painted anew when the map has moved. */
const PaintLayer = L.Renderer.extend({
  options: { padding: 0.2 },

  initialize(paint, options) {
    L.Renderer.prototype.initialize.call(this, options);
    this._paint = paint;
  },

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._moved };
  },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
  },

  /** The canvas. */
  getElement() {
    return this._container;
  },

  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },

  /** While the map is dragged beyond the margin, what comes into sight is painted. */
  _moved() {
    if (this._map._animatingZoom || !this._bounds) return;
    const corner = this._map.containerPointToLayerPoint([0, 0]);
    const seen = L.bounds(corner, corner.add(this._map.getSize()));
    if (!this._bounds.contains(seen)) this._update();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const canvas = this._container;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(canvas, this._bounds.min);
    this.repaint();
    this.fire("update");
  },

  /** Paints what the canvas shows again, without moving it. */
  repaint() {
    if (!this._map || !this._bounds || this._map._animatingZoom) return;
    const canvas = this._container;
    if (!canvas.width || !canvas.height) return;
    const ratio = canvas.width / this._bounds.getSize().x;
    const corner = this._map.layerPointToLatLng(this._bounds.min);
    const metres = 1 / this._map.options.crs.scale(this._map.getZoom());
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    this._paint({
      context, ratio, width: canvas.width, height: canvas.height, west: corner.lng, north: corner.lat,
      perMetre: ratio / metres,
    });
  },
});

/** Makes the context draw outlines, whose unit is the metre, around the page's origin. */
function inMetres(view) {
  const k = view.perMetre;
  view.context.setTransform(k, 0, 0, k, (data.origin[0] - view.west) * k, (view.north - data.origin[1]) * k);
}

/** The places of the boxes that meet the view. */
function* visible(boxes, view, margin = 0) {
  const left = view.west - data.origin[0] - margin;
  const top = data.origin[1] - view.north - margin;
  const right = left + view.width / view.perMetre + 2 * margin;
  const bottom = top + view.height / view.perMetre + 2 * margin;
  for (let i = 0; 4 * i < boxes.length; i++) {
    const at = 4 * i;
    if (boxes[at] <= right && boxes[at + 2] >= left && boxes[at + 1] <= bottom && boxes[at + 3] >= top) yield i;
  }
}

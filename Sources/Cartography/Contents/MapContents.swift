import Geometry

/// What a map shows. All coordinates are SWEREF 99 TM (EPSG:3006), metres.
package struct MapContents: Sendable {
  /// The cells; nil for a map without.
  package var cells: MapCells?
  /// The areas; nil for a map without.
  package var areas: MapAreas?
  /// Whether the units that are coloured are the areas themselves, in their order.
  package var isColouredByArea = false
  /// Base polygons: coast, counties, municipalities.
  package var base: BaseLayer?

  /// A map of those.
  package init(cells: MapCells? = nil, areas: MapAreas? = nil, base: BaseLayer? = nil) {
    (self.cells, self.areas, self.base) = (cells, areas, base)
  }

  /// The rectangle around cells, or around areas where there are no cells, or around the base; nil for nothing.
  ///
  /// Areas do not widen it: the police's layers cover the country, the cells what is looked at.
  package var bounds: BoundingBox? { cells?.bounds ?? areas?.bounds ?? base?.bounds }
}

/// Polygons under the map.
package struct BaseLayer: Sendable {
  /// The polygons.
  package var polygons: [MultiPolygon]
  /// Their names, one a polygon; empty text where there is none.
  package var names: [String]

  /// Polygons and their names, as many of one as of the other.
  package init(polygons: [MultiPolygon], names: [String]) {
    (self.polygons, self.names) = (polygons, names)
  }

  /// The rectangle around all polygons.
  package var bounds: BoundingBox? { BoundingBox.around(polygons.lazy.compactMap(\.bounds)) }
}

extension BoundingBox {
  /// The smallest rectangle around all; nil for none.
  static func around(_ boxes: some Sequence<BoundingBox>) -> BoundingBox? {
    var result: BoundingBox?
    for box in boxes { result = result?.union(box) ?? box }
    return result
  }
}

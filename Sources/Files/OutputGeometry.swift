import Geometry

/// Where an output layer's geometries come from, row by row, so that 400,000 squares need no array of polygons.
public enum OutputGeometry: Sendable {
  /// A table without geometries.
  case none
  /// Fills the scratch polygon (empty on entry) for a row; false gives the row no geometry. Workers may ask for several
  /// rows at the same time.
  case polygons(@Sendable (_ row: Int, _ scratch: inout MultiPolygon) throws -> Bool)
  /// One point a row: eastings (or longitudes) and northings (or latitudes); NaN gives the row no geometry.
  case points(x: [Double], y: [Double])
}

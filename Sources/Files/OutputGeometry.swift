import Geometry

/// Where an output layer's geometries come from, row by row, so that 400,000 squares need no array of polygons.
public enum OutputGeometry: Sendable {
  /// A table without geometries.
  case none
  /// Fills the scratch polygon (empty on entry) for a row; false gives the row no geometry. Workers may ask for several
  /// rows at the same time.
  case polygons(@Sendable (_ row: Int, _ scratch: inout MultiPolygon) throws -> Bool)
  /// Squares, of which no polygon is made first; where `square` gives nil, `otherwise` fills the scratch polygon (empty on entry),
  /// and false gives the row no geometry. Workers may ask for several rows at the same time.
  case squares(
    _ square: @Sendable (_ row: Int) -> OutputSquare?,
    otherwise: @Sendable (_ row: Int, _ scratch: inout MultiPolygon) throws -> Bool)
  /// One point a row: eastings (or longitudes) and northings (or latitudes); NaN gives the row no geometry.
  case points(x: [Double], y: [Double])
}

extension OutputGeometry {
  /// What fills a scratch polygon for a row; nil for rows that are no polygons.
  var polygons: (@Sendable (_ row: Int, _ scratch: inout MultiPolygon) throws -> Bool)? {
    switch self {
    case .none, .points: nil
    case .polygons(let provider): provider
    case .squares(let square, let otherwise):
      { row, scratch in
        guard let square = square(row) else { return try otherwise(row, &scratch) }
        scratch = square.polygon
        return true
      }
    }
  }
}

/// A square to write, its sides along the axes.
public struct OutputSquare: Sendable, BitwiseCopyable {
  /// The south-west corner, in the units of the coordinate system.
  public let x, y: Double
  /// The side, more than 0.
  public let side: Double

  /// A square of that corner and side.
  public init(x: Double, y: Double, side: Double) { (self.x, self.y, self.side) = (x, y, side) }

  /// What is around it: itself.
  var box: BoundingBox { BoundingBox(minX: x, minY: y, maxX: x + side, maxY: y + side) }

  /// The square as a polygon, counter-clockwise from its corner.
  public var polygon: MultiPolygon { MultiPolygon(minX: x, minY: y, maxX: x + side, maxY: y + side) }
}

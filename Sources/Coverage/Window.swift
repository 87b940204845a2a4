import Geometry

/// The lattice squares around one polygon.
struct Window {
  let firstColumn: Int
  let firstRow: Int
  let rowCount: Int
  let originX: Double
  let originY: Double

  /// Nil where rows and columns could not be counted in 32 bits: coordinates that are not finite, or astronomically far
  /// away (more than 2³⁰ squares), or a polygon of more than 2²⁴ rows.
  init?(bounds: BoundingBox, size: Int) {
    let side = Double(size)
    let limit = 0x1p30
    let (west, south) = (Self.line(atOrBelow: bounds.minX, side), Self.line(atOrBelow: bounds.minY, side))
    let (east, north) = (Self.line(atOrBelow: bounds.maxX, side), Self.line(atOrBelow: bounds.maxY, side))
    guard west > -limit, south > -limit, east < limit, north < limit, north - south < 0x1p24 else { return nil }
    firstColumn = Int(west)
    firstRow = Int(south)
    // One row more than the polygon's own: a vertex exactly on the north line counts into it.
    rowCount = Int(north - south) + 1
    originX = west * side
    originY = south * side
  }

  /// The number of the last lattice line that is not beyond `coordinate`, right also where the quotient is rounded.
  private static func line(atOrBelow coordinate: Double, _ side: Double) -> Double {
    let line = (coordinate / side).rounded(.down)
    return line * side > coordinate ? line - 1 : line
  }
}

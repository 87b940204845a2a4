import Diagnostics
import Geometry

/// The square cells over all polygons, and which cell a place is in.
///
/// A cell holds its west and south lines, not its east and north ones. Lines are whole multiples of the side counted
/// from the plane's origin; the side is 250 m times a power of two, so that each line is an exact double and every
/// place, a polygon's vertex or a point asked for, is in exactly one cell.
struct LocatorLattice: Sendable {
  /// Cells along the side of a block.
  static let blockSide = 16
  /// No more cells than this: beyond, cells get larger.
  private static let mostCells = 0x1p26

  let side: Double
  private let inverse: Double
  let firstColumn: Int
  let firstRow: Int
  let columns: Int
  let rows: Int
  /// How far from its true place a crossing of an edge and a line may be computed, metres; generously.
  let margin: Double

  /// - Parameters:
  ///   - box: around all polygons, magnitudes below 10¹⁵.
  ///   - side: 250 times a power of two; larger ones are taken where there would be too many cells.
  init(around box: BoundingBox, side wanted: Double) {
    let reach = max(max(abs(box.minX), abs(box.maxX)), max(abs(box.minY), abs(box.maxY)))
    var side = wanted
    // So that cell numbers keep within 31 bits and the margin stays far below a side.
    while reach / side >= 0x1p29
      || ((box.maxX - box.minX) / side + 2) * ((box.maxY - box.minY) / side + 2) > Self.mostCells
    {
      side *= 2
    }
    self.side = side
    inverse = 1 / side
    margin = reach * 0x1p-44
    firstColumn = Self.line(box.minX, side, 1 / side)
    firstRow = Self.line(box.minY, side, 1 / side)
    columns = Self.line(box.maxX, side, 1 / side) - firstColumn + 1
    rows = Self.line(box.maxY, side, 1 / side) - firstRow + 1
  }

  /// The side for edges of that mean length: some four edges a cell that a border crosses.
  static func side(forMeanEdge length: Double) -> Double {
    var side = 250.0
    while side < 3 * length, side < 1e15 { side *= 2 }
    while side > 6 * length, side > 1e-3 { side /= 2 }
    return side
  }

  /// The column of an easting inside the window, from 0.
  @inline(__always)
  func column(_ x: Double) -> Int { Self.line(x, side, inverse) &- firstColumn }

  /// The row of a northing inside the window, from 0 in the south.
  @inline(__always)
  func row(_ y: Double) -> Int { Self.line(y, side, inverse) &- firstRow }

  /// The easting of a column's west line.
  @inline(__always)
  func west(_ column: Int) -> Double { Double(column &+ firstColumn) * side }

  /// The northing of a row's south line.
  @inline(__always)
  func south(_ row: Int) -> Double { Double(row &+ firstRow) * side }

  /// The number of the last line that is not beyond the coordinate, right also where the quotient is rounded.
  @inline(__always)
  private static func line(_ coordinate: Double, _ side: Double, _ inverse: Double) -> Int {
    let quotient = coordinate * inverse
    var line = Int(quotient)
    // Rounding down costs a call where the processor's oldest instructions are all that may be used; this does not.
    if Double(line) > quotient { line &-= 1 }
    if Double(line) * side > coordinate {
      line &-= 1
    } else if Double(line &+ 1) * side <= coordinate {
      line &+= 1
    }
    return line
  }
}

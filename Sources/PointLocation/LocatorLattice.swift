import Core
import Geometry

/// The square cells over all polygons, and which cell a place is in.
///
/// A cell holds its west and south lines, not its east and north ones. Lines are whole multiples of the side counted
/// from the plane's origin; the side is 250 m times a power of two, so that each line is an exact double and every
/// place, a polygon's vertex or a point asked for, is in exactly one cell.
struct LocatorLattice: Sendable {
  /// Cells along the side of a block.
  static let blockSide = 1 << blockBits
  static let blockBits = 4
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
    let first = Self.lines(SIMD2(box.minX, box.minY), side, 1 / side)
    let size = Self.lines(SIMD2(box.maxX, box.maxY), side, 1 / side) &- first &+ 1
    (firstColumn, firstRow, columns, rows) = (first.x, first.y, size.x, size.y)
  }

  /// The side for edges of that mean length: some four edges a cell that a border crosses.
  static func side(forMeanEdge length: Double) -> Double {
    var side = 250.0
    while side < 3 * length, side < 1e15 { side *= 2 }
    while side > 6 * length, side > 1e-3 { side /= 2 }
    return side
  }

  /// The column (x) and the row (y) of a place inside the window, from 0 in the west and in the south.
  @inline(__always)
  func cell(_ place: SIMD2<Double>) -> SIMD2<Int> {
    Self.lines(place, side, inverse) &- SIMD2(firstColumn, firstRow)
  }

  /// The column of an easting inside the window, from 0.
  func column(_ x: Double) -> Int { cell(SIMD2(x, 0)).x }

  /// The row of a northing inside the window, from 0 in the south.
  func row(_ y: Double) -> Int { cell(SIMD2(0, y)).y }

  /// The easting of a column's west line.
  @inline(__always)
  func west(_ column: Int) -> Double { Double(column &+ firstColumn) * side }

  /// The northing of a row's south line.
  @inline(__always)
  func south(_ row: Int) -> Double { Double(row &+ firstRow) * side }

  /// The numbers of the last lines that are not beyond the coordinates.
  ///
  /// A double of this size has no binary places, so that adding it rounds to a whole number, which is then in the low bits:
  /// that costs no conversion, of which old processors have one at a time. The nearest line is right or one too far,
  /// however the quotient was rounded.
  @inline(__always)
  private static func lines(_ place: SIMD2<Double>, _ side: Double, _ inverse: Double) -> SIMD2<Int> {
    let shift = SIMD2(repeating: 0x1.8p52)
    let shifted = place * inverse + shift
    let isBeyond = (shifted - shift) * side .> place
    let numbers = unsafeBitCast(shifted, to: SIMD2<Int>.self) &- unsafeBitCast(shift, to: SIMD2<Int>.self)
    // A lane that is true has all bits set, which is −1.
    return numbers &+ unsafeBitCast(isBeyond, to: SIMD2<Int>.self)
  }
}

/// Squares about two edges wide around all rings of a polygon.
///
/// A long ring has far more squares around it than edges, and most of them are empty; then several squares, far from each
/// other, share a slot.
struct EdgeGrid {
  /// Slots, a power of two.
  let slotCount: Int
  private let columns: Int
  private let origin: SIMD2<Double>
  private let scale: SIMD2<Double>
  private let last: SIMD2<Double>

  /// A grid around everything between two corners, for so many edges of that length in all (width and height added).
  init(low: SIMD2<Double>, high: SIMD2<Double>, edges: Int, length: Double) {
    let extent = high - low
    let count = Double(max(edges, 1))
    let side = 2 * length / count
    func number(_ extent: Double) -> Double { side > 0 ? min(max((extent / side).rounded(.up), 1), 0x1p20) : 1 }
    // Without a width worth a division there is one column.
    func scale(_ number: Double, _ extent: Double) -> Double { extent > 1e-100 ? number / extent : 0 }
    let (across, up) = (number(extent.x), number(extent.y))
    // An odd number of columns, so that squares above each other never fall into one slot row after row.
    columns = Int(across) | 1
    // More slots would take longer to empty than the others take to fill.
    let wanted = Int(min(Double(columns) * up, 4 * count))
    slotCount = 1 << (Int.bitWidth - (max(wanted, 1) - 1).leadingZeroBitCount)
    origin = low
    last = SIMD2(across - 1, up - 1)
    self.scale = SIMD2(scale(across, extent.x), scale(up, extent.y))
  }

  /// Where the edges of a square are kept.
  @inline(__always)
  func slot(column: Int32, row: Int32) -> Int { (Int(row) &* columns &+ Int(column)) & (slotCount - 1) }

  /// Column and row of a point. Both rise with its coordinates, so whatever boxes share a point share a square.
  @inline(__always)
  func square(of point: SIMD2<Double>) -> SIMD2<Int32> {
    // Within 0 … last, so the conversion cannot overflow; NaN does not get here.
    let place = pointwiseMin((point - origin) * scale, last)
    return SIMD2(Int32(truncatingIfNeeded: Int(place.x)), Int32(truncatingIfNeeded: Int(place.y)))
  }
}

/// Squares about two edges wide around all rings of a polygon.
struct EdgeGrid {
  let columns: Int
  let rows: Int
  private let origin: SIMD2<Double>
  private let scale: SIMD2<Double>
  private let last: SIMD2<Double>

  /// A grid around everything between two corners, for so many edges of that length in all (width and height added).
  init(low: SIMD2<Double>, high: SIMD2<Double>, edges: Int, length: Double) {
    let extent = high - low
    let count = Double(max(edges, 1))
    // Not many more squares than edges, or emptying them would cost more than filling them.
    let side = max(2 * length / count, (extent.x * extent.y / count).squareRoot())
    func number(_ extent: Double) -> Double { side > 0 ? min(max((extent / side).rounded(.up), 1), count) : 1 }
    // Without a width worth a division there is one column.
    func scale(_ number: Double, _ extent: Double) -> Double { extent > 1e-100 ? number / extent : 0 }
    let (across, up) = (number(extent.x), number(extent.y))
    columns = Int(across)
    rows = Int(up)
    origin = low
    last = SIMD2(across - 1, up - 1)
    self.scale = SIMD2(scale(across, extent.x), scale(up, extent.y))
  }

  /// Column and row of a point. Both rise with its coordinates, so whatever boxes share a point share a square.
  @inline(__always)
  func square(of point: SIMD2<Double>) -> SIMD2<Int32> {
    // Within 0 … last, so the conversion cannot overflow; NaN does not get here.
    let place = pointwiseMin((point - origin) * scale, last)
    return SIMD2(Int32(truncatingIfNeeded: Int(place.x)), Int32(truncatingIfNeeded: Int(place.y)))
  }
}

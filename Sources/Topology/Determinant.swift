/// Which side of a line a point lies on, where that is beyond rounding.
enum Determinant {
  /// J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete Comput.
  /// Geom. 18 (1997), section 4.2: a determinant of differences errs by at most this times the sum of its two products'
  /// magnitudes. The same holds for their sum, the inner product.
  static let errorBound = (3 + 16 * 0x1p-53) * 0x1p-53
  /// Covers what products lose that are too small for a double.
  static let underflow = 1e-290

  /// 1 when p lies to the left of the line from a to b, −1 to the right, 0 where rounding leaves it open.
  @inline(__always)
  static func side(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>) -> Int {
    let (u, v) = (a - p, b - p)
    let (left, right) = (u.x * v.y, u.y * v.x)
    let determinant = left - right
    let bound = errorBound * (abs(left) + abs(right)) + underflow
    return determinant > bound ? 1 : determinant < -bound ? -1 : 0
  }

  /// Whether one of two edges surely lies on one side of the other's line.
  @inline(__always)
  static func areApart(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>, _ q: SIMD2<Double>) -> Bool {
    let (sideP, sideQ) = (side(a, b, p), side(a, b, q))
    if sideP != 0, sideP == sideQ { return true }
    let (sideA, sideB) = (side(p, q, a), side(p, q, b))
    return sideA != 0 && sideA == sideB
  }
}

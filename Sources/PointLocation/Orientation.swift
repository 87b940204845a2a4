/// On which side of a line a point lies, decided exactly.
///
/// A floating-point determinant answers whenever it is larger than its own error can be; otherwise the six products of
/// the determinant are added without rounding. The bound is that of J. R. Shewchuk, Adaptive precision floating-point
/// arithmetic and fast robust geometric predicates, Discrete Comput. Geom. 18 (1997), section 4.2: with ε = 2⁻⁵³ the
/// error is at most (3 + 16ε)ε times the sum of the two products' magnitudes.
///
/// Holds for coordinates that are 0 or between 2⁻⁴⁰⁰ and 2⁴⁰⁰ in magnitude: no product over- or underflows then.
enum Orientation {
  private static let errorBound = (3 + 16 * 0x1p-53) * 0x1p-53

  /// 1 when p lies to the left of the line from a to b, −1 to the right, 0 on it.
  @inline(__always)
  static func side(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>) -> Int {
    let left = (a.x - p.x) * (b.y - p.y)
    let right = (a.y - p.y) * (b.x - p.x)
    let determinant = left - right
    let bound = errorBound * (abs(left) + abs(right))
    if determinant > bound { return 1 }
    if determinant < -bound { return -1 }
    return exactSide(a, b, p)
  }

  /// 1 when p lies to the left of the line from a to b, −1 to the right, 0 on it, by exact arithmetic: the sign of
  /// ax·by − ax·py − px·by − ay·bx + ay·px + py·bx.
  @inline(never)
  static func exactSide(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ p: SIMD2<Double>) -> Int {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 12) { room in
      var sum = Expansion(room)
      sum.add(a.x, b.y)
      sum.add(-a.x, p.y)
      sum.add(-p.x, b.y)
      sum.add(-a.y, b.x)
      sum.add(a.y, p.x)
      sum.add(p.y, b.x)
      return sum.sign
    }
  }
}

/// A sum of doubles that do not overlap, smallest first: an exact number (Shewchuk 1997, section 2).
private struct Expansion {
  private let parts: UnsafeMutableBufferPointer<Double>
  private var count = 0

  /// Zero, with room for as many parts as doubles will be added.
  init(_ room: UnsafeMutableBufferPointer<Double>) { parts = room }

  /// Adds a · b: the rounded product and, from the fused multiplication, what rounding took from it.
  mutating func add(_ a: Double, _ b: Double) {
    let product = a * b
    add((-product).addingProduct(a, b))
    add(product)
  }

  /// Grow-Expansion (theorem 10), leaving zeros out.
  private mutating func add(_ term: Double) {
    var carried = term
    var kept = 0
    for i in 0..<count {
      // Two-Sum (theorem 7).
      let sum = carried + parts[i]
      let virtual = sum - carried
      let rest = (carried - (sum - virtual)) + (parts[i] - virtual)
      carried = sum
      if rest != 0 {
        parts[kept] = rest
        kept += 1
      }
    }
    if carried != 0 {
      parts[kept] = carried
      kept += 1
    }
    count = kept
  }

  /// The largest part outweighs all others.
  var sign: Int { count == 0 ? 0 : parts[count - 1] > 0 ? 1 : -1 }
}

extension MultiPolygon {
  /// Of each ring, whether the polygon's interior lies to the left of its direction.
  package var interiorIsLeft: [Bool] {
    var result: [Bool] = []
    result.reserveCapacity(ringEnds.count)
    for part in partEnds.indices {
      let rings = rings(ofPart: part)
      for ring in rings { result.append(isCounterClockwise(ring: ring) == (ring == rings.lowerBound)) }
    }
    return result
  }

  /// Whether the ring's signed area (``signedArea(ofRing:)``) is not negative.
  ///
  /// The plain shoelace sum decides where it is larger than its rounding can be: n products of differences err by less than
  /// (n + 4) · 2⁻⁵² of the sum of their magnitudes. Only slivers ask for the compensated one, which takes four times as long.
  package func isCounterClockwise(ring: Int) -> Bool {
    let range = vertices(ofRing: ring)
    guard range.count >= 3 else { return true }
    let (sum, magnitude) = x.withUnsafeBytes { x in
      y.withUnsafeBytes { y in Self.shoelace(x, y, range) }
    }
    // NaN and infinity compare as false and go the long way.
    if abs(sum) > Double(range.count + 4) * 0x1p-52 * magnitude, magnitude < .infinity { return sum > 0 }
    return signedArea(ofRing: ring) >= 0
  }

  /// The shoelace sum around the first vertex, in no particular order, and the sum of its products' magnitudes.
  @inline(__always)
  private static func shoelace(
    _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer, _ ring: Range<Int>
  ) -> (sum: Double, magnitude: Double) {
    typealias Pair = SIMD2<Double>
    func pair(_ values: UnsafeRawBufferPointer, _ i: Int) -> Pair {
      values.loadUnaligned(fromByteOffset: 8 * i, as: Pair.self)
    }
    func one(_ values: UnsafeRawBufferPointer, _ i: Int) -> Double {
      values.loadUnaligned(fromByteOffset: 8 * i, as: Double.self)
    }
    let (originX, originY) = (one(x, ring.lowerBound), one(y, ring.lowerBound))
    var (sums, magnitudes) = (Pair.zero, Pair.zero)
    var i = ring.lowerBound
    // The edges from a vertex and the next one.
    while i + 2 < ring.upperBound {
      let left = (pair(x, i) - originX) * (pair(y, i + 1) - originY)
      let right = (pair(x, i + 1) - originX) * (pair(y, i) - originY)
      sums += left - right
      magnitudes += Pair(abs(left.x), abs(left.y)) + Pair(abs(right.x), abs(right.y))
      i += 2
    }
    var (sum, magnitude) = (sums.x + sums.y, magnitudes.x + magnitudes.y)
    if i + 1 < ring.upperBound {
      let left = (one(x, i) - originX) * (one(y, i + 1) - originY)
      let right = (one(x, i + 1) - originX) * (one(y, i) - originY)
      sum += left - right
      magnitude += abs(left) + abs(right)
    }
    return (sum, magnitude)
  }
}

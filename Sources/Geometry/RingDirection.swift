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
    let (sum, magnitude) = x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        let (originX, originY) = (x[range.lowerBound], y[range.lowerBound])
        var (sum, magnitude) = (0.0, 0.0)
        var (beforeX, beforeY) = (0.0, 0.0)
        for i in range.dropFirst() {
          let (nextX, nextY) = (x[i] - originX, y[i] - originY)
          let (left, right) = (beforeX * nextY, nextX * beforeY)
          sum += left - right
          magnitude += abs(left) + abs(right)
          (beforeX, beforeY) = (nextX, nextY)
        }
        return (sum, magnitude)
      }
    }
    // NaN and infinity compare as false and go the long way.
    if abs(sum) > Double(range.count + 4) * 0x1p-52 * magnitude, magnitude < .infinity { return sum > 0 }
    return signedArea(ofRing: ring) >= 0
  }
}

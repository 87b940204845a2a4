/// Some edges of a ring that follow each other and all lead onward in one direction: none of them touches another but where
/// they follow each other.
///
/// A run that is full is followed by one of the same direction as far as the ring goes on in it; these make a chain, of
/// which the same holds.
struct EdgeRun {
  typealias Point = SIMD2<Double>

  /// Edges of a run at most. Boxes around more of them are no longer close to their edges; with fewer of them there are
  /// more boxes to compare.
  static let most = 12

  /// The vertices where the first edge begins and the last one ends.
  var start: Int32
  var end: Int32
  /// Number of its chain among all of a polygon's.
  var chain: Int32
  var low: Point
  var high: Point

  /// Whether the boxes of both share a point.
  @inline(__always)
  func meets(_ other: EdgeRun) -> Bool {
    low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y && other.low.y <= high.y
  }
}

/// A ring on its way into runs: where its vertices are.
struct RingVertices {
  typealias Point = SIMD2<Double>

  let x: UnsafePointer<Double>
  let y: UnsafePointer<Double>

  @inline(__always)
  subscript(_ i: Int) -> Point { Point(x[i], y[i]) }

  /// Adds the runs of a ring whose vertices, the closing one included, are those.
  ///
  /// False as soon as an edge leads nowhere: it begins and ends at one point, is hardly longer than what a double can hold, or
  /// has an end that is not finite.
  func cut(_ ring: ClosedRange<Int>, into runs: inout [EdgeRun], chains: inout Int32) -> Bool {
    let last = ring.upperBound
    var start = ring.lowerBound
    var direction = Point.zero
    var goesOn = false
    while start < last {
      let limit = min(start + EdgeRun.most, last)
      var run = EdgeRun(start: 0, end: 0, chain: chains, low: .zero, high: .zero)
      var end = start
      if goesOn { end = follow(direction, from: start, to: limit, &run) }
      if end == start {
        chains += 1
        run.chain = chains
        // Where the ring leads in the long run, so that steps and ripples belong to one chain; else where the first edge does.
        direction = self[limit] - self[start]
        end = follow(direction, from: start, to: limit, &run)
        if end == start {
          direction = self[start + 1] - self[start]
          end = follow(direction, from: start, to: limit, &run)
        }
        if end == start { return false }
      }
      (run.start, run.end) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
      runs.append(run)
      goesOn = end == limit
      start = end
    }
    return true
  }

  /// The vertex up to which all edges surely lead onward in a direction, and the box around them.
  @inline(__always)
  private func follow(_ direction: Point, from start: Int, to limit: Int, _ run: inout EdgeRun) -> Int {
    if limit - start == EdgeRun.most, followAll(direction, from: start, &run) { return limit }
    var end = start
    var before = self[start]
    (run.low, run.high) = (before, before)
    while end < limit {
      let next = self[end + 1]
      let products = (next - before) * direction
      let bound = Determinant.errorBound * (abs(products.x) + abs(products.y)) + Determinant.underflow
      // Not so for what is not a number.
      guard products.x + products.y > bound else { break }
      run.low.replace(with: next, where: next .< run.low)
      run.high.replace(with: next, where: next .> run.high)
      before = next
      end += 1
    }
    return end
  }

  /// Whether as many edges as a run may have all surely lead onward in a direction, two looked at together; sets the box around
  /// them if so.
  @inline(__always)
  private func followAll(_ direction: Point, from start: Int, _ run: inout EdgeRun) -> Bool {
    let (xs, ys) = (UnsafeRawPointer(x + start), UnsafeRawPointer(y + start))
    var (low, high) = (self[start], self[start])
    var leads = SIMDMask<SIMD2<Int64>>(repeating: true)
    for edge in stride(from: 0, to: EdgeRun.most, by: 2) {
      let nextX = xs.loadUnaligned(fromByteOffset: 8 * edge + 8, as: Point.self)
      let nextY = ys.loadUnaligned(fromByteOffset: 8 * edge + 8, as: Point.self)
      let across = (nextX - xs.loadUnaligned(fromByteOffset: 8 * edge, as: Point.self)) * direction.x
      let up = (nextY - ys.loadUnaligned(fromByteOffset: 8 * edge, as: Point.self)) * direction.y
      let magnitude = Self.magnitude(across) + Self.magnitude(up)
      // Not so for what is not a number.
      let isAhead = across + up .> Determinant.errorBound * magnitude + Determinant.underflow
      leads .&= isAhead
      let (middle, end) = (Point(nextX.x, nextY.x), Point(nextX.y, nextY.y))
      low.replace(with: middle, where: middle .< low)
      high.replace(with: middle, where: middle .> high)
      low.replace(with: end, where: end .< low)
      high.replace(with: end, where: end .> high)
    }
    (run.low, run.high) = (low, high)
    return all(leads)
  }

  @inline(__always)
  private static func magnitude(_ value: Point) -> Point {
    Point(bitPattern: value.bits & 0x7FFF_FFFF_FFFF_FFFF)
  }
}

extension SIMD2<Double> {
  fileprivate var bits: SIMD2<UInt64> { unsafeBitCast(self, to: SIMD2<UInt64>.self) }

  fileprivate init(bitPattern bits: SIMD2<UInt64>) { self = unsafeBitCast(bits, to: Self.self) }
}

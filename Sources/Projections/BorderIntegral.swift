import Geometry

/// The integral along a ring's edges by which its area on the ellipsoid differs from that in the plane; see ``PlaneArea`` for
/// what is integrated.
///
/// Edges come in pairs, so that everything is done for two at once, and some pairs at a time, so that the few long
/// calculations of one do not wait for those of the one before. Only the last sum is taken edge by edge, in the ring's order.
struct BorderIntegral: Sendable {
  private typealias Pair = SIMD2<Double>

  private static let pairs = 8
  /// Where along an edge the integrand is taken: Gauss's two points.
  private static let (near, far) = (0.5 - 0.28867513459481287, 0.5 + 0.28867513459481287)

  /// ``PlaneArea/coefficients``, each twice.
  private let coefficients: [Pair]

  /// For those coefficients: four rows of six.
  init(coefficients: [Double]) {
    precondition(coefficients.count == PlaneArea.powersOfEasting * PlaneArea.powersOfNorthing, "four rows of six")
    self.coefficients = coefficients.map { Pair(repeating: $0) }
  }

  /// A place on each of two edges.
  private struct Places {
    /// Metres from the central meridian.
    var east: Pair
    /// Northing and squared easting as the polynomials take them.
    var t: Pair
    var s: Pair
  }

  /// Of two edges: what is needed of them, and then what they add.
  private struct Edges {
    var near: Places
    var far: Places
    var dy: Pair
    var square: Pair
    var area = Pair.zero
    var bow = Pair.zero
  }

  /// What a ring's area on the ellipsoid has more than its planar one over k₀², square metres, positive for more when
  /// counter-clockwise; nil for an edge too long. The vertices must be finite and within the fitted part of the plane.
  func sum(ofRing ring: Range<Int>, _ polygon: MultiPolygon) -> Double? {
    // A ring of one vertex, or of one edge, which no other is next to.
    if ring.count < 3 { return 0 }
    return polygon.x.withUnsafeBytes { x in
      polygon.y.withUnsafeBytes { y in
        coefficients.withUnsafeBufferPointer { coefficients in
          withUnsafeTemporaryAllocation(of: Edges.self, capacity: Self.pairs) { edges in
            guard let first = coefficients.baseAddress else { return nil }
            return Self.sum(ring, x, y, first, edges)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func sum(
    _ ring: Range<Int>, _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer,
    _ coefficients: UnsafePointer<Pair>, _ edges: UnsafeMutableBufferPointer<Edges>
  ) -> Double? {
    var sum = 0.0
    var longest = Pair.zero
    var start = ring.lowerBound
    while start + 1 < ring.upperBound {
      let count = min(2 * pairs, ring.upperBound - 1 - start)
      let used = (count + 1) / 2
      for pair in 0..<used {
        // An odd last edge comes as the second of its pair.
        edges[pair] = Self.edges(from: min(start + 2 * pair, ring.upperBound - 3), x, y)
        let square = edges[pair].square
        longest.replace(with: square, where: square .> longest)
      }
      for pair in 0..<used { measure(&edges[pair], coefficients) }
      for pair in 0..<count / 2 {
        let (area, bow) = (edges[pair].area, edges[pair].bow)
        sum += area.x
        sum += bow.x
        sum += area.y
        sum += bow.y
      }
      if count % 2 == 1 {
        sum += edges[used - 1].area.y
        sum += edges[used - 1].bow.y
      }
      start += count
    }
    return longest.max() <= PlaneArea.longestEdge * PlaneArea.longestEdge ? sum : nil
  }

  /// The edge from that vertex and the next one.
  @inline(__always)
  private static func edges(from vertex: Int, _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer) -> Edges {
    let (x0, y0) = (load(x, vertex), load(y, vertex))
    let (dx, dy) = (load(x, vertex + 1) - x0, load(y, vertex + 1) - y0)
    let (east, north) = (x0 - PlaneArea.falseEasting, y0 - PlaneArea.middle)
    return Edges(
      near: places(near, dx, dy, east, north), far: places(far, dx, dy, east, north), dy: dy,
      square: dx * dx + dy * dy)
  }

  @inline(__always)
  private static func load(_ values: UnsafeRawBufferPointer, _ place: Int) -> Pair {
    values.loadUnaligned(fromByteOffset: 8 * place, as: Pair.self)
  }

  @inline(__always)
  private static func places(_ along: Double, _ dx: Pair, _ dy: Pair, _ east: Pair, _ north: Pair) -> Places {
    let e = along * dx + east
    return Places(
      east: e, t: (along * dy + north) / PlaneArea.halfHeight, s: e * e / (PlaneArea.halfWidth * PlaneArea.halfWidth))
  }

  /// What two edges add: level ones nothing, but for the sign of a zero.
  @inline(__always)
  private static func measure(_ edges: inout Edges, _ coefficients: UnsafePointer<Pair>) {
    let (near, far) = (integral(edges.near, coefficients), integral(edges.far, coefficients))
    edges.area = edges.dy * (near.total + far.total) / 2
    // κ is −½ of the derivative of ln(1/k²) across the edge; its main part is 2e/halfWidth² of the first row.
    let bow = -(near.slope + far.slope) / 2 / (PlaneArea.halfWidth * PlaneArea.halfWidth)
    edges.bow = edges.square * edges.dy * bow / 12
  }

  /// G, and e times the first row. ∫ s^(i+1) de = e s^(i+1) / (2i + 3).
  @inline(__always)
  private static func integral(_ places: Places, _ rows: UnsafePointer<Pair>) -> (total: Pair, slope: Pair) {
    let first = row(places.t, rows)
    var power = places.east * places.s
    var total = power * first / 3
    power *= places.s
    total += power * row(places.t, rows + 6) / 5
    power *= places.s
    total += power * row(places.t, rows + 12) / 7
    power *= places.s
    total += power * row(places.t, rows + 18) / 9
    return (total, places.east * first)
  }

  @inline(__always)
  private static func row(_ t: Pair, _ c: UnsafePointer<Pair>) -> Pair {
    ((((c[0] * t + c[1]) * t + c[2]) * t + c[3]) * t + c[4]) * t + c[5]
  }
}

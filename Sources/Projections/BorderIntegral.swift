import Geometry

/// The integral along a ring's edges by which its area on the ellipsoid differs from that in the plane; see ``PlaneArea`` for
/// what is integrated.
///
/// Edges come in pairs, so that everything is done for two at once, and some pairs at a time, so that the few long
/// calculations of one do not wait for those of the one before. Only the last sum is taken edge by edge, in the ring's order.
struct BorderIntegral: Sendable {
  private typealias Pair = SIMD2<Double>

  /// Pairs of edges at a time.
  private static let pairs = 8
  /// Where along an edge the integrand is taken: Gauss's two points.
  private static let near = 0.5 - 0.28867513459481287
  private static let far = 0.5 + 0.28867513459481287

  /// ``PlaneArea/coefficients``, each twice.
  private let coefficients: [Pair]

  /// For those coefficients: four rows of six.
  init(coefficients: [Double]) {
    precondition(coefficients.count == PlaneArea.powersOfEasting * PlaneArea.powersOfNorthing, "four rows of six")
    self.coefficients = coefficients.map { Pair(repeating: $0) }
  }

  /// A place on each of two edges.
  private struct Places {
    /// Northing and squared easting as the polynomials take them.
    var t: Pair
    var s: Pair
    /// Metres from the central meridian, times a power of `s`.
    var power: Pair
    /// What of G has been added, and the easting times the first row.
    var total: Pair
    var slope: Pair
  }

  /// What a ring's area on the ellipsoid has more than its planar one over k₀², square metres, positive for more when
  /// counter-clockwise; nil for an edge too long. The vertices must be finite and within the fitted part of the plane.
  func sum(ofRing ring: Range<Int>, _ polygon: MultiPolygon) -> Double? {
    // A ring of one vertex, or of one edge, which no other is next to.
    if ring.count < 3 { return 0 }
    return polygon.x.withUnsafeBytes { x in
      polygon.y.withUnsafeBytes { y in
        coefficients.withUnsafeBufferPointer { coefficients in
          withUnsafeTemporaryAllocation(of: Places.self, capacity: 2 * Self.pairs) { places in
            withUnsafeTemporaryAllocation(of: Pair.self, capacity: 2 * Self.pairs) { steps in
              guard let rows = coefficients.baseAddress else { return nil }
              return Self.sum(ring, x, y, rows, places, steps)
            }
          }
        }
      }
    }
  }

  /// What a ring of three vertices or more has more on the ellipsoid than its planar area over k₀², square metres, positive for more
  /// when counter-clockwise; nil for an edge too long. `places` has room for both Gauss points of each pair, `steps` for two numbers of it.
  @inline(__always)
  private static func sum(
    _ ring: Range<Int>, _ x: UnsafeRawBufferPointer, _ y: UnsafeRawBufferPointer, _ rows: UnsafePointer<Pair>,
    _ places: UnsafeMutableBufferPointer<Places>, _ steps: UnsafeMutableBufferPointer<Pair>
  ) -> Double? {
    var sum = 0.0
    var longest = Pair.zero
    var start = ring.lowerBound
    while start + 1 < ring.upperBound {
      let edges = min(2 * pairs, ring.upperBound - 1 - start)
      let used = (edges + 1) / 2
      for pair in 0..<used {
        // An odd last edge comes as the second of its pair.
        let vertex = min(start + 2 * pair, ring.upperBound - 3)
        let (x0, y0) = (load(x, vertex), load(y, vertex))
        let (dx, dy) = (load(x, vertex + 1) - x0, load(y, vertex + 1) - y0)
        let (east, north) = (x0 - PlaneArea.falseEasting, y0 - PlaneArea.middle)
        let square = dx * dx + dy * dy
        longest.replace(with: square, where: square .> longest)
        places[2 * pair] = Self.places(near, dx, dy, east, north)
        places[2 * pair + 1] = Self.places(far, dx, dy, east, north)
        steps[2 * pair] = dy
        steps[2 * pair + 1] = square
      }
      addFirst(rows, places, 2 * used)
      // ∫ s^(i+1) de = e s^(i+1) / (2i + 3).
      add(rows + 6, over: 5, places, 2 * used)
      add(rows + 12, over: 7, places, 2 * used)
      add(rows + 18, over: 9, places, 2 * used)
      for pair in 0..<used {
        let (near, far) = (places[2 * pair], places[2 * pair + 1])
        let (dy, square) = (steps[2 * pair], steps[2 * pair + 1])
        // κ is −½ of the derivative of ln(1/k²) across the edge; its main part is 2e/halfWidth² of the first row.
        let bow = -(near.slope + far.slope) / 2 / (PlaneArea.halfWidth * PlaneArea.halfWidth)
        // Of a level edge both are 0.
        steps[2 * pair] = dy * (near.total + far.total) / 2
        steps[2 * pair + 1] = square * dy * bow / 12
      }
      for pair in 0..<edges / 2 {
        let (area, bow) = (steps[2 * pair], steps[2 * pair + 1])
        sum += area.x
        sum += bow.x
        sum += area.y
        sum += bow.y
      }
      if edges % 2 == 1 {
        sum += steps[2 * used - 2].y
        sum += steps[2 * used - 1].y
      }
      start += edges
    }
    return longest.max() <= PlaneArea.longestEdge * PlaneArea.longestEdge ? sum : nil
  }

  @inline(__always)
  private static func load(_ values: UnsafeRawBufferPointer, _ place: Int) -> Pair {
    values.loadUnaligned(fromByteOffset: 8 * place, as: Pair.self)
  }

  @inline(__always)
  private static func places(_ along: Double, _ dx: Pair, _ dy: Pair, _ east: Pair, _ north: Pair) -> Places {
    let e = along * dx + east
    return Places(
      t: (along * dy + north) / PlaneArea.halfHeight, s: e * e / (PlaneArea.halfWidth * PlaneArea.halfWidth),
      power: e,
      total: .zero, slope: .zero)
  }

  @inline(__always)
  private static func addFirst(
    _ coefficients: UnsafePointer<Pair>, _ places: UnsafeMutableBufferPointer<Places>, _ count: Int
  ) {
    for place in 0..<count {
      let row = row(places[place].t, coefficients)
      let east = places[place].power
      let power = east * places[place].s
      places[place].power = power
      places[place].slope = east * row
      places[place].total = power * row / 3
    }
  }

  /// Adds a row of the polynomial at all places.
  @inline(__always)
  private static func add(
    _ coefficients: UnsafePointer<Pair>, over divisor: Double, _ places: UnsafeMutableBufferPointer<Places>,
    _ count: Int
  ) {
    for place in 0..<count {
      let power = places[place].power * places[place].s
      places[place].power = power
      places[place].total += power * row(places[place].t, coefficients) / divisor
    }
  }

  @inline(__always)
  private static func row(_ t: Pair, _ c: UnsafePointer<Pair>) -> Pair {
    ((((c[0] * t + c[1]) * t + c[2]) * t + c[3]) * t + c[4]) * t + c[5]
  }
}

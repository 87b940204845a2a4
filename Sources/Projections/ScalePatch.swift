import Diagnostics
import Geometry

/// A square of SWEREF 99 TM over which the ratio of areas is a polynomial: ground by map, 1/k².
///
/// One is made 200 km wide: k, the projection's point scale factor, comes from PROJ at 7 × 7 places; between them a polynomial of degree 6 in each
/// direction is off by less than 1e-12, since k changes by a hundred-thousandth over hundreds of kilometres. ``narrowed(to:)`` gives the same for a single geometry, with
/// fewer terms.
struct ScalePatch: Sendable {
  /// Half of the width that one is made with, metres.
  static let fullReach = 100_000.0
  /// Metres.
  static let longestEdge = 20_000.0
  private static let nodes = 7

  private let centreE: Double
  private let centreN: Double
  /// Half of its width, metres.
  private let reach: Double
  /// Terms in each direction.
  private let terms: Int
  /// 1/k² = Σ ratio[terms · i + j] · sⁱ · tʲ, with s and t the place within the patch, −1 … 1 to the east and to the north.
  private let ratio: [Double]

  /// The patch around a place. Throws ``Failure`` where the projection is not defined.
  init(centreE: Double, centreN: Double, toDegrees: borrowing Transformer, scale: borrowing PointScale) throws {
    self.centreE = centreE
    self.centreN = centreN
    reach = Self.fullReach
    terms = Self.nodes
    let steps = (0..<Self.nodes).map { -1 + 2 * Double($0) / Double(Self.nodes - 1) }
    var x = steps.flatMap { s in steps.map { _ in centreE + s * Self.fullReach } }
    var y = steps.flatMap { _ in steps.map { centreN + $0 * Self.fullReach } }
    try toDegrees.transform(&x, &y)
    var values: [Double] = []
    for i in x.indices {
      let k = try scale.factor(longitude: x[i], latitude: y[i])
      values.append(1 / (k * k))
    }
    // Through the places one direction after the other.
    let basis = Self.basis(steps)
    let count = Self.nodes
    var half = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count { for m in 0..<count { half[i * count + j] += basis[m][j] * values[i * count + m] } }
    }
    var ratio = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count { for m in 0..<count { ratio[i * count + j] += basis[m][i] * half[m * count + j] } }
    }
    self.ratio = ratio
  }

  private init(centreE: Double, centreN: Double, reach: Double, terms: Int, ratio: [Double]) {
    self.centreE = centreE
    self.centreN = centreN
    self.reach = reach
    self.terms = terms
    self.ratio = ratio
  }

  /// The same ratio over the square around a box within the patch, with as many terms as it takes there: what is left out is
  /// below 2e-11, as the terms fall with the powers of the width by the Earth's radius.
  func narrowed(to box: BoundingBox) -> ScalePatch {
    let half = max(box.maxX - box.minX, box.maxY - box.minY, 1) / 2
    let terms = half <= 2_500 ? 3 : half <= 12_500 ? 4 : self.terms
    if terms == self.terms { return self }
    let (e, n) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    var shifted = ratio
    for line in 0..<self.terms {
      shift(&shifted, from: line * self.terms, stride: 1, by: (n - centreN) / reach, scale: half / reach)
    }
    for line in 0..<self.terms {
      shift(&shifted, from: line, stride: self.terms, by: (e - centreE) / reach, scale: half / reach)
    }
    let kept = (0..<terms).flatMap { i in (0..<terms).map { shifted[i * self.terms + $0] } }
    return ScalePatch(centreE: e, centreN: n, reach: half, terms: terms, ratio: kept)
  }

  /// Rewrites a polynomial in s as one in u, s = offset + scale · u (repeated synthetic division).
  private func shift(
    _ polynomial: inout [Double], from start: Int, stride: Int, by offset: Double, scale: Double
  ) {
    for low in 0..<terms - 1 {
      for power in (low..<terms - 1).reversed() {
        polynomial[start + power * stride] += offset * polynomial[start + (power + 1) * stride]
      }
    }
    var factor = 1.0
    for power in 0..<terms {
      polynomial[start + power * stride] *= factor
      factor *= scale
    }
  }

  /// The coefficients of each Lagrange polynomial over the steps.
  private static func basis(_ steps: [Double]) -> [[Double]] {
    steps.indices.map { m in
      var polynomial = [1.0]
      for other in steps.indices where other != m {
        let scale = 1 / (steps[m] - steps[other])
        var next = [Double](repeating: 0, count: polynomial.count + 1)
        for (power, value) in polynomial.enumerated() {
          next[power] -= value * steps[other] * scale
          next[power + 1] += value * scale
        }
        polynomial = next
      }
      return polynomial
    }
  }

  /// Signed ground area of a ring of a polygon in the plane, m², counter-clockwise positive; its edges are geodesics.
  ///
  /// By Green's theorem ∮ F dN with ∂F/∂E = 1/k², two Gauss points an edge, and for each edge what lies between the straight line
  /// and the geodesic: a geodesic bends by the gradient of ln k across it (it is the path of light where light is slowed by 1/k),
  /// and between chord and arc lies curvature · length³ / 12. Nil for a ring with an edge of more than ``longestEdge``, where what
  /// that leaves out would show in the ninth digit.
  func area(ofRing ring: Range<Int>, _ polygon: MultiPolygon) -> Double? {
    ratio.withUnsafeBufferPointer { ratio in
      let gauss = 0.5 - 0.5 / 3.0.squareRoot()
      var sum = 0.0
      var place = ring.lowerBound
      var (x0, y0) = (polygon.x[place] - centreE, polygon.y[place] - centreN)
      while place + 1 < ring.upperBound {
        place += 1
        let (x1, y1) = (polygon.x[place] - centreE, polygon.y[place] - centreN)
        let (dx, dy) = (x1 - x0, y1 - y0)
        if dx * dx + dy * dy > Self.longestEdge * Self.longestEdge { return nil }
        let a = integral(ratio, x0 + gauss * dx, y0 + gauss * dy)
        let b = integral(ratio, x1 - gauss * dx, y1 - gauss * dy)
        sum += 0.5 * (a.value + b.value) * dy
        let (gradientE, gradientN) = (0.5 * (a.east + b.east), 0.5 * (a.north + b.north))
        sum -= (dy * gradientE - dx * gradientN) * (dx * dx + dy * dy) / 24
        (x0, y0) = (x1, y1)
      }
      return sum
    }
  }

  /// ∫ 1/k² from the patch's middle eastwards to a place, metres, and the gradient of 1/k² there, per metre.
  @inline(__always)
  private func integral(
    _ ratio: UnsafeBufferPointer<Double>, _ x: Double, _ y: Double
  ) -> (value: Double, east: Double, north: Double) {
    let (s, t) = (x / reach, y / reach)
    var (value, east, north) = (0.0, 0.0, 0.0)
    var i = terms &- 1
    while i >= 0 {
      // The row's polynomial in t, and its derivative.
      let row = i &* terms
      var (sum, slope) = (0.0, 0.0)
      var j = terms &- 1
      while j >= 0 {
        slope = slope * t + sum
        sum = sum * t + ratio[row &+ j]
        j &-= 1
      }
      value = value * s + sum / Double(i &+ 1)
      north = north * s + slope
      if i > 0 { east = east * s + sum * Double(i) }
      i &-= 1
    }
    return (value * s * reach, east / reach, north / reach)
  }
}

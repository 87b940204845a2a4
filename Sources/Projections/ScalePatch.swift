import Diagnostics
import Geometry

/// A square of SWEREF 99 TM, 200 km wide, over which the ratio of areas is a polynomial: ground by map, 1/k².
///
/// k, the projection's point scale factor, comes from PROJ at 7 × 7 places; between them a polynomial of degree 6 in each
/// direction is off by less than 1e-12, since k changes by a hundred-thousandth over hundreds of kilometres.
struct ScalePatch: Sendable {
  /// Half of its width, metres.
  static let reach = 100_000.0
  /// Metres.
  static let longestEdge = 20_000.0
  private static let nodes = 7

  private let centreE: Double
  private let centreN: Double
  /// 1/k² = Σ ratio[7 i + j] · sⁱ · tʲ, with s and t the place within the patch, −1 … 1 to the east and to the north.
  private let ratio: [Double]

  /// The patch around a place. Throws ``Failure`` where the projection is not defined.
  init(centreE: Double, centreN: Double, toDegrees: borrowing Transformer, scale: borrowing PointScale) throws {
    self.centreE = centreE
    self.centreN = centreN
    let steps = (0..<Self.nodes).map { -1 + 2 * Double($0) / Double(Self.nodes - 1) }
    var x = steps.flatMap { s in steps.map { _ in centreE + s * Self.reach } }
    var y = steps.flatMap { _ in steps.map { centreN + $0 * Self.reach } }
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
    let gauss = 0.5 - 0.5 / 3.0.squareRoot()
    var sum = 0.0
    var place = ring.lowerBound
    var (x0, y0) = (polygon.x[place] - centreE, polygon.y[place] - centreN)
    while place + 1 < ring.upperBound {
      place += 1
      let (x1, y1) = (polygon.x[place] - centreE, polygon.y[place] - centreN)
      let (dx, dy) = (x1 - x0, y1 - y0)
      if dx * dx + dy * dy > Self.longestEdge * Self.longestEdge { return nil }
      let a = integral(x0 + gauss * dx, y0 + gauss * dy)
      let b = integral(x1 - gauss * dx, y1 - gauss * dy)
      sum += 0.5 * (a.value + b.value) * dy
      let (gradientE, gradientN) = (0.5 * (a.east + b.east), 0.5 * (a.north + b.north))
      sum -= (dy * gradientE - dx * gradientN) * (dx * dx + dy * dy) / 24
      (x0, y0) = (x1, y1)
    }
    return sum
  }

  /// ∫ 1/k² from the patch's middle eastwards to a place, metres, and the gradient of 1/k² there, per metre.
  @inline(__always)
  private func integral(_ x: Double, _ y: Double) -> (value: Double, east: Double, north: Double) {
    let (s, t) = (x / Self.reach, y / Self.reach)
    var (value, east, north) = (0.0, 0.0, 0.0)
    var i = Self.nodes - 1
    while i >= 0 {
      // The row's polynomial in t, and its derivative.
      let row = i &* Self.nodes
      var (sum, slope) = (0.0, 0.0)
      var j = Self.nodes - 1
      while j >= 0 {
        slope = slope * t + sum
        sum = sum * t + ratio[row &+ j]
        j &-= 1
      }
      value = value * s + sum / Double(i + 1)
      north = north * s + slope
      if i > 0 { east = east * s + sum * Double(i) }
      i &-= 1
    }
    return (value * s * Self.reach, east / Self.reach, north / Self.reach)
  }
}

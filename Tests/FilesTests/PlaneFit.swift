import Foundation
import Testing

@testable import Projections

/// The polynomial of ``PlaneArea`` fitted anew to PROJ's scale factors.
enum PlaneFit {
  /// In rows of powers of the squared easting, the highest power of the northing first.
  static func coefficients() throws -> [Double] {
    let tm = try #require(CoordinateSystem.sweref99TM)
    let geographic = try #require(CoordinateSystem.sweref99Geographic)
    let scale = try PointScale(of: tm)
    let toDegrees = try Transformer(from: tm, to: geographic)
    func inverseArealScale(_ easting: Double, _ northing: Double) throws -> Double {
      let place = try toDegrees.transformed(x: easting, y: northing)
      let k = try scale.factor(longitude: place.x, latitude: place.y)
      return 1 / (k * k)
    }
    let easts = Self.nodes(PlaneArea.powersOfEasting).map { ($0 + 1) / 2 }
    let norths = Self.nodes(PlaneArea.powersOfNorthing)
    let constant = 1 / (PlaneArea.centralScale * PlaneArea.centralScale)
    // First along s for each northing, then along t for each power of s.
    let alongEast = try norths.map { t in
      Self.polynomial(
        through: easts,
        try easts.map { s in
          let ratio = try inverseArealScale(
            PlaneArea.falseEasting + PlaneArea.halfWidth * s.squareRoot(), PlaneArea.middle + PlaneArea.halfHeight * t
          )
          return (ratio - constant) / s
        })
    }
    return (0..<PlaneArea.powersOfEasting).flatMap { i in
      Array(Self.polynomial(through: norths, alongEast.map { $0[i] }).reversed())
    }
  }

  /// The zeros of Chebyshev's polynomial of that degree, where a fit errs least.
  private static func nodes(_ count: Int) -> [Double] {
    (0..<count).map { cos(Double.pi * (Double($0) + 0.5) / Double(count)) }
  }

  /// The polynomial through those points, by rising powers (Newton's divided differences).
  private static func polynomial(through nodes: [Double], _ values: [Double]) -> [Double] {
    var differences = values
    for order in 1..<nodes.count {
      for i in stride(from: nodes.count - 1, through: order, by: -1) {
        differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - order])
      }
    }
    var result = [0.0]
    for i in nodes.indices.reversed() {
      // result · (z − node) + difference.
      var next = [Double](repeating: 0, count: result.count + 1)
      for (power, value) in result.enumerated() {
        next[power + 1] += value
        next[power] -= value * nodes[i]
      }
      next[0] += differences[i]
      result = next
    }
    return Array(result.prefix(nodes.count))
  }
}

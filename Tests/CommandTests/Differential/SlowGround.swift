import Foundation

/// Areas by sweeping a line over them: slow, plain, and by nothing of the engine's.
///
/// A place belongs to an area where a ray from it crosses the area's rings an odd number of times. Between two heights at which a ring
/// turns or two rings cross, all lengths along the line are linear; so the length half way up is all that a sum needs.
struct SlowGround {
  typealias Ring = [(x: Double, y: Double)]

  private struct Edge {
    var low: (x: Double, y: Double)
    var high: (x: Double, y: Double)
    var area: Int

    func x(at y: Double) -> Double { low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y)) }
  }

  /// What lies in each area, whatever the others cover, and in each rank where it is the lowest that covers the place.
  struct Parts: Equatable {
    var areas: [Double]
    var ranks: [Double]

    init(areas: Int, ranks: Int) {
      self.areas = Array(repeating: 0, count: areas)
      self.ranks = Array(repeating: 0, count: ranks)
    }

    mutating func add(_ other: Parts, times factor: Double) {
      for i in areas.indices { areas[i] += other.areas[i] * factor }
      for i in ranks.indices { ranks[i] += other.ranks[i] * factor }
    }
  }

  private let rings: [[Ring]]
  private let ranks: [Int]
  private let rankCount: Int
  private var edges: [Edge] = []
  private var heights: [Double] = []

  /// Areas by their rings, closed or not, and the rank of each, from 0.
  init(_ areas: [[Ring]], ranks: [Int]) {
    (rings, self.ranks, rankCount) = (areas, ranks, (ranks.max() ?? -1) + 1)
    for (area, rings) in areas.enumerated() {
      for ring in rings {
        for i in ring.indices {
          let (a, b) = (ring[i], ring[(i + 1) % ring.count])
          heights.append(a.y)
          if a.y != b.y { edges.append(Edge(low: a.y < b.y ? a : b, high: a.y < b.y ? b : a, area: area)) }
        }
      }
    }
    for i in edges.indices {
      for j in 0..<i {
        let (low, high) = (max(edges[i].low.y, edges[j].low.y), min(edges[i].high.y, edges[j].high.y))
        guard low < high else { continue }
        let (below, above) = (edges[i].x(at: low) - edges[j].x(at: low), edges[i].x(at: high) - edges[j].x(at: high))
        if below * above < 0 { heights.append(low + (high - low) * (below / (below - above))) }
      }
    }
    heights = Set(heights).sorted()
  }

  /// Lengths along a line from west to east.
  private func lengths(at y: Double, _ west: Double, _ east: Double) -> Parts {
    var parts = Parts(areas: rings.count, ranks: rankCount)
    let crossings = edges.filter { $0.low.y <= y && y < $0.high.y }.map { (x: $0.x(at: y), area: $0.area) }
      .sorted { $0.x < $1.x }
    var isInside = Array(repeating: false, count: rings.count)
    for (i, crossing) in crossings.enumerated() {
      isInside[crossing.area].toggle()
      guard i + 1 < crossings.count else { break }
      let length = min(max(crossings[i + 1].x, west), east) - min(max(crossing.x, west), east)
      if length <= 0 { continue }
      for area in rings.indices where isInside[area] { parts.areas[area] += length }
      if let rank = rings.indices.filter({ isInside[$0] }).map({ ranks[$0] }).min() { parts.ranks[rank] += length }
    }
    return parts
  }

  /// Ground in a rectangle, m².
  func inRectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Parts {
    var cuts = heights.filter { $0 > south && $0 < north } + [south, north]
    for edge in edges {
      for x in [west, east] where (edge.low.x - x) * (edge.high.x - x) < 0 {
        let y = edge.low.y + (edge.high.y - edge.low.y) * ((x - edge.low.x) / (edge.high.x - edge.low.x))
        if y > south, y < north { cuts.append(y) }
      }
    }
    cuts.sort()
    var parts = Parts(areas: rings.count, ranks: rankCount)
    for (low, high) in zip(cuts, cuts.dropFirst()) where high > low {
      parts.add(lengths(at: (low + high) / 2, west, east), times: high - low)
    }
    return parts
  }

  /// Ground in a circle, m²: its heights are taken by their angle, so that the lengths are smooth between the cuts, and Gauss and
  /// Legendre's twenty heights a piece are exact to rounding.
  func inCircle(_ x: Double, _ y: Double, radius: Double) -> Parts {
    var cuts = heights.map { ($0 - y) / radius }.filter { abs($0) < 1 }
    for edge in edges {
      // Where the edge's line crosses the circle: a quadratic in the way along the edge.
      let (dx, dy) = (edge.high.x - edge.low.x, edge.high.y - edge.low.y)
      let (fx, fy) = (edge.low.x - x, edge.low.y - y)
      let (a, b, c) = (dx * dx + dy * dy, fx * dx + fy * dy, fx * fx + fy * fy - radius * radius)
      let discriminant = b * b - a * c
      if discriminant <= 0 { continue }
      for t in [(-b - discriminant.squareRoot()) / a, (-b + discriminant.squareRoot()) / a] where t > 0 && t < 1 {
        let sine = (fy + t * dy) / radius
        if abs(sine) < 1 { cuts.append(sine) }
      }
    }
    let angles = ([-1, 1] + cuts).sorted().map { asin($0) }
    var parts = Parts(areas: rings.count, ranks: rankCount)
    for (low, high) in zip(angles, angles.dropFirst()) where high > low {
      for (node, weight) in Self.gauss {
        let angle = (low + high) / 2 + (high - low) / 2 * node
        let half = radius * cos(angle)
        parts.add(
          lengths(at: y + radius * sin(angle), x - half, x + half),
          times: weight * (high - low) / 2 * radius * cos(angle))
      }
    }
    return parts
  }

  /// Whether a place lies in each area or on its rings.
  func areas(at x: Double, _ y: Double) -> [Bool] {
    rings.map { rings in
      var isInside = false
      for ring in rings {
        for i in ring.indices {
          let (a, b) = (ring[i], ring[(i + 1) % ring.count])
          let side = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
          if side == 0, min(a.x, b.x) <= x, x <= max(a.x, b.x), min(a.y, b.y) <= y, y <= max(a.y, b.y) { return true }
          if (a.y > y) != (b.y > y), (side > 0) == (b.y > a.y) { isInside.toggle() }
        }
      }
      return isInside
    }
  }

  /// Nodes and weights on −1 … 1: the roots of the Legendre polynomial of degree 20, by Newton's method.
  private static let gauss: [(node: Double, weight: Double)] = (1...20).map { i in
    var x = cos(.pi * (Double(i) - 0.25) / 20.5)
    var slope = 0.0
    for _ in 0..<20 {
      var (before, value) = (1.0, x)
      for n in 2...20 {
        (before, value) = (value, (Double(2 * n - 1) * x * value - Double(n - 1) * before) / Double(n))
      }
      slope = 20 * (x * value - before) / (x * x - 1)
      x -= value / slope
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }
}

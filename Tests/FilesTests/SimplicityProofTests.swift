import Geometry
import TestSupport
import Testing

@testable import Topology

@Suite("Quick proof of validity")
struct SimplicityProofTests {
  private let proof = SimplicityProof()

  private func holds(_ rings: [[(Double, Double)]]) -> Bool { proof.holds(for: MultiPolygon(rings)) }

  @Test("squares, whatever their winding, repeated points and points along an edge are proven")
  func simpleRings() {
    let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    #expect(holds([square]))
    #expect(holds([square.reversed()]))
    #expect(holds([[(0, 0), (0, 0), (2, 0), (4, 0), (4, 0), (4, 4), (0, 4), (0, 4)]]))
    #expect(holds([[(0, 0), (1, 0), (2, 0), (3, 0), (0, 4)]]))
    #expect(holds([[(6_500_000.25, 0.1), (6_500_000.5, 0.1), (6_500_000.25, 0.2)]]))
  }

  @Test("what crosses, touches, folds back or has no area is never proven")
  func faultyRings() {
    #expect(!holds([[(0, 0), (4, 4), (4, 0), (0, 4)]]), "bow tie")
    #expect(!holds([[(0, 0), (4, 0), (4, 4), (2, 4), (2, 6), (2, 4), (0, 4)]]), "spike")
    #expect(!holds([[(0, 0), (4, 0), (2, 0), (4, 4)]]), "edge back along an edge")
    #expect(!holds([[(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)]]), "vertex on an edge")
    #expect(!holds([[(0, 0), (2, 2), (4, 0), (4, 4), (2, 2), (0, 4)]]), "vertex visited twice")
    #expect(!holds([[(0, 0), (4, 0), (0, 0)]]), "two corners")
    #expect(!holds([[(0, 0), (.nan, 0), (4, 4)]]), "no number")
    #expect(!holds([[(0, 0), (.infinity, 0), (4, 4)]]), "infinite")
    #expect(!proof.holds(for: MultiPolygon()), "empty")
  }

  @Test("holes are proven inside their outer ring and apart from each other only")
  func holes() {
    let square = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]
    func hole(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
      [(x, y), (x, y + side), (x + side, y + side), (x + side, y)]
    }
    #expect(holds([square, hole(1, 1, 2), hole(5, 5, 2)]))
    #expect(!holds([square, hole(1, 1, 5), hole(2, 2, 1)]), "hole in a hole")
    #expect(!holds([square, hole(2, 2, 1), hole(1, 1, 5)]), "hole around a hole")
    #expect(!holds([square, hole(20, 20, 2)]), "hole outside")
    #expect(!holds([square, hole(0, 3, 2)]), "hole along the border")
    #expect(!holds([hole(1, 1, 2), square]), "hole around its outer ring")
    // An L: the hole lies in its bounding box but not in it.
    #expect(!holds([[(0, 0), (9, 0), (9, 1), (1, 1), (1, 9), (0, 9)], hole(4, 4, 2)]))
  }

  @Test("parts are proven apart; one inside another is left to GEOS")
  func parts() {
    func square(_ x: Double, _ side: Double) -> [(Double, Double)] {
      [(x, x), (x + side, x), (x + side, x + side), (x, x + side)]
    }
    var apart = MultiPolygon([square(0, 1)])
    apart.addPart([square(5, 1)])
    #expect(proof.holds(for: apart))
    var nested = MultiPolygon([square(0, 9)])
    nested.addPart([square(2, 1)])
    #expect(!proof.holds(for: nested))
    var touching = MultiPolygon([square(0, 1)])
    touching.addPart([square(1, 1)])
    #expect(!proof.holds(for: touching))
  }

  @Test("never proven where GEOS says invalid; star-shaped rings are proven", arguments: 0..<8)
  func comparedWithGEOS(seed: Int) throws {
    var random = SeededRandom(UInt64(seed) &* 0x5851_F42D_4C95_7F2D)
    let context = try TopologyContext()
    var (valid, proven, plain) = (0, 0, 0)
    for turn in 0..<15_000 {
      let polygon = Self.polygon(turn % 6, &random)
      let isProven = proof.holds(for: polygon)
      let fault = try context.validityByGEOS(of: polygon)
      if fault == nil { valid += 1 }
      if isProven { proven += 1 }
      if isProven, let fault {
        Issue.record("proven, but GEOS says \(fault.reason) at \(fault.x) \(fault.y): \(polygon)")
        return
      }
      if turn % 6 == 0 {
        plain += 1
        #expect(isProven, "\(polygon)")
      }
    }
    // The families below are hard on purpose, and still most of what is valid is proven.
    #expect(proven > plain && proven * 10 > valid * 7, "\(proven) of \(valid) proven")
  }

  @Test("large rings are proven, crossed ones are not, and hopeless ones are given up")
  func largeRings() throws {
    let context = try TopologyContext()
    var random = SeededRandom(7)
    for corners in [3, 50, 2_000, 50_000] {
      let ripple = 3 / Double(corners)
      let ring = random.star(
        around: (600_000, 6_500_000), radius: 1e5 * (1 - ripple)...1e5, corners: corners, jitter: 0.5)
      let isProven = proof.holds(for: MultiPolygon([ring]))
      #expect(isProven, "\(corners) corners")
      // The same with one corner pulled through the opposite side.
      var crossed = ring
      crossed[0] = (1_200_000 - ring[0].0 * 1.01, 13_000_000 - ring[0].1 * 1.01)
      let isCrossed = try context.validityByGEOS(of: MultiPolygon([crossed])) != nil
      let isCrossedProven = proof.holds(for: MultiPolygon([crossed]))
      #expect(!(isCrossed && isCrossedProven), "\(corners) corners")
    }
    // Spikes across a fifth of the whole fill the grid, and the proof gives up instead of comparing all with all.
    let spiky = MultiPolygon([random.star(around: (0, 0), radius: 8e4...1e5, corners: 50_000)])
    let isProven = proof.holds(for: spiky)
    #expect(!isProven)
  }

  @Test("long smooth borders, steps and spirals are proven from any vertex on, also where vertices are repeated")
  func longRuns() {
    var random = SeededRandom(11)
    var stairs: [(Double, Double)] = [(40, 60)]
    for step in 0..<40 {
      let at = Double(step)
      stairs += [(at, at), (at + 1, at)]
    }
    let smooth = random.star(around: (600_000, 6_500_000), radius: 4_995...5_000, corners: 300, jitter: 0.5)
    // A band a metre wide, three times around: its two sides lead the same way, next to each other.
    let outward = (0..<150).map { Self.onSpiral(Double($0) / 50, 0) }
    let band = outward + (0..<150).reversed().map { Self.onSpiral(Double($0) / 50, 1) }
    for (name, ring) in [("stairs", stairs), ("smooth", smooth), ("spiral", band)] {
      for start in stride(from: 0, to: ring.count, by: 7) {
        let turned = Array(ring[start...] + ring[..<start])
        #expect(holds([turned]), "\(name) from \(start)")
        #expect(holds([turned.reversed()]), "\(name) from \(start), the other way")
        let repeated = turned.enumerated().flatMap { i, p in i % 5 == start % 5 ? [p, p] : [p] }
        #expect(holds([repeated]), "\(name) from \(start), repeated")
      }
    }
  }

  @Test("a loop, a touch or a spike anywhere in a long border is never proven", arguments: 0..<4)
  func longFaults(seed: Int) throws {
    var random = SeededRandom(100 + UInt64(seed))
    let context = try TopologyContext()
    var (invalid, proven) = (0, 0)
    for turn in 0..<1_000 {
      var ring = random.star(around: (0, 0), radius: 990...1_000, corners: 40 + random.below(150), jitter: 0.5)
      let i = 1 + random.below(ring.count - 3)
      switch turn % 4 {
      case 0: ring.swapAt(i, i + 1)
      case 1: ring.insert(ring[(i + random.below(ring.count - 1)) % ring.count], at: i)
      case 2:
        // Back along the edge before, by a part of it.
        let (a, b, t) = (ring[i - 1], ring[i], random.unit())
        ring.insert((b.0 + (a.0 - b.0) * t, b.1 + (a.1 - b.1) * t), at: i + 1)
      default: ring[i] = (ring[i].0 * random.unit() * 1.5, ring[i].1 * random.unit() * 1.5)
      }
      let polygon = MultiPolygon([ring])
      let fault = try context.validityByGEOS(of: polygon)
      let isProven = proof.holds(for: polygon)
      if fault != nil { invalid += 1 }
      if isProven { proven += 1 }
      #expect(!(isProven && fault != nil), "\(turn): \(ring)")
    }
    #expect(invalid > 200 && proven > 200, "\(invalid) invalid, \(proven) proven")
  }

  /// A place on a spiral whose turns are three metres apart, and as far outside it as `offset`.
  private static func onSpiral(_ turns: Double, _ offset: Double) -> (Double, Double) {
    let direction = unitVector(turn: turns - turns.rounded(.down))
    let radius = 10 + 3 * turns + offset
    return (radius * direction.x, radius * direction.y)
  }

  /// A polygon of one of six families, from plain to hopeless.
  private static func polygon(_ family: Int, _ random: inout SeededRandom) -> MultiPolygon {
    let corners = 3 + Int(random.unit() * 30)
    switch family {
    case 0: return MultiPolygon([random.star(around: (600_000, 6_500_000), radius: 70...100, corners: corners)])
    case 1:
      // Corners anywhere: mostly crossing.
      return MultiPolygon([(0..<3 + corners / 5).map { _ in (random.unit(), random.unit()) }])
    case 2:
      // Corners of a coarse lattice: repeated points, spikes, touching vertices, overlapping edges.
      return MultiPolygon([(0..<3 + corners / 4).map { _ in (Double(random.below(5)), Double(random.below(5))) }])
    case 3:
      // A star and holes of which many touch the border or each other, on a lattice.
      var rings = [[(0.0, 0.0), (8, 0), (8, 8), (0, 8)]]
      for _ in 0..<1 + Int(random.unit() * 3) {
        let (x, y, side) = (Double(random.below(8)), Double(random.below(8)), 1 + Double(random.below(2)))
        rings.append([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
      }
      return MultiPolygon(rings)
    case 4:
      // A star with a corner moved almost, or exactly, onto another edge.
      var ring = random.star(around: (0, 0), radius: 0.9...1, corners: corners + 2)
      let (i, j) = (0, 2 + Int(random.unit() * Double(corners - 1)))
      let (a, b) = (ring[j], ring[(j + 1) % ring.count])
      let t = Double(random.below(5)) / 4
      let offset = [0, 1e-17, -1e-17, 1e-12, -1e-12][random.below(5)]
      ring[i] = (a.0 + (b.0 - a.0) * t + offset, a.1 + (b.1 - a.1) * t)
      return MultiPolygon([ring])
    default:
      var parts = MultiPolygon()
      for _ in 0..<1 + Int(random.unit() * 3) {
        let centre = (Double(random.below(7)), Double(random.below(7)))
        let reach = 1 + Double(random.below(3))
        let outer = random.star(around: centre, radius: reach...reach, corners: 4 + corners / 4)
        let inner = random.star(around: centre, radius: 0.5...0.5, corners: 4)
        parts.addPart(random.unit() < 0.5 ? [outer] : [outer, inner])
      }
      return parts
    }
  }
}

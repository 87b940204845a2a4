import Columns
import Core
import Geometry
import Testing

@testable import Synthetic

@Suite struct ZoneTests {
  /// Every edge is used once or, in opposite directions, twice; the edges used once make the window's image.
  @Test(arguments: [("town", 1, 1), ("town", 2, 2), ("town", 60, 3), ("town", 300, 4), ("sweden", 300, 5)])
  func zonesAreACoverage(_ kind: String, _ count: Int, _ seed: Int) throws {
    let world = try kind == "town" ? SyntheticWorld.town(seed: UInt64(seed)) : .sweden(seed: UInt64(seed))
    let cells = kind == "town" ? 3000 : 10_000
    let zones = try generateZones(world, count: count, ZoneOptions(verticesPerZone: 120, cells: cells))
    #expect(zones.count == count)
    #expect(Set(zones.map(\.id)).count == count && Set(zones.map(\.name)).count == count)

    var edges = Set<Segments.Segment>()
    var repeated = 0
    for zone in zones {
      #expect(zone.shape.ringEnds.count == 1)
      #expect(zone.shape.signedArea(ofRing: 0) > 0)
      for edge in Segments.all(zone.shape) where !edges.insert(edge).inserted { repeated += 1 }
    }
    #expect(repeated == 0)
    let outer = edges.filter { !edges.contains($0.reversed) }
    // The outer edges in order: their ring has the area of all zones together.
    var next: [SIMD2<Double>: Segments.Segment] = [:]
    for edge in outer { next[SIMD2(edge.ax, edge.ay)] = edge }
    #expect(next.count == outer.count)
    guard let start = outer.min(by: { ($0.ay, $0.ax) < ($1.ay, $1.ax) }) else { return }
    var ring: [(Double, Double)] = []
    var edge: Segments.Segment? = start
    while let current = edge, ring.count <= outer.count {
      ring.append((current.ax, current.ay))
      edge = next[SIMD2(current.bx, current.by)].flatMap { $0 == start ? nil : $0 }
    }
    #expect(ring.count == outer.count)
    let whole = MultiPolygon([ring]).planarArea
    let sum = zones.reduce(0.0) { $0 + $1.shape.planarArea }
    #expect(abs(sum / whole - 1) < 1e-12)

    // One of each pair of shared edges, all over the map: none crosses another.
    let once = edges.filter { ($0.ax, $0.ay) < ($0.bx, $0.by) || !edges.contains($0.reversed) }
    #expect(Segments.crossings(in: Array(once)).isEmpty)
    // The image covers the world's own window.
    let box = world.extent.bounds
    let tile = MultiPolygon([ring])
    for (x, y) in [(box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY)] {
      #expect(contains(tile, x, y))
    }
  }

  @Test func zonesHaveAboutTheVerticesAskedForAndTheirShareOfPeople() throws {
    let world = try SyntheticWorld.town(seed: 7)
    let layout = try GridLayout(world: world, cells: 4500, threads: 2)
    let zones = try generateZones(world, count: 80)
    let mean = Double(zones.reduce(0) { $0 + $1.shape.vertexCount }) / 80
    #expect((380...420).contains(mean))
    #expect(zones.allSatisfy { (150...1200).contains($0.shape.vertexCount) })
    let split = ZoneSplit(layout: layout, west: 55_900, south: 658_900, east: 59_100, north: 662_100, count: 80)
    let people = split?.leaves.map(\.people) ?? []
    let total = layout.population.reduce(0) { $0 + Int($1) }
    #expect(people.count == 80 && people.reduce(0, +) == total)
    let near = people.filter { $0 > total / 80 / 3 && $0 < total / 80 * 3 }.count
    #expect(near > 60)
    for leaf in split?.leaves ?? [] {
      let (width, height) = (Double(leaf.east - leaf.west), Double(leaf.north - leaf.south))
      #expect(max(width / height, height / width) < 3.6)
    }
  }

  /// The bounds that the proof of validity rests on.
  @Test func theWarpIsGentle() {
    let gradient = Warp.steepness * Double(Warp.lengths.count) * 2.0.squareRoot()
    #expect(gradient < 0.5)
    let shift = Warp.lengths.reduce(0) { $0 + Warp.steepness * $1 / (2 * Double.pi) }
    #expect(shift < Warp.greatestShift)
    let warp = Warp(seed: 3, originX: 500_000, originY: 6_500_000)
    var random = RandomSequence(seed: 1, stream: 77)
    var gentle = true
    for _ in 0..<3000 {
      let (x, y) = (random.uniform(3e5, 9e5), random.uniform(6.1e6, 7.6e6))
      let (dx, dy) = (random.uniform(-80, 80), random.uniform(-80, 80))
      let (p, q) = (warp(x, y), warp(x + dx, y + dy))
      gentle = gentle && abs(p.x - x) < Warp.greatestShift && abs(p.y - y) < Warp.greatestShift
      let before = (dx * dx + dy * dy).squareRoot()
      let after = ((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)).squareRoot()
      gentle = gentle && after > 0.5 * before - 0.02 && after < 1.5 * before + 0.02
    }
    #expect(gentle)
  }

  @Test func threadsDoNotMatter() throws {
    let world = try SyntheticWorld.town(seed: 6)
    let one = try generateZones(world, count: 30, ZoneOptions(threads: 1))
    #expect(try generateZones(world, count: 30, ZoneOptions(threads: 4)) == one)
    #expect(one.attributes.fields.map(\.name) == ["id", "name", "kommun"])
  }

  @Test func refusesBadNumbers() throws {
    let world = try SyntheticWorld.town(seed: 1)
    let cases: [(Int, ZoneOptions)] = [
      (0, ZoneOptions()), (-1, ZoneOptions()), (200_001, ZoneOptions()), (10, ZoneOptions(verticesPerZone: 4)),
      (10, ZoneOptions(verticesPerZone: 100_000)), (10, ZoneOptions(cells: -1)),
    ]
    for (count, options) in cases {
      let failure = #expect(throws: Failure.self) { try generateZones(world, count: count, options) }
      #expect(failure?.kind == .usage)
    }
    // One kilometre has no room for so many.
    let box = BoundingBox(minX: 500_000, minY: 6_500_000, maxX: 501_000, maxY: 6_501_000)
    let tiny = try SyntheticWorld(seed: 1, towns: 1, extent: .window(box), people: 500)
    #expect(throws: Failure.self) { try generateZones(tiny, count: 150_000) }
  }
}

import Foundation
import Geometry
import TestSupport
import Testing
import Topology

/// The binary against a computation that anyone can check: circles of 4,096 corners cut by GEOS, events in dictionaries.
@Suite(.english) struct FootprintBruteForceTests {
  /// A star with a hole; neighbours overlap.
  private static func area(_ number: Int, _ dice: inout SeededRandom) -> MultiPolygon {
    let (cx, cy) = (560_000 + Double(number % 4) * 900, 6_590_000 + Double(number / 4) * 900)
    func ring(_ radius: ClosedRange<Double>) -> [(Double, Double)] {
      dice.star(around: (cx, cy), radius: radius, corners: 12, jitter: 0).map { ($0.rounded(), $1.rounded()) }
    }
    return MultiPolygon([ring(450...900), ring(50...200)])
  }

  private static func feature(_ number: Int, _ polygon: MultiPolygon) -> String {
    let rings = polygon.rings(ofPart: 0).map { ring in
      "[" + polygon.vertices(ofRing: ring).map { "[\(polygon.x[$0]),\(polygon.y[$0])]" }.joined(separator: ",") + "]"
    }
    let classes = ["UO", "SUO", "Riskområde", "Övrigt"]
    return "{\"type\":\"Feature\",\"properties\":{\"id\":\"\(number)\",\"class\":\"\(classes[number % 4])\"},"
      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(rings.joined(separator: ","))]}}"
  }

  /// A circle as `buffer` with 1,024 segments a quarter draws it.
  private static func circle(_ x: Double, _ y: Double, _ radius: Double) -> MultiPolygon {
    MultiPolygon([
      (0..<4096).map { corner in
        let angle = Double(corner) * .pi / 2048
        return (x + radius * cos(angle), y + radius * sin(angle))
      }
    ])
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func randomWorlds(seed: UInt64) throws {
    var dice = SeededRandom(seed)
    let areas = (0..<12).map { Self.area($0, &dice) }
    // Somewhere; on a corner of an area; on an edge; in a hole; far out at sea.
    var stations = (0..<30).map { _ in
      (Double.random(in: 559_000...564_000, using: &dice), Double.random(in: 6_589_000...6_593_000, using: &dice))
    }
    stations.append((areas[0].x[0], areas[0].y[0]))
    stations.append(((areas[1].x[0] + areas[1].x[1]) / 2, (areas[1].y[0] + areas[1].y[1]) / 2))
    stations.append((560_000, 6_590_000))
    stations.append((800_000, 6_400_000))
    var events: [(phone: Int, day: Int, station: Int)] = []
    for _ in 0..<3000 {
      events.append(
        (
          Int.random(in: 0..<40, using: &dice), Int.random(in: 0..<5, using: &dice),
          Int.random(in: -1..<stations.count, using: &dice)
        ))
    }

    let geos = try TopologyContext()
    let severity = [1, 2, 0, 3]  // SUO, risk, UO, övrigt, as places in the list of classes above.
    let whole = try severity.map { group in
      try geos.unionAll(areas.indices.filter { $0 % 4 == group }.map { areas[$0] })
    }
    var covered = MultiPolygon()
    let exclusive = try whole.map { union in
      defer { covered = (try? geos.union(covered, union)) ?? covered }
      return try geos.difference(union, covered)
    }
    func shares(_ polygons: [MultiPolygon]) throws -> [[Double]] {
      try stations.map { x, y in
        let circle = Self.circle(x, y, 500)
        return try polygons.map { try geos.intersectionArea(circle, $0) / circle.planarArea }
      }
    }
    let (own, byClass) = (try shares(areas), try shares(exclusive))
    let days = Dictionary(grouping: events.filter { $0.station >= 0 }) { $0.phone * 10 + $0.day }
    func sum(_ shares: [[Double]], _ place: Int) -> Double {
      days.values.reduce(0) { $0 + $1.reduce(0) { $0 + shares[$1.station][place] } / Double($1.count) }
    }

    let work = try Workspace()
    try work.write("a.geojson", SmallWorld.layer(areas.indices.map { Self.feature($0, areas[$0]) }))
    try work.write(
      "s.csv", "station,e,n\n" + stations.enumerated().map { "\($0),\($1.0),\($1.1)\n" }.joined())
    try work.write(
      "e.csv",
      "phone,timestamp,station\n"
        + events.map { "\($0.phone),2021-03-0\($0.day + 1)T12:00:00,\($0.station < 0 ? "" : "\($0.station)")\n" }
        .joined())
    let run = try work.run(
      "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--stats", "s.json",
      "--threads",
      "2")
    #expect(run.code == 0, "\(run.errors)")
    let stats = try work.json("s.json")
    let found = stats["areas"] as? [[String: Any]] ?? []
    try #require(found.count == 12)
    for area in areas.indices {
      let value = found[area]["dygnsavtryck"] as? Double ?? .nan
      #expect(abs(value - sum(own, area)) < 1e-6 * Double(days.count), "area \(area)")
      let phones = Set(events.filter { $0.station >= 0 && own[$0.station][area] > 0 }.map(\.phone))
      #expect(found[area]["unique_phones"] as? Int == phones.count, "area \(area)")
    }
    let classes = stats["classes"] as? [[String: Any]] ?? []
    try #require(classes.map { $0["class"] as? String } == ["sarskilt_utsatt", "risk", "utsatt", "ovrig"])
    for (place, figures) in classes.enumerated() {
      let value = figures["dygnsavtryck"] as? Double ?? .nan
      #expect(abs(value - sum(byClass, place)) < 1e-6 * Double(days.count), "class \(place)")
    }
    let totals = stats["totals"] as? [String: Any] ?? [:]
    let (inside, outside) = (totals["inside"] as? Double ?? .nan, totals["outside"] as? Double ?? .nan)
    #expect(totals["phone_days"] as? Int == days.count)
    #expect(abs(inside + outside - Double(days.count)) <= 1e-9 * Double(days.count))
    #expect(abs(totals["residual"] as? Double ?? .nan) <= 1e-9 * Double(days.count))
  }
}

import Foundation
import Testing

/// `--min-phones` through the real binary: worlds in which a figure of one phone could be subtracted.
@Suite(.english) struct FootprintSuppressionTests {
  /// Squares of 2 km side by side: IN lies in the first, NEXT in the second, OUT far away.
  private static let stations = "station,e,n\nIN,601000,6601000\nNEXT,603000,6601000\nOUT,640000,6601000\n"
  private static let inner = SmallWorld.feature(
    "\"id\":\"A\",\"class\":\"SUO\"", SmallWorld.box(600_000, 6_600_000, 602_000, 6_602_000))
  private static let next = SmallWorld.feature(
    "\"id\":\"B\",\"class\":\"UO\"", SmallWorld.box(602_000, 6_600_000, 604_000, 6_602_000))
  private static let around = SmallWorld.feature(
    "\"id\":\"B\",\"class\":\"UO\"", SmallWorld.box(600_000, 6_600_000, 604_000, 6_602_000))

  /// So many phones at a station on a day, those from `first` on.
  private func phones(_ count: Int, _ station: String, day: Int = 1, first: Int = 0) -> [String] {
    (first..<first + count).map { "p\($0),2025-03-0\(day)T10:00,\(station)" }
  }

  private func run(_ features: [String], _ events: [String], _ extra: [String] = []) throws -> (
    areas: [[String: String]], stats: [String: Any]
  ) {
    let work = try Workspace()
    try work.write("e.csv", (["phone,timestamp,station"] + events).joined(separator: "\n") + "\n")
    try work.write("s.csv", Self.stations)
    try work.write("a.geojson", SmallWorld.layer(features))
    let run = try work.run(
      arguments: [
        "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--output", "o.csv",
        "--stats", "s.json", "--min-phones", "5",
      ] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return (try work.table("o.csv"), try work.json("s.json"))
  }

  private func part(_ stats: [String: Any], _ key: String) -> [[String: Any]] { stats[key] as? [[String: Any]] ?? [] }

  /// One phone between an area and the one within it.
  @Test func nested() throws {
    let (areas, stats) = try run([Self.around, Self.inner], phones(8, "IN") + phones(1, "NEXT", first: 50))
    #expect(areas.map { $0["dygnsavtryck"] } == ["9", ""])
    #expect(areas.map { $0["reason"] } == ["", "would_reveal"])
    let classes = part(stats, "classes")
    #expect(classes.map { $0["dygnsavtryck"] as? Double } == [nil, nil])
    #expect(classes.map { $0["reason"] as? String } == ["would_reveal", "few_phones"])
    let totals = stats["totals"] as? [String: Any] ?? [:]
    #expect(totals["inside"] as? Double == 9 && totals["outside"] as? Double == 0)
  }

  /// One phone on the second day, which the day's and the area's totals would give away.
  @Test func days() throws {
    let events =
      phones(6, "IN") + phones(6, "IN", day: 2) + phones(5, "NEXT", first: 50) + phones(1, "NEXT", day: 2, first: 50)
    let (areas, stats) = try run([Self.inner, Self.next], events, ["--period", "day"])
    #expect(areas.map { $0["dygnsavtryck"] } == ["", ""])
    let series = stats["series"] as? [String: Any] ?? [:]
    #expect(series["phone_days"] as? [Double] == [11, 7] && series["outside"] as? [Double] == [0, 0])
    #expect(
      part(series, "areas").map { $0["reason"] as? [String] } == [
        ["would_reveal", "would_reveal"], ["would_reveal", "few_phones"],
      ])
    // Without the series nothing need be withheld.
    #expect(try run([Self.inner, Self.next], events).areas.map { $0["dygnsavtryck"] } == ["12", "6"])
  }

  /// One phone outside of all.
  @Test func outside() throws {
    let (areas, stats) = try run([Self.inner], phones(8, "IN") + phones(1, "OUT", first: 50))
    #expect(areas[0]["dygnsavtryck"]?.isEmpty == true && areas[0]["reason"] == "would_reveal")
    let totals = stats["totals"] as? [String: Any] ?? [:]
    #expect(totals["inside"] is NSNull && totals["outside"] is NSNull)
    #expect(totals["outside_reason"] as? String == "few_phones" && totals["phone_days"] as? Int == 9)
  }

  /// Figures of two radii can be subtracted: one run does not write both.
  @Test func severalRadii() throws {
    let work = try Workspace()
    try work.write("e.csv", (["phone,timestamp,station"] + phones(8, "IN")).joined(separator: "\n") + "\n")
    try work.write("s.csv", Self.stations)
    try work.write("a.geojson", SmallWorld.layer([Self.inner]))
    try work.write("salt.txt", "c0b0e1f3a58d94372b6e5f7d1184ac396a0fd2c8973e45b16c8b20f6d95a7e13\n")
    let command = ["footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson"]
    let radii = ["--radius", "500", "--radius", "250"]
    let refused = try work.run(arguments: command + radii + ["--min-phones", "5"])
    #expect(refused.code == 64 && refused.errors.contains("--min-phones takes one --radius"))
    let part = try work.run(arguments: command + radii + ["--partial", "p", "--salt-file", "salt.txt"])
    #expect(part.code == 0, "\(part.errors)")
    for extra in [[], ["--dry-run"]] {
      let merged = try work.run(arguments: ["merge", "p", "--min-phones", "5"] + extra)
      #expect(merged.code == 64 && merged.errors.contains("2 radii"), "\(merged.errors)")
    }
    #expect(try work.run("merge", "p").code == 0)
  }
}

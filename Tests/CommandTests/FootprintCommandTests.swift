import Foundation
import Testing

/// `rutverk footprint` through the real binary.
@Suite(.english) struct FootprintCommandTests {
  /// A station in the area, one with its circle half in it, one far away.
  private static let stations = "station,e,n\nIN,560500,6590500\nHALF,561000,6590500\nOUT,580000,6590500\n"
  private static let area = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"A\",\"name\":\"Ängen\",\"class\":\"UO\"", SmallWorld.box(559_000, 6_589_000, 561_000, 6_592_000))
  ])

  private func run(
    _ events: [String], _ extra: [String] = [], name: String = "events.csv"
  ) throws -> (Workspace, Workspace.Run) {
    let work = try Workspace()
    try work.write(name, (["phone,timestamp,station"] + events).joined(separator: "\n") + "\n")
    try work.write("stations.csv", Self.stations)
    try work.write("a.geojson", Self.area)
    let run = try work.run(
      arguments: [
        "footprint", "--events", name, "--stations", "stations.csv", "--areas", "a.geojson", "--output", "o.csv",
        "--stats",
        "s.json",
      ] + extra)
    return (work, run)
  }

  /// The report's footnote 24: (events, inside, outside), exactly.
  @Test func footnote24() throws {
    func events(_ stations: [String]) -> [String] {
      stations.enumerated().map { "p,2021-03-01T\($0 + 10):00:00,\($1)" }
    }
    let cases: [([String], Double, Double)] = [
      (["IN"], 1, 0), (["IN", "OUT"], 0.5, 0.5), (["IN"] + [String](repeating: "OUT", count: 9), 0.1, 0.9),
      (["HALF"], 0.5, 0.5), (["OUT", "HALF"], 0.25, 0.75), (["IN", "IN"], 1, 0),
    ]
    for (stations, inside, outside) in cases {
      let (work, run) = try run(events(stations))
      #expect(run.code == 0, "\(run.errors)")
      let totals = try work.json("s.json")["totals"] as? [String: Any] ?? [:]
      #expect(totals["inside"] as? Double == inside, "\(stations)")
      #expect(totals["outside"] as? Double == outside, "\(stations)")
      #expect(totals["residual"] as? Double == 0)
      let row = try work.table("o.csv")[0]
      #expect(Double(row["dygnsavtryck"] ?? "") == inside && row["unique_phones"] == (inside > 0 ? "1" : "0"))
    }
  }

  @Test func eventsWithoutAKnownStationAreCountedAndLeftOut() throws {
    let (work, run) = try run(["p,2021-03-01T10:00:00,IN", "p,2021-03-01T11:00:00,", "q,2021-03-01T11:00:00,NIX"])
    #expect(run.code == 0 && run.errors.contains("2 of 3 events have no known station"))
    let totals = try work.json("s.json")["totals"] as? [String: Any] ?? [:]
    #expect(totals["events_unlocated"] as? Int == 2 && totals["phone_days"] as? Int == 1)
    #expect(totals["inside"] as? Double == 1)
  }

  @Test func noMessageShowsAPhone() throws {
    let secret = "46701234567"
    for events in [
      ["\(secret),2021-13-01T10:00:00,IN"], ["\(secret),,IN"], ["\(secret),2021-03-01T10:00:00"],
      ["\(secret),2021-03-01T10:00:00,\"IN"],
    ] {
      let (work, run) = try run(events)
      #expect(run.code == 65, "\(run.errors)")
      #expect(!run.errors.contains(secret) && !run.output.contains(secret), "\(run.errors)")
      #expect(!work.names.contains("o.csv") && !work.names.contains("s.json"))
    }
    let (_, missing) = try run([",2021-03-01T10:00:00,IN"])
    #expect(missing.code == 65 && missing.errors.contains("row 2") && missing.errors.contains("the phone is missing"))
    let (work, good) = try run(["\(secret),2021-03-01T10:00:00,IN"], ["--radius", "500", "--radius", "250"])
    #expect(good.code == 0)
    #expect(try !work.text("s.json").contains(secret) && !work.text("o.csv").contains(secret))
    #expect((try work.json("s.json")["radii"] as? [Any])?.count == 2)
  }

  @Test func daysAreLocalAndMayStartLater() throws {
    // 23:30 UTC is the next day in Stockholm; with a day that starts at 06:00 both belong to one day.
    let events = ["p,2021-03-01T20:00:00Z,IN", "p,2021-03-01T23:30:00Z,OUT"]
    let (work, run) = try run(events)
    #expect(run.code == 0)
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["phone_days"] as? Int == 2)
    let (later, moved) = try self.run(events, ["--day-start", "06:00"])
    #expect(moved.code == 0)
    #expect((try later.json("s.json")["totals"] as? [String: Any])?["phone_days"] as? Int == 1)
    let (limited, one) = try self.run(events, ["--from", "2021-03-02"])
    #expect(one.code == 0)
    let totals = try limited.json("s.json")["totals"] as? [String: Any] ?? [:]
    #expect(totals["phone_days"] as? Int == 1 && totals["events_outside_days"] as? Int == 1)
  }

  @Test func badStationsAndFlags() throws {
    let work = try Workspace()
    try work.write("events.csv", "phone,timestamp,station\np,2021-03-01T10:00:00,IN\n")
    try work.write("a.geojson", Self.area)
    func footprint(_ stations: String, _ extra: [String] = []) throws -> Workspace.Run {
      try work.write("stations.csv", stations)
      return try work.run(
        arguments: ["footprint", "--events", "events.csv", "--stations", "stations.csv", "--areas", "a.geojson"]
          + extra)
    }
    let twice = try footprint(Self.stations + "IN,560600,6590500\n")
    #expect(twice.code == 65 && twice.errors.contains("row 5") && twice.errors.contains("different places"))
    #expect(try footprint(Self.stations + "IN,560500,6590500\n").code == 0)
    let swapped = try footprint("station,lon,lat\nIN,59.4,16.1\n")
    #expect(swapped.code == 0 && swapped.errors.contains("longitude and latitude look exchanged"))
    #expect(try footprint("station,a,b\nIN,1,2\n").code == 65)
    for radius in ["0", "-5", "nan"] { #expect(try footprint(Self.stations, ["--radius", radius]).code == 64) }
    #expect(try footprint(Self.stations, ["--timezone", "Europe/Stokholm"]).code == 64)
    #expect(try footprint(Self.stations, ["--from", "2021-03-02", "--to", "2021-03-01"]).code == 64)
    #expect(try footprint(Self.stations, ["--lang", "sv"]).output.contains("Dygnsavtryck, medel (min–max)"))
  }
}

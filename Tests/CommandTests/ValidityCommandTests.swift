import Foundation
import LocalTime
import TestSupport
import Testing

/// `--valid-from-field` and `--valid-to-field` of `incidents` and `footprint`, through the binary.
@Suite(.english) struct ValidityCommandTests {
  private static func box(_ e: Double, _ width: Double = 1000) -> [[Double]] {
    SmallWorld.box(600_000 + e, 6_600_000, 600_000 + e + width, 6_601_000)
  }

  private static func area(
    _ id: String, _ areaClass: String, _ from: String, _ to: String, _ people: Int, _ ring: [[Double]]
  ) -> String {
    SmallWorld.feature(
      "\"id\":\"\(id)\",\"class\":\"\(areaClass)\",\"fran\":\"\(from)\",\"till\":\"\(to)\",\"folk\":\(people)", ring)
  }

  /// A is utsatt through 2019, and from 2020 on särskilt utsatt and twice as wide. B, a riskområde from mid-2020 until further
  /// notice, has half of its ground in common with what A is then.
  private static let areas = SmallWorld.layer([
    area("A", "UO", "2019", "2019", 100, box(0)), area("A", "SUO", "2020-01-01", "", 300, box(0, 2000)),
    area("B", "RO", "2020-07-01", "", 200, box(1500)),
  ])

  private func workspace(_ points: String) throws -> Workspace {
    let work = try Workspace()
    try work.write("a.geojson", Self.areas)
    try work.write("p.csv", points)
    return work
  }

  private let fields = ["--valid-from-field", "fran", "--valid-to-field", "till"]

  private func incidents(_ work: Workspace, _ arguments: String...) throws -> [String: Any] {
    let run = try work.run(
      arguments: ["incidents", "--points", "p.csv", "--areas", "a.geojson", "--output", "o.csv", "--stats", "o.json"]
        + fields + arguments)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("o.json")
  }

  private func row(_ rows: Any?, _ period: String?, _ areaClass: String) throws -> [String: Any] {
    try #require(
      (rows as? [[String: Any]] ?? []).first {
        $0["class"] as? String == areaClass && (period == nil || $0["period"] as? String == period)
      })
  }

  @Test func eventsMeetTheAreasOfTheirOwnDay() throws {
    let work = try workspace(
      """
      e,n,time,omrade
      600500,6600500,2018-12-31T23:00:00,A
      600500,6600500,2019-01-01T00:00:00,A
      600500,6600500,2019-12-31T23:59:00,
      601700,6600500,2019-06-01T12:00:00,
      601700,6600500,2020-06-30T12:00:00,B
      601700,6600500,2020-07-01T00:00:00,B
      602400,6600500,2020-03-01T12:00:00,
      602400,6600500,2020-12-31T12:00:00,A

      """)
    let stats = try incidents(work, "--population-field", "folk", "--link-field", "omrade")
    let rows = try work.table("o.csv")
    // The second of 601700 lies in both A and B.
    #expect(rows.map { $0["count"] } == ["2", "2", "2"] && rows.map { $0["linked"] } == ["1", "1", "1"])
    #expect(rows.map { $0["valid_from"] } == ["2019-01-01", "2020-01-01", "2020-07-01"])
    #expect(rows.map { $0["valid_to"] } == ["2019-12-31", "", ""])
    // From December 2018 to December 2020.
    #expect(rows.map { $0["valid_days"] } == ["365", "366", "184"])
    let periods = stats["periods"]
    #expect(try row(periods, "2018", "outside")["count"] as? Int == 1)
    #expect(try row(periods, "2019", "utsatt")["count"] as? Int == 2)
    #expect(try row(periods, "2020", "sarskilt_utsatt")["count"] as? Int == 2)
    // Of two that cover it the event belongs to the more severe.
    #expect(try row(periods, "2020", "risk")["count"] as? Int == 1)
    #expect(try row(periods, "2020", "outside")["count"] as? Int == 1)
    // Ground and people are those of the days: B holds 184 days of 366, on what A leaves of it.
    let risk = try row(periods, "2020", "risk")
    #expect(abs((risk["population"] as? Double ?? 0) - 200 * 184 / 366) < 1e-9)
    #expect(abs((risk["share_of_country"] as? Double ?? 0) - 0.5 * 184 / 366 / 447_425) < 1e-15)
    #expect(try row(periods, "2019", "sarskilt_utsatt")["areas"] as? Int == 0)
    #expect(try row(periods, "2019", "sarskilt_utsatt")["rate_per_1000"] is NSNull)
    #expect(try row(periods, "2019", "utsatt")["rate_per_1000"] as? Double == 20)
    #expect(try row(periods, "2019", "all")["areas"] as? Int == 1)
    // An area has no rate in a year in which it does not hold.
    let first = try #require((stats["areas"] as? [[String: Any]])?.first)
    let years = first["periods"] as? [[String: Any]] ?? []
    #expect(years.map { $0["valid_days"] as? Int } == [0, 365, 0])
    #expect(years.map { $0["rate_per_1000"] as? Double } == [nil, 20, nil])
    let epochs = stats["epochs"] as? [[String: Any]] ?? []
    #expect(epochs.map { $0["from"] as? String } == ["2018-12-01", "2019-01-01", "2020-01-01", "2020-07-01"])
    #expect(epochs.map { $0["areas"] as? Int } == [0, 1, 1, 2])
    #expect(epochs.map { $0["area_planar_km2"] as? Double } == [0, 1, 2, 2.5])
    let notes = (stats["run"] as? [String: Any])?["notes"] as? [String] ?? []
    #expect(
      notes.contains { $0.contains("2 events are linked to an area that does not hold on their day") }, "\(notes)")
  }

  @Test func peopleOfCellsAreThoseOfTheDay() throws {
    let work = try workspace("e,n,time\n600500,6600500,2020-02-01\n601700,6600500,2020-08-01\n")
    // One inhabitant a hectare, on squares of 1 km: 100 each.
    try work.write(
      "c.csv", "ruta,size_m,population\n6000006600000,1000,100\n6010006600000,1000,100\n6020006600000,1000,100\n")
    let stats = try incidents(work, "--cells", "c.csv", "--from", "2020-01-01", "--to", "2020-12-31")
    let all = try row(stats["periods"], "2020", "all")
    #expect(abs((all["population"] as? Double ?? 0) - (200 * 182 + 250 * 184) / 366) < 1e-9)
    #expect(
      abs(
        (try row(stats["periods"], "2020", "outside")["population"] as? Double ?? 0)
          - (100 * 182 + 50 * 184) / 366) < 1e-9)
    #expect(try work.table("o.csv").map { $0["population"] } == ["", "200", "100"])
  }

  /// Boxes that hold on random days against a slow count.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func randomDays(seed: UInt64) throws {
    var random = SeededRandom(seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let first = try #require(CivilDate(text: "2019-01-01")).day
    let classes = ["SUO", "RO", "UO"]
    let boxes = (0..<25).map { _ in
      (e: pick(0...4000), width: pick(1...2000), rank: pick(0...2), from: pick(0...600), length: pick(0...400))
    }
    let points = (0..<400).map { _ in (e: pick(0...6000), day: pick(-50...1000)) }
    let work = try Workspace()
    func date(_ day: Int) -> String { CivilDate(day: first + Int32(day)).description }
    try work.write(
      "a.geojson",
      SmallWorld.layer(
        boxes.enumerated().map { i, box in
          Self.area(
            "\(i % 9)", classes[box.rank], box.from == 0 ? "" : date(box.from), date(box.from + box.length), 10,
            Self.box(Double(box.e), Double(box.width)))
        }))
    try work.write(
      "p.csv",
      "e,n,time\n" + points.map { "\(600_000.5 + Double($0.e)),6600500,\(date($0.day))\n" }.joined())
    func covers(_ box: Int, _ point: (e: Int, day: Int)) -> Bool {
      let one = boxes[box]
      return one.e <= point.e && point.e < one.e + one.width && (one.from == 0 || one.from <= point.day)
        && point.day <= one.from + one.length
    }
    let stats = try incidents(work, "--period", "all")
    let table = try work.table("o.csv")
    for box in boxes.indices { #expect(table[box]["count"] == "\(points.count { covers(box, $0) })") }
    for (rank, code) in ["sarskilt_utsatt", "risk", "utsatt"].enumerated() {
      let expected = points.count { point in
        boxes.indices.filter { covers($0, point) }.map { boxes[$0].rank }.min() == rank
      }
      let found = try? row(stats["periods"], nil, code)["count"] as? Int
      #expect(found ?? 0 == expected, "\(code)")
    }
  }

  @Test func phonesMeetTheAreasOfTheirOwnDay() throws {
    let work = try workspace("e,n,time\n")
    try work.write("s.csv", "station,e,n\nS,600000,6600500\nT,601700,6600500\n")
    let events = """
      p1,2019-05-01T10:00:00,S
      p1,2020-05-01T10:00:00,S
      p2,2020-08-01T10:00:00,T
      p2,2020-08-01T11:00:00,S
      p3,2018-05-01T10:00:00,T
      p3,2019-12-31T23:30:00,T

      """
    try work.write("e.csv", "phone,timestamp,station\n" + events)
    // The same with coordinates in the stations' place.
    try work.write(
      "x.csv",
      "phone,timestamp,e,n\n"
        + events.replacing(",S\n", with: ",600000,6600500\n").replacing(",T\n", with: ",601700,6600500\n"))
    func footprint(_ arguments: String...) throws -> [String: Any] {
      let run = try work.run(
        arguments: ["footprint", "--areas", "a.geojson", "--radius", "100", "--output", "f.csv", "--stats", "f.json"]
          + fields + arguments)
      #expect(run.code == 0, "\(run.errors)")
      return try work.json("f.json")
    }
    // Half of S's circle is in A on every day that A holds; T's is in the wider A and, since July 2020, in B.
    for input in [["--events", "e.csv", "--stations", "s.csv"], ["--events", "x.csv"]] {
      let run = try work.run(
        arguments: ["footprint", "--areas", "a.geojson", "--radius", "100", "--output", "f.csv", "--stats", "f.json"]
          + fields + input)
      #expect(run.code == 0, "\(run.errors)")
      let stats = try work.json("f.json")
      let rows = try work.table("f.csv")
      #expect(rows.map { $0["dygnsavtryck"] } == ["0.5", "1.25", "0.5"])
      #expect(rows.map { $0["unique_phones"] } == ["1", "2", "1"])
      #expect(rows.map { $0["valid_to"] } == ["2019-12-31", "", ""])
      let totals = try #require(stats["totals"] as? [String: Any])
      #expect(totals["phone_days"] as? Double == 5 && totals["inside"] as? Double == 1.75)
      #expect(abs(totals["residual"] as? Double ?? 1) <= 1e-9)
      let classes = stats["classes"] as? [[String: Any]] ?? []
      #expect(classes.map { $0["dygnsavtryck"] as? Double } == [1.25, 0, 0.5])
      #expect(classes.map { $0["unique_phones"] as? Int } == [2, 1, 1])
    }
    // Parts go together as a whole run does.
    #expect(try work.run("salt", "--output", "salt.txt").code == 0)
    let lines = events.split(separator: "\n").map { $0 + "\n" }
    for part in 0..<2 {
      try work.write(
        "e\(part).csv", "phone,timestamp,station\n" + lines.enumerated().filter { $0.0 % 2 == part }.map(\.1).joined()
      )
      _ = try footprint(
        "--events", "e\(part).csv", "--stations", "s.csv", "--partial", "\(part).part", "--salt-file", "salt.txt")
    }
    #expect(try work.run("merge", "0.part", "1.part", "--output", "m.csv", "--stats", "m.json").code == 0)
    #expect(try work.table("m.csv").map { $0["dygnsavtryck"] } == ["0.5", "1.25", "0.5"])
  }

  @Test func whatIsRefusedAndNoted() throws {
    let work = try workspace("e,n,time\n600500,6600500,2019-05-01\n")
    try work.write("utan.csv", "e,n\n600500,6600500\n")
    try work.write("s.csv", "station,e,n\nS,600500,6600500\n")
    try work.write("e.csv", "phone,timestamp,station\np1,2019-05-01T10:00:00,S\n")
    for (from, to, code, parts) in [
      ("i fjol", "", 65, ["not a day", "\"i fjol\"", "fran", "\"A\""]),
      ("2020-01-02", "2020-01-01", 65, ["ends before it begins"]),
    ] as [(String, String, Int32, [String])] {
      try work.write("b.geojson", SmallWorld.layer([Self.area("A", "UO", from, to, 1, Self.box(0))]))
      for command in [
        ["incidents", "--points", "p.csv"], ["footprint", "--events", "e.csv", "--stations", "s.csv"],
      ] {
        let run = try work.run(arguments: command + ["--areas", "b.geojson"] + fields)
        #expect(run.code == code && run.output.isEmpty)
        for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
      }
    }
    let missing = try work.run(
      "incidents", "--points", "p.csv", "--areas", "a.geojson", "--valid-from-field", "start")
    #expect(missing.code == 64 && missing.errors.contains("--valid-from-field"))
    // Days need times.
    let timeless = try work.run(arguments: ["incidents", "--points", "utan.csv", "--areas", "a.geojson"] + fields)
    #expect(timeless.code == 65 && timeless.errors.contains("time"))
    let counts = try work.run("incidents", "--counts", "utan.csv", "--valid-to-field", "till")
    #expect(counts.code == 64 && counts.errors.contains("--valid-to-field"))
    // The last day is the first day of what follows: it would count twice.
    try work.write(
      "d.geojson",
      SmallWorld.layer([
        Self.area("A", "UO", "2019-01-01", "2020-01-01", 1, Self.box(0)),
        Self.area("A", "RO", "2020-01-01", "", 1, Self.box(0)),
      ]))
    let doubled = try work.run(arguments: ["incidents", "--points", "p.csv", "--areas", "d.geojson"] + fields)
    #expect(doubled.code == 0 && doubled.errors.contains("hold twice on the same day, such as \"A\" on 2020-01-01"))
    let dry = try work.run(
      arguments: ["incidents", "--points", "p.csv", "--areas", "a.geojson", "--dry-run"] + fields)
    #expect(dry.code == 0 && dry.output.contains("valid_from: fran") && dry.output.contains("valid_to: till"))
  }
}

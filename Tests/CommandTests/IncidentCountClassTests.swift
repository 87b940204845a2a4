import Foundation
import Testing

/// Tables of counts: inhabitants beside them, classes that a period lacks, periods of some months.
@Suite struct IncidentCountClassTests {
  private static let counts = """
    period,class,count,national
    2018,UO,22,306
    2018,RO,14,306
    2018,SUO,83,306
    2019,UO,26,333
    2019,SUO,62,333
    2021 (6 mån),UO,20,200
    2021 (6 mån),RO,0,200
    2021 (6 mån),SUO,31,200

    """

  private func rows(_ extra: [String], in work: Workspace) throws -> Any? {
    let run = try work.run(arguments: ["incidents", "--counts", "t.csv", "--stats", "s.json"] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("s.json")["periods"]
  }

  /// A class that is missing in a period is null there, and so is a sum that it belongs to; the others are as they were.
  @Test func aMissingClassIsNotNothing() throws {
    let work = try Workspace()
    try work.write("t.csv", Self.counts)
    let found = try rows([], in: work)
    for areaClass in ["risk", "alla_utsatta", "all", "outside"] {
      let row = IncidentWorld.entry(found, ["period": "2019", "class": areaClass])
      #expect(row?["count"] is NSNull && row?["share"] is NSNull, "\(areaClass)")
      let reasons = (row?["status"] as? String ?? "").split(separator: ",")
      #expect(reasons.first == "no_count", "\(areaClass)")
    }
    #expect(IncidentWorld.entry(found, ["period": "2019", "class": "utsatt"])?["count"] as? Int == 26)
    #expect(IncidentWorld.entry(found, ["period": "2021", "class": "risk"])?["count"] as? Int == 0)
    #expect(IncidentWorld.entry(found, ["period": "2021", "class": "all"])?["count"] as? Int == 51)
    let tables = try work.run("incidents", "--counts", "t.csv", "--table", "tabell4")
    #expect(tables.output.contains("2019: antal saknas för Riskområde"), "\(tables.output)")
  }

  /// Inhabitants from a table of their own, by any name of a class.
  @Test func ratesOfCounts() throws {
    let work = try Workspace()
    try work.write("t.csv", Self.counts)
    try work.write(
      "folk.csv", "class,period,population\nUtsatt område,,100000\nRO,2018,40000\nsuo,,200000\nriket,,10000000\n")
    let found = try rows(["--population", "folk.csv", "--per", "100000"], in: work)
    let severe = IncidentWorld.entry(found, ["period": "2018", "class": "sarskilt_utsatt"])
    #expect(severe?["rate_per_1000"] as? Double == 0.415 && severe?["rate_per_1000_low"] as? Double ?? 0 > 0.3)
    let rest = IncidentWorld.entry(found, ["period": "2018", "class": "outside"])
    #expect(rest?["population"] as? Double == 9_660_000)
    let run = try work.run(
      "incidents", "--counts", "t.csv", "--population", "folk.csv", "--table", "tabell6", "--per", "100000")
    #expect(run.code == 0 && run.output.contains("2021 (6 mån)") && run.output.contains("†"), "\(run.output)")
    #expect(run.output.contains("Antal per 100") && run.output.contains("41,5"), "\(run.output)")
    let dry = try work.run("incidents", "--counts", "t.csv", "--population", "folk.csv", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("folk.csv"), "\(dry.errors)")
    try work.write("folk.csv", "class,period,population\nUtsatt område,,-4\n")
    #expect(try work.run("incidents", "--counts", "t.csv", "--population", "folk.csv").code == 65)
  }

  @Test(.english) func periodsOfSomeMonths() throws {
    let work = try Workspace()
    try work.write("t.csv", Self.counts)
    let row = IncidentWorld.entry(try rows([], in: work), ["period": "2021"])
    #expect(row?["partial"] as? Bool == true && row?["months"] as? Double == 6)
    for (text, words) in [
      ("2021 (6 år)", "not a period"), ("2021 (-6 mån)", "not a period"), ("2018 (3 mån)", "a period of two lengths"),
    ] {
      try work.write("t.csv", Self.counts + "\(text),ovrig,1,\n")
      let run = try work.run("incidents", "--counts", "t.csv")
      #expect(run.code == 65 && run.errors.contains(words), "\(text): \(run.errors)")
    }
  }
}

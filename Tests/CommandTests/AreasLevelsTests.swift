import Foundation
import Testing

/// `rutverk areas levels`, through the binary.
@Suite(.english) struct AreasLevelsTests {
  private func counts(_ stats: [String: Any]) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for one in stats["classes"] as? [[String: Any]] ?? [] {
      result[one["class"] as? String ?? "-"] = ["areas", "positiv", "stabil", "negativ", "without_trend"].map {
        one[$0] as? Int ?? -1
      }
    }
    return result
  }

  @Test func theDevelopmentsOfTheReport() throws {
    let work = try Workspace()
    try work.write("svar.csv", LevelWorld.long())
    let run = try work.run("areas", "levels", "svar.csv", "--output", "n.csv", "--stats", "n.json")
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    let stats = try work.json("n.json")
    #expect(
      counts(stats) == [
        "utsatt": [28, 12, 11, 5, 0], "risk": [14, 2, 8, 4, 0], "sarskilt_utsatt": [19, 3, 12, 4, 0],
      ])
    #expect(stats["year"] as? Int == 2021 && stats["baseline_year"] as? Int == 2020)
    let rows = try work.table("n.csv")
    #expect(rows.count == 61)
    for (row, area) in zip(rows, LevelWorld.areas) {
      #expect(
        row["name"] == area.name && row["answers"] == "80" && row["missing"] == "0" && row["level_before"] == "3")
      #expect(row["trend"] == (area.steps < -16 ? "positiv" : area.steps > 16 ? "negativ" : "stabil"))
      #expect(Double(row["level"] ?? "") == 3 + Double(area.steps) / 80)
      // All changed answers are among the first thirty.
      let part = 3 + Double(area.steps) / 30
      #expect(abs((Double(row["boendemiljo_sakerhet"] ?? "") ?? 0) - part) < 1e-6)
      #expect(
        row["boendemiljo_sakerhet_trend"] == (area.steps < 0 ? "positiv" : area.steps > 0 ? "negativ" : "stabil"))
      #expect(row["social_utveckling_effekter"] == "3" && row["social_utveckling_effekter_answers"] == "20")
    }
    // Tabell 2 and 3: means of all answers.
    let series = stats["series"] as? [[String: Any]] ?? []
    #expect(series.map { $0["year"] as? Int } == [2020, 2021] && series.first?["level"] as? Double == 3)
    let classes = series.last?["classes"] as? [String: Double] ?? [:]
    for (code, name, areas) in [
      ("utsatt", "Utsatt område", 28.0), ("risk", "Riskområde", 14),
      ("sarskilt_utsatt", "Särskilt utsatt område", 19),
    ] {
      let steps = LevelWorld.areas.filter { $0.areaClass == name }.reduce(0) { $0 + $1.steps }
      #expect(abs((classes[code] ?? 0) - (3 + Double(steps) / (80 * areas))) < 1e-12)
    }
  }

  @Test func wideAndLongFormsAgreeAndRowsMayStandInAnyOrder() throws {
    let work = try Workspace()
    var lines = LevelWorld.long().split(separator: "\n").map(String.init)
    try work.write("svar.csv", lines.joined(separator: "\n") + "\n")
    try work.write("bred.csv", LevelWorld.wide())
    try work.write("fragor.yml", LevelWorld.questions)
    let table = (1...80).map { "\($0),\(LevelWorld.group($0))" }
    try work.write("fragor.csv", (["fraga,delomrade"] + table).joined(separator: "\n") + "\n")
    let header = lines.removeFirst()
    // Areas keep their first appearance; the answers of each stand in reverse.
    let reversed = stride(from: 0, to: lines.count, by: 160).flatMap { lines[$0..<$0 + 160].reversed() }
    try work.write("om.csv", ([header] + reversed).joined(separator: "\n") + "\n")
    #expect(try work.run("areas", "levels", "svar.csv", "--output", "a.csv", "--stats", "a.json").code == 0)
    let runs: [(String, [String])] = [
      ("bred.csv", ["--questions", "fragor.yml"]), ("bred.csv", ["--questions", "fragor.csv"]), ("om.csv", []),
      ("svar.csv", ["--questions", "fragor.yml"]), ("svar.csv", ["--threads", "1"]),
    ]
    for (file, options) in runs {
      let run = try work.run(
        arguments: ["areas", "levels", file, "--output", "b.csv", "--stats", "b.json"] + options)
      #expect(run.code == 0, "\(run.errors)")
      if file == "om.csv" {
        // The parts come in another order, and their columns with them.
        let (a, b) = (try work.table("a.csv"), try work.table("b.csv"))
        #expect(a == b)
      } else {
        #expect(try work.text("b.csv") == work.text("a.csv"), "\(file) \(options)")
      }
    }
    let without = try work.run("areas", "levels", "bred.csv", "--output", "c.csv")
    #expect(
      without.code == 0 && without.errors.contains("80 of 80 questions") && without.errors.contains("--questions"))
    #expect(try work.table("c.csv").map { $0["level"] } == work.table("a.csv").map { $0["level"] })
  }

  @Test func missingAnswersAndYearsAreCountedNotGuessed() throws {
    let work = try Workspace()
    try work.write(
      "svar.csv",
      """
      area,year,question,score
      A,2020,q1,3
      A,2020,q2,
      A,2021,q1,4
      A,2021,q2,5
      B,2021,q1,
      B,2021,q2,2
      C,2020,q1,1

      """)
    let run = try work.run("areas", "levels", "svar.csv", "--output", "n.csv", "--stats", "n.json")
    #expect(run.code == 0 && run.errors.contains("no answers of 2020 and so no trend: B"), "\(run.errors)")
    #expect(run.errors.contains("1 area has no answers of 2021: C"))
    let rows = try work.table("n.csv")
    #expect(rows.map { $0["level"] } == ["4.5", "2", ""])
    #expect(rows.map { $0["answers"] } == ["2", "1", "0"] && rows.map { $0["missing"] } == ["0", "1", "2"])
    #expect(rows.map { $0["trend"] } == ["negativ", "", ""])
    #expect(rows.map { $0["status"] } == ["ok", "no_earlier_year", "no_answers"])
    let alone = try work.run("areas", "levels", "svar.csv", "--year", "2020", "--stats", "n.json")
    #expect(alone.code == 0 && alone.errors.contains("no year before 2020"))
    let stats = try work.json("n.json")
    #expect(stats["baseline_year"] is NSNull && (stats["total"] as? [String: Any])?["without_trend"] as? Int == 3)
  }

  @Test func joinedToALayer() throws {
    let work = try HandWorld.workspace()
    try work.write(
      "svar.csv", "omrade,ar,q1,q2\nA1,2020,3,3\nsöderby,2020,2,2\nNORRBY ,2021,3,2\nA2,2021,2,2\n")
    let run = try work.run(
      "areas", "levels", "svar.csv", "--areas", "omraden.geojson", "--output", "n.geojson", "--output", "n.gpkg",
      "--output", "n.csv", "--stats", "n.json")
    #expect(run.code == 0 && run.errors.contains("Utby"), "\(run.errors)")
    let rows = try work.table("n.csv")
    #expect(rows.map { $0["id"] } == ["A1", "A2", "A3"] && rows.map { $0["level"] } == ["2.5", "2", ""])
    #expect(rows.map { $0["trend"] } == ["positiv", "stabil", ""])
    #expect(rows.map { $0["class"] } == ["sarskilt_utsatt", "utsatt", "risk"])
    let features = try work.json("n.geojson")["features"] as? [[String: Any]] ?? []
    #expect(features.count == 3 && features.allSatisfy { $0["geometry"] is [String: Any] })

    try work.write("svar.csv", "omrade,ar,q1\nNorby,2021,3\n")
    let unknown = try work.run("areas", "levels", "svar.csv", "--areas", "omraden.geojson", "--output", "x.csv")
    #expect(unknown.code == 65 && unknown.errors.contains("\"Norby\"") && unknown.errors.contains("\"Norrby\"?"))
    #expect(unknown.errors.contains("row 2") && !work.names.contains("x.csv"), "\(unknown.errors)")
    let skipped = try work.run(
      "areas", "levels", "svar.csv", "--areas", "omraden.geojson", "--on-bad-row", "skip", "--output", "x.csv")
    #expect(skipped.code == 65 && skipped.errors.contains("no answers are left"))
  }

  @Test(arguments: [
    ("area,year,question,score\nA,2021,q1,6\n", ["row 2", "\"score\"", "\"6\"", "from 1 to 5"]),
    ("area,year,question,score\nA,2021,q1,0\n", ["row 2", "\"0\""]),
    ("area,year,question,score\nA,2021,q1,2.5\n", ["row 2", "\"2.5\""]),
    ("area,year,question,score\nA,2021,q1,bra\n", ["row 2", "\"bra\""]),
    ("area,year,question,score\nA,2021,q1,3\nA,2021,Q01,3\n", ["row 3", "row 2", "each answer once"]),
    ("area,year,q1,q2\nA,2021,1,2\nB,2021,1,2\nA,2021,1,2\n", ["row 4", "row 2"]),
    ("area,year,q1,q2\nA,2021,1,7\n", ["row 2", "\"q2\"", "\"7\""]),
    ("area,year,question,score\nA,tjugo,q1,3\n", ["row 2", "\"tjugo\""]),
    ("area,year,question,score\nA,21,q1,3\n", ["row 2", "a year such as"]),
    ("area,year,question,score\n,2021,q1,3\n", ["row 2", "area is missing"]),
    ("area,year,question,score\nA,2021,,3\n", ["row 2", "question is missing"]),
    ("area,question,score\nA,q1,3\n", ["--year-field", "--year"]),
    ("area,year,question\nA,2021,q1\n", ["no scores", "--score-field"]),
    ("area,year,betyg\nA,2021,3\n", ["neither questions nor scores"]),
    ("area,year,klass,question,score\nA,2021,UO,q1,3\nA,2021,RO,q2,3\n", ["row 3", "row 2", "another class"]),
    (
      "area,year,question,delomrade,score\nA,2021,q1,Miljö,3\nB,2021,q1,Social,3\n",
      ["row 3", "\"Social\"", "\"Miljö\""]
    ),
    ("area,year,question,score\n", ["no answers"]),
  ])
  func badAnswers(_ table: String, _ parts: [String]) throws {
    let work = try Workspace()
    try work.write("svar.csv", table)
    try work.write("n.csv", "earlier")
    let run = try work.run("areas", "levels", "svar.csv", "--output", "n.csv", "--stats", "n.json")
    #expect(run.code == 65 && run.output.isEmpty, "\(run.errors)")
    for part in ["svar.csv"] + parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    #expect(work.names == ["n.csv", "svar.csv"])
    #expect(try work.text("n.csv") == "earlier")
  }

  @Test func badRowsMayBeSkippedAndFilesMustBeThere() throws {
    let work = try Workspace()
    try work.write(
      "svar.csv", "area,year,question,score\nA,2021,q1,9\nA,2021,q2,3\nA,2021,q2,4\nA,2021,q3,bra\nA,2021,q3,5\n")
    let run = try work.run("areas", "levels", "svar.csv", "--on-bad-row", "skip", "--output", "n.csv")
    #expect(run.code == 0 && run.errors.contains("bad rows left out"), "\(run.errors)")
    #expect(try work.table("n.csv").map { $0["level"] } == ["4"])
    #expect(try work.run("areas", "levels", "svra.csv").code == 66)
    #expect(try work.run("areas", "levels", "svar.csv", "--questions", "fragor.yml").code == 66)
    #expect(try work.run("areas", "levels", "svar.csv", "--areas", "omr.gpkg").code == 66)
    #expect(try work.run("areas", "levels", "svar.csv", "--limit", "-1").code == 64)
    #expect(try work.run("areas", "levels", "svar.csv", "--area-field", "omr").code == 64)
    try work.write("svar.csv", "area,year,question,score\nA,2021,q1,3\nA,2020,q1,3\n")
    let year = try work.run("areas", "levels", "svar.csv", "--year", "2019")
    #expect(year.code == 65 && year.errors.contains("2020, 2021"))
    #expect(try work.run("areas", "levels", "svar.csv", "--baseline-year", "2021").code == 64)
    for (text, part) in [
      ("Miljö: [q1, q1]\n", "\"q1\""), ("Miljö:\n  a: b\n", "Miljö"), ("Miljö: [q9-q2]\n", "q9-q2"), ("", "empty"),
      ("Miljö: [q2]\n", "no such question"), ("Miljö: []\n", "Miljö"), ("a: [", "line"),
    ] {
      try work.write("fragor.yml", text)
      let run = try work.run("areas", "levels", "svar.csv", "--questions", "fragor.yml")
      #expect(run.code == 65 && run.errors.contains(part), "\(text): \(run.errors)")
    }
  }

  @Test func aClassThatNobodyKnowsIsNamed() throws {
    let work = try Workspace()
    try work.write("svar.csv", "area,year,klass,q1\nA,2021,Särskilt utsat,3\nB,2021,SUO,2\n")
    let run = try work.run("areas", "levels", "svar.csv", "--stats", "n.json")
    #expect(run.code == 0 && run.errors.contains("\"Särskilt utsat\"") && run.errors.contains("did you mean"))
    #expect(counts(try work.json("n.json")).keys.sorted() == ["Särskilt utsat", "sarskilt_utsatt"].sorted())
  }
}

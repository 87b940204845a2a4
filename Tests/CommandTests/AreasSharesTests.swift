import Foundation
import Testing

/// `rutverk areas levels --shares`, through the binary.
@Suite struct AreasSharesTests {
  /// Byn: 6 of 12 answered 4 or 5, and 3 did not answer. Staden: 30 of 40. Torpet: nobody answered.
  private static func survey(_ separator: String = ",") -> String {
    var rows = ["omrade,svar"]
    rows += (0..<12).map { "Byn,\($0 < 4 ? 5 : $0 < 6 ? 4 : 2)" } + ["Byn,", "Byn,NA", "Byn,"]
    rows += (0..<40).map { "Staden,\($0 < 30 ? 4 : 1)" } + ["Torpet,"]
    return rows.map { $0.replacing(",", with: separator) + "\n" }.joined()
  }

  private func shares(_ work: Workspace, _ arguments: String...) throws -> [[String: String]] {
    let run = try work.run(
      arguments: ["areas", "levels"] + arguments + ["--shares", "--output", "o.csv", "--stats", "o.json"])
    #expect(run.code == 0, "\(run.errors)")
    return try work.table("o.csv")
  }

  private func number(_ row: [String: String], _ name: String) -> Double { Double(row[name] ?? "") ?? .nan }

  @Test func sharesWithIntervalsAndAComparison() throws {
    let work = try Workspace()
    try work.write("s.csv", Self.survey())
    let rows = try shares(work, "s.csv", "--share-of", "4,5", "--against", "Staden")
    #expect(rows.map { $0["id"] } == ["Byn", "Staden", "Torpet"] && rows.allSatisfy { $0["question"] == "svar" })
    #expect(rows.map { $0["n"] } == ["12", "40", "0"] && rows.map { $0["nonresponse"] } == ["3", "0", "1"])
    #expect(rows.map { $0["share"] } == ["0.5", "0.75", ""] && rows.map { $0["n_effective"] } == ["12", "40", ""])
    #expect(rows.map { $0["few_answers"] } == ["1", "0", "1"])
    #expect(rows.map { $0["status"] } == ["ok", "comparison", "no_answers"])
    // Wilson of 6 of 12; p = 36/52 pooled.
    #expect(
      abs(number(rows[0], "share_low") - 0.253781) < 1e-6 && abs(number(rows[0], "share_high") - 0.746219) < 1e-6)
    let z = -0.25 / (36.0 / 52 * 16 / 52 * (1.0 / 12 + 1.0 / 40)).squareRoot()
    #expect(abs(number(rows[0], "z") - z) < 1e-8 && abs(number(rows[0], "p") - erfc(-z / 2.0.squareRoot())) < 1e-8)
    #expect(rows[0]["difference"] == "-0.25" && rows[1]["difference"] == "" && rows[2]["difference"] == "")
    let stats = try work.json("o.json")
    let total = try #require((stats["total"] as? [[String: Any]])?.first)
    // All but the comparison.
    #expect(total["n"] as? Int == 12 && total["nonresponse"] as? Int == 4 && total["share"] as? Double == 0.5)
    let text = try work.run("areas", "levels", "s.csv", "--shares", "--share-of", "4,5", "--against", "Staden").output
    try Golden.check(text, "areas-shares-sv.txt")
    // Fewer columns without a comparison; other separators and threads change nothing.
    try work.write("t.csv", Self.survey(";"))
    let plain = try shares(work, "t.csv", "--share-of", "4,5", "--threads", "1")
    #expect(plain.map { $0["share"] } == rows.map { $0["share"] } && plain[0].keys.contains("z") == false)
  }

  @Test(.english) func weightsAndWordsAndManyQuestions() throws {
    let work = try Workspace()
    try work.write(
      "w.csv",
      """
      omrade;ar;q1;q2;vikt
      A;2021;Ja;1;1
      A;2021;Nej;2;3,5
      A;2021;ja;9;1,5
      A;2021;Vet ej;2;
      B;2021;Nej;2;1
      B;2019;Ja;2;1

      """)
    let bad = try work.run("areas", "levels", "w.csv", "--shares", "--share-of", "Ja", "--weight-field", "vikt")
    #expect(bad.code == 65 && bad.errors.contains("the weight is missing") && bad.errors.contains("row 5"))
    let rows = try shares(
      work, "w.csv", "--share-of", "Ja,2", "--no-answer", "Vet ej,9", "--weight-field", "vikt", "--on-bad-row", "skip"
    )
    #expect(rows.map { "\($0["id"] ?? "") \($0["question"] ?? "")" } == ["A q1", "B q1", "A q2", "B q2"])
    #expect(rows.map { $0["n"] } == ["3", "1", "2", "1"] && rows.map { $0["nonresponse"] } == ["0", "0", "1", "0"])
    // (1 + 1.5) / 6, and 6² / (1 + 12.25 + 2.25).
    #expect(abs(number(rows[0], "share") - 2.5 / 6) < 1e-8)
    #expect(abs(number(rows[0], "n_effective") - 36 / 15.5) < 1e-8)
    #expect(rows[0]["count"] == "2" && rows[0]["year"] == "2021")
    #expect(abs(number(rows[2], "share") - 3.5 / 4.5) < 1e-8)
    let older = try shares(work, "w.csv", "--share-of", "Ja", "--year", "2019")
    #expect(older.map { $0["id"] } == ["B", "B"] && older.map { $0["share"] } == ["1", "0"])
  }

  @Test(.english) func areasOfALayerAndAComparisonBesideThem() throws {
    let work = try HandWorld.workspace()
    try work.write("s.csv", "omrade,fraga,svar\nNorrby,q1,5\nA2,q1,1\nHela kommunen,q1,5\nHela kommunen,q1,4\n")
    let stranger = try work.run(
      "areas", "levels", "s.csv", "--shares", "--share-of", "4,5", "--areas", "omraden.geojson")
    #expect(stranger.code == 65 && stranger.errors.contains("Hela kommunen"))
    let rows = try shares(
      work, "s.csv", "--share-of", "4,5", "--areas", "omraden.geojson", "--against", "Hela kommunen", "--output",
      "o.geojson")
    #expect(rows.map { $0["id"] } == ["A1", "A2", "A3", "Hela kommunen"])
    #expect(rows.map { $0["share"] } == ["1", "0", "", "1"])
    // All answered alike with A1: there is nothing to tell apart.
    #expect(rows[0]["difference"] == "0" && rows[0]["p"] == "" && rows[1]["p"] != "")
    let features = try work.json("o.geojson")["features"] as? [[String: Any]] ?? []
    #expect(features.map { $0["geometry"] is [String: Any] } == [true, true, true, false])
  }

  @Test(.english) func whatIsRefused() throws {
    let work = try Workspace()
    try work.write("s.csv", Self.survey())
    try work.write("v.csv", "omrade,svar,vikt\nA,5,-1\n")
    for (arguments, code, part) in [
      (["s.csv", "--share-of", "4"], 64, "--share-of needs --shares"),
      (["s.csv", "--weight-field", "vikt"], 64, "--weight-field needs --shares"),
      (["s.csv", "--shares"], 64, "--share-of"), (["s.csv", "--shares", "--share-of", ","], 64, "--share-of"),
      (["s.csv", "--shares", "--share-of", "4", "--baseline-year", "2019"], 64, "--baseline-year"),
      (["s.csv", "--shares", "--share-of", "4", "--limit", "0.3"], 64, "--limit"),
      (["s.csv", "--shares", "--share-of", "4,9", "--no-answer", "9.0"], 64, "--no-answer"),
      (["s.csv", "--shares", "--share-of", "4", "--against", "Stade"], 65, "did you mean \"Staden\""),
      (["s.csv", "--shares", "--share-of", "4", "--weight-field", "vikt"], 64, "--weight-field"),
      (["v.csv", "--shares", "--share-of", "5", "--weight-field", "vikt"], 65, "not a weight"),
    ] as [([String], Int32, String)] {
      let run = try work.run(arguments: ["areas", "levels"] + arguments)
      #expect(run.code == code && run.output.isEmpty && run.errors.contains(part), "\(arguments): \(run.errors)")
    }
    let odd = try work.run("areas", "levels", "s.csv", "--shares", "--share-of", "4,7", "--stats", "o.json")
    #expect(odd.code == 0 && odd.errors.contains("the answer \"7\" of --share-of never occurs"))
    let dry = try work.run("areas", "levels", "s.csv", "--shares", "--share-of", "4", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("area: omrade") && dry.output.contains("score: svar"))
  }
}

import Foundation
import Testing

/// The report's Tabell 4 from its counts.
@Suite struct IncidentCountTests {
  static let rows: [(String, String, Int, String)] = [
    ("2018", "Utsatta områden", 22, "7,2"), ("2018", "Riskområden", 14, "4,6"),
    ("2018", "Särskilt utsatta områden", 83, "27,1"), ("2018", "Totalt", 119, "38,9"),
    ("2019", "Utsatta områden", 26, "7,8"), ("2019", "Riskområden", 8, "2,4"),
    ("2019", "Särskilt utsatta områden", 62, "18,6"), ("2019", "Totalt", 96, "28,8"),
    ("2020", "Utsatta områden", 40, "10,9"), ("2020", "Riskområden", 18, "4,9"),
    ("2020", "Särskilt utsatta områden", 72, "19,7"), ("2020", "Totalt", 130, "39,7"),
  ]
  static let national = ["2018": 306, "2019": 333, "2020": 366]

  private func table(_ header: String, _ row: ((String, String, Int, String)) -> String) -> String {
    ([header] + Self.rows.map(row)).joined(separator: "\n") + "\n"
  }

  @Test(.english) func tabell4FromItsCounts() throws {
    let work = try Workspace()
    try work.write(
      "t.csv",
      table("period;class;count;national;percent") { "\($0.0);\($0.1);\($0.2);\(Self.national[$0.0] ?? 0);\($0.3)" })
    let run = try work.run("incidents", "--counts", "t.csv", "--table", "tabell4", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let message = "2020: the given total of 39.7 per cent does not follow from its parts: 130 of 366 is 35.5 per cent"
    #expect(run.errors.contains(message) && !run.errors.contains("2018:") && !run.errors.contains("2019:"))
    let stats = try work.json("s.json")
    for (year, shares) in [
      "2018": [27.1, 4.6, 7.2, 38.9], "2019": [18.6, 2.4, 7.8, 28.8], "2020": [19.7, 4.9, 10.9, 35.5],
    ] {
      for (areaClass, share) in zip(["sarskilt_utsatt", "risk", "utsatt", "alla_utsatta"], shares) {
        let row = IncidentWorld.entry(stats["periods"], ["period": year, "class": areaClass])
        #expect(((row?["share"] as? Double ?? 0) * 1000).rounded() / 10 == share, "\(year) \(areaClass)")
      }
    }
  }

  /// Without the country's totals: the percentages imply them.
  @Test func impliedTotals() throws {
    let work = try Workspace()
    try work.write("t.csv", table("period;class;count;percent") { "\($0.0);\($0.1);\($0.2);\($0.3)" })
    var text = ""
    for language in ["sv", "en"] {
      let run = try work.run("incidents", "--counts", "t.csv", "--table", "tabell4", "--lang", language)
      #expect(run.code == 0, "\(run.errors)")
      text += run.output
    }
    for total in ["306", "333", "366"] { #expect(text.contains("total is \(total).")) }
    #expect(text.contains("39,7 % följer inte av delarna"))
    try Golden.check(text, "incidents-counts.txt")
  }

  @Test(.english) func badTables() throws {
    let work = try Workspace()
    for (content, words) in [
      ("period,class,count\n2018,UO,x\n", "row 2, field \"count\": not a count: \"x\""),
      ("period,class,count\n2018,UO,-1\n", "not a count"), ("period,class,count\n2018,UO,\n", "the count is missing"),
      ("period,class,count\n18,UO,1\n", "not a period: \"18\""),
      ("period,class,count\n2018,UO,1\n2018,utsatt,2\n", "a second count of the same class and period"),
      ("period,class,count,national\n2018,UO,5,4\n", "the classes have more events than the country"),
      ("period,class,count,national\n2018,UO,1,4\n2018,RO,1,5\n", "two totals for the country"),
      ("period,class\n2018,UO\n", "no column holds the counts"), ("period,class,count\n", "no rows"),
    ] {
      try work.write("t.csv", content)
      let run = try work.run("incidents", "--counts", "t.csv")
      #expect(run.code == 65 && run.errors.contains(words), "\(content): \(run.errors)")
    }
    try work.write("t.csv", "period,class,count,national\n2018,UO,5,10\n2018,RO,x,10\n")
    let skipped = try work.run("incidents", "--counts", "t.csv", "--on-bad-row", "skip")
    #expect(skipped.code == 0 && skipped.errors.contains("1 bad rows left out") && skipped.output.contains("50.0"))
    #expect(try work.run("incidents", "--counts", "none.csv").code == 66)
    for other in [["--points", "p.csv"], ["--output", "o.csv"], ["--exclude", "A"]] {
      #expect(try work.run(arguments: ["incidents", "--counts", "t.csv"] + other).code == 64)
    }
  }
}

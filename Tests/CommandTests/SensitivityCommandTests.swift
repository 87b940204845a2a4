import Foundation
import Testing

/// `rutverk sensitivity` from its tables to its outputs.
@Suite struct SensitivityCommandTests {
  private func world(_ cells: Int = 300) throws -> Workspace {
    let work = try Workspace()
    let run = try work.run("generate", "grid", "--cells", "\(cells)", "--output", "rutor.csv")
    #expect(run.code == 0, "\(run.errors)")
    return work
  }

  /// The index' own fields are those of `index`, and the others stand behind them; any number of threads writes the same.
  @Test(.english) func fieldsStandBehindTheIndex() throws {
    let work = try world()
    #expect(try work.run("index", "rutor.csv", "--output", "index.csv").code == 0)
    for threads in ["1", "2"] {
      let run = try work.run(
        "sensitivity", "rutor.csv", "--runs", "120", "--threads", threads, "--output", "s\(threads).csv", "--stats",
        "s\(threads).json", "--draws", "d\(threads).csv")
      #expect(run.code == 0, "\(run.errors)")
    }
    for name in ["s*.csv", "s*.json", "d*.csv"] {
      let (one, two) = (name.replacing("*", with: "1"), name.replacing("*", with: "2"))
      #expect(try work.bytes(one) == work.bytes(two))
    }
    let index = try work.text("index.csv").split(separator: "\n").map(String.init)
    let lines = try work.text("s1.csv").split(separator: "\n").map(String.init)
    #expect(index.count == lines.count)
    #expect(zip(lines, index).allSatisfy { $0.hasPrefix($1 + ",") })
    #expect(
      lines[0].dropFirst(index[0].count)
        == ",percentile_p05,percentile_p50,percentile_p95,class_share_1,class_share_2,class_share_3,class_share_4,class_share_5,class_uncertain"
    )
    for row in try work.table("s1.csv") where row["status"] == "ok" {
      let shares = (1...5).map { Double(row["class_share_\($0)"] ?? "") ?? .nan }
      #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
      let own = shares[(Int(row["class"] ?? "") ?? 1) - 1]
      #expect(abs(1 - own - (Double(row["class_uncertain"] ?? "") ?? .nan)) < 1e-5)
    }
    let statistics = try work.json("s1.json")
    #expect(statistics["runs"] as? Int == 120)
    #expect(statistics["base_sample"] as? Int == 16)
    #expect((statistics["sources"] as? [Any])?.count == 5)
    #expect((statistics["dropped"] as? [Any])?.count == 8)
    #expect(try work.table("d1.csv").count == 120)
  }

  /// What there is to say of a run that cannot be made.
  @Test(
    .english,
    arguments: [
      (["--vary", "weights,nose"], 64, "no such source"), (["--runs", "0"], 64, "--runs takes a number from 1"),
      (["--vary", "weights", "--noise", "2"], 64, "--noise is of no use"), (["--noise", "0"], 64, "--noise takes"),
      (["--vary", "noise", "--weight-range", "1..2"], 64, "--weight-range is of no use"),
      (["--weight-range", "2..1"], 64, "two factors above 0"),
      (["--weight-range", "0.5"], 64, "two factors above 0"),
      (["--weight-draws", "dirichlet", "--weight-range", "1..2"], 64, "does not go with"),
      (["--vary", "drop,drop"], 64, "names a source twice"), (["--drop", "inkomts"], 64, "no such variable"),
      (["--reference", "index.json"], 64, "--reference does not go with sensitivity"),
    ])
  func badOptions(_ options: [String], _ code: Int32, _ words: String) throws {
    let run = try world(60).run(arguments: ["sensitivity", "rutor.csv"] + options)
    #expect(run.code == code)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(.english) func badTables() throws {
    let work = try Workspace()
    let header =
      "ruta,size_m,population,inkomst,utbildning,forvarvsfrekvens,utlandsk_bakgrund,trangboddhet,ensamstaende,"
      + "unga_0_15,unga_16_19\n"
    try work.write("one.csv", header + "5600006590000,1000,29,237.3,0.2,0.6,0.8,0.4,0.1,6,2\n")
    try work.write(
      "alike.csv",
      header
        + "5600006590000,1000,29,237.3,0.2,0.6,0.8,0.4,0.1,6,2\n5610006590000,1000,29,237.3,0.2,0.6,0.8,0.4,0.1,6,2\n"
    )
    for name in ["one.csv", "alike.csv"] {
      let run = try work.run("sensitivity", name)
      #expect(run.code == 65)
      #expect(run.errors.contains("inkomst") && run.errors.contains("constant"), "\(run.errors)")
    }
  }

  /// Two cells, whose counts noise can make alike, and few runs: figures, and no effects.
  @Test(.english) func twoCells() throws {
    let work = try Workspace()
    try work.write(
      "two.csv",
      "ruta,size_m,population,inkomst,utbildning,forvarvsfrekvens,utlandsk_bakgrund,trangboddhet,ensamstaende,"
        + "unga_0_15,unga_16_19\n5600006590000,1000,29,237.3,0.2,0.6,0.8,0.4,0.1,1,2\n"
        + "5610006590000,1000,29,300,0.1,0.7,0.7,0.3,0.05,0,1\n")
    let run = try work.run(
      "sensitivity", "two.csv", "--runs", "50", "--output", "two.geojson", "--stats", "two.json")
    #expect(run.code == 0, "\(run.errors)")
    let sources = try work.json("two.json")["sources"] as? [[String: Any]] ?? []
    #expect(sources.count == 5)
    for source in sources {
      let shift = source["mean_rank_shift"] as? [String: Any]
      #expect(shift?["status"] as? String == "too_few_runs")
      #expect(shift?["total_effect"] is NSNull)
    }
  }

  @Test(.english) func dryRunReadsHeadsOnly() throws {
    let work = try world(60)
    let run = try work.run("sensitivity", "rutor.csv", "--dry-run", "--output", "o.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("utbildning = utbildning"))
    #expect(!work.names.contains("o.csv"))
    #expect(try work.run("sensitivity", "rutor.csv", "--vary", "x", "--dry-run").code == 64)
  }

  @Test(arguments: ["sv", "en"])
  func tables(_ language: String) throws {
    let run = try world().run("sensitivity", "rutor.csv", "--runs", "120", "--lang", language)
    #expect(run.code == 0, "\(run.errors)")
    try Golden.check(run.output, "sensitivity-\(language).txt")
  }
}

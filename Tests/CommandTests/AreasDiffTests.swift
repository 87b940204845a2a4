import Foundation
import Testing

/// `rutverk areas diff`, through the binary.
@Suite struct AreasDiffTests {
  /// The report's Tablå 3, one row an area: region, LPO, name, class 2019, class 2021.
  private static let tabla3 = """
    Stockholm,Nacka,Fisksätra,Ej utsatt område,Utsatt område
    Stockholm,Huddinge,Grantorp/Visättra,Ej utsatt område,Utsatt område
    Stockholm,Sollentuna,Sigtuna/Valsta,Ej utsatt område,Riskområde
    Syd,Landskrona,Karlslund,Särskilt utsatt område,Riskområde
    Syd,Växjö,Araby,Särskilt utsatt område,Riskområde
    Väst,Storgöteborg Nordost,Rannebergen,Utsatt område,Ej utsatt område
    Väst,Storgöteborg Nordost,Gårdsten,Riskområde,Utsatt område
    Väst,Storgöteborg Syd,Tynnered/Greve-gården/Opaltorget,Särskilt utsatt område,Riskområde
    Väst,Östra Fyrbodal,Kronogården/Lextorp/Sylte,Utsatt område,Riskområde
    Öst,Norrköping,Klockaretorpet,Utsatt område,Ej utsatt område
    """.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }

  /// A list with those areas and unchanged ones, so that särskilt utsatta, risk- and utsatta områden are so many.
  private static func list(_ column: Int, _ counts: [Int], changed: [[String]] = tabla3) -> String {
    var lines = ["Region,LPO,Område,Bedömning"]
    lines += changed.map { "\($0[0]),\($0[1]),\($0[2]),\($0[column])" }
    for (areaClass, count) in zip(["Särskilt utsatt område", "Riskområde", "Utsatt område"], counts) {
      let own = tabla3.count { $0[column] == areaClass }
      lines += (0..<(count - own)).map { "Syd,Malmö,\(areaClass) \($0 + 1),\(areaClass)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func tabla2And3FromTwoLists() throws {
    let work = try Workspace()
    try work.write("lista_2019.csv", Self.list(3, [22, 10, 28]))
    // Spelled otherwise, in another order, and without those that are not utsatta any longer.
    var now = Self.tabla3.filter { $0[4] != "Ej utsatt område" }.reversed().map { $0 }
    for i in now.indices { now[i][2] = now[i][2].replacingOccurrences(of: "/", with: " / ").uppercased() }
    try work.write("lista_2021.csv", Self.list(4, [19, 14, 28], changed: now))
    let run = try work.run(
      "areas", "diff", "lista_2019.csv", "lista_2021.csv", "--output", "d.csv", "--stats", "d.json")
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    let stats = try work.json("d.json")
    let counts = stats["counts"] as? [String: Any] ?? [:]
    #expect(["added", "removed", "reclassified", "unchanged"].map { counts[$0] as? Int } == [3, 2, 5, 53])
    let tabla2 = stats["tabla2"] as? [[String: Any]] ?? []
    #expect(tabla2.map { $0["class"] as? String } == ["sarskilt_utsatt", "risk", "utsatt", "total"])
    #expect(
      tabla2.map { $0["old"] as? Int } == [22, 10, 28, 60] && tabla2.map { $0["new"] as? Int } == [19, 14, 28, 61])
    let tabla3 = stats["tabla3"] as? [[String: Any]] ?? []
    #expect(tabla3.count == 10 && Set(tabla3.compactMap { $0["lpo"] as? String }).count == 9)
    #expect((stats["labels"] as? [String: String]) == ["old": "2019", "new": "2021"])
    let text = try work.run("areas", "diff", "lista_2019.csv", "lista_2021.csv").output
    #expect(text.contains("19 (22)     14 (10)        28 (28)  61 (60)"), "\(text)")
    try Golden.check(text, "areas-diff-sv.txt")
    let english = try work.run("areas", "diff", "lista_2019.csv", "lista_2021.csv", "--lang", "en").output
    try Golden.check(english, "areas-diff-en.txt")
    #expect(try work.table("d.csv").first?.keys.contains("area_km2") == false)
  }

  /// Areas of the hand-sized world a year later: Norrby 100 m further east, Söderby as it was, Utby gone, Nyby new.
  private static let later = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"A1\",\"name\":\"Norrby\",\"class\":\"RO\"", SmallWorld.box(601_100, 6_600_000, 601_600, 6_600_250)),
    SmallWorld.feature(
      "\"id\":\"A2\",\"name\":\"Söderby\",\"class\":\"Utsatt\"",
      SmallWorld.box(601_250, 6_600_125, 601_750, 6_600_500)),
    SmallWorld.feature(
      "\"id\":\"A4\",\"name\":\"Nyby\",\"class\":\"UO\"", SmallWorld.box(605_000, 6_600_000, 605_100, 6_600_100)),
  ])

  @Test(.english) func bordersThatMoved() throws {
    let work = try HandWorld.workspace()
    try work.write("nya.geojson", Self.later)
    let run = try work.run(
      "areas", "diff", "omraden.geojson", "nya.geojson", "--output", "d.csv", "--output", "d.geojson", "--output",
      "d.gpkg", "--stats", "d.json")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.table("d.csv")
    #expect(rows.map { $0["id"] } == ["A1", "A2", "A4", "A3"])
    #expect(rows.map { $0["status"] } == ["reclassified", "unchanged", "added", "removed"])
    #expect(rows.map { $0["matched_by"] } == ["id", "id", "", ""])
    // 100 m × 250 m on either side; both borders are 1500 m long.
    #expect(rows.map { $0["moved_m2"] } == ["50000", "0", "", ""])
    #expect(rows.map { $0["gained_m2"] } == ["25000", "0", "", ""] && rows[0]["mean_shift_m"] == "33.333")
    #expect(rows[3]["area_km2"] == "" && rows[3]["old_area_km2"] != "" && rows[2]["old_area_km2"] == "")
    let features = try work.json("d.geojson")["features"] as? [[String: Any]] ?? []
    #expect(features.count == 4 && features.allSatisfy { $0["geometry"] is [String: Any] })
    let one = try work.run(
      "areas", "diff", "omraden.geojson", "nya.geojson", "--threads", "1", "--output", "e.geojson", "--stats",
      "e.json")
    #expect(one.code == 0)
    #expect(try work.bytes("d.geojson") == work.bytes("e.geojson") && work.bytes("d.json") == work.bytes("e.json"))
    // Without identifiers and names the ground decides: 400 of 600 m of Norrby, all of Söderby.
    let ground = try work.run(
      "areas", "diff", "omraden.geojson", "nya.geojson", "--match", "overlap", "--min-share", "0.6", "--output",
      "f.csv")
    #expect(ground.code == 0)
    #expect(try work.table("f.csv").map { $0["matched_by"] } == ["overlap", "overlap", "", ""])
    let strict = try work.run(
      "areas", "diff", "omraden.geojson", "nya.geojson", "--match", "overlap", "--min-share", "0.7", "--output",
      "f.csv")
    #expect(strict.code == 0)
    #expect(try work.table("f.csv").count == 5)
  }

  @Test(.english) func aLayerInAnotherSystemAndAListBesideALayer() throws {
    let work = try HandWorld.workspace()
    #expect(
      try work.run(
        "areas", "partition", "omraden.geojson", "--output", "grader.geojson", "--output", "rt90.gpkg",
        "--crs", "EPSG:3021"
      ).code == 0)
    let run = try work.run("areas", "diff", "omraden.geojson", "rt90.gpkg", "--output", "d.csv")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.table("d.csv")
    #expect(rows.map { $0["status"] } == ["unchanged", "unchanged", "unchanged"])
    // Söderby lost what it shares with Norrby. PROJ's way to RT 90 and back is exact to some millimetres, along the whole border.
    let moved = rows.map { Double($0["moved_m2"] ?? "") ?? -1 }
    #expect(moved[0] < 20 && abs(moved[1] - 31_250) < 20 && moved[2] < 20, "\(moved)")
    try work.write("lista.csv", "namn,klass\nNORRBY,SUO\nSoderby,UO\nUtby,Riskområde\n")
    let mixed = try work.run(
      "areas", "diff", "lista.csv", "omraden.geojson", "--output", "d.geojson", "--stats", "m.json")
    #expect(mixed.code == 0 && mixed.errors.contains("borders are not compared"), "\(mixed.errors)")
    #expect((try work.json("m.json")["counts"] as? [String: Any])?["unchanged"] as? Int == 3)
  }

  @Test(.english) func listsThatCannotBeCompared() throws {
    let work = try HandWorld.workspace()
    try work.write("tva.csv", "id,namn,klass\n1,A,UO\n1,B,UO\n")
    try work.write("utan.csv", "klass\nUO\n")
    try work.write("tom.csv", "namn,klass\n")
    try work.write("namnlos.csv", "namn,klass\nA,UO\n,RO\n")
    try work.write("bra.csv", "namn,klass\nA,UO\n")
    for (arguments, code, parts) in [
      (["tva.csv", "bra.csv"], 65, ["tva.csv", "\"1\"", "--old-where"]),
      (["bra.csv", "tva.csv"], 65, ["tva.csv", "--new-where"]),
      (["utan.csv", "bra.csv"], 65, ["utan.csv", "--old-name-field"]),
      (["tom.csv", "bra.csv"], 65, ["tom.csv", "no areas"]),
      (["namnlos.csv", "bra.csv"], 65, ["namnlos.csv", "row 3"]),
      (["borta.csv", "bra.csv"], 66, ["borta.csv"]),
      (["bra.csv", "bra.csv", "--new-class-field", "klas"], 64, ["--new-class-field", "klas"]),
      (["bra.csv", "bra.csv", "--match", "id,nam"], 64, ["--match"]),
      (["bra.csv", "bra.csv", "--min-share", "0"], 64, ["--min-share"]),
      (["omraden.geojson", "omraden.geojson", "--old-crs", "EPSG:4326"], 65, ["no degrees", "--old-crs"]),
    ] as [([String], Int32, [String])] {
      let run = try work.run(arguments: ["areas", "diff"] + arguments)
      #expect(run.code == code && run.output.isEmpty, "\(arguments): \(run.errors)")
      for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    }
    try work.write("omnumrerad.csv", "id,namn,klass\n1,Byn,UO\n2,Torpet,UO\n")
    try work.write("forr.csv", "id,namn,klass\n1,Torpet,UO\n2,Byn,UO\n")
    let run = try work.run("areas", "diff", "forr.csv", "omnumrerad.csv")
    #expect(run.code == 0 && run.errors.contains("--match name"), "\(run.errors)")
  }

  @Test func aDryRunReadsHeads() throws {
    let work = try HandWorld.workspace()
    try work.write("lista.csv", "namn;klass\nNorrby;SUO\nByn;Fokusområde\n")
    let run = try work.run("areas", "diff", "lista.csv", "omraden.geojson", "--dry-run")
    #expect(run.code == 0 && run.output.contains("\"SUO\" (1): sarskilt_utsatt") && run.output.contains("utan ytor"))
    #expect(run.output.contains("  id: id\n  name: name\n  class: class\n"), "\(run.output)")
  }
}

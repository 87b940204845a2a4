import Foundation
import TestSupport
import Testing

/// Profiles by the real binary.
@Suite struct ProfileCommandTests {
  private static let base = ["profile", "--cells", "index.csv", "--areas", "omraden.geojson"]

  private func run(_ work: Workspace, _ more: String...) throws -> Workspace.Run {
    try work.run(arguments: Self.base + more)
  }

  private func dictionary(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

  /// Norrby: 200 people in two cells, index 1 and 1/3, in SmallWorld's hand-sized world of 862 people.
  @Test func figuresByHand() throws {
    let work = try HandWorld.indexed()
    #expect(try run(work, "--area", "A1", "--output", "a.json").code == 0)
    let profile = try work.json("a.json")
    #expect(Array(try work.text("a.json").split(separator: "\n")[1]).starts(with: Array("  \"schema\"")))
    #expect(profile["name"] as? String == "Norrby" && profile["class"] as? String == "sarskilt_utsatt")
    #expect(profile["population"] as? Double == 200 && profile["cells"] as? Int == 2)
    #expect(abs((profile["index_mean"] as? Double ?? 0) - 2.0 / 3) < 1e-9)
    let variables = profile["variables"] as? [[String: Any]] ?? []
    #expect(variables.count == 8)
    #expect(
      dictionary(variables.first { $0["variable"] as? String == "utlandsk_bakgrund" })["mean"] as? Double == 0.75)
    let drivers = dictionary(profile["drivers"])
    let parts = drivers["parts"] as? [[String: Any]] ?? []
    // Economy and segregation are bad in both cells, family in one of them: z is 1, 1 and 0, against 0 over all.
    let contributions = parts.map { $0["contribution"] as? Double ?? .nan }
    #expect(contributions.prefix(2).allSatisfy { abs($0 - 1.0 / 6) < 1e-9 })
    #expect(contributions.dropFirst(2).prefix(3).allSatisfy { abs($0 - 1.0 / 9) < 1e-9 })
    #expect(contributions.suffix(3).allSatisfy { abs($0) < 1e-9 })
    #expect(abs(contributions.reduce(0, +) - (drivers["index_difference"] as? Double ?? .nan)) < 1e-9)
    let classes = profile["classes"] as? [[String: Any]] ?? []
    #expect(classes.map { $0["population"] as? Double } == [0, 0, 0, 100, 100])
  }

  @Test func everyFormAndLanguageIsDeterministic() throws {
    let work = try HandWorld.indexed()
    for language in ["sv", "en"] {
      for threads in ["1", "5"] {
        let done = try run(
          work, "--area", "Söderby", "--lang", language, "--threads", threads, "--output", "\(threads).md",
          "--output",
          "\(threads).html", "--output", "\(threads).json")
        #expect(done.code == 0 && done.output.isEmpty, "\(done.errors)")
      }
      for ending in ["md", "html", "json"] { #expect(try work.bytes("1.\(ending)") == work.bytes("5.\(ending)")) }
      try Golden.check(try work.text("1.md"), "profile-\(language).md")
    }
    let html = try work.text("1.html")
    for address in ["http://", "https://", "src=", "href=", "url("] {
      let found = html.replacing("http://www.w3.org/2000/svg", with: "").replacing("url(#", with: "")
      #expect(!found.contains(address), "\(address)")
    }
    #expect(html.contains("<svg") && html.contains("Söderby"))
  }

  @Test func anAreaThatIsNotThereOrNotAlone() throws {
    let work = try HandWorld.indexed()
    let missing = try run(work, "--area", "Söderbyn")
    #expect(missing.code == 64 && missing.errors.contains("menades \"Söderby\"?"), "\(missing.errors)")
    #expect(try run(work, "--area", "norrby").output.hasPrefix("# Norrby\n"))
    #expect(try run(work, "--area", "Soderby").output.hasPrefix("# Söderby\n"))
    try work.write(
      "tva.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"1\",\"name\":\"Byn\"", SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_250)),
        SmallWorld.feature("\"id\":\"2\",\"name\":\"Byn\"", SmallWorld.box(701_000, 6_600_000, 701_500, 6_600_250)),
      ]))
    let twice = try work.run("profile", "--cells", "index.csv", "--areas", "tva.geojson", "--area", "Byn")
    #expect(twice.code == 65 && twice.errors.contains("2 områden heter så"))
    let empty = try work.run("profile", "--cells", "index.csv", "--areas", "tva.geojson", "--area", "2")
    #expect(empty.code == 0 && empty.output.contains("inga rutor i området"))
    #expect(empty.errors.contains("inga rutor i underlaget") && !empty.output.contains("nan"))
  }

  @Test(.english) func usage() throws {
    let work = try HandWorld.indexed()
    #expect(try run(work).code == 64)
    #expect(try run(work, "--area", "A1", "--all").code == 64)
    #expect(try run(work, "--all").code == 64)
    #expect(try run(work, "--area", "A1", "--format", "md").code == 64)
    let form = try run(work, "--area", "A1", "--output", "a.pdf")
    #expect(form.code == 73 && form.errors.contains(".md, .html or .json"))
    #expect(try run(work, "--area", "A1", "--history", "nej.gpkg").code == 66)
    let dry = try run(work, "--area", "A1", "--dry-run", "--output", "a.md")
    #expect(dry.code == 0 && dry.output.contains("population") && !work.names.contains("a.md"))
  }

  @Test func allOfThemWithNamesThatNoFileCanHave() throws {
    let work = try HandWorld.indexed()
    let long = String(repeating: "Å", count: 300)
    let names = ["../../etc", "<script>alert(1)</script>", long, "A/B", "a b"]
    try work.write(
      "namn.geojson",
      SmallWorld.layer(
        names.map { SmallWorld.feature("\"name\":\"\($0)\"", SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_250)) }
      ))
    let done = try work.run(
      "profile", "--cells", "index.csv", "--areas", "namn.geojson", "--all", "--output", "ut", "--format", "html",
      "--format", "md")
    #expect(done.code == 0, "\(done.errors)")
    let files = try FileManager.default.contentsOfDirectory(atPath: work.path("ut")).sorted()
    #expect(files.count == 10 && files.contains("a-b.html") && files.contains("a-b-2.md") && files.contains("etc.md"))
    let html = try work.text("ut/script-alert-1-script.html")
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(try work.text("ut/\(String(repeating: "å", count: 60)).html").contains(long))
    #expect(!work.names.contains { $0.hasPrefix(".") })
  }

  @Test func whatStandsBesideIt() throws {
    let work = try HandWorld.indexed()
    try work.write(
      "kommuner.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"K1\",\"name\":\"Ettan\"", SmallWorld.box(600_000, 6_600_000, 601_400, 6_602_000)),
        SmallWorld.feature(
          "\"id\":\"K2\",\"name\":\"Tvåan\"", SmallWorld.box(601_400, 6_600_000, 603_000, 6_602_000)),
      ]))
    func earlier(_ year: Int, _ name: String, _ areaClass: String, east: Double) -> String {
      SmallWorld.feature(
        "\"name\":\"\(name)\",\"class\":\"\(areaClass)\",\"year\":\(year)",
        SmallWorld.box(601_000, 6_600_000, east, 6_600_250))
    }
    try work.write(
      "historik.geojson",
      SmallWorld.layer([
        earlier(2019, "Norrby", "UO", east: 601_250), earlier(2017, "Gamla Norrby", "UO", east: 601_300),
        earlier(2015, "Något annat", "UO", east: 601_100),
      ]))
    try work.write(
      "avtryck.csv", "id,name,class,dygnsavtryck,share,unique_phones\nA1,Norrby,x,12.5,0.025,7\nA2,Söderby,x,,,\n")
    try work.write(
      "handelser.json",
      """
      {"areas": [{"id": "A1", "count": 3, "n": 60, "share": 0.05, "rate_per_1000": 15,
      "periods": [{"period": "2020", "count": 3, "n": 40, "share": 0.075, "rate_per_1000": 15}]}]}
      """)
    let beside = [
      "--municipalities", "kommuner.geojson", "--history", "historik.geojson", "--footprint", "avtryck.csv",
      "--incidents", "handelser.json",
    ]
    #expect(try work.run(arguments: Self.base + beside + ["--area", "A1", "--output", "a.json"]).code == 0)
    let profile = try work.json("a.json")
    let rest = dictionary(profile["rest_of_municipality"])
    #expect(rest["name"] as? String == "Ettan" && rest["share_of_area"] as? Double == 0.8)
    // Ettan holds the 1000 m cells of the west (200 people) and part of the eastern ones, without what Norrby covers.
    #expect(rest["population"] as? Double ?? 0 > 200)
    let history = profile["history"] as? [[String: Any]] ?? []
    #expect(history.map { $0["year"] as? String } == ["2017", "2019"])
    #expect(history.map { $0["found_by"] as? String } == ["ground", "name"])
    #expect(history.map { $0["shared_ground"] as? Double } == [0.6, 0.5])
    #expect(dictionary(profile["footprint"])["dygnsavtryck"] as? Double == 12.5)
    #expect((profile["incidents"] as? [[String: Any]])?.map { $0["n"] as? Int } == [60, 40])
    let chosen = ["--history-where", "name = 'Norrby'", "--municipalities-where", "name <> 'Ettan'"]
    #expect(try work.run(arguments: Self.base + beside + chosen + ["--area", "A1", "--output", "b.json"]).code == 0)
    let narrowed = try work.json("b.json")
    #expect((narrowed["history"] as? [[String: Any]])?.map { $0["year"] as? String } == ["2019"])
    #expect(dictionary(narrowed["rest_of_municipality"])["name"] as? String == "Tvåan")
    let other = try work.run(arguments: Self.base + beside + ["--area", "A2"])
    #expect(other.output.contains("skyddat") && other.errors.contains("handelser.json: inga uppgifter för A2"))
    try work.write("handelser.json", "{\"areas\": [{\"count\": 3}]}")
    let bad = try work.run(arguments: Self.base + beside + ["--area", "A1"])
    #expect(bad.code == 65 && bad.errors.contains("areas.[0].id"), "\(bad.errors)")
  }

  @Test func plainPopulationsAndOtherDefinitions() throws {
    let work = try HandWorld.workspace()
    try work.write("folk.csv", "ruta,size_m,population\n6010006600000,250,100\n")
    let plain = try work.run("profile", "--cells", "folk.csv", "--areas", "omraden.geojson", "--area", "A1")
    #expect(plain.code == 0 && plain.output.contains("**Befolkning:** 100"), "\(plain.errors)")
    #expect(!plain.output.contains("## Livsvillkorsindex") && plain.errors.contains("--definition"))
  }

  @Test(.enabled(if: RealData.has("README.md"), "the real data is not there"))
  func tjarnaAngar() throws {
    let work = try Workspace()
    func real(_ name: String) -> String { RealData.path(name) }
    let index = try work.run(
      "index", real("dalarna/cells_1km_livsvillkor.csv"), "--drop", "trangboddhet", "--output", "c.csv", "--stats",
      "c.json")
    #expect(index.code == 0)
    let run = try work.run(
      "profile", "--cells", "c.csv", "--areas", real("areas/UO2021.shp"), "--area", "Tjärna Ängar",
      "--municipalities",
      real("admin/kommuner_290.gpkg"), "--history", real("areas/UO_panel.gpkg"), "--output", "t.json", "--output",
      "t.html")
    #expect(run.code == 0, "\(run.errors)")
    let profile = try work.json("t.json")
    #expect(dictionary(profile["rest_of_municipality"])["name"] as? String == "Borlänge")
    #expect(
      (profile["history"] as? [[String: Any]])?.map { $0["year"] as? String } == [
        "2015", "2017", "2019", "2021", "2023",
      ])
    #expect(abs(dictionary(profile["drivers"])["remainder"] as? Double ?? 1) < 1e-8)
    #expect(dictionary(profile["country"])["population"] as? Double == 285_587)
    #expect(profile["missing_variables"] as? [String] == ["trangboddhet"])
  }
}

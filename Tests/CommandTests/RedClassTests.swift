import Foundation
import Testing

/// Which class is red, and whose shares are of whom, through the real binary.
@Suite struct RedClassTests {
  /// Cells of 250 m in a row, with those classes (0: no index), 100 people in each.
  private func workspace(_ classes: [Int]) throws -> Workspace {
    let work = try Workspace()
    let rows = classes.enumerated().map { i, number in
      let (index, cell) = (number == 0 ? "" : "\(number)", "\(500_000 + 250 * i)6600000")
      return
        "\(cell),250,100,\(index),\(number == 0 ? "" : "50"),\(index),\(number == 0 ? "missing:trangboddhet" : "ok")"
    }
    try work.write(
      "c.csv", (["ruta,size_m,population,index,percentile,class,status"] + rows).joined(separator: "\n") + "\n")
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"A\",\"class\":\"Riskområde\"", SmallWorld.box(500_000, 6_600_000, 500_500, 6_600_250))
      ]))
    return work
  }

  private func overlay(_ work: Workspace, _ extra: [String] = []) throws -> [String: Any] {
    let run = try work.run(
      arguments: ["overlay", "--cells", "c.csv", "--areas", "a.geojson", "--stats", "s.json"] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("s.json")
  }

  @Test func peopleWithoutAnIndexAreApart() throws {
    let work = try workspace([5, 0, 1, 0, 0])
    let stats = try overlay(work)
    func figures(_ object: Any?) -> [Double?] {
      let object = object as? [String: Any]
      return ["red_population_share", "population_indexed", "population_without_index", "population"].map {
        object?[$0] as? Double
      }
    }
    #expect(figures((stats["areas"] as? [Any])?.first) == [1, 100, 100, 200])
    #expect(figures((stats["classes"] as? [Any])?.first) == [1, 100, 100, 200])
    #expect(figures(stats["total"]) == [1, 100, 100, 200] && figures(stats["outside"]) == [0, 100, 200, 300])
    let people = (stats["concordance"] as? [String: Any])?["population"] as? [String: Any]
    #expect(people?["population_indexed"] as? Double == 200 && people?["population_without_index"] as? Double == 300)
    #expect(people?["agreement"] as? Double == 1)
    let tables = try work.run("overlay", "--cells", "c.csv", "--areas", "a.geojson", "--lang", "en").output
    #expect(tables.contains("The share in red cells is of the people with an index"))
  }

  @Test func theWorstClassOfTheLayerIsRed() throws {
    let seven = try workspace([7, 5, 1])
    let stats = try overlay(seven)
    #expect(((stats["areas"] as? [[String: Any]])?.first)?["red_population_share"] as? Double == 0.5)
    let concordance = stats["concordance"] as? [String: Any]
    #expect(concordance?["red_class"] as? Int == 7)
    let parameters = (stats["run"] as? [String: Any])?["parameters"] as? [String: Any]
    #expect(parameters?["red_class"] as? Int == 7 && parameters?["worst_class"] as? Int == 7)
    let words = try seven.run("overlay", "--cells", "c.csv", "--areas", "a.geojson").output
    #expect(words.contains("Klasser: 1 bäst – 7 sämst. Röd är klass 7, den sämsta i underlaget (--red-class)."))
    #expect(words.contains("röda rutor (klass 7)"))
    let five = try overlay(seven, ["--red-class", "5"])
    #expect((five["concordance"] as? [String: Any])?["red_class"] as? Int == 5)
    let chosen = try seven.run("overlay", "--cells", "c.csv", "--areas", "a.geojson", "--red-class", "5").output
    #expect(chosen.contains("1 bäst – 7 sämst. Röd är klass 5 (--red-class)."))
    let missing = try seven.run("overlay", "--cells", "c.csv", "--areas", "a.geojson", "--red-class", "6")
    #expect(missing.code == 0 && missing.errors.contains("ingen ruta har klass 6"))
    #expect(try seven.run("overlay", "--cells", "c.csv", "--areas", "a.geojson", "--red-class", "0").code == 64)
    let three = try workspace([3, 2, 1])
    #expect((try overlay(three)["concordance"] as? [String: Any])?["red_class"] as? Int == 3)
  }

  @Test(arguments: [3, 7]) func everyLegendCountsTheLayersClasses(_ worst: Int) throws {
    let work = try workspace([worst, 2, 1])
    let run = try work.run(
      "map", "--cells", "c.csv", "--areas", "a.geojson", "-o", "k.html", "-o", "k.gpkg", "--stats", "k.json")
    #expect(run.code == 0, "\(run.errors)")
    let page = try work.text("k.html")
    #expect(page.contains("1 bäst – \(worst) sämst") && !page.contains("5 sämst"))
    #expect(try work.text("k.json").contains("Classes: 1 best – \(worst) worst"))
    let profile = try work.run("profile", "--cells", "c.csv", "--areas", "a.geojson", "--area", "A")
    #expect(profile.output.contains("| \(worst) (sämst) | 100 | 50,0\u{A0}% |"))
    #expect(!profile.output.contains("5 (sämst)"))
    // A part of a layer without its worst class can say how many there are.
    let said = try work.run("map", "--cells", "c.csv", "-o", "s.html", "--class-count", "9")
    #expect(said.code == 0, "\(said.errors)")
    #expect(try work.text("s.html").contains("1 bäst – 9 sämst"))
    let few = try work.run("map", "--cells", "c.csv", "-o", "t.html", "--class-count", "2")
    #expect(few.code == 64 && few.errors.contains("rutorna har klass \(worst)"))
  }

  /// Two cells with people under an area: few. Named in a note, and marked in the table.
  @Test(.english) func figuresOnFewCells() throws {
    let work = try workspace([5, 1, 1])
    let run = try work.run("overlay", "--cells", "c.csv", "--areas", "a.geojson")
    #expect(run.errors.contains("1 area rests on few or coarse cells") && run.output.contains("A *"))
    #expect((try overlay(work)["areas"] as? [[String: Any]])?.first?["coarse_share"] as? Double == 0)
  }

  /// 407,160 km² of land and 10,378,680 people: 212.8 m, whatever share of 447,425 km² areas have.
  @Test(.english) func theCountrysDistanceIsThatOfItsLand() throws {
    let work = try workspace([5, 1, 1])
    try work.write("p.csv", "e,n,time\n500100,6600100,2020-05-01\n")
    func spacing(_ extra: [String] = []) throws -> (Double?, Double?) {
      let run = try work.run(
        arguments: [
          "incidents", "--points", "p.csv", "--areas", "a.geojson", "--country-population", "10378680", "--stats",
          "i.json",
        ] + extra)
      #expect(run.code == 0, "\(run.errors)")
      let rows = (try work.json("i.json")["totals"] as? [String: Any])?["classes"] as? [[String: Any]] ?? []
      let total = rows.first { $0["class"] as? String == "total" }
      return (total?["invanardistans_m"] as? Double, total?["area_km2"] as? Double)
    }
    let found = try spacing()
    #expect(abs((found.0 ?? 0) - 212.8) < 0.05 && found.1 == 447_425)
    let other = try spacing(["--country-land-km2", "101790"])
    #expect(abs((other.0 ?? 0) - 106.4) < 0.05)
    #expect(
      try work.run(
        "incidents", "--points", "p.csv", "--areas", "a.geojson", "--country-land-km2", "0"
      ).code == 64)
  }
}

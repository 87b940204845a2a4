import Foundation
import Testing

/// Every figure of `HandWorld`, worked out by hand.
@Suite struct HandSizedTests {
  /// The population and the like: sums of few binary fractions.
  private func expect(
    _ object: [String: Any]?, _ expected: KeyValuePairs<String, Double>, within tolerance: Double = 1e-9,
    _ comment: Comment
  ) {
    for (key, value) in expected {
      let found = (object?[key] as? NSNumber)?.doubleValue ?? .nan
      #expect(abs(found - value) <= tolerance * max(1, abs(value)), "\(comment) \(key): \(found), not \(value)")
    }
  }

  @Test func indexPercentileAndClass() throws {
    let work = try HandWorld.workspace()
    #expect(try work.run("index", "rutor.csv", "--output", "o.csv", "--stats", "o.json").code == 0)
    var found: [String: String] = [:]
    for row in try work.table("o.csv") {
      let key = "\(row["ruta"] ?? "")/\(row["size_m"] ?? "")"
      found[key] = ["index", "percentile", "class", "status"].map { row[$0] ?? "" }.joined(separator: " ")
    }
    #expect(
      found == [
        "6000006600000/1000": "-1 6.25 1 ok",
        "6000006601000/1000": "-0.333333333 31.25 2 ok",
        "6010006601000/1000": "-0.333333333 31.25 2 ok",
        "6010006600000/1000": "-0.333333333 31.25 2 ok",
        "6010006600000/250": "1 93.75 5 ok",
        "6012506600000/250": "0.333333333 68.75 4 ok",
        "6010006600250/250": "0.333333333 68.75 4 ok",
        "6012506600250/250": "0.333333333 68.75 4 ok",
        "6020006600000/250": "   too_few_people",
        "6022506600000/250": "   suppressed:inkomst",
      ])
    let stats = try work.json("o.json")
    #expect(stats["units"] as? Int == 10 && stats["indexed"] as? Int == 8)
    #expect(stats["by_status"] as? [String: Int] == ["ok": 8, "too_few_people": 1, "suppressed:inkomst": 1])
    let variables = (stats["reference"] as? [String: Any])?["variables"] as? [String: [String: Any]]
    expect(variables?["inkomst"], ["mu": 250, "sigma": 50, "units": 8, "population": 800], "inkomst")
    expect(variables?["utbildning"], ["mu": 0.5, "sigma": 0.25], "utbildning")
    // Per 250 m square's area: 1 or 3 children, 1 or 2 youth, also in the cells of 1000 m and the remainder.
    expect(variables?["unga_0_15"], ["mu": 2, "sigma": 1], "unga_0_15")
    expect(variables?["unga_16_19"], ["mu": 1.5, "sigma": 0.5], "unga_16_19")
    let classes = stats["classes"] as? [[String: Any]] ?? []
    #expect(classes.map { $0["units"] as? Int } == [1, 3, 0, 3, 1])
    #expect(classes.map { $0["population"] as? Double } == [100, 300, 0, 300, 100])
  }

  @Test func areas() throws {
    let work = try HandWorld.indexed()
    let run = try work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--stats", "s.json")
    #expect(run.code == 0 && run.output.isEmpty, "\(run.errors)")
    let areas = try work.json("s.json")["areas"] as? [[String: Any]] ?? []
    try #require(areas.map { $0["id"] as? String } == ["A1", "A2", "A3"])
    expect(
      areas[0],
      [
        "area_planar_km2": 0.125, "population": 200, "cells": 2, "index_mean": 2.0 / 3, "index_min": 1.0 / 3,
        "index_max": 1, "percentile_mean": 81.25, "red_population_share": 0.5, "red_area_share": 0.5,
        "unga_0_15_antal": 4, "unga_16_19_antal": 3,
      ], "Norrby")
    // 50 + 100 + 12.5 people; index (150 · 1/3 − 12.5 · 1/3) / 162.5 = 11/39; children 0.5 + 3 + 12/8.
    expect(
      areas[1],
      [
        "area_planar_km2": 0.1875, "population": 162.5, "cells": 3, "index_mean": 11.0 / 39, "index_min": -1.0 / 3,
        "index_max": 1.0 / 3, "percentile_mean": (150 * 68.75 + 12.5 * 31.25) / 162.5, "red_population_share": 0,
        "red_area_share": 0, "unga_0_15_antal": 5, "unga_16_19_antal": 4,
      ], "Söderby")
    expect(
      areas[2],
      [
        "area_planar_km2": 1, "population": 25, "cells": 1, "index_mean": -1.0 / 3, "percentile_mean": 31.25,
        "red_population_share": 0, "unga_0_15_antal": 12, "unga_16_19_antal": 8,
      ], "Utby")
    // On the ellipsoid an area is larger by 1/k². k = 0.9996 (1 + x²/2R²) with x = 100 km and 101 km: 1 + 5.55e-4.
    for area in areas {
      let (sphere, plane) = (area["area_km2"] as? Double ?? .nan, area["area_planar_km2"] as? Double ?? .nan)
      #expect(abs(sphere / plane - 1 - 5.5e-4) < 1e-5)
      let people = area["population"] as? Double ?? .nan
      expect(
        area,
        [
          "density_km2": people / sphere,
          "invanardistans_m": (2 / 3.0.squareRoot() * sphere * 1e6 / people).squareRoot(),
        ],
        "per km²")
    }
  }

  @Test func classesTotalAndOutside() throws {
    let work = try HandWorld.indexed()
    #expect(
      try work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--stats", "s.json").code == 0)
    let stats = try work.json("s.json")
    let classes = stats["classes"] as? [[String: Any]] ?? []
    try #require(classes.map { $0["class"] as? String } == ["sarskilt_utsatt", "risk", "utsatt"])
    expect(classes[0], ["areas": 1, "population": 200, "area_planar_km2": 0.125], "sarskilt_utsatt")
    expect(classes[1], ["areas": 1, "population": 25, "area_planar_km2": 1, "cells_km2": 0.25], "risk")
    // Söderby without what it shares with Norrby: 50 people and 31,250 m² less.
    expect(
      classes[2], ["areas": 1, "population": 112.5, "area_planar_km2": 0.15625, "cells": 2, "unga_0_15_antal": 4.5],
      "utsatt")
    expect(
      stats["total"] as? [String: Any],
      [
        "areas": 3, "population": 337.5, "area_planar_km2": 1.28125, "share_of_country": 1.28125 / 447_425,
        "cells": 5, "cells_km2": 0.53125, "red_population_share": 100 / 337.5,
      ], "total")
    expect(stats["grid"] as? [String: Any], ["population": 862, "cells": 10, "cells_km2": 4.125], "grid")
    expect(
      stats["outside"] as? [String: Any],
      ["population": 524.5, "population_indexed": 462.5, "cells_km2": 3.59375], "outside")
    let overlaps = stats["overlaps"] as? [[String: Any]] ?? []
    #expect(
      overlaps.count == 1 && overlaps[0]["first"] as? String == "A1" && overlaps[0]["second"] as? String == "A2")
    expect(overlaps.first, ["area_m2": 31_250], "overlap")
    // 800 people in cells with a class: 100 of them in the red cell, which lies in Norrby; 237.5 more in areas.
    // Agreement 562.5/800; by chance 1/8 · 337.5/800 + 7/8 · 462.5/800 = 0.55859375.
    let concordance = stats["concordance"] as? [String: Any]
    expect(
      concordance?["population"] as? [String: Any],
      [
        "both": 100, "red_only": 0, "area_only": 237.5, "neither": 462.5, "without_class": 62, "agreement": 0.703125,
        "kappa": (0.703125 - 0.55859375) / (1 - 0.55859375),
      ], "concordance")
    expect(
      concordance?["area_km2"] as? [String: Any],
      ["both": 0.0625, "red_only": 0, "area_only": 0.46875, "neither": 3.46875, "without_class": 0.125], "concordance"
    )
  }

  @Test func coverageOfTheCells() throws {
    let work = try HandWorld.workspace()
    #expect(
      try work.run("coverage", "--areas", "omraden.geojson", "--cells", "rutor.csv", "--output", "t.csv").code == 0)
    #expect(
      // The last two columns tell what the table was made from, and whether it is as it was written.
      try work.text("t.csv").split(separator: "\n").map {
        $0.split(separator: ",").dropLast(2).joined(separator: ",") + "\n"
      }
      .joined() == """
        id,ruta,size_m,fraction,exclusive,owned_m2
        A1,6010006600000,250,1,1,62500
        A1,6012506600000,250,1,1,62500
        A2,6010006600000,1000,0.125,0.125,750000
        A2,6012506600000,250,0.5,0,62500
        A2,6012506600250,250,1,1,62500
        A3,6000006601000,1000,0.25,0.25,1000000

        """)
    // By centre each cell is whole or not at all: Norrby has the centres of its two cells, and none of the centres of the coarse
    // cells lies in an area but that of Utby, on whose south-eastern corner it is, which is to no side of the area.
    #expect(
      try work.run(
        "coverage", "--areas", "omraden.geojson", "--cells", "rutor.csv", "--output", "c.csv", "--method", "centre"
      ).code == 0)
    let centre = try work.table("c.csv")
    #expect(centre.filter { $0["id"] == "A1" }.map { $0["fraction"] } == ["1", "1"])
    #expect(!centre.contains { $0["id"] == "A3" || $0["size_m"] == "1000" })
  }

  @Test(arguments: ["sv", "en"])
  func tablesAreAsStored(_ language: String) throws {
    let work = try HandWorld.indexed()
    let index = try work.run("index", "rutor.csv", "--lang", language)
    let overlay = try work.run(
      "overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--lang", language)
    let coverage = try work.run("coverage", "--areas", "omraden.geojson", "--lang", language)
    #expect(index.code == 0 && overlay.code == 0 && coverage.code == 0)
    #expect(index.errors.isEmpty && coverage.errors.isEmpty)
    #expect(
      overlay.errors.hasPrefix(
        language == "sv"
          ? "rutverk: obs: 3 områden vilar på få" : "rutverk: note: 3 areas rest on few or coarse cells"),
      "\(overlay.errors)")
    try Golden.check(
      [index.output, overlay.output, coverage.output].joined(separator: "\n"), "hand-tables-\(language).txt")
  }

  @Test func filesAreAsStored() throws {
    let work = try HandWorld.workspace()
    #expect(
      try work.run(
        "index", "rutor.csv", "--output", "hand-index.geojson", "--stats", "hand-index.csv", "--crs", "EPSG:3006"
      ).code == 0)
    #expect(
      try work.run(
        "overlay", "--cells", "hand-index.geojson", "--areas", "omraden.geojson", "--output", "hand-areas.geojson",
        "--stats", "hand-areas.csv"
      ).code == 0)
    for name in ["hand-index.geojson", "hand-index.csv", "hand-areas.geojson", "hand-areas.csv"] {
      try Golden.check(try work.text(name), name)
    }
  }
}

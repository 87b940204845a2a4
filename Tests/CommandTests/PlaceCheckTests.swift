import Columns
import Files
import Foundation
import Testing

/// Coordinates that are not what they are called: the same note, or the same error, in every command and for every input.
@Suite(.english) struct PlaceCheckTests {
  /// How two places in Sweden, Norrköping and Stockholm, look under a wrong name, and what is said of it.
  private static let mistakes: [(name: String, headings: String, places: [(Double, Double)], note: String)] = [
    ("exchanged degrees", "lon,lat", [(58.59, 16.18), (59.33, 18.06)], "longitude and latitude look exchanged"),
    (
      "northing first", "e,n", [(6_494_500, 568_500), (6_580_000, 674_000)], "northing seems to stand before easting"
    ),
    ("RT 90", "e,n", [(1_522_000, 6_497_000), (1_628_500, 6_581_000)], "as RT 90 2.5 gon V: say so with"),
    (
      "RT 90, north first", "e,n", [(6_497_000, 1_522_000), (6_581_000, 1_628_500)], "RT 90 2.5 gon V, with northing"
    ),
    ("a zone", "e,n", [(130_000, 6_494_500), (153_000, 6_579_000)], "a zone of SWEREF 99: say which of EPSG:3007"),
    ("nowhere", "e,n", [(0, 0), (0, 0)], "all of them at 0, 0"),
    ("another country", "lon,lat", [(2.35, 48.85), (2.36, 48.86)], "no usual mistake explains it"),
  ]

  private static let inputs = ["areas", "zones", "points", "events", "stations"]

  /// A run of a command whose `input` holds those places; the others are right.
  private func run(
    _ input: String, _ headings: String, _ places: [(Double, Double)], _ more: [String] = []
  ) throws -> Workspace.Run {
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.good)
    try work.write("right.geojson", SmallWorld.areas)
    let size = headings == "lon,lat" ? 0.001 : 100
    // Around 0, 0 too.
    let features = places.enumerated().map { i, place in
      SmallWorld.feature(
        "\"id\":\"A\(i)\",\"population\":\(100 + i),\"inkomst\":\(300 + i)",
        SmallWorld.box(place.0 - size, place.1 - size, place.0 + size, place.1 + size))
    }
    try work.write("wrong.geojson", SmallWorld.layer(features, epsg: headings == "lon,lat" ? nil : 3006))
    let rows = places.map { "\($0.0),\($0.1)" }
    try work.write("points.csv", ([headings] + rows).joined(separator: "\n"))
    try work.write(
      "placed.csv",
      (["phone,timestamp,\(headings)"] + rows.map { "p,2021-03-01T10:00:00,\($0)" }).joined(separator: "\n"))
    try work.write(
      "stations.csv", (["station,\(headings)"] + rows.enumerated().map { "s\($0),\($1)" }).joined(separator: "\n"))
    try work.write("events.csv", "phone,timestamp,station\np,2021-03-01T10:00:00,s0\n")
    let arguments: [String] =
      switch input {
      case "areas": ["overlay", "--cells", "cells.csv", "--areas", "wrong.geojson"]
      case "zones":
        ["index", "wrong.geojson", "--key", "id"]
          + [
            "utbildning", "forvarvsfrekvens", "utlandsk_bakgrund", "trangboddhet", "ensamstaende", "unga_0_15",
            "unga_16_19",
          ]
          .flatMap { ["--drop", $0] }
      case "points": ["incidents", "--points", "points.csv", "--areas", "right.geojson"]
      case "events": ["footprint", "--events", "placed.csv", "--areas", "right.geojson"]
      default:
        ["footprint", "--events", "events.csv", "--stations", "stations.csv", "--areas", "right.geojson"]
      }
    return try work.run(arguments: arguments + more)
  }

  @Test(arguments: inputs) func placesElsewhereAreNoted(_ input: String) throws {
    for mistake in Self.mistakes {
      let found = try run(input, mistake.headings, mistake.places)
      #expect(found.code == 0, "\(mistake.name): \(found.errors)")
      let notes = found.errors.split(separator: "\n").filter { $0.contains("--anywhere silences this") }
      #expect(notes.count == 1, "\(mistake.name): \(found.errors)")
      #expect(notes.first?.contains(mistake.note) == true, "\(mistake.name): \(found.errors)")
      #expect(notes.first?.contains("2 of 2 places") == true && notes.first?.contains("the first in") == true)
      // Where somebody was stands in no message.
      #expect(
        !found.errors.contains("\(mistake.places[1].0)") && !found.errors.contains("\(Int(mistake.places[0].1))."))
      let silent = try run(input, mistake.headings, mistake.places, ["--anywhere"])
      #expect(silent.code == 0 && !silent.errors.contains("places lie"), "\(mistake.name): \(silent.errors)")
    }
    for (headings, places) in [
      ("lon,lat", [(16.18, 58.59), (18.06, 59.33)]), ("e,n", [(568_500, 6_494_500), (674_000, 6_580_000)]),
    ] {
      let right = try run(input, headings, places)
      #expect(right.code == 0 && !right.errors.contains("places lie"), "\(right.errors)")
    }
  }

  @Test(arguments: inputs) func whatCannotBeIsAnError(_ input: String) throws {
    for (headings, places, words) in [
      ("lon,lat", [(16.18, 58.59), (674_000, 6_580_000)], "the coordinates are no degrees"),
      ("lon,lat", [(16.18, 58.59), (190, 60)], "the coordinates are no degrees"),
      ("e,n", [(16.18, 58.59), (18.06, 59.33)], "the coordinates look like degrees, not metres"),
      ("e,n", [(568_500, 6_494_500), (1e9, 6_580_000)], "the coordinates are not on Earth"),
    ] {
      let found = try run(input, headings, places)
      // Zones' outlines are written as they are; only what they are called is looked at.
      if input == "zones", words.hasSuffix("on Earth") { continue }
      #expect(found.code == 65 && found.errors.contains(words), "\(places): \(found.errors)")
    }
  }

  @Test func oneOfManyIsNotedWithItsRow() throws {
    let found = try run("points", "lon,lat", [(16.18, 58.59), (59.33, 18.06), (18.06, 59.33), (0, 0)])
    #expect(
      found.errors.contains(
        "points.csv: 2 of 4 places lie outside Sweden and the 200 km around it, the first in row 3 (lon/lat): longitude and latitude look"
          + " exchanged (1 are at 0, 0)"), "\(found.errors)")
  }

  /// Where somebody was stands in no message, whatever the format.
  @Test(arguments: ["csv", "gpkg"]) func noPlaceOfAnEventIsTold(_ ending: String) throws {
    let work = try Workspace()
    try work.write("a.geojson", SmallWorld.areas)
    for (x, words) in [("59,3307N", "no"), ("5933070000", "not on Earth")] {
      var table = Table()
      for (name, value) in [("phone", "secret"), ("timestamp", "2021-03-01T10:00:00"), ("e", x), ("n", "6590100")] {
        table.add(name, texts: TextColumn([value]))
      }
      try? FileManager.default.removeItem(atPath: work.path("e.\(ending)"))
      _ = try VectorWriter.write(table, path: work.path("e.\(ending)"), target: "e.\(ending)", layer: "e")
      for skip in [[], ["--on-bad-row", "skip"]] {
        let run = try work.run(
          arguments: ["footprint", "--events", "e.\(ending)", "--areas", "a.geojson"] + skip)
        #expect(run.code == (skip.isEmpty ? 65 : 0) && run.errors.contains(words), "\(run.errors)")
        for part in ["secret", "59,33", "5933", "6590100"] { #expect(!run.errors.contains(part), "\(run.errors)") }
      }
    }
  }

  /// What says nothing of the system is taken by its values; what is named, by its name.
  @Test func headingsOfCoordinates() throws {
    let work = try Workspace()
    try work.write("a.geojson", SmallWorld.areas)
    func counts(_ headings: String, _ rows: [String], _ more: [String] = []) throws -> (
      counts: [String?], notes: String
    ) {
      try work.write("p.csv", ([headings] + rows).joined(separator: "\n"))
      let run = try work.run(
        arguments: ["incidents", "--points", "p.csv", "--areas", "a.geojson", "--output", "o.csv"] + more)
      try #require(run.code == 0, "\(headings): \(run.errors)")
      return (try work.table("o.csv").map { $0["count"] }, run.errors)
    }
    let (metres, north) = (["560050,6590100", "560600,6590100"], ["6590100,560050", "6590100,560600"])
    // The same two places in degrees, to a metre.
    let degrees = ["16.058944,59.445156", "16.068641,59.445077"]
    let wanted = try counts("e,n", metres).counts
    #expect(wanted == ["1", "1", "0"])
    for headings in ["easting,northing", "öst,nord", "Ost,Nord", "SWEREF_E,SWEREF_N", "x,y"] {
      #expect(try counts(headings, metres).counts == wanted, "\(headings)")
    }
    for headings in ["longitude,latitude", "Longitud,Latitud", "lng,lat", "x,y"] {
      #expect(try counts(headings, degrees).counts == wanted, "\(headings)")
    }
    let old = try counts("x,y", north)
    #expect(old.counts == wanted && old.notes.contains("y and x are taken for easting and northing"), "\(old.notes)")
    #expect(try counts("a,b", metres, ["--x-field", "a", "--y-field", "b"]).counts == wanted)
    #expect(
      try counts("a,b", degrees, ["--x-field", "a", "--y-field", "b", "--points-crs", "EPSG:4326"]).counts == wanted)
    #expect(
      try counts("lon,lat,e,n", metres.map { "1,2,\($0)" }, ["--x-field", "e", "--y-field", "n"]).counts == wanted)
    try work.write("p.csv", "x,y\n560050,6590100\n560600,6590100\n")
    let piped = try work.shell("rutverk incidents --points - --areas a.geojson --output o.csv < p.csv")
    #expect(piped.code == 0 && piped.errors.contains("are taken for easting and northing"), "\(piped.errors)")
    #expect(try work.table("o.csv").map { $0["count"] } == wanted)
    #expect(try work.run("incidents", "--points", "p.csv", "--areas", "a.geojson", "--x-field", "x").code == 64)
    try work.write("s.csv", "station,x,y\nS,560050,6590100\n")
    try work.write("e.csv", "phone,timestamp,station\np,2021-03-01T10:00:00,S\n")
    let stations = try work.run(
      "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--radius", "10", "--output",
      "f.csv")
    #expect(stations.code == 0, "\(stations.errors)")
    #expect(try work.table("f.csv").map { $0["dygnsavtryck"] } == ["1", "0", "0"])
  }
}

import Foundation
import Testing

/// What `rutverk incidents` refuses, and what it counts and leaves out.
@Suite(.english) struct IncidentBadInputTests {
  @Test func usage() throws {
    let work = try IncidentWorld.workspace()
    for (extra, words) in [
      (["--from", "2023-01-02", "--to", "2023-01-01"], "starts after it ends"), (["--from", "1 jan"], "YYYY-MM-DD"),
      (["--timezone", "Europe/Stokholm"], "did you mean"), (["--low-count", "-1"], "--low-count"),
      (["--population-field", "folk", "--cells", "r.csv"], "one of"), (["--exclude", "A9"], "no such area"),
      (["--population-field", "fokl"], "did you mean \"folk\"?"),
      (["--hierarchy", "lpo,reigon"], "did you mean \"region\"?"),
      (["--link-field", "kopling"], "did you mean \"koppling\"?"), (["--country-km2", "0"], "positive"),
      (["--hotspots-output", "h.csv"], "needs --hotspots"), (["--period", "week"], "week"),
      (["--category-field", "type"], "did you mean"),
    ] {
      let run = try work.run(arguments: IncidentWorld.base + extra)
      #expect(run.code == 64 && run.errors.contains(words), "\(extra): \(run.code) \(run.errors)")
    }
    #expect(try work.run("incidents", "--points", "p.csv").code == 64)
    #expect(try work.run("incidents", "--points", "q.csv", "--areas", "a.geojson").code == 66)
  }

  /// Everything that can be wrong in a row, with file, row, field and the value's shape.
  @Test func badRows() throws {
    let work = try IncidentWorld.workspace()
    let header = "lon,lat,tid,koppling\n15,60,2022-01-01,A1\n15.1,60,2022-01-01,A1\n15.2,60,2022-01-01,A1\n"
    for (row, words) in [
      (
        "15,60,2022-01-01T25:00,A1",
        "row 5, field \"tid\": there is no such date or time of day: 16 characters, letters, digits and signs"
      ),
      ("15,60,igår,A1", "field \"tid\": not a time: 4 characters, letters"),
      ("15,60,,A1", "field \"tid\": the time is missing"),
      (
        "15,60,2022-01-01,A11", "row 5, field \"koppling\": the event is linked to an area that is not there: \"A11\""
      ),
      ("öst,60,2022-01-01,A1", "row 5, field \"lon\": not a number: 3 characters, letters"),
      ("200,60,2022-01-01,A1", "are no degrees"),
    ] {
      try work.write("p.csv", header + row + "\n")
      let run = try work.run(arguments: IncidentWorld.base + ["--link-field", "koppling"])
      #expect(run.code == 65 && run.errors.contains(words), "\(row): \(run.errors)")
      let skipped = try work.run(
        arguments: IncidentWorld.base + ["--link-field", "koppling", "--on-bad-row", "skip", "--stats", "s.json"])
      #expect(skipped.code == 0 && skipped.errors.contains("1 bad rows left out; the first: "), "\(skipped.errors)")
      let totals = try work.json("s.json")["totals"] as? [String: Any]
      #expect(totals?["points_refused"] as? Int == 1 && totals?["points"] as? Int == 3)
    }
    let link = try work.run(arguments: IncidentWorld.base + ["--link-field", "koppling"])
    #expect(link.code == 65)
  }

  @Test func unknownLinksGetTheNearestName() throws {
    let work = try IncidentWorld.workspace()
    try work.write("p.csv", "e,n,koppling\n601000,6600000,A33\n")
    let run = try work.run(arguments: IncidentWorld.base + ["--link-field", "koppling"])
    #expect(run.code == 65 && run.errors.contains("did you mean \"A3\"?"), "\(run.errors)")
  }

  @Test func swappedCoordinatesAreNoticed() throws {
    let work = try IncidentWorld.workspace()
    try work.write("p.csv", "lon,lat\n59.33,18.07\n59.34,18.06\n")
    let run = try work.run(arguments: IncidentWorld.base)
    #expect(run.code == 0 && run.errors.contains("2 of 2 places lie outside Sweden"), "\(run.errors)")
    #expect(run.errors.contains("longitude and latitude look exchanged"), "\(run.errors)")
  }

  @Test func filesThatLackWhatIsNeeded() throws {
    let work = try IncidentWorld.workspace()
    try work.write("p.csv", "e,n\n601100,6600100\n")
    let noTime = try work.run(arguments: IncidentWorld.base + ["--period", "year"])
    #expect(noTime.code == 65 && noTime.errors.contains("no column holds the time"))
    #expect(try work.run(arguments: IncidentWorld.base + ["--from", "2022-01-01"]).code == 65)
    let all = try work.run(arguments: IncidentWorld.base + ["--stats", "s.json"])
    #expect(all.code == 0)
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["histograms"] == nil)
    try work.write("p.csv", "a,b\n1,2\n")
    let noPlace = try work.run(arguments: IncidentWorld.base)
    #expect(noPlace.code == 65 && noPlace.errors.contains("no columns hold the points' places"))
    try work.write("p.csv", "e,n\n,\n")
    let nowhere = try work.run(arguments: IncidentWorld.base)
    #expect(nowhere.code == 0 && nowhere.errors.contains("no point is counted"), "\(nowhere.errors)")
  }

  @Test func populationsAndCategories() throws {
    let work = try IncidentWorld.workspace()
    for (content, words) in [
      ("id,period,population\nA1,2022,-1\n", "the population is negative"),
      ("id,period,population\nA1,22,1\n", "not a period: \"22\""),
      ("id,period,population\nA1,2022,1\nA1,2022,2\n", "a second population of the same area and period"),
      ("id,period,population\nA1,2022,many\n", "many"), ("id,period\nA1,2022\n", "no column holds the population"),
    ] {
      try work.write("folk.csv", content)
      let run = try work.run(arguments: IncidentWorld.base + ["--population", "folk.csv"])
      #expect(run.code == 65 && run.errors.contains(words), "\(content): \(run.errors)")
    }
    for (yaml, words) in [
      ("groups:\n  a:\n    categories: [x]\n    activitydriven: true\n", "did you mean \"activity_driven\"?"),
      ("groups:\n  a:\n    categories: [x]\n  b:\n    categories: [X]\n", "a category stands in two groups, a and b"),
      ("groups:\n  a: {}\n", "a key is missing"), ("grupper:\n  a: 1\n", "unknown key"), ("", "the file is empty"),
      ("groups:\n  a:\n    categories: [x]\n    activity_driven: maybe\n", "true or false"),
      ("groups: [", "not readable as YAML"),
    ] {
      try work.write("g.yaml", yaml)
      let run = try work.run(arguments: IncidentWorld.base + ["--categories", "g.yaml", "--category-field", "typ"])
      #expect(run.code == 65 && run.errors.contains(words), "\(yaml): \(run.errors)")
    }
    #expect(try work.run(arguments: IncidentWorld.base + ["--categories", "x.yaml"]).code == 66)
  }
}

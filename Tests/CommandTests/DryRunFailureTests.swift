import Testing

/// A dry run refuses what the run refuses, and lists all of it.
@Suite struct DryRunFailureTests {
  @Test(.english) func everythingThatLacksIsTold() throws {
    let work = try Workspace()
    try work.write("e.csv", "vem,nar,station\n1,2025-03-30T10:00,S1\n")
    try work.write("s.csv", "namn,Nord,Ost\nS1,6590500,560500\n")
    let line = ["footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "saknas.geojson"]
    let dry = try work.run(arguments: line + ["--output", "nowhere/o.csv", "--dry-run"])
    #expect(dry.code == 65)
    for words in [
      "e.csv: no column holds the phone", "e.csv: no column holds the time", "s.csv: no column holds the station",
      "saknas.geojson", "nowhere",
    ] {
      #expect(dry.errors.contains(words), "\(words): \(dry.errors)")
    }
    #expect(try work.run(arguments: line).code != 0)
  }

  /// Each command line is refused by the run and by the dry run alike.
  @Test(arguments: [
    "overlay --cells antal.csv --areas areas.geojson", "overlay --cells code.csv --areas areas.geojson",
    "index code.csv", "map --cells antal.csv --output o.png",
    "profile --cells antal.csv --areas areas.geojson --all -o p",
    "incidents --points p.csv --areas areas.geojson --cells antal.csv",
    "incidents --points p.csv --areas areas.geojson --population antal.csv",
    "incidents --points p.csv --areas areas.geojson --hierarchy lpo",
    "compare --counts antal.csv", "footprint --events antal.csv --areas areas.geojson",
    "coverage --areas areas.geojson --cells code.csv --output o.csv",
    "hotspots --cells code.csv --field population", "hotspots --cells antal.csv --field folk",
  ])
  func whatTheRunRefuses(_ command: String) throws {
    let work = try Workspace()
    try work.write("areas.geojson", SmallWorld.areas)
    try work.write("antal.csv", "ruta,size_m,antal\n5600006590000,250,10\n")
    try work.write("code.csv", "ruta,population\n5600006590000,10\n")
    try work.write("p.csv", "e,n\n560100,6590100\n")
    let arguments = command.split(separator: " ").map(String.init)
    let run = try work.run(arguments: arguments)
    let dry = try work.run(arguments: arguments + ["--dry-run"])
    #expect(run.code != 0 && dry.code == run.code, "\(run.code) \(run.errors) – \(dry.code) \(dry.errors)")
  }

  @Test(.english) func inputsKeepTheirBytesAndNothingIsWritten() throws {
    let work = try Workspace()
    try work.write("areas.geojson", SmallWorld.areas)
    try work.write("c.csv", "ruta,size_m,Folkmängd,antal\n5600006590000,250,10,3\n")
    let names = work.names
    let dry = try work.run(
      "overlay", "--cells", "c.csv", "--areas", "areas.geojson", "--output", "o.gpkg", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("population: Folkmängd (people)"), "\(dry.output)")
    #expect(work.names == names)
  }
}

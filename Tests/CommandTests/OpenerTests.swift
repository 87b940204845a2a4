import Columns
import Files
import Foundation
import Testing

/// One file, called and packed in every way: every command reads the same from it, or says what it is.
@Suite(.english) struct OpenerTests {
  /// Cells, areas, stations, events and points of a small world, and what each command makes of them.
  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.good)
    try work.write("areas.geojson", SmallWorld.areas)
    try work.write("stations.csv", "station,e,n\nS1,560100,6590100\nS2,560600,6590100\n")
    try work.write(
      "events.csv",
      "phone,timestamp,station\np,2021-03-01T10:00:00,S1\np,2021-03-01T11:00:00,S2\nq,2021-03-02T01:00:00,S1\n")
    try work.write(
      "points.csv", "e,n,time\n560100,6590100,2021-03-01\n560600,6590100,2021-04-01\n560601,6590100,2022-04-01\n")
    return work
  }

  /// The same bytes under other names: packed, without a telling name, from standard input.
  private func forms(_ work: Workspace, _ name: String) throws -> [String] {
    let ending = name.split(separator: ".").last ?? ""
    let shell = try work.shell(
      "gzip -kn \(name); gzip -c \(name) > g_\(name); gzip -c \(name) > packed; cp \(name) plain; zstd -q \(name); zstd -qc \(name) > z.\(ending)"
    )
    try #require(shell.code == 0, "\(shell.errors)")
    return ["\(name).gz", "g_\(name)", "packed", "plain", "\(name).zst", "z.\(ending)", "-"]
  }

  private static let commands: [(command: String, input: String)] = [
    ("index @cells.csv", "cells.csv"),
    ("overlay --cells @cells.csv --areas areas.geojson", "cells.csv"),
    ("overlay --cells cells.csv --areas @areas.geojson", "areas.geojson"),
    ("coverage --cells @cells.csv --areas areas.geojson", "cells.csv"),
    ("footprint --events @events.csv --stations stations.csv --areas areas.geojson", "events.csv"),
    ("footprint --events events.csv --stations @stations.csv --areas areas.geojson", "stations.csv"),
    ("footprint --events events.csv --stations stations.csv --areas @areas.geojson", "areas.geojson"),
    ("incidents --points @points.csv --areas areas.geojson", "points.csv"),
    ("incidents --points points.csv --areas @areas.geojson --cells cells.csv", "areas.geojson"),
    ("incidents --points points.csv --areas areas.geojson --cells @cells.csv", "cells.csv"),
    ("areas validate @areas.geojson", "areas.geojson"),
    ("areas partition @areas.geojson", "areas.geojson"),
  ]

  @Test(arguments: commands.indices) func everyFormGivesTheSame(_ index: Int) throws {
    let (command, input) = Self.commands[index]
    let work = try world()
    func run(_ form: String, dry: Bool = false) throws -> Workspace.Run {
      let line = command.replacing("@\(input)", with: form)
      let feed = form == "-" ? " < \(input)" : ""
      return try work.shell("rutverk \(line) \(dry ? "--dry-run" : "--output o.csv")\(feed)")
    }
    let plain = try run(input)
    try #require(plain.code == 0, "\(plain.errors)")
    let wanted = try work.bytes("o.csv")
    // Lines that name columns, whatever the file is called.
    func columns(_ run: Workspace.Run) -> [String] {
      run.output.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.contains("obs: ") }.map(String.init)
    }
    let heads = try columns(run(input, dry: true))
    #expect(!heads.isEmpty)
    for form in try forms(work, input) {
      let found = try run(form)
      #expect(found.code == 0, "\(command), \(form): \(found.errors)")
      #expect(try work.bytes("o.csv") == wanted, "\(command), \(form)")
      let dry = try run(form, dry: true)
      #expect(dry.code == 0 && columns(dry) == heads, "\(form): \(dry.output) \(dry.errors)")
    }
  }

  @Test func mapsReadThemToo() throws {
    let work = try world()
    #expect(try work.run("index", "cells.csv", "--output", "index.csv").code == 0)
    #expect(try work.run("map", "--cells", "index.csv", "--output", "a.png").code == 0)
    for form in try forms(work, "index.csv") {
      let run = try work.shell("rutverk map --cells \(form) --output b.png\(form == "-" ? " < index.csv" : "")")
      #expect(run.code == 0, "\(form): \(run.errors)")
      #expect(try work.bytes("b.png") == work.bytes("a.png"), "\(form)")
    }
  }

  @Test func filtersWorkOnWhatIsPacked() throws {
    let work = try world()
    let filter = ["--where", "population > 60"]
    #expect(try work.run(arguments: ["index", "cells.csv", "--output", "a.csv"] + filter).code == 0)
    for form in try forms(work, "cells.csv") {
      let run = try work.shell(
        "rutverk index \(form) --output o.csv --where 'population > 60'\(form == "-" ? " < cells.csv" : "")")
      #expect(run.code == 0, "\(form): \(run.errors)")
      #expect(try work.bytes("o.csv") == work.bytes("a.csv"), "\(form)")
    }
    let points = "incidents --areas areas.geojson --points-where \"e > '560500'\" --output o.csv --points"
    #expect(try work.shell("rutverk \(points) points.csv").code == 0)
    let wanted = try work.bytes("o.csv")
    let piped = try work.shell("rutverk \(points) - < points.csv")
    #expect(piped.code == 0, "\(piped.errors)")
    #expect(try work.bytes("o.csv") == wanted)
  }

  /// A layer is opened as what it is, whatever its name says.
  @Test(arguments: ["gpkg", "fgb", "geojson", "xlsx", "ods"]) func namesThatLie(_ ending: String) throws {
    let work = try world()
    #expect(try work.run("index", "cells.csv", "--output", "index.\(ending)").code == 0)
    #expect(
      try work.run("overlay", "--cells", "index.\(ending)", "--areas", "areas.geojson", "--output", "a.csv").code == 0
    )
    let before = try work.bytes("index.\(ending)")
    #expect(
      try work.shell("cp index.\(ending) lie.csv; cp index.\(ending) lie; gzip -c index.\(ending) > lie.gz").code == 0
    )
    for name in ["lie.csv", "lie", "lie.gz"] {
      let run = try work.run("overlay", "--cells", name, "--areas", "areas.geojson", "--output", "o.csv")
      #expect(run.code == 0, "\(ending) as \(name): \(run.errors)")
      #expect(try work.bytes("o.csv") == work.bytes("a.csv"), "\(ending) as \(name)")
    }
    #expect(try work.bytes("lie.csv") == before && !work.names.contains { $0.hasPrefix("lie.csv-") })
  }

  /// The way out names the file, where its name can stand in a shell's quotes.
  @Test(arguments: [("h 1.parquet", "FROM 'h 1.parquet'"), ("h'1.parquet", "FROM 'FILE'")])
  func parquetHasALine(_ name: String, _ line: String) throws {
    let work = try world()
    try Data("PAR1…".utf8).write(to: work.folder.appendingPathComponent(name))
    let run = try work.run("index", name)
    #expect(
      run.code == 65 && run.errors.contains("duckdb -c \"COPY (\(line)) TO '/dev/stdout' (FORMAT csv)\" | rutverk"))
    #expect(
      run.errors.contains("pyarrow.csv.write_csv(p.read_table(") && run.errors.contains("geopandas.read_parquet("))
  }

  @Test func whatCannotBeReadIsNamed() throws {
    let work = try world()
    for (bytes, words) in [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1] as [UInt8], "an old Excel workbook (.xls)"),
      (Array("PAR1…".utf8), "Parquet"),
      ([0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0], "ZIP archive"), (Array("%PDF-1.4".utf8), "PDF"),
      ([0x00, 0x00, 0x27, 0x0A, 0, 0], "part of a shapefile"),
    ] {
      try Data(bytes).write(to: work.folder.appendingPathComponent("x.csv"))
      for command in [
        "index x.csv", "overlay --cells cells.csv --areas x.csv", "incidents --areas areas.geojson --points x.csv",
        "footprint --areas areas.geojson --stations stations.csv --events x.csv",
        "footprint --areas areas.geojson --stations x.csv --events events.csv",
      ] {
        for dry in ["", " --dry-run"] {
          let run = try work.shell("rutverk \(command)\(dry)")
          #expect(
            run.code == 65 && run.errors.contains(words) && run.errors.contains("x.csv"), "\(command): \(run.errors)")
        }
      }
    }
    // Neither a name nor text.
    try Data([1, 0, 2, 0]).write(to: work.folder.appendingPathComponent("x.bin"))
    #expect(try work.run("index", "x.bin").code == 66)
    #expect(try work.shell(": | rutverk index -").code == 65)
    let twice = try work.shell("rutverk overlay --cells - --areas - < cells.csv")
    #expect(twice.code == 64 && twice.errors.contains("Standard input can be given only once"))
  }
}

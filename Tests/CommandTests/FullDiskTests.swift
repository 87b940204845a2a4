import Foundation
import Testing

/// Places that take no more bytes, and places that GDAL has trouble with.
@Suite(.english) struct FullDiskTests {
  static var hasFullDevice: Bool { FileManager.default.fileExists(atPath: "/dev/full") }

  /// One block of the shell's `ulimit -f`, 512 or 1024 bytes: no layer fits, the message does.
  @Test(arguments: [
    "index rutor.csv --output ut.geojson", "index rutor.csv --output ut.csv", "index rutor.csv --stats ut.json",
    "index rutor.csv --output ut.gpkg", "index rutor.csv --output ut.fgb", "index rutor.csv --output ut.shp",
    "index rutor.csv --output ut.xlsx", "overlay --cells rutor.csv --areas omraden.geojson --stats ut.json",
    "coverage --areas omraden.geojson --output ut.xlsx",
  ])
  func aLimitOnTheSizeOfFiles(_ command: String) throws {
    let work = try HandWorld.workspace()
    let target = command.split(separator: " ").last.map(String.init) ?? ""
    try work.write(target, "tidigare")
    let names = work.names
    let run = try work.shell("ulimit -f 1; exec '\(Tool.path)' \(command)")
    #expect(run.code == 74, "\(run.errors)")
    #expect(run.errors.contains(target), "\(run.errors)")
    #expect(try work.text(target) == "tidigare")
    #expect(work.names == names)
  }

  @Test func allOutputsOrNone() throws {
    let work = try HandWorld.workspace()
    try work.write("a.csv", "tidigare")
    // The table fits into eight blocks, the GeoJSON does not; the statistics would.
    let limited = try work.shell(
      "ulimit -f 4; exec '\(Tool.path)' index rutor.csv --output a.csv --output b.geojson --stats c.json")
    #expect(limited.code == 74 && limited.errors.contains("b.geojson"), "\(limited.errors)")
    #expect(try work.text("a.csv") == "tidigare")
    let folder = try work.run("index", "rutor.csv", "--output", "a.csv", "--output", "saknas/b.csv")
    #expect(folder.code == 73)
    #expect(try work.text("a.csv") == "tidigare")
    #expect(work.names == ["a.csv", "omraden.geojson", "rutor.csv"])
  }

  @Test(.enabled(if: hasFullDevice, "there is no /dev/full"))
  func aDeviceThatIsFull() throws {
    let work = try HandWorld.workspace()
    for command in [
      "index rutor.csv", "index rutor.csv --output -", "index rutor.csv --dry-run", "index --print-definition",
      "coverage --areas omraden.geojson",
    ] {
      let run = try work.shell("rutverk \(command) > /dev/full")
      #expect(run.code == 74 && run.errors.contains("standard output"), "\(command): \(run.errors)")
    }
    try FileManager.default.createSymbolicLink(atPath: work.path("full.json"), withDestinationPath: "/dev/full")
    let stats = try work.run("index", "rutor.csv", "--stats", "full.json")
    #expect(stats.code == 74 && stats.errors.contains("full.json"), "\(stats.errors)")
    // Messages that nobody can get do not end the run, and do not change its code.
    #expect(try work.shell("rutverk index rutor.csv --cell-size 250 --verbose 2> /dev/full").code == 0)
    #expect(try work.shell("rutverk index rutr.csv 2> /dev/full").code == 66)
  }

  @Test func workbooksInFoldersThatAreCalledLikeArchives() throws {
    let work = try HandWorld.indexed()
    for folder in ["leverans.xlsx", "data.zip"] {
      try FileManager.default.createDirectory(atPath: work.path(folder), withIntermediateDirectories: true)
      for name in ["r.ods", "r.zip.xlsx"] {
        let target = "\(folder)/\(name)"
        #expect(try work.run("index", "rutor.csv", "--output", target).code == 0, "\(target)")
        let run = try work.run("overlay", "--cells", target, "--areas", "omraden.geojson", "--output", "a.csv")
        #expect(run.code == 0, "\(target): \(run.errors)")
        #expect(try work.table("a.csv").map { $0["population"] } == ["200", "162.5", "25"])
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: work.path(folder)).sorted()
          == ["r.ods", "r.zip.xlsx"])
    }
  }
}

import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// A full disk, imitated by a limit on the size of files. The limit holds for a whole process, so each case runs in
/// one of its own; it ends with the failure's exit code.
@Suite struct DiskFullTests {
  /// Writes 20,000 rows in that format with files limited to so many bytes; returns the exit code, 100 for a
  /// changed earlier output.
  static func write(_ ending: String, limit: rlim_t) -> Int32 {
    do {
      let scratch = try ScratchFolder()
      let target = scratch.file("ut.\(ending)")
      // An earlier geodatabase would be a folder.
      let earlier: [String] = ending == "gdb" ? [] : ["ut.\(ending)"]
      for name in earlier { try scratch.write(name, "gammal") }
      OutputSet.installSignalCleanup()
      var size = rlimit()
      getrlimit(__rlimit_resource_t(1), &size)
      size.rlim_cur = limit
      setrlimit(__rlimit_resource_t(1), &size)
      let outputs = try OutputSet()
      var code: Int32 = 0
      do {
        if ending == "txt" {
          let file = try outputs.file(target)
          for row in 0..<20_000 { try file.write("rad \(row)\n") }
        } else {
          var table = Table()
          table.add("nummer", .integer, numbers: (0..<20_000).map(Double.init))
          table.add("namn", texts: TextColumn((0..<20_000).map { "område \($0 &* 7919)" }))
          _ = try VectorWriter.write(
            table, path: try outputs.stage(target), target: target, layer: "ut", crs: "EPSG:3006",
            geometry: .points(x: (0..<20_000).map(Double.init), y: (0..<20_000).map { 6e6 + Double($0) }))
        }
        try outputs.commit()
      } catch let failure as Failure {
        code = failure.kind.rawValue
        if failure.file != target { code = 101 }
      }
      outputs.discard()
      if try scratch.list() != earlier { code = 100 }
      for name in earlier where try scratch.bytes(name) != Array("gammal".utf8) { code = 100 }
      return code
    } catch { return 102 }
  }

  @Test func textFiles() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("txt", limit: 50_000)) }
  }

  @Test func geoPackage() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("gpkg", limit: 300_000)) }
  }

  /// Before the first table, within the rows, and when all rows are there.
  @Test func geoPackageAtAnyPoint() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("gpkg", limit: 0)) }
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("gpkg", limit: 10_000)) }
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("gpkg", limit: 1_500_000)) }
    // Room for all: the earlier output is replaced.
    await #expect(processExitsWith: .exitCode(100)) { exit(DiskFullTests.write("gpkg", limit: 10_000_000)) }
  }

  @Test func flatGeobuf() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("fgb", limit: 300_000)) }
  }

  @Test func shapefile() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("shp", limit: 100_000)) }
  }

  @Test func geoJSON() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("geojson", limit: 300_000)) }
  }

  @Test func lineDelimitedGeoJSON() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("geojsonl", limit: 300_000)) }
  }

  @Test func csv() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("csv", limit: 100_000)) }
  }

  @Test func xlsx() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("xlsx", limit: 100_000)) }
  }

  @Test func ods() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("ods", limit: 50_000)) }
  }

  @Test func mapInfo() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("tab", limit: 100_000)) }
  }

  @Test func mapInfoInterchange() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("mif", limit: 100_000)) }
  }

  @Test func fileGeodatabase() async {
    await #expect(processExitsWith: .exitCode(74)) { exit(DiskFullTests.write("gdb", limit: 100_000)) }
  }

  @Test func interruptsRemoveTheStagingFolder() async {
    // 128 + SIGTERM.
    await #expect(processExitsWith: .exitCode(143)) {
      let folder = NSTemporaryDirectory() + "files-tests-interrupt-\(getpid())"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      OutputSet.installSignalCleanup()
      let outputs = try OutputSet()
      try outputs.file(folder + "/ut.csv").write("halv")
      kill(getpid(), SIGTERM)
      sleep(5)
      // Not reached; keeps the set alive until then.
      outputs.discard()
      exit(1)
    }
    let left = (try? FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())) ?? []
    for name in left where name.hasPrefix("files-tests-interrupt-") {
      let folder = NSTemporaryDirectory() + name
      #expect((try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty == true)
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}

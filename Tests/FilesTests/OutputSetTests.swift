import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Disk
@testable import Files

@Suite struct OutputSetTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func text(_ name: String) throws -> String { String(decoding: try scratch.bytes(name), as: UTF8.self) }

  @Test func nothingShowsBeforeTheCommit() throws {
    try scratch.write("a.txt", "gammal")
    let outputs = try OutputSet()
    let a = try outputs.file(scratch.file("a.txt"))
    let b = try outputs.file(scratch.file("b.txt"))
    try a.write("ny")
    try b.write(Array("också ny".utf8))
    #expect(try text("a.txt") == "gammal")
    #expect(try scratch.list().filter { !$0.hasPrefix(".") } == ["a.txt"])
    #expect(try scratch.list().filter { $0.hasPrefix(".") }.count == 1)
    try outputs.commit()
    #expect(try scratch.list() == ["a.txt", "b.txt"])
    #expect(try text("a.txt") == "ny" && text("b.txt") == "också ny")
  }

  @Test func withoutACommitNothingChanges() throws {
    try scratch.write("a.txt", "gammal")
    do {
      let outputs = try OutputSet()
      try outputs.file(scratch.file("a.txt")).write("ny")
      _ = try outputs.stage(scratch.file("b.gpkg"))
      #expect(try scratch.list().count == 2)
    }
    #expect(try scratch.list() == ["a.txt"])
    #expect(try text("a.txt") == "gammal")
  }

  @Test func bytesLargerThanTheBuffer() throws {
    let outputs = try OutputSet()
    let file = try outputs.file(scratch.file("stor.bin"))
    var expected: [UInt8] = []
    for i in 0..<7 {
      let bytes = [UInt8](repeating: UInt8(i), count: 1 << (16 + i % 6))
      try file.write(bytes)
      try file.write(bytes[10..<20])
      expected += bytes + bytes[10..<20]
    }
    try file.close()
    try file.close()
    // Too late.
    #expect(failure { try file.write([UInt8](repeating: 0, count: 1 << 21)) }?.kind == .software)
    try outputs.commit()
    #expect(try scratch.bytes("stor.bin") == expected)
  }

  @Test func sidecarsComeAlongAndStaleIndexesGo() throws {
    for name in ["r.shp", "r.qix", "r.sbn", "r.prj", "annan.qix"] { try scratch.write(name, "gammal") }
    let outputs = try OutputSet()
    let path = try outputs.stage(scratch.file("r.shp"))
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: scratch.file("r.shp"), layer: "r", crs: "EPSG:3006",
      geometry: SampleLayers.polygons)
    try outputs.commit()
    #expect(try scratch.list() == ["annan.qix", "r.cpg", "r.dbf", "r.prj", "r.shp", "r.shx"])
    #expect(try VectorLayer(path: scratch.file("r.shp")).rowCount == 4)
  }

  @Test func geodatabasesAreReplacedWhole() throws {
    let target = scratch.file("d.gdb")
    for rows in [4, 1] {
      let outputs = try OutputSet()
      let path = try outputs.stage(target)
      _ = try VectorWriter.write(
        SampleLayers.table().gathered(Array(0..<rows)), path: path, target: target, layer: "d",
        geometry: SampleLayers.polygons)
      try outputs.commit()
      #expect(try VectorLayer(path: target).rowCount == rows)
    }
    #expect(try scratch.list() == ["d.gdb"])
  }

  @Test func aFailureHalfWayUndoesTheRenames() throws {
    try scratch.write("a.txt", "gammal a")
    let outputs = try OutputSet()
    try outputs.file(scratch.file("a.txt")).write("ny a")
    try outputs.file(scratch.file("b.txt")).write("ny b")
    try outputs.file(scratch.file("c.txt")).write("ny c")
    // While the run computes, somebody makes a folder where c.txt is to go.
    try FileManager.default.createDirectory(atPath: scratch.file("c.txt"), withIntermediateDirectories: false)
    #expect(failure { try outputs.commit() }?.kind == .cannotCreate)
    outputs.discard()
    #expect(try text("a.txt") == "gammal a")
    #expect(try scratch.list() == ["a.txt", "c.txt"])
  }

  @Test func permissionsOfTheReplacedFileStay() throws {
    try scratch.write("a.txt", "gammal")
    chmod(scratch.file("a.txt"), 0o640)
    let outputs = try OutputSet()
    try outputs.file(scratch.file("a.txt")).write("ny")
    try outputs.commit()
    #expect(try FileStatus(scratch.file("a.txt"))?.mode == 0o640)
  }

  @Test func linksAreWrittenThrough() throws {
    try scratch.write("verklig.txt", "gammal")
    symlink("verklig.txt", scratch.file("namn.txt"))
    let outputs = try OutputSet()
    try outputs.file(scratch.file("namn.txt")).write("ny")
    try outputs.commit()
    #expect(try text("verklig.txt") == "ny")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("namn.txt")) == "verklig.txt")
  }

  @Test func targetsThatCannotBe() throws {
    let outputs = try OutputSet()
    for target in [scratch.path, scratch.path + "/", scratch.file("finns/inte.csv"), "", "/", "/proc/self/x.csv"] {
      #expect(failure { _ = try outputs.file(target) }?.kind == .cannotCreate, "\(target)")
    }
    try scratch.write("fil", "x")
    #expect(failure { _ = try outputs.stage(scratch.file("fil/x.csv")) }?.kind == .cannotCreate)
    try FileManager.default.createDirectory(atPath: scratch.file("resultat"), withIntermediateDirectories: false)
    let near = failure { _ = try outputs.stage(scratch.file("resultta/x.csv")) }
    #expect(near?.hint == "did you mean \"resultat\"?")
    #expect(failure { _ = try outputs.stage("/dev/null") }?.kind == .cannotCreate)
    #expect(try scratch.list() == ["fil", "resultat"])
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func writeProtectedTargets() throws {
    try scratch.write("skyddad.csv", "x")
    chmod(scratch.file("skyddad.csv"), 0o444)
    let outputs = try OutputSet()
    #expect(failure { _ = try outputs.stage(scratch.file("skyddad.csv")) }?.kind == .cannotCreate)
    chmod(scratch.path, 0o555)
    defer { chmod(scratch.path, 0o755) }
    #expect(failure { _ = try outputs.stage(scratch.file("ny.csv")) }?.kind == .cannotCreate)
  }

  @Test func inputsAreNeverReplaced() throws {
    let input = try scratch.write("in.csv", "a\n1\n")
    link(input, scratch.file("samma.csv"))
    symlink("in.csv", scratch.file("lank.csv"))
    let outputs = try OutputSet(inputs: [input])
    for name in ["in.csv", "samma.csv", "lank.csv"] {
      #expect(failure { _ = try outputs.stage(scratch.file(name)) }?.kind == .usage, "\(name)")
    }
    // A sidecar may hit an input as well.
    let table = try scratch.write("t.dbf", "tabell")
    let others = try OutputSet(inputs: [table])
    let path = try others.stage(scratch.file("t.shp"))
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: "t.shp", layer: "t", geometry: SampleLayers.polygons)
    #expect(failure { try others.commit() }?.kind == .usage)
    others.discard()
    #expect(try text("t.dbf") == "tabell" && text("in.csv") == "a\n1\n")
  }

  @Test func twoOutputsOfOneName() throws {
    let outputs = try OutputSet()
    _ = try outputs.stage(scratch.file("a.csv"))
    #expect(failure { _ = try outputs.stage(scratch.file("a.csv")) }?.kind == .usage)
    // Staged, but nobody wrote it.
    #expect(failure { try outputs.commit() }?.kind == .software)
  }

  @Test func devicesAreWrittenDirectly() throws {
    let outputs = try OutputSet()
    try outputs.file("/dev/null").write("bort")
    try outputs.commit()
    #expect(try FileStatus("/dev/null")?.kind == .special)
    let full = try OutputSet()
    let file = try full.file("/dev/full")
    try file.write("x")
    let failed = failure { try file.close() }
    #expect(failed?.kind == .io && failed?.file == "/dev/full" && failed?.message.contains("No space left") == true)
  }
}

import Core
import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct WatchedInputTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Fails the commit of an output when `change` was done to inputs meanwhile; returns the input that is named.
  private func changed(_ inputs: [String], _ change: () throws -> Void) throws -> String? {
    let outputs = try OutputSet(inputs: inputs.map(scratch.file))
    try outputs.file(scratch.file("ut.csv")).write("x")
    try change()
    let failed = failure { try outputs.commit() }
    outputs.discard()
    #expect(failed == nil || failed?.kind == .io && failed?.message == "changed while it was read")
    #expect(FileManager.default.fileExists(atPath: scratch.file("ut.csv")) == (failed == nil))
    try? FileManager.default.removeItem(atPath: scratch.file("ut.csv"))
    return failed?.file.map(FilePath.name)
  }

  @Test func inputsThatChange() throws {
    for name in ["a.csv", "b.shp", "b.dbf", "b.shx", "c.gpkg"] { try scratch.write(name, "abc") }
    let all = ["a.csv", "b.shp", "c.gpkg"]
    #expect(try changed(all) {} == nil)
    #expect(try changed(all) { try scratch.write("a.csv", "ab") } == "a.csv")
    #expect(try changed(all) { try scratch.write("b.dbf", "abcd") } == "b.shp")
    #expect(try changed(all) { unlink(scratch.file("c.gpkg")) } == "c.gpkg")
    // Put in the place of another, with the same bytes: who opens it twice has read two files.
    #expect(try changed(all) { rename(try scratch.write("ny", "ab"), scratch.file("a.csv")) } == "a.csv")
    // What is beside it and no part of it may change, and may be read by others.
    #expect(try changed(all) { try scratch.write("b.qix", "index") } == nil)
    #expect(try changed(all) { _ = try scratch.bytes("b.shp") } == nil)
  }

  @Test func filesOfAGeodatabase() throws {
    try FileManager.default.createDirectory(atPath: scratch.file("d.gdb"), withIntermediateDirectories: false)
    try scratch.write("d.gdb/gdb", "x")
    try scratch.write("d.gdb/a1.gdbtable", "x")
    #expect(try changed(["d.gdb"]) {} == nil)
    #expect(try changed(["d.gdb"]) { try scratch.write("d.gdb/a1.gdbtable", "xy") } == "d.gdb")
  }

  @Test func whatIsNoFile() throws {
    #expect(try changed(["-", "finns inte", "/dev/null"]) {} == nil)
  }

  @Test func partsOfInputsAreNeverReplaced() throws {
    for name in ["b.shp", "b.dbf", "b.shx"] { try scratch.write(name, "abc") }
    let outputs = try OutputSet(inputs: [scratch.file("b.shp")])
    #expect(failure { _ = try outputs.stage(scratch.file("b.dbf")) }?.kind == .usage)
  }
}

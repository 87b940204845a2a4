import Core
import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct CreatedFoldersTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func foldersGoWithoutACommit() throws {
    let outputs = try OutputSet()
    try outputs.makeFolder(scratch.file("a/b"))
    try outputs.file(scratch.file("a/b/ut.csv")).write("x")
    outputs.discard()
    #expect(try scratch.list().isEmpty)
    try outputs.makeFolder(scratch.file("a/b/"))
    try outputs.file(scratch.file("a/b/ut.csv")).write("x")
    try outputs.commit()
    #expect(try scratch.bytes("a/b/ut.csv") == [UInt8(ascii: "x")])
    // What was there, or is in use, stays.
    let others = try OutputSet()
    try others.makeFolder(scratch.file("a/c"))
    try scratch.write("a/c/annan.csv", "x")
    try others.makeFolder(scratch.file("a"))
    others.discard()
    #expect(try scratch.list() == ["a"] && scratch.bytes("a/c/annan.csv").count == 1)
    try scratch.write("fil", "x")
    #expect(failure { try others.makeFolder(scratch.file("fil/a")) }?.kind == .cannotCreate)
  }

  /// More outputs than a process may have open files.
  @Test func manyOutputs() throws {
    let outputs = try OutputSet()
    func descriptors() -> Int { (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count) ?? 0 }
    let before = descriptors()
    for number in 0..<1500 { try outputs.file(scratch.file("\(number).txt")).write("x") }
    #expect(descriptors() < before + 500)
    try outputs.commit()
    #expect(try scratch.list().count == 1500)
  }
}

import Core
import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct FileStatusTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func whatIsNotThere() throws {
    try scratch.write("a", "abc")
    #expect(try FileStatus.size(scratch.file("a")) == 3)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("ring"), withDestinationPath: scratch.file("ring"))
    for path in ["finns-inte", "a/b", "ring", String(repeating: "x", count: 5000)] {
      #expect(try FileStatus(scratch.file(path)) == nil, "\(path.prefix(20))")
    }
  }

  @Test func namesInAFolder() throws {
    for name in ["b", "å", ".a"] { try scratch.write(name, "x") }
    #expect(try FolderNames.of(scratch.path) == [".a", "b", "å"])
    // No empty list for what cannot be listed.
    #expect(failure { _ = try FolderNames.of(scratch.file("b")) }?.kind == .noInput)
    #expect(failure { _ = try FolderNames.of(scratch.file("c")) }?.kind == .noInput)
  }
}

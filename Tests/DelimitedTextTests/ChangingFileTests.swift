import Columns
import Core
import Disk
import Foundation
import TestSupport
import Testing

@testable import DelimitedText

/// Files that somebody writes to while they are read.
@Suite struct ChangingFileTests {
  private let scratch: ScratchFolder
  private let path: String

  init() throws {
    scratch = try ScratchFolder()
    path = try scratch.write("a.csv", "a,b\n" + (0..<50_000).map { "\($0),x\n" }.joined())
  }

  private let requests = [ColumnRequest("a", .number), ColumnRequest("b", .text)]

  /// A cut at a page, within a page, and all of it; the last leaves no row to be read.
  @Test(arguments: [8192, 10_000, 0], [1, 3]) func columns(_ size: Int, _ threads: Int) throws {
    let file = try DelimitedTextFile(path: path, threads: threads)
    #expect(file.rowCount == 50_000)
    truncate(path, off_t(size))
    let failed = failure { _ = try file.read(requests) }
    #expect(failed == .some(Failure.changed(path)))
    #expect(failure { _ = try file.readPassingOverBadRows(requests) }?.kind == .io)
  }

  @Test(arguments: [1, 3]) func moreRowsThanBefore(_ threads: Int) throws {
    let file = try DelimitedTextFile(path: path, threads: threads)
    let size = try scratch.bytes("a.csv").count
    // The same bytes in number, and many more rows.
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: Data(repeating: UInt8(ascii: "\n"), count: size))
    try handle.close()
    #expect(failure { _ = try file.read(requests) } == .some(Failure.changed(path)))
  }

  @Test(arguments: [8192, 10_000], [1, 3]) func streams(_ size: Int, _ threads: Int) throws {
    var options = DelimitedTextOptions()
    options.chunkBytes = 4096
    let stream = try DelimitedTextStream(path: path, options: options, threads: threads)
    var batches = 0
    let failed = failure {
      try stream.forEachBatch(columns: [0]) {
        $0.rowCount
      } consume: { _ in
        if batches == 0 { truncate(path, off_t(size)) }
        batches += 1
      }
    }
    #expect(failed == .some(Failure.changed(path)))
    #expect(batches > 0)
  }

  /// A stream that has been opened and is read later.
  @Test func openedBefore() throws {
    let stream = try DelimitedTextStream(path: path)
    truncate(path, 10)
    #expect(
      failure {
        try stream.forEachBatch(columns: [0]) {
          $0.rowCount
        } consume: { _ in
        }
      } == .some(Failure.changed(path)))
  }
}

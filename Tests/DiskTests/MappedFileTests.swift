import Core
import Foundation
import TestSupport
import Testing

@testable import Disk

@Suite struct MappedFileTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static let text = [UInt8](repeating: UInt8(ascii: "7"), count: 100_000)

  private func sum(_ file: MappedFile) -> Int { file.bytes.reduce(0) { $0 + Int($1) } }

  @Test func theBytesOfAFile() throws {
    let path = try scratch.write("a.csv", Self.text)
    let file = try MappedFile(path: path)
    #expect(try file.intact { sum(file) } == 100_000 * 55)
    #expect(!file.isTorn)
    file.release(0..<100_000)
    #expect(try file.intact { sum(file) } == 100_000 * 55)
  }

  @Test func anEmptyFile() throws {
    let file = try MappedFile(path: try scratch.write("tom.csv", ""))
    #expect(try file.intact { file.bytes.count } == 0)
  }

  /// Pages behind the cut cannot be read: the system answers with SIGBUS, and there are zeros instead.
  @Test func aFileThatIsCutShort() throws {
    let path = try scratch.write("a.csv", Self.text)
    let file = try MappedFile(path: path)
    truncate(path, 5000)
    let failed = failure { _ = try file.intact { #expect(sum(file) == 5000 * 55) } }
    #expect(failed?.kind == .io && failed?.file == path && failed?.message == "changed while it was read")
    #expect(file.isTorn)
    // The next one has the same address, and nothing of what was.
    let other = try MappedFile(path: try scratch.write("b.csv", Self.text))
    #expect(try other.intact { sum(other) } == 100_000 * 55)
    #expect(!other.isTorn)
  }

  /// Within the last page there is no SIGBUS; the file's size tells.
  @Test func aFileThatIsCutWithinAPage() throws {
    let path = try scratch.write("a.csv", "a\n1\n2\n")
    let file = try MappedFile(path: path)
    truncate(path, 4)
    #expect(failure { try file.check() }?.message == "changed while it was read")
    #expect(!file.isTorn)
  }

  @Test func aFileThatIsWrittenTo() throws {
    for change in ["a+", "r+"] {
      let path = try scratch.write("a.csv", "a\n1\n2\n")
      // So that the change is later by the file system's clock, whatever its grain.
      let past = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
      utimensat(AT_FDCWD, path, past, 0)
      let file = try MappedFile(path: path)
      try file.check()
      let stream = try #require(fopen(path, change))
      fputs("b", stream)
      fclose(stream)
      #expect(failure { try file.check() }?.message == "changed while it was read", "\(change)")
    }
  }

  /// Whoever puts another file in its place does not disturb who reads the old one.
  @Test func aFileThatIsReplaced() throws {
    let path = try scratch.write("a.csv", Self.text)
    let file = try MappedFile(path: path)
    rename(try scratch.write("ny.csv", "x"), path)
    #expect(try file.intact { sum(file) } == 100_000 * 55)
  }

  /// What is thrown about bytes that are not those of the file is of no use.
  @Test func theChangeIsToldBeforeWhatItLeadsTo() throws {
    let path = try scratch.write("a.csv", Self.text)
    let file = try MappedFile(path: path)
    #expect(failure { try file.intact { throw Failure(.badData, "not a number") } }?.kind == .badData)
    truncate(path, 10)
    #expect(failure { try file.intact { throw Failure(.badData, "not a number") } }?.kind == .io)
  }

  @Test func manyAtATime() throws {
    let path = try scratch.write("a.csv", Self.text)
    let files = try (0..<50).map { _ in try MappedFile(path: path) }
    truncate(path, 0)
    for file in files.reversed() { #expect(sum(file) == 0 && file.isTorn) }
  }

  @Test func folders() throws {
    #expect(failure { _ = try MappedFile(path: scratch.path) }?.kind == .noInput)
    #expect(failure { _ = try MappedFile(path: scratch.file("finns inte")) }?.kind == .noInput)
    #expect(failure { _ = try MappedFile(path: "/dev/null") }?.kind == .noInput)
  }
}

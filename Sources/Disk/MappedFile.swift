import CGuard
import Core
import Foundation

/// A file's bytes in memory: mapped, so that the system reads them when they are touched and drops them when they are not
/// needed, or read from a source that cannot be mapped.
///
/// Where a mapped file is cut short meanwhile, or its disk fails, what cannot be read any more reads as zeros. So whatever is
/// made of the bytes is of no use before ``intact(_:)`` has said that the file was the same all the time.
package final class MappedFile: @unchecked Sendable {
  /// The file's bytes; never written. Valid as long as the object lives.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// Of a mapped file; nil for what lies in memory.
  private let source: Source?

  private struct Source {
    let path: String
    let descriptor: Int32
    let opened: FileStatus
    /// What knows of pages that could not be read; nil for an empty file.
    var guarded: UnsafeMutableRawPointer?
  }

  /// Maps a regular file.
  package init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw MappedFile.failure("cannot open the file", path, errno) }
    do {
      (source, bytes) = try Self.map(descriptor, path)
    } catch {
      _ = close(descriptor)
      throw error
    }
  }

  private static func map(_ descriptor: Int32, _ path: String) throws -> (Source, UnsafeBufferPointer<UInt8>) {
    guard let status = FileStatus(descriptor: descriptor) else {
      throw MappedFile.failure("cannot read the file", path, errno)
    }
    if status.kind == .folder {
      throw Failure(.noInput, "is a folder", file: path, expected: "a delimited text file")
    }
    if status.kind != .file {
      throw Failure(
        .noInput, "is not a regular file", file: path, expected: "a delimited text file",
        hint: "write the stream to a file first")
    }
    let count = status.size
    var source = Source(path: path, descriptor: descriptor, opened: status)
    if count == 0 { return (source, UnsafeBufferPointer(start: nil, count: 0)) }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { throw MappedFile.failure("cannot map the file", path, errno) }
    guard let guarded = rutverk_guard_mapping(address, count) else {
      munmap(address, count)
      throw MappedFile.failure("cannot map the file", path, ENOMEM)
    }
    source.guarded = guarded
    _ = madvise(address, count, MADV_SEQUENTIAL)
    let start = UnsafeRawPointer(address).assumingMemoryBound(to: UInt8.self)
    return (source, UnsafeBufferPointer(start: start, count: count))
  }

  /// Reads a source to its end: `read` fills a buffer and says with how many bytes, 0 at the end.
  package init(name: String, reading read: (UnsafeMutableRawBufferPointer) throws -> Int) throws {
    var (capacity, count) = (1 << 20, 0)
    let most = InputLimit.unpackedMB.value * 1_000_000
    guard var storage = malloc(capacity) else { throw Self.tooLarge(name) }
    do {
      while true {
        if count == capacity {
          guard let larger = realloc(storage, 2 * capacity) else {
            throw Self.tooLarge(name)
          }
          (storage, capacity) = (larger, 2 * capacity)
        }
        let got = try read(UnsafeMutableRawBufferPointer(start: storage + count, count: capacity - count))
        if got == 0 { break }
        count += got
        if count > most {
          throw InputLimit.unpackedMB.exceeded(
            "more than \(InputLimit.unpackedMB.value) MB to hold in memory", file: name,
            hint: "unpack it into a file first")
        }
      }
    } catch {
      free(storage)
      throw error
    }
    source = nil
    bytes = UnsafeBufferPointer(start: UnsafeRawPointer(storage).assumingMemoryBound(to: UInt8.self), count: count)
  }

  private static func tooLarge(_ name: String) -> Failure {
    Failure(.badData, "too much to hold in memory", file: name, hint: "unpack it into a file first")
  }

  deinit {
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    if let source {
      if let guarded = source.guarded { rutverk_forget_mapping(guarded) }
      if let start { munmap(start, bytes.count) }
      close(source.descriptor)
    } else {
      free(start)
    }
  }

  /// Whether some page could not be read. Cheap: to be asked as often as there is something to stop for.
  package var isTorn: Bool { source?.guarded.map { rutverk_mapping_is_broken($0) } ?? false }

  /// What `body` makes of the bytes. Throws ``Failure`` (I/O) where the file has changed since it was opened, whatever `body`
  /// gives or throws: what looks wrong in a file that changes is that it changes.
  package func intact<R>(_ body: () throws -> R) throws -> R {
    let result = Result { try body() }
    try check()
    return try result.get()
  }

  /// Throws ``Failure`` (I/O) where the file has changed since it was opened.
  package func check() throws {
    guard let source else { return }
    let status = FileStatus(descriptor: source.descriptor)
    if let status, status.holdsSame(as: source.opened) {
      if isTorn { throw Failure(.io, "cannot be read to its end", file: source.path, hint: "does its disk fail?") }
      return
    }
    throw Failure.changed(source.path)
  }

  /// Lets the system take the pages that lie wholly in `range` back, so that a large file does not count as memory.
  /// They are read again when they are touched again.
  package func release(_ range: Range<Int>) {
    guard source != nil, let base = bytes.baseAddress else { return }
    let page = max(1, Int(sysconf(Int32(_SC_PAGESIZE))))
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound / page * page
    if last > first { _ = madvise(UnsafeMutableRawPointer(mutating: base + first), last - first, MADV_DONTNEED) }
  }

  /// What is said of a file that the system does not give.
  package static func failure(_ message: String, _ path: String, _ code: Int32) -> Failure {
    let kind: Failure.Kind = code == ENOENT || code == EACCES || code == ENOTDIR || code == EISDIR ? .noInput : .io
    return Failure(kind, message, file: path, hint: String(cString: strerror(code)))
  }
}

extension Failure {
  /// What is said of an input that is not what it was when it was opened.
  package static func changed(_ file: String) -> Failure {
    Failure(.io, "changed while it was read", file: file, hint: "close what writes to it, or read a copy")
  }
}

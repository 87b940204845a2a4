import Core
import Foundation

/// A file's bytes in memory: mapped, so that the system reads them when they are touched and drops them when they are not
/// needed, or read from a source that cannot be mapped.
///
/// The file must not be cut short while it is mapped: the system ends a process that reads behind the end.
final class MappedFile: @unchecked Sendable {
  /// The file's bytes; never written. Valid as long as the object lives.
  let bytes: UnsafeBufferPointer<UInt8>
  private let isMapped: Bool

  /// More unpacked bytes than this are refused where all of them must lie in memory.
  static let mostInMemory = 1 << 34

  /// Maps a regular file.
  init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw MappedFile.failure("cannot open the file", path, errno) }
    defer { _ = close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw MappedFile.failure("cannot read the file", path, errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.noInput, "is a folder", file: path, expected: "a delimited text file")
    }
    if status.st_mode & S_IFMT != S_IFREG {
      throw Failure(
        .noInput, "is not a regular file", file: path, expected: "a delimited text file",
        hint: "write the stream to a file first")
    }
    let count = Int(status.st_size)
    isMapped = true
    if count == 0 {
      bytes = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { throw MappedFile.failure("cannot map the file", path, errno) }
    _ = madvise(address, count, MADV_SEQUENTIAL)
    bytes = UnsafeBufferPointer(start: UnsafeRawPointer(address).assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Reads a source to its end.
  init(reading source: any ByteSource, name: String) throws {
    var (capacity, count) = (1 << 20, 0)
    guard var storage = malloc(capacity) else { throw Self.tooLarge(name) }
    do {
      while true {
        if count == capacity {
          guard 2 * capacity <= Self.mostInMemory, let larger = realloc(storage, 2 * capacity) else {
            throw Self.tooLarge(name)
          }
          (storage, capacity) = (larger, 2 * capacity)
        }
        let got = try source.read(
          into: UnsafeMutableRawBufferPointer(start: storage + count, count: capacity - count))
        if got == 0 { break }
        count += got
      }
    } catch {
      free(storage)
      throw error
    }
    isMapped = false
    bytes = UnsafeBufferPointer(start: UnsafeRawPointer(storage).assumingMemoryBound(to: UInt8.self), count: count)
  }

  private static func tooLarge(_ name: String) -> Failure {
    Failure(.badData, "too much to hold in memory", file: name, hint: "unpack it into a file first")
  }

  deinit {
    guard let base = bytes.baseAddress else { return }
    let start = UnsafeMutableRawPointer(mutating: base)
    if isMapped { munmap(start, bytes.count) } else { free(start) }
  }

  /// Lets the system take the pages that lie wholly in `range` back, so that a large file does not count as memory.
  /// They are read again when they are touched again.
  func release(_ range: Range<Int>) {
    guard isMapped, let base = bytes.baseAddress else { return }
    let page = max(1, Int(sysconf(Int32(_SC_PAGESIZE))))
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound / page * page
    if last > first { _ = madvise(UnsafeMutableRawPointer(mutating: base + first), last - first, MADV_DONTNEED) }
  }

  /// What is said of a file that the system does not give.
  static func failure(_ message: String, _ path: String, _ code: Int32) -> Failure {
    let kind: Failure.Kind = code == ENOENT || code == EACCES || code == ENOTDIR || code == EISDIR ? .noInput : .io
    return Failure(kind, message, file: path, hint: String(cString: strerror(code)))
  }
}

import Core
import Foundation

/// A buffered sink for the bytes of one output file.
public final class StagedFile {
  /// The path that the bytes go to; not the target's until the set is committed.
  public let path: String
  private let target: String
  /// Open from the first bytes that leave the buffer to the end: a run may have more outputs than descriptors.
  private var descriptor: Int32 = -1
  private var isClosed = false
  private var buffer: [UInt8] = []

  /// Bytes held before they are written: 1 MiB.
  private static let capacity = 1 << 20

  /// A file at a path that was staged, or beside one; `target` names it in messages.
  public init(path: String, target: String) throws { (self.path, self.target) = (path, target) }

  /// Opens it before there are bytes. Throws ``Failure`` (cannot create).
  func open() throws {
    if descriptor >= 0 { return }
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(.cannotCreate, "cannot be created: \(String(cString: strerror(errno)))", file: target)
    }
  }

  deinit {
    if descriptor >= 0 { Foundation.close(descriptor) }
  }

  /// Adds bytes. Throws ``Failure`` (I/O) that names the target when the disk is full or a limit is reached.
  public func write(_ bytes: [UInt8]) throws { try write(bytes[...]) }

  /// Adds bytes. Throws ``Failure`` (I/O) that names the target when the disk is full or a limit is reached.
  public func write(_ bytes: ArraySlice<UInt8>) throws {
    let isLarge = bytes.count >= Self.capacity / 4
    if isLarge || buffer.count + bytes.count > Self.capacity { try flush() }
    if isLarge {
      // Not worth a copy.
      try bytes.withUnsafeBytes(send)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  /// Adds text as UTF-8. Throws ``Failure`` (I/O) like ``write(_:)-([UInt8])``.
  public func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes what is buffered and closes the file. Calling it again does nothing. Throws ``Failure`` (I/O).
  public func close() throws {
    if isClosed { return }
    defer { (descriptor, isClosed, buffer) = (-1, true, []) }
    do {
      try open()
      try flush()
    } catch {
      if descriptor >= 0 { _ = Foundation.close(descriptor) }
      throw error
    }
    // Network file systems report a full disk here.
    if Foundation.close(descriptor) != 0 { throw failure(errno) }
  }

  private func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBytes(send)
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    if isClosed { throw Failure(.software, "written to after it was closed", file: target) }
    try open()
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      rest = rest.dropFirst(written)
    }
  }

  private func failure(_ error: Int32) -> Failure {
    Failure(
      .io, "cannot be written: \(String(cString: strerror(error)))", file: target, hint: SystemError.hint(error))
  }
}

import Core
import Foundation

/// An open file: whole writes and reads at a place, or a ``Failure`` with the system's reason.
package final class ByteFile: Sendable {
  /// What messages call it.
  package let name: String
  /// What messages call its content.
  package let noun: String
  private let descriptor: Int32

  private init(_ descriptor: Int32, _ name: String, _ noun: String = "partial result") {
    (self.descriptor, self.name, self.noun) = (descriptor, name, noun)
  }

  deinit { _ = close(descriptor) }

  /// Makes a file without a name in a folder: the system removes it when the run ends, however it ends.
  ///
  /// Throws ``Failure`` (cannot create) when the folder is not there or not writable.
  package static func temporary(in folder: String) throws -> ByteFile {
    var template = Array((folder + "/rutverk-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    if descriptor < 0 { throw failure(.cannotCreate, "cannot create a temporary file", folder) }
    _ = unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return ByteFile(descriptor, folder)
  }

  /// Opens a file for writing, empty. Throws ``Failure`` (cannot create).
  package static func create(_ path: String) throws -> ByteFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw failure(.cannotCreate, "cannot create the file", path) }
    return ByteFile(descriptor, path)
  }

  /// Opens a file for reading; `noun` is what messages call its content. Throws ``Failure`` (no input) when it is not there, a folder
  /// or not readable.
  package static func read(_ path: String, as noun: String = "partial result") throws -> ByteFile {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw failure(.noInput, "cannot open the file", path) }
    let file = ByteFile(descriptor, path, noun)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.noInput, "is not a regular file", file: path)
    }
    return file
  }

  /// Bytes in the file.
  package func size() throws -> Int {
    var status = stat()
    if fstat(descriptor, &status) != 0 { throw Self.failure(.io, "cannot read the file", name) }
    return Int(status.st_size)
  }

  /// Writes all of `bytes` at a place. Throws ``Failure`` (I/O) when the disk is full.
  package func write(_ bytes: ArraySlice<UInt8>, at place: Int) throws {
    try bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = pwrite(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(place + done))
        if count < 0, errno == EINTR { continue }
        // Devices and pipes know no places; they are written in order anyway.
        if count < 0, errno == ESPIPE { throw Self.failure(.cannotCreate, "is not a regular file", name) }
        if count <= 0 { throw Self.failure(.io, "cannot write", name) }
        done += count
      }
    }
  }

  /// Reads exactly `count` bytes at a place. Throws ``Failure`` (bad data) when the file ends before.
  package func read(_ count: Int, at place: Int) throws -> [UInt8] {
    let end = try size()
    guard count >= 0, place >= 0, place <= end, count <= end - place else {
      throw Failure(.badData, "the file is cut short", file: name)
    }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(place + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { throw Self.failure(.io, "cannot read the file", name) }
        if got == 0 { throw Failure(.badData, "the file is cut short", file: name) }
        filled += got
      }
    }
  }

  private static func failure(_ kind: Failure.Kind, _ message: String, _ name: String) -> Failure {
    let code = errno
    return Failure(kind, message, file: name, hint: String(cString: strerror(code)))
  }
}

import Core
import Foundation

/// What the file system says of a path; links are followed.
package struct FileStatus: Equatable, Sendable {
  /// Device and inode: two paths with equal ones are the same file.
  package struct Identity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
  }

  /// What a path leads to.
  package enum Kind: Sendable {
    case file
    case folder
    /// A device, pipe or socket: written to directly, never replaced.
    case special
  }

  /// What it is.
  package let kind: Kind
  /// Which it is, whatever its name.
  package let identity: Identity
  /// Bytes.
  package let size: Int
  /// Permission bits.
  package let mode: mode_t
  /// When its bytes were last written, nanoseconds.
  private let written: Int64

  /// Nil if nothing is there. What cannot be looked at is not the same as what is not there: who took it for that would leave out
  /// a journal, an encoding, an older output.
  ///
  /// - Throws: ``Failure`` (no input) without permission, else (I/O).
  package init?(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // The last two: no file can have such a name.
      if [ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) { return nil }
      throw MappedFile.failure("cannot be looked at", path, errno)
    }
    self.init(status)
  }

  /// Nil if it cannot be looked at.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .special
    }
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    size = Int(status.st_size)
    mode = status.st_mode & 0o7777
    #if canImport(Darwin)
      let moment = status.st_mtimespec
    #else
      let moment = status.st_mtim
    #endif
    written = Int64(moment.tv_sec) &* 1_000_000_000 &+ Int64(moment.tv_nsec)
  }

  /// Whether it was the same file with the same bytes at both times, as far as the file system tells.
  package func holdsSame(as other: FileStatus) -> Bool {
    (identity, size, written) == (other.identity, other.size, other.written)
  }

  /// Size and the time of the last writing in one word: another one is another file.
  package var fingerprint: UInt64 {
    var digest = Digest()
    digest.add(UInt64(truncatingIfNeeded: size))
    digest.add(UInt64(bitPattern: written))
    return digest.value
  }

  /// The size in bytes; nil if there is no such file. Throws like ``init(_:)``.
  package static func size(_ path: String) throws(Failure) -> Int? { try FileStatus(path)?.size }
}

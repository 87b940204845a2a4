import Foundation

/// What the file system says of a path; links are followed.
package struct FileStatus: Equatable {
  /// Device and inode: two paths with equal ones are the same file.
  package struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// What a path leads to.
  package enum Kind {
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

  /// Nil if nothing is there or it cannot be looked at.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    default: kind = .special
    }
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    size = Int(status.st_size)
    mode = status.st_mode & 0o7777
  }

  /// The size in bytes; nil if there is no such file.
  static func size(_ path: String) -> Int? { FileStatus(path)?.size }
}

import Core
import Foundation

/// What must be on the disk before the next step, power cut or not.
enum DurableFiles {
  /// Waits until a file, or a folder with (if `isDeep`) all in it, is on the disk. A file system that cannot say so is taken as
  /// it is. Throws ``Failure`` (I/O) that names the output.
  static func sync(_ path: String, named: String, isDeep: Bool = true) throws {
    if isDeep, try FileStatus(path)?.kind == .folder {
      for name in try FolderNames.of(path) { try sync(FilePath.join(path, name), named: named) }
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, named) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0, ![EINVAL, ENOTSUP, EROFS, ENOSYS].contains(errno) { throw failure(errno, named) }
  }

  private static func failure(_ error: Int32, _ named: String) -> Failure {
    Failure(
      .io, "cannot be written: \(String(cString: strerror(error)))", file: named, hint: SystemError.hint(error))
  }
}

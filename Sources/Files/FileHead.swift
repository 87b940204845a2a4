import Core
import Disk
import Foundation

/// The first bytes of a file.
enum FileHead {
  /// At most so many; none where there is no such file. Throws ``Failure`` (no input, I/O) where it cannot be read: what is checked
  /// by its head must not pass because of that.
  static func bytes(_ path: String, _ count: Int) throws -> [UInt8] {
    guard try FileStatus(path)?.kind == .file else { return [] }
    do {
      return Array(try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: count) ?? Data())
    } catch {
      throw Failure(.io, "cannot be read: \(error.localizedDescription)", file: path)
    }
  }
}

import Core
import Disk
import Foundation

/// The files of a MapInfo table, read into memory before GDAL sees them.
///
/// Its MapInfo driver tries a read that fails for ever: a bad disk would make a run hang. So who reads from disk is the program, which
/// says what failed.
final class MapInfoFiles: Sendable {
  /// GDAL's name of the table.
  let path: String
  /// Kept as long as they may be read.
  private let files: [MemoryFile]

  /// Whether a path is that of such a table.
  static func isNeeded(for path: String) -> Bool { ["tab", "mif"].contains(FilePath.fileExtension(path)) }

  /// Reads a table and what of it stands beside, called like it in whatever case. Throws ``Failure`` (no input, I/O) for what cannot be read.
  init(of path: String) throws {
    let folder = FilePath.folder(path)
    let stem = FilePath.stem(FilePath.name(path)).lowercased()
    let endings = FormatFiles.companions(of: FilePath.fileExtension(path))
    let first = try Self.read(path, beside: nil)
    var files = [first]
    for name in try FolderNames.of(folder) where name != FilePath.name(path) {
      guard endings.contains(FilePath.fileExtension(name)), FilePath.stem(name).lowercased() == stem
      else { continue }
      let other = FilePath.join(folder, name)
      if try FileStatus(other)?.kind == .file { files.append(try Self.read(other, beside: first)) }
    }
    (self.path, self.files) = (first.path, files)
  }

  private static func read(_ path: String, beside other: MemoryFile?) throws -> MemoryFile {
    try MemoryFile(name: FilePath.name(path), beside: other) { write in
      do {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { try write(Array(piece)) }
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(.io, "cannot be read: \(error.localizedDescription)", file: path)
      }
    }
  }
}

import Core
import Foundation

/// The files that a name stands for.
enum FormatFiles {
  /// Of a file: itself, and what is there beside it of its format. Of a folder: all files in it and below it, by their paths. None
  /// for what is not there or is no file, such as a pipe.
  ///
  /// Throws ``Failure`` (no input) for a folder that cannot be read.
  static func all(of path: String) throws(Failure) -> [String] {
    switch FileStatus(path)?.kind {
    case nil, .special: return []
    case .file:
      let endings = companions[FilePath.fileExtension(path)] ?? []
      let beside = (endings + endings.map { $0.uppercased() }).map { "\(FilePath.stem(path)).\($0)" }
      return [path] + beside.filter { FileStatus($0) != nil }
    case .folder:
      guard let found = FileManager.default.enumerator(atPath: path) else {
        throw Failure(.noInput, "the folder cannot be read", file: path)
      }
      return found.compactMap { $0 as? String }.sorted().map { FilePath.join(path, $0) }.filter {
        FileStatus($0)?.kind == .file
      }
    }
  }

  /// What is read beside a file, by its ending.
  private static let companions = [
    "shp": ["shx", "dbf", "prj", "cpg"], "tab": ["dat", "map", "id", "ind"], "mif": ["mid"],
  ]
}

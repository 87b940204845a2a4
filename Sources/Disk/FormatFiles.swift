import Core

/// The files that a name stands for.
package enum FormatFiles {
  /// Of a file: itself, and what is there beside it of its format. Of a folder: all files in it and below it, by their paths. None
  /// for what is not there or is no file, such as a pipe.
  ///
  /// Throws ``Failure`` (no input, I/O) for what cannot be looked at or listed.
  static func all(of path: String) throws(Failure) -> [String] {
    var found: [String] = []
    switch try FileStatus(path)?.kind {
    case nil, .special: break
    case .file:
      let endings = companions(of: FilePath.fileExtension(path))
      found.append(path)
      for ending in endings + endings.map({ $0.uppercased() }) {
        let beside = "\(FilePath.stem(path)).\(ending)"
        if try FileStatus(beside) != nil { found.append(beside) }
      }
    case .folder:
      for name in try FolderNames.of(path) {
        let inside = FilePath.join(path, name)
        // A file in a folder stands for itself alone.
        switch try FileStatus(inside)?.kind {
        case .file: found.append(inside)
        case .folder: found += try all(of: inside)
        case nil, .special: break
        }
      }
    }
    return found
  }

  /// The endings of what stands beside a file of its format and is a part of it, by the file's own ending in small letters; none for a
  /// format of single files.
  package static func companions(of ending: String) -> [String] { companions[ending] ?? [] }

  private static let companions = [
    "shp": ["shx", "dbf", "prj", "cpg"], "tab": ["dat", "map", "id", "ind"], "mif": ["mid"],
  ]
}

import Core
import Foundation

/// A file that a run reads, as it was when the run began.
struct WatchedInput {
  /// The input as the user named it.
  let name: String
  let path: String
  /// What the file system said of it.
  let status: FileStatus

  /// The files that an input consists of: with those beside it that belong to its format, and those in it where it is a folder.
  /// None for what is not there, is no file, or is standard input.
  /// Throws ``Failure`` (no input, I/O) for what cannot be looked at.
  static func all(of input: String) throws -> [WatchedInput] {
    guard let status = try FileStatus(input) else { return [] }
    let beside: [String]
    switch status.kind {
    case .special: return []
    // A geodatabase; no other folder is an input.
    case .folder:
      beside = try FolderNames.of(input).map { FilePath.join(input, $0) }
    case .file:
      beside = (companions[FilePath.fileExtension(input)] ?? []).map { "\(FilePath.stem(input)).\($0)" }
    }
    return try ([input] + beside).compactMap { path in
      try FileStatus(path).map { WatchedInput(name: input, path: path, status: $0) }
    }
  }

  /// Throws ``Failure`` (I/O) where it is another file now, or has other bytes.
  func check() throws(Failure) {
    guard let now = try FileStatus(path), now.holdsSame(as: status) else { throw Failure.changed(name) }
  }

  /// Without which a file cannot be read, by its ending.
  private static let companions = ["shp": ["shx", "dbf"], "tab": ["dat", "map", "id"], "mif": ["mid"]]
}

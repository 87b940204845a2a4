import Core
import Disk
import Foundation

/// Checks on the name of an input before anything opens it.
public enum InputPath {
  /// The absolute path of a local file (or `.gdb` folder) that can be read.
  ///
  /// An absolute path cannot be mistaken for a driver prefix (`GPKG:…`) or a connection string. Throws ``Failure``
  /// (no input) for a name that is no local file, a file that is not there (with the nearest name in its folder),
  /// a folder, a device, and a file without read permission; (bad data) for an empty file.
  public static func checked(_ path: String) throws -> String {
    try refuseRemote(path)
    let absolute =
      path.hasPrefix("/") ? path : FilePath.join(FileManager.default.currentDirectoryPath, path)
    var status = stat()
    guard stat(absolute, &status) == 0 else { throw missing(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if status.st_size == 0 { throw Failure(.badData, "the file is empty", file: path) }
    case S_IFDIR:
      guard FilePath.fileExtension(path) == "gdb" else { throw folder(path) }
    default: throw Failure(.noInput, "not a file but a device or pipe", file: path)
    }
    guard access(absolute, R_OK) == 0 else { throw Failure(.noInput, "no permission to read it", file: path) }
    return absolute
  }

  /// Refuses what GDAL would take as something else than a local file.
  private static func refuseRemote(_ path: String) throws {
    if path.isEmpty { throw Failure(.noInput, "a file name is empty") }
    let lower = path.lowercased()
    if lower.hasPrefix("/vsi") || lower.contains("://") || lower.utf8.contains(0) {
      throw Failure(
        .noInput, "not a local file", file: path, hint: "rutverk opens local files only; download it first")
    }
  }

  private static func missing(_ path: String, _ error: Int32) -> Failure {
    guard error == ENOENT || error == ENOTDIR else {
      return Failure(.noInput, "cannot be opened: \(String(cString: strerror(error)))", file: path)
    }
    // `PG:dbname=…`, `GPKG:x.gpkg:layer`: a connection string rather than a misspelt name.
    if let colon = path.firstIndex(of: ":"), path[..<colon].count > 1, !path[..<colon].contains("/") {
      return Failure(
        .noInput, "not a local file", file: path, hint: "databases, services and driver prefixes are not opened")
    }
    let folder = FilePath.folder(path)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return Failure(.noInput, "no such file: there is no folder \(folder)", file: path)
    }
    let visible = names.filter { !$0.hasPrefix(".") }.sorted()
    return Failure(
      .noInput, "no such file", file: path,
      hint: Suggestion.nearest(to: FilePath.name(path), among: visible).map { "did you mean \"\($0)\"?" })
  }

  private static func folder(_ path: String) -> Failure {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let first = names.sorted().first { DriverList.format(ofFile: $0) != nil }
    return Failure(
      .noInput, "a folder, not a file", file: path,
      hint: first.map { "name a file in it, such as \(FilePath.join(path, $0))" })
  }
}

import Core
import Foundation

/// SHA-256 of files and folders.
package struct FileHash: Equatable, Sendable {
  /// Bytes; of a folder, of all files in it.
  package let bytes: Int
  /// 64 hexadecimal digits; of a folder, of the names and digests of its files in the order of their names.
  package let sha256: String

  /// Files that belong to another by their name: what a shapefile or a MapInfo file is made of.
  private static let parts = [
    "shp": ["shp", "dbf", "shx", "prj", "cpg"], "tab": ["tab", "dat", "map", "id", "ind"],
  ]

  /// Of what is at that path; nil where nothing is. Throws ``Failure`` (no input) for what cannot be read.
  package init?(_ path: String) throws {
    guard let status = try FileStatus(path) else { return nil }
    var names = [path]
    if status.kind == .folder {
      names = try Self.files(in: path)
    } else if let endings = Self.parts[FilePath.fileExtension(path)] {
      names = try endings.map { FilePath.stem(path) + "." + $0 }.filter { try FileStatus($0) != nil }
      if names.isEmpty { names = [path] }
    }
    let hashes = try names.map(Self.hash)
    bytes = hashes.reduce(0) { $0 + $1.bytes }
    if names == [path] {
      sha256 = hashes.first?.digits ?? ""
    } else {
      var all = try SHA256()
      for (name, hash) in zip(names, hashes) { all.add("\(FilePath.name(name)) \(hash.digits)\n") }
      sha256 = all.digits
    }
  }

  /// Files in a folder and those below it, in the order of their paths.
  private static func files(in folder: String) throws -> [String] {
    guard let found = FileManager.default.enumerator(atPath: folder) else {
      throw Failure(.noInput, "the folder cannot be read", file: folder)
    }
    return try found.compactMap { $0 as? String }.sorted().map { FilePath.join(folder, $0) }.filter {
      try FileStatus($0)?.kind == .file
    }
  }

  private static func hash(_ path: String) throws -> (bytes: Int, digits: String) {
    guard let found = try SHA256.ofFile(path) else { throw Failure(.noInput, "the file cannot be read", file: path) }
    return found
  }
}

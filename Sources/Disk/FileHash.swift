import Core

/// SHA-256 of files and folders.
package struct FileHash: Equatable, Sendable {
  /// Bytes; of a folder, of all files in it.
  package let bytes: Int
  /// 64 hexadecimal digits; of a folder, of the names and digests of its files in the order of their names.
  package let sha256: String

  /// Of what is at that path; nil where nothing is. Throws ``Failure`` (no input) for what cannot be read.
  package init?(_ path: String) throws {
    guard let status = try FileStatus(path) else { return nil }
    if status.kind == .special { throw Failure(.noInput, "no file: it can be read but once", file: path) }
    let names = try FormatFiles.all(of: path)
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

  private static func hash(_ path: String) throws -> (bytes: Int, digits: String) {
    guard let found = try SHA256.ofFile(path) else { throw Failure(.noInput, "the file cannot be read", file: path) }
    return found
  }
}

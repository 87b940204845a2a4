import Core
import Foundation

/// Small files, read whole.
package enum InputFile {
  /// The file's text. Throws ``Failure``: no input when there is none to read, bad data when it is not UTF-8.
  package static func text(_ path: String) throws -> String {
    guard let text = String(bytes: try bytes(path), encoding: .utf8) else {
      throw Failure(.badData, "not readable as text", file: path, expected: "UTF-8")
    }
    return text
  }

  /// The file's bytes. Throws ``Failure`` (no input) when there is none to read.
  package static func bytes(_ path: String) throws -> Data {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { String(path[...$0]) } ?? "."
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let name = String(path[(slash.map { path.index(after: $0) } ?? path.startIndex)...])
      let nearest = Suggestion.nearest(to: name, among: names.filter { !$0.hasPrefix(".") }.sorted())
      throw Failure(.noInput, "no such file", file: path, hint: nearest.map { "did you mean \"\($0)\"?" })
    }
    if isDirectory.boolValue { throw Failure(.noInput, "a directory, not a file", file: path) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "the file cannot be read", file: path)
    }
    return data
  }
}

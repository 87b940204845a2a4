/// Paths as text: parts of a file's name, without touching the disk.
public enum FilePath {
  /// What stands after the last `/`; trailing slashes are ignored.
  public static func name(_ path: String) -> String {
    let trimmed = trimmingSlashes(path)
    return trimmed.lastIndex(of: "/").map { String(trimmed[trimmed.index(after: $0)...]) } ?? trimmed
  }

  /// What stands before the last `/`: `.` for a bare name, `/` for a name in the root.
  package static func folder(_ path: String) -> String {
    let trimmed = trimmingSlashes(path)
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The name's extension in lower case, without dot; empty without one.
  public static func fileExtension(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The path without its extension.
  public static func stem(_ path: String) -> String {
    let count = fileExtension(path).count
    return count == 0 ? path : String(trimmingSlashes(path).dropLast(count + 1))
  }

  /// `name` in `folder`.
  package static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func trimmingSlashes(_ path: String) -> String {
    var result = Substring(path)
    while result.count > 1, result.hasSuffix("/") { result.removeLast() }
    return String(result)
  }
}

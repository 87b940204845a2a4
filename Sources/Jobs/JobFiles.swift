/// Which options name files that a command reads, and which those that it writes. A test holds the lists against the options of
/// all commands.
package enum JobFiles {
  /// Options with files that are read; `COMMAND NAME` where other commands mean something else by the name.
  package static let inputs: Set<String> = [
    "answers", "areas", "assessed", "base", "categories", "cells", "cells-stats", "counts", "coverage", "definition",
    "events",
    "footprint", "footprint stations", "history", "hotspots within", "incidents", "layers", "leaflet",
    "merge inputs", "municipalities", "new", "new-reference", "old", "old-reference", "parents", "partials", "points",
    "population",
    "questions", "reference", "salt-file", "tables",
  ]

  /// Options with files that are written.
  package static let outputs: Set<String> = [
    "chart", "hotspots-output", "output", "partial", "sensitivity draws", "series", "stats",
  ]

  /// Inputs that may also be something else than a file: the name of a built-in definition, counts in a row.
  private static let maybeOther: Set<String> = ["counts", "definition"]

  /// Whether an option names a file.
  package static func isFile(_ key: String, of command: String) -> Bool {
    isInput(key, of: command) || isOutput(key, of: command)
  }

  package static func isInput(_ key: String, of command: String) -> Bool {
    inputs.contains(key) || inputs.contains("\(command) \(key)")
  }

  static func isOutput(_ key: String, of command: String) -> Bool {
    outputs.contains(key) || outputs.contains("\(command) \(key)")
  }

  /// The file that a value names: panels take `2021=FILE`. Nil for one that may be something else and has no look of a path.
  static func path(_ value: String, key: String) -> String? {
    if maybeOther.contains(key), !value.contains("/"), !value.contains(".") || value.contains("=") { return nil }
    guard key == "layers", let sign = value.firstIndex(of: "="), value[..<sign].allSatisfy(\.isNumber) else {
      return value
    }
    return String(value[value.index(after: sign)...])
  }

  /// A path without `.` and, as far as it goes, `..`, so that two ways to write it are one.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

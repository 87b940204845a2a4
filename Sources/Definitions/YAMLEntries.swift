import Core
import Yams

/// A mapping's entries, checked against the keys that are known there.
struct YAMLEntries {
  /// Where the mapping stands: `variables.inkomst`; empty at the top.
  let path: String
  /// Keys and values in file order.
  let entries: [(key: String, value: YAMLValue)]

  /// The entries of a mapping with any keys, which are names.
  init(_ value: YAMLValue) throws {
    guard let mapping = value.node.mapping else { throw value.failure(expected: "keys and values (key: value)") }
    path = value.path
    entries = try mapping.map { key, node in
      guard let name = key.scalar?.string else {
        throw YAMLValue(node: key, path: value.path, file: value.file).failure(expected: "a word as the key")
      }
      let place = value.path.isEmpty ? name : "\(value.path).\(name)"
      // A null scalar may have no mark of its own worth naming; the key's line is the entry's.
      return (name, YAMLValue(node: node, path: place, file: value.file, line: key.mark?.line))
    }
  }

  /// The entries of a mapping that may have these keys and no others.
  init(_ value: YAMLValue, keys: [String]) throws {
    try self.init(value)
    for (key, entry) in entries where !keys.contains(key) {
      throw Failure(
        .badData, "unknown key", file: entry.file, place: entry.place, field: entry.path,
        hint: Suggestion.hint(for: key, among: keys))
    }
  }

  /// The value of a key; nil when it is not there.
  subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }

  /// The value of a key that must be there.
  func required(_ key: String, of parent: YAMLValue) throws -> YAMLValue {
    guard let value = self[key] else {
      throw Failure(
        .badData, "a key is missing", file: parent.file, place: parent.place,
        field: path.isEmpty ? key : "\(path).\(key)", expected: "\(key): …")
    }
    return value
  }
}

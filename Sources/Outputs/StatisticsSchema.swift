import Reports

/// What the statistics of a command look like: name, version and keys, of which the JSON Schema is made.
package struct StatisticsSchema: Sendable {
  /// The command's words with hyphens, such as `areas-panel`; what kind of statistics, where a command has several.
  package let name: String
  /// Raised by what breaks readers: a key that is gone, renamed or means something else. A new key does not.
  package let version: Int
  /// What they say, in a sentence.
  package let words: String
  /// Keys behind `schema` and `run`.
  package let keys: [JSONKey]

  /// The statistics of a command; `command` where it has other kinds too.
  package init(_ name: String, of command: String? = nil, version: Int = 1, _ words: String, _ keys: [JSONKey]) {
    (self.name, self.version, self.words, self.keys) = (name, version, words, keys)
    self.command = command ?? name
  }

  /// Name and version, as statistics tell them: `rutverk/areas-panel/1`.
  package var identifier: String { "rutverk/\(name)/\(version)" }

  /// The command, of one of the kinds of statistics that it has: `areas-levels` of `areas-levels-shares`.
  package let command: String

  private static let draft = JSONTree.Member("$schema", "https://json-schema.org/draft/2020-12/schema")

  /// The JSON Schema (draft 2020-12).
  package var tree: JSONTree { .object([Self.draft] + members) }

  /// The schema of a command that has several kinds of statistics.
  package static func either(_ kinds: [StatisticsSchema]) -> JSONTree {
    .object([draft, .init("oneOf", .array(kinds.map { .object($0.members) }))])
  }

  private var members: [JSONTree.Member] {
    let all =
      [
        JSONKey.key("schema", .oneOf([identifier]), "Name and version of this form"),
        .key("run", RunRecord.shape, "What was done, with what, and how it is to be read"),
      ] + keys
    return
      [
        .init("$id", .string("urn:rutverk:\(name):\(version)")), .init("title", .string(identifier)),
        .init("description", .string(words)),
      ] + JSONShape.members(all)
  }
}

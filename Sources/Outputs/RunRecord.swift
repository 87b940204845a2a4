import Core
import Files
import Reports

/// The `run` member of every statistics file: what was done, with what, and how it is to be read.
///
/// Nothing in it depends on the clock, the machine or the number of threads.
package struct RunRecord: Sendable {
  /// The command's name.
  package var command: String
  /// Parameters that decide the result, in the order of the help text.
  package var parameters: [(String, JSONTree)]
  /// The inputs.
  package var inputs: [InputRecord]
  /// How the figures are to be read.
  package var method: [String]

  /// A record of one run.
  package init(command: String, parameters: [(String, JSONTree)], inputs: [InputRecord], method: [String]) {
    (self.command, self.parameters, self.inputs, self.method) = (command, parameters, inputs, method)
  }

  /// A whole statistics document: its form, this record, and what was found.
  package func document(_ schema: StatisticsSchema, _ journal: Journal, _ found: [JSONTree.Member]) -> JSONTree {
    .object([.init("schema", .string(schema.identifier)), .init("run", tree(journal))] + found)
  }

  /// A whole statistics document out of keys and values.
  package func document(
    _ schema: StatisticsSchema, _ journal: Journal, _ found: KeyValuePairs<String, JSONTree>
  ) -> JSONTree {
    document(schema, journal, found.map { JSONTree.Member($0.key, $0.value) })
  }

  /// The record with the journal's notes, and the columns that it says were taken for what.
  private func tree(_ journal: Journal) -> JSONTree {
    .members([
      "version": .string(Version.number),
      "libraries": .object(journal.libraries.map { .init($0.name, $0.version.map { .string($0) } ?? .null) }),
      "command": .string(command),
      "parameters": .object(parameters.map { JSONTree.Member($0.0, $0.1) }),
      "inputs": .array(inputs.map(Self.tree)),
      "columns": .array(journal.columns.map(\.tree)),
      "method": .array(method.map { .string($0) }),
      "notes": .array(journal.notes.map { .string($0) }),
    ])
  }

  private static func tree(_ input: InputRecord) -> JSONTree {
    let files = InputDigest.files(of: input.path)
    let own = files.first { $0.path == input.path }
    func members(_ path: String, _ bytes: Int?, _ sha256: String?) -> [JSONTree.Member] {
      [
        .init("file", .string(path)), .init("bytes", bytes.map { .integer($0) } ?? .null),
        .init("sha256", sha256.map { .string($0) } ?? .null),
      ]
    }
    let beside = files.filter { $0.path != input.path }
    return .object(
      members(input.path, own?.bytes, own?.sha256)
        + [.init("features", input.features.map { .integer($0) } ?? .null)]
        + (beside.isEmpty
          ? []
          : [.init("parts", .array(beside.map { .object(members($0.path, $0.bytes, $0.sha256)) }))]))
  }

  /// What the record looks like.
  static let shape = JSONShape.object(keys)

  /// Its keys.
  package static let keys: [JSONKey] = {
    let file: [JSONKey] = [
      .key("file", .text, "As it was named"),
      .key("bytes", .count, "Size; null for pipes, standard input and folders"),
      .key("sha256", .word, "SHA-256 of its bytes, hexadecimal; null where bytes is, and for more than 128 MiB"),
    ]
    return [
      .key("version", .text, "Version of rutverk"),
      .key("libraries", .named(.word), "Versions of the libraries; null where the run did not need one"),
      .key("command", .text), .key("parameters", .named(.any), "What decides the result"),
      .key(
        "inputs",
        .list(
          .object(
            file + [
              .key("features", .count, "Rows or features read"),
              .optional("parts", .list(.object(file)), "Files that belong to it, of formats that have several"),
            ]))),
      .key(
        "columns",
        .list(.object([.key("file", .text), .key("role", .text), .key("column", .text), .key("unit", .word)])),
        "Which columns were taken for what"),
      .key("method", .list(.text), "How the figures are to be read"), .key("notes", .list(.text)),
    ]
  }()
}

/// The version of rutverk.
package enum Version {
  /// As in CHANGELOG.md.
  package static let number = "0.1.0"
}

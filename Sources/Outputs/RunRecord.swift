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

  /// The record with the journal's notes, and the columns that it says were taken for what.
  package func tree(_ journal: Journal) -> JSONTree {
    .members([
      "version": .string(Version.number),
      "command": .string(command),
      "parameters": .object(parameters.map { JSONTree.Member($0.0, $0.1) }),
      "inputs": .array(
        inputs.map { input in
          .members([
            "file": .string(input.path),
            "bytes": Self.sizeBytes(input.path).map { .integer($0) } ?? .null,
            "features": input.features.map { .integer($0) } ?? .null,
          ])
        }),
      "columns": .array(journal.columns.map(\.tree)),
      "method": .array(method.map { .string($0) }),
      "notes": .array(journal.notes.map { .string($0) }),
    ])
  }
}

extension RunRecord {
  /// Size of a file, bytes; nil for a folder (a geodatabase).
  private static func sizeBytes(_ path: String) -> Int? {
    FileStatus(path).flatMap { $0.kind == .folder ? nil : $0.size }
  }
}

/// The version of rutverk.
package enum Version {
  /// As in CHANGELOG.md.
  package static let number = "0.1.0"
}

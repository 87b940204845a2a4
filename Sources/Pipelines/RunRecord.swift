import Diagnostics
import Files
import Reports

/// An input as the statistics name it.
public struct InputRecord: Sendable {
  /// The file as the user named it.
  public var path: String
  /// Rows or features read; nil for a file that has none.
  public var features: Int?

  /// An input of so many features.
  public init(path: String, features: Int?) {
    self.path = path
    self.features = features
  }

  /// Size of the file, bytes; of a folder (a geodatabase), nothing.
  var sizeBytes: Int? { FileStatus(path).flatMap { $0.kind == .folder ? nil : $0.size } }
}

/// The `run` member of every statistics file: what was done, with what, and how it is to be read.
///
/// Nothing in it depends on the clock, the machine or the number of threads.
public struct RunRecord: Sendable {
  /// The command's name.
  public var command: String
  /// Parameters that decide the result, in the order of the help text.
  public var parameters: [(String, JSONTree)]
  /// The inputs.
  public var inputs: [InputRecord]
  /// How the figures are to be read.
  public var method: [String]

  /// A record of one run.
  public init(command: String, parameters: [(String, JSONTree)], inputs: [InputRecord], method: [String]) {
    self.command = command
    self.parameters = parameters
    self.inputs = inputs
    self.method = method
  }

  /// The record with the journal's notes.
  public func tree(notes: [String]) -> JSONTree {
    .members([
      "version": .string(Version.number),
      "command": .string(command),
      "parameters": .object(parameters.map { JSONTree.Member($0.0, $0.1) }),
      "inputs": .array(
        inputs.map { input in
          .members([
            "file": .string(input.path),
            "bytes": input.sizeBytes.map { .integer($0) } ?? .null,
            "features": input.features.map { .integer($0) } ?? .null,
          ])
        }),
      "method": .array(method.map { .string($0) }),
      "notes": .array(notes.map { .string($0) }),
    ])
  }
}

/// The version of rutverk.
public enum Version {
  /// As in CHANGELOG.md.
  public static let number = "0.1.0"
}

import Core

/// A command that steps can name, with what it takes.
package struct JobCommand: Sendable {
  /// An option, a flag or a positional argument.
  package struct Argument: Sendable {
    /// What it takes.
    package enum Kind: Sendable {
      case flag
      case option
      case positional
    }

    /// Its names in a job: long names without dashes, or the name that help gives a positional argument.
    package var names: [String]
    /// What it takes.
    package var kind: Kind
    /// Whether it takes several values.
    package var isRepeating: Bool

    /// An argument.
    package init(names: [String], kind: Kind, isRepeating: Bool) {
      (self.names, self.kind, self.isRepeating) = (names, kind, isRepeating)
    }
  }

  /// The command's words: `areas panel`.
  package var name: String
  /// What it takes, in the order of its help.
  package var arguments: [Argument]

  /// A command.
  package init(name: String, arguments: [Argument]) { (self.name, self.arguments) = (name, arguments) }

  /// What concerns the run and not a step.
  package static let ofTheRun = [
    "dry-run", "help", "lang", "print-definition", "progress", "quiet", "threads", "verbose", "version",
  ]

  /// The words of the command line that a step stands for, without the program's name.
  ///
  /// Throws ``Failure`` (bad data) with file, line and key: for a key that the command does not have, with the nearest; for
  /// several values where one is taken, and for a flag that is neither true nor false.
  package func words(_ call: JobCall, file: String) throws -> [String] {
    var words = name.split(separator: " ").map(String.init)
    var positional: [Int: [String]] = [:]
    let names = arguments.flatMap(\.names).filter { !Self.ofTheRun.contains($0) }
    for option in call.options {
      func failure(_ message: String, expected: String? = nil, hint: String? = nil, value: String? = nil) -> Failure {
        Failure(
          .badData, message, file: file, place: option.line.map { "line \($0)" }, field: option.path, value: value,
          expected: expected, hint: hint)
      }
      if Self.ofTheRun.contains(option.key) {
        throw failure("this is an option of the run, not of a step", hint: "rutverk run --\(option.key)")
      }
      guard let index = arguments.firstIndex(where: { $0.names.contains(option.key) }) else {
        throw failure("\(name) has no such option", hint: Suggestion.hint(for: option.key, among: names))
      }
      let argument = arguments[index]
      if option.values.count > 1, !argument.isRepeating {
        throw failure("a list where one value is taken", expected: "\(option.key): VALUE")
      }
      if let stream = option.values.first(where: { $0 == "-" }), JobFiles.isFile(option.key, of: name) {
        throw failure("a step reads and writes files", expected: "the name of a file", value: stream)
      }
      switch argument.kind {
      case .flag:
        switch option.values.first {
        case "true": words.append("--\(option.key)")
        case "false": break
        default: throw failure("not what belongs here", expected: "true or false", value: option.values.first)
        }
      case .option: words += option.values.map { "--\(option.key)=\($0)" }
      case .positional:
        if let value = option.values.first(where: { $0.hasPrefix("-") }) {
          throw failure("not what belongs here", expected: "no dash in front: ./\(value)", value: value)
        }
        positional[index] = option.values
      }
    }
    return words + arguments.indices.flatMap { positional[$0] ?? [] }
  }
}

import ArgumentParser
import Core
import Foundation

/// Options that are given twice although they take one value: the parser would take the last one in silence.
enum RepeatedOptions {
  private struct Help: Decodable {
    struct Command: Decodable {
      var arguments: [Argument]?
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        var name: String
      }

      var kind: String
      var isRepeating: Bool
      var names: [Name]?
    }

    var command: Command
  }

  /// Throws ``Failure`` (usage) for `--csv-style` where no word names a `.csv` that it could say something of.
  static func checkStyle(words: [String]) throws {
    let isStyled = words.contains { $0 == "--csv-style" || $0.hasPrefix("--csv-style=") }
    guard isStyled, !words.contains(where: { $0.lowercased().hasSuffix(".csv") }) else { return }
    throw Failure(.usage, "--csv-style: no .csv is written", hint: "leave --csv-style out, or write a .csv")
  }

  /// Throws ``Failure`` (usage) for the first option of a command that stands more than once among the words of the command
  /// line and may not.
  static func check<Command: ParsableCommand>(_ command: Command, words: [String]) throws {
    var seen: Set<Substring> = []
    let repeated = words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
      .compactMap { $0.split(separator: "=", maxSplits: 1).first }.filter { !seen.insert($0).inserted }
    // What the command's options are is asked only where one stands twice.
    guard !repeated.isEmpty else { return }
    let help = try JSONDecoder().decode(Help.self, from: Data(Command._dumpHelp().utf8))
    let single = (help.command.arguments ?? []).filter { $0.kind == "option" && !$0.isRepeating }
      .flatMap { $0.names ?? [] }.map { "--" + $0.name }
    if let option = repeated.first(where: { single.contains(String($0)) }) {
      throw Failure(.usage, "the option is given twice, and takes one value", value: String(option))
    }
  }
}

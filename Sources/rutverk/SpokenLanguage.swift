import ArgumentParser
import Reports

/// The language that people are spoken to in, before the command line is parsed: that fails in words too.
enum SpokenLanguage {
  /// The language that the words of a command line ask for with `--lang`; Swedish where they ask for none that there is.
  static func of(_ words: [String]) -> Language {
    let words = words.prefix { $0 != "--" }
    let apart = zip(words, words.dropFirst()).filter { $0.0 == "--lang" }.map(\.1)
    let joined = words.filter { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    return (apart + joined).last.flatMap(Language.init) ?? .sv
  }

  /// What the parser of the command line refuses: its message and where help is, line by line in the words of `told`. How a command
  /// is used, and the help of an option, stay English as all help does.
  static func refusal(_ message: String, _ told: (String) -> String) -> String {
    var isHelp = false
    return message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      isHelp = isHelp || line.hasPrefix("Help:") || line.hasPrefix("Usage:")
      return isHelp && !line.hasPrefix("  See '") ? String(line) : told(String(line))
    }.joined(separator: "\n")
  }
}

/// What commands understand that do not run as the others do.
struct LanguageOptions: ParsableArguments {
  @Option(help: "Language of what people read: sv or en.")
  var lang = Language.sv
}

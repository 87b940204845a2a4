import Core
import Reports

/// How a run's failure is told: a line for people, or with `--progress json` an event whose parts a program can take as they are.
enum FailureReport {
  /// Whether these words of a command line ask for events. They are looked at by themselves: what failed may be their parsing.
  static func isEvent(_ words: [String]) -> Bool {
    words.contains("--progress=json") || zip(words, words.dropFirst()).contains { $0 == ("--progress", "json") }
  }

  /// The members of the event of a failure; a part that it does not have is left out. `text` is the line for people, and no member
  /// says more than that line does; `text_sv` is the same line in Swedish. Events do not depend on `--lang`.
  static func event(_ failure: Failure) -> [(String, JSONTree)] {
    let value = failure.value.map { value in
      value.isShape ? value.text : "\(value.text.prefix(80))\(value.text.count > 80 ? "…" : "")"
    }
    let parts = [
      ("message", failure.message), ("file", failure.file), ("place", failure.place),
      ("field", failure.field.map(ShownHeading.of)), ("value", value), ("expected", failure.expected),
      ("hint", failure.hint),
    ]
    return start(failure.kind.rawValue, "\(failure)", failure.line(Language.sv.told))
      + parts.compactMap { name, text in text.map { (name, .string(PrintableText.of($0))) } }
      + (failure.value.map { [("value_is_shape", .bool($0.isShape))] } ?? [])
  }

  /// The members of the event of what the parser of the command line refused.
  static func event(refused message: String, code: Int32) -> [(String, JSONTree)] {
    start(code, message, Language.sv.told(message)) + [("message", .string(message))]
  }

  private static func start(_ code: Int32, _ text: String, _ swedish: String) -> [(String, JSONTree)] {
    [
      ("event", .string("error")), ("exit_code", .integer(Int(code))), ("text", .string(text)),
      ("text_sv", .string(swedish)),
    ]
  }
}

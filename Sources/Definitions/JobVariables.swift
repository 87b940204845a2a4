import Core

/// The variables of a job, `${name}` in its texts.
struct JobVariables {
  let file: String
  /// The variables that a `for` has set, with their values.
  var turn: [(String, String)] = []
  private var all: [(name: String, values: [String])] = []

  /// Most characters of a text with its variables filled in: a job of a few lines must not fill memory.
  private static let longest = 100_000

  init(file: String) { self.file = file }

  /// Names and values, for the record.
  var shown: [(name: String, value: String)] { all.map { ($0.name, $0.values.joined(separator: ", ")) } }

  /// The variables as they are when those of `for` have no value.
  var withoutTurn: JobVariables {
    var variables = self
    for (name, _) in turn { variables.set(name, [""]) }
    return variables
  }

  /// Gives a variable its value or list of values.
  mutating func set(_ name: String, _ values: [String]) {
    all.removeAll { $0.name == name }
    all.append((name, values))
  }

  /// The values that a value stands for: a text that is one variable and no more has all of that variable's, none where it is
  /// empty; any other text is one value.
  func values(_ value: YAMLValue) throws -> [String] {
    let text = try value.text(expected: "a word, a number or a list of such")
    guard text.hasPrefix("${"), text.hasSuffix("}"), !text.dropFirst(2).contains("{") else {
      return [try self.text(text, at: value)]
    }
    return try find(text.dropFirst(2).dropLast(), at: value).filter { !$0.isEmpty }
  }

  /// A text with its variables filled in; `$${` is `${`.
  func text(_ text: String, at value: YAMLValue) throws -> String {
    var result = ""
    var rest = text[...]
    while let sign = rest.firstIndex(of: "$") {
      result += rest[..<sign]
      rest = rest[sign...]
      if rest.hasPrefix("$${") {
        result += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else {
          throw value.failure("a variable without its end", expected: "${name}")
        }
        let values = try find(rest[..<end].dropFirst(2), at: value)
        guard values.count == 1, let word = values.first else {
          throw value.failure("a list of values inside a text", expected: "a variable with one value")
        }
        result += word
        rest = rest[rest.index(after: end)...]
      } else {
        result.append("$")
        rest = rest.dropFirst()
      }
      if result.utf8.count > Self.longest {
        throw value.failure("variables make too long a text", expected: "at most \(Self.longest) characters")
      }
    }
    return result + rest
  }

  private func find(_ name: Substring, at value: YAMLValue) throws -> [String] {
    guard let found = all.first(where: { $0.name == name }) else {
      throw Failure(
        .badData, "no such variable", file: value.file, place: value.place, field: value.path, value: String(name),
        hint: Suggestion.hint(for: String(name), among: all.map(\.name)))
    }
    return found.values
  }
}

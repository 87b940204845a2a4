import Core
import Yams

/// A YAML node with what messages need: its key's path, its file and its line.
struct YAMLValue {
  let node: Node
  /// Dotted path of keys; empty for the document.
  let path: String
  /// The file as the user named it.
  let file: String
  /// The line of its key, if it has one.
  var line: Int?

  /// `line 12`.
  var place: String? { (line ?? node.mark?.line).map { "line \($0)" } }

  /// The text of a plain or quoted word; throws for lists, mappings and nothing.
  func text(expected: String = "a word") throws -> String {
    guard let scalar = node.scalar, !isNull else { throw failure(expected: expected) }
    return scalar.string
  }

  /// A finite number.
  func number() throws -> Double {
    guard let number = Double(try text(expected: "a number")), number.isFinite else {
      throw failure(expected: "a number")
    }
    return number
  }

  /// A whole number.
  func integer() throws -> Int {
    guard let number = Int(try text(expected: "a whole number")) else { throw failure(expected: "a whole number") }
    return number
  }

  /// `true` or `false`.
  func flag() throws -> Bool {
    switch try text(expected: "true or false") {
    case "true": return true
    case "false": return false
    default: throw failure(expected: "true or false")
    }
  }

  /// One of a type's words.
  func choice<T: RawRepresentable & CaseIterable>(_: T.Type) throws -> T where T.RawValue == String {
    let words = T.allCases.map(\.rawValue)
    let word = try text(expected: words.joined(separator: ", "))
    guard let value = T(rawValue: word) else {
      var failure = failure(expected: words.joined(separator: ", "))
      failure.hint = Suggestion.nearest(to: word, among: words).map { "did you mean \"\($0)\"?" }
      throw failure
    }
    return value
  }

  /// The entries of a list; a single word is a list of one.
  func list(expected: String = "a list") throws -> [YAMLValue] {
    if let sequence = node.sequence {
      return sequence.enumerated().map { place, node in
        YAMLValue(node: node, path: "\(path)[\(place)]", file: file, line: node.mark?.line)
      }
    }
    guard node.scalar != nil, !isNull else { throw failure(expected: expected) }
    return [self]
  }

  /// Exactly two numbers: a lower and an upper limit.
  func pair(expected: String) throws -> (Double, Double) {
    let numbers = try list(expected: expected).map { try $0.number() }
    if numbers.count != 2 { throw failure(expected: expected) }
    return (numbers[0], numbers[1])
  }

  /// Whether there is nothing after the key, or a plain `null` or `~`.
  var isNull: Bool {
    guard let scalar = node.scalar, scalar.style != .singleQuoted, scalar.style != .doubleQuoted else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// Whether the node is a list.
  var isList: Bool { node.sequence != nil }

  /// Whether the node is a mapping.
  var isMapping: Bool { node.mapping != nil }

  /// What to say of a value that is not of the right kind.
  func failure(_ message: String = "not what belongs here", expected: String) -> Failure {
    let value: String? =
      if let scalar = node.scalar { isNull ? nil : scalar.string } else { isList ? "a list" : "keys and values" }
    return Failure(
      .badData, message, file: file, place: place, field: path.isEmpty ? nil : path, value: value, expected: expected)
  }
}

extension YAMLValue {
  /// The document that a text holds.
  ///
  /// Throws ``Failure`` (bad data) with the line for text that is no YAML, and `empty` for one without content.
  static func document(_ yaml: String, file: String, orEmpty empty: @autoclosure () -> Failure) throws -> YAMLValue {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw syntaxFailure(error, file: file)
    }
    guard let root else { throw empty() }
    var nodes = mostNodes
    do {
      try check(root, depth: 1, &nodes)
    } catch var failure as Failure {
      failure.file = file
      throw failure
    }
    return YAMLValue(node: root, path: "", file: file)
  }

  /// Values that a definition may have, those that an alias stands for counted each time.
  private static let mostNodes = 1_000_000

  /// Throws ``Failure`` (bad data) for lists and keys that nest deeper than ``InputLimit/nesting``, and for aliases of aliases that
  /// stand for more values than anybody writes.
  private static func check(_ node: Node, depth: Int, _ left: inout Int) throws {
    left -= 1
    if left < 0 {
      throw Failure(.badData, "aliases stand for too many values", expected: "at most \(mostNodes) values in all")
    }
    if depth > InputLimit.nesting.value {
      throw InputLimit.nesting.exceeded(
        "lists in lists, \(depth) levels deep", place: node.mark.map { "line \($0.line)" })
    }
    for item in node.sequence ?? [] { try check(item, depth: depth + 1, &left) }
    for (key, value) in node.mapping ?? [:] {
      try check(key, depth: depth + 1, &left)
      try check(value, depth: depth + 1, &left)
    }
  }

  fileprivate static func syntaxFailure(_ error: YamlError, file: String) -> Failure {
    switch error {
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Failure(
        .badData, "a key stands twice", file: file, place: "line \(context.mark.line)", field: duplicates.first,
        expected: "each key once")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Failure(
        .badData, "not readable as YAML: \(problem)", file: file, place: "line \(mark.line), column \(mark.column)")
    case .reader(let problem, _, _, _):
      return Failure(.badData, "not readable as YAML: \(problem)", file: file, expected: "UTF-8 text")
    default:
      return Failure(.badData, "not readable as YAML", file: file)
    }
  }
}

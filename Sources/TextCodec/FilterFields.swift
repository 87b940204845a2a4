/// What a filter in GDAL's syntax asks of each field that it names: text or a number.
///
/// `kod = '0114'` and `kod LIKE '01%'` ask for text, so that codes keep their zeros; `andel > 0.5`, `andel IN (1, 2)` and
/// `2 * andel` ask for numbers. Where neither is said (`kod IS NULL`, `a = b`, `tal > '20'`), the column decides.
package struct FilterFields {
  /// What is asked of a field at one place of the expression.
  package enum Use: Sendable, Equatable {
    case text, number, either
  }

  /// A place where a field is named.
  package struct Mention {
    /// The field's place among the names.
    package var field: Int
    package var use: Use
    fileprivate var range: Range<String.Index>
  }

  /// The fields that are named, each once, ascending.
  package var named: [Int] { Set(mentions.map(\.field)).sorted() }

  /// All places, in their order.
  package let mentions: [Mention]
  private let expression: String

  /// The places where `expression` names one of `fields`, upper and lower case alike, as GDAL has it.
  package init(_ expression: String, fields: [String]) {
    self.expression = expression
    let tokens = Token.all(of: expression)
    var numbers: [String: Int] = [:]
    for (number, name) in fields.enumerated() where numbers[name.lowercased()] == nil {
      numbers[name.lowercased()] = number
    }
    mentions = tokens.indices.compactMap { place in
      guard tokens[place].kind == .name, let field = numbers[tokens[place].text.lowercased()] else { return nil }
      return Mention(field: field, use: Self.use(tokens, place), range: tokens[place].range)
    }
  }

  /// The expression with other names at the places where `name` gives one.
  package func renamed(_ name: (Mention) -> String?) -> String {
    var result = expression
    for mention in mentions.reversed() {
      guard let name = name(mention) else { continue }
      result.replaceSubrange(mention.range, with: "\"" + name.replacing("\"", with: "\\\"") + "\"")
    }
    return result
  }

  private static func use(_ tokens: [Token], _ place: Int) -> Use {
    func token(_ place: Int) -> Token? { tokens.indices.contains(place) ? tokens[place] : nil }
    let (after, before) = (token(place + 1), token(place - 1))
    if after?.isArithmetic == true || (before?.isArithmetic == true && place > 1) { return .number }
    if let before, before.isComparison, let value = token(place - 2) { return use(before, value) }
    var next = place + 1
    if after?.isWord("NOT") == true { next += 1 }
    guard let verb = token(next) else { return .either }
    if verb.isWord("LIKE") || verb.isWord("ILIKE") { return .text }
    guard verb.isComparison || verb.isWord("IN") || verb.isWord("BETWEEN") else { return .either }
    var value = next + 1
    while let sign = token(value), sign.text == "(" || sign.text == "-" || sign.text == "+" { value += 1 }
    return token(value).map { use(verb, $0) } ?? .either
  }

  /// What a comparison with a value asks for; one of order with a text is that of the column's own kind.
  private static func use(_ verb: Token, _ value: Token) -> Use {
    switch value.kind {
    case .number: .number
    case .string: verb.isOrder ? .either : .text
    case .name, .sign: .either
    }
  }
}

/// A word of a filter.
private struct Token {
  package enum Kind {
    case name, number, string, sign
  }

  package var kind: Kind
  /// A name without its quotes.
  package var text: String
  package var range: Range<String.Index>
  package var isQuoted = false

  package var isComparison: Bool { kind == .sign && ["=", "<>", "!=", "<", ">", "<=", ">="].contains(text) }
  package var isOrder: Bool { kind == .sign && ["<", ">", "<=", ">="].contains(text) || isWord("BETWEEN") }
  package var isArithmetic: Bool { kind == .sign && ["+", "-", "*", "/", "%"].contains(text) }
  package func isWord(_ word: String) -> Bool { kind == .name && !isQuoted && text.uppercased() == word }

  package static func all(of expression: String) -> [Token] {
    var tokens: [Token] = []
    var place = expression.startIndex
    while place < expression.endIndex {
      let character = expression[place]
      let start = place
      func take(_ kind: Kind, while isPart: (Character) -> Bool) {
        let end = expression[place...].firstIndex { !isPart($0) } ?? expression.endIndex
        tokens.append(Token(kind: kind, text: String(expression[start..<end]), range: start..<end))
        place = end
      }
      switch character {
      case _ where character.isWhitespace: place = expression.index(after: place)
      case "'", "\"":
        place = expression.index(after: place)
        while place < expression.endIndex, expression[place] != character {
          // A doubled quote ends one piece and begins the next, which is of no matter here; a backslash hides one.
          if expression[place] == "\\" { place = expression.index(after: place) }
          if place < expression.endIndex { place = expression.index(after: place) }
        }
        let inner = expression.index(after: start)..<place
        if place < expression.endIndex { place = expression.index(after: place) }
        tokens.append(
          Token(
            kind: character == "'" ? .string : .name, text: String(expression[inner]), range: start..<place,
            isQuoted: true))
      case "0"..."9", ".": take(.number) { $0.isNumber || $0 == "." || $0.isLetter }
      case _ where character.isLetter || character == "_": take(.name) { $0.isLetter || $0.isNumber || $0 == "_" }
      case "<", ">", "!", "=": take(.sign) { "<>=!".contains($0) }
      default:
        place = expression.index(after: place)
        tokens.append(Token(kind: .sign, text: String(character), range: start..<place))
      }
    }
    return tokens
  }
}

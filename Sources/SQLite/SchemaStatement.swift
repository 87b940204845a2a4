/// What a statement in a database's schema makes, as far as that can be told by its first words.
enum SchemaStatement: Equatable {
  case table
  /// A table whose rows are what code makes of the statement's text.
  case virtualTable(module: String)
  case view
  /// An index or a trigger: nothing to read.
  case other

  /// Nil for a text that makes nothing of the kind.
  init?(_ sql: String) {
    var words = SchemaWords(rest: Substring(sql).unicodeScalars)
    guard words.next()?.isKeyword("create") == true, let kind = words.next()?.text.lowercased() else { return nil }
    switch kind {
    case "table": self = .table
    case "view": self = .view
    case "index", "unique", "trigger": self = .other
    case "virtual":
      // CREATE VIRTUAL TABLE [IF NOT EXISTS] name USING module
      guard words.next()?.isKeyword("table") == true, let name = words.next() else { return nil }
      if name.isKeyword("if") { for _ in 0..<3 { _ = words.next() } }
      guard words.next()?.isKeyword("using") == true, let module = words.next() else { return nil }
      self = .virtualTable(module: module.text)
    default: return nil
    }
  }
}

/// Names, keywords and signs of SQL, without blanks and comments.
private struct SchemaWords {
  struct Word {
    var text: String
    var isQuoted = false

    func isKeyword(_ keyword: String) -> Bool { !isQuoted && text.lowercased() == keyword }
  }

  var rest: Substring.UnicodeScalarView

  mutating func next() -> Word? {
    skipBlanks()
    // To SQLite a text ends at its first NUL.
    guard let first = rest.first, first != "\0" else { return nil }
    let ends: [Unicode.Scalar: Unicode.Scalar] = ["\"": "\"", "'": "'", "`": "`", "[": "]"]
    rest = rest.dropFirst()
    if let end = ends[first] {
      var text = ""
      while let sign = rest.popFirst() {
        if sign == end {
          guard end != "]", rest.first == end else { return Word(text: text, isQuoted: true) }
          rest = rest.dropFirst()
        }
        text.unicodeScalars.append(sign)
      }
      return nil
    }
    guard Self.isPartOfName(first) else { return Word(text: String(first)) }
    let end = rest.firstIndex { !Self.isPartOfName($0) } ?? rest.endIndex
    defer { rest = rest[end...] }
    return Word(text: String(first) + String(rest[..<end]))
  }

  private static func isPartOfName(_ sign: Unicode.Scalar) -> Bool {
    !sign.isASCII || sign == "_" || sign == "$" || sign.properties.isAlphabetic || ("0"..."9").contains(sign)
  }

  private mutating func skipBlanks() {
    while let first = rest.first {
      if [" ", "\t", "\n", "\u{0C}", "\r"].contains(first) {
        rest = rest.dropFirst()
      } else if first == "-", rest.dropFirst().first == "-" {
        rest = rest[(rest.firstIndex(of: "\n") ?? rest.endIndex)...]
      } else if first == "/", rest.dropFirst().first == "*" {
        rest = rest.dropFirst(2)
        while let sign = rest.popFirst(), sign != "*" || rest.first != "/" {}
        rest = rest.dropFirst()
      } else {
        return
      }
    }
  }
}

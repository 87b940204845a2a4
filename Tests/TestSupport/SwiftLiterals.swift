/// A text of Swift's sources: literals joined by `+` are one, and what is interpolated is a place, `{1}`.
public struct SwiftLiteral {
  /// The text with its places.
  public var template: String
  /// The calls that it stands in, outermost first, each with the label of the argument.
  public var calls: [(name: String, label: String?)]
  /// The literals within its places.
  public var inner: [SwiftLiteral]
  /// How many places it has.
  var places: Int

  /// The fixed parts of the text and of all within it.
  public var parts: [String] { Self.fixed(template) + inner.flatMap(\.parts) }

  /// What stands before, between and behind the places of a text.
  public static func fixed(_ template: String) -> [String] {
    var parts = [""]
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      let inside = rest[open...].dropFirst().prefix { $0.isNumber || $0 == "*" }
      parts[parts.count - 1] += rest[..<open]
      if !inside.isEmpty, inside.endIndex < rest.endIndex, rest[inside.endIndex] == "}" {
        parts.append("")
        rest = rest[rest.index(after: inside.endIndex)...]
      } else {
        parts[parts.count - 1] += "{"
        rest = rest[open...].dropFirst()
      }
    }
    parts[parts.count - 1] += rest
    return parts
  }

  /// The literals of a source, in order.
  public static func all(in source: String) -> [SwiftLiteral] {
    var scanner = LiteralScanner(source)
    return scanner.literals()
  }
}

/// Reads Swift as far as texts, comments and brackets go.
private struct LiteralScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ source: String) { bytes = Array(source.utf8) }

  struct Bracket {
    var name: String
    var label: String?
    var isCall: Bool
  }

  private func holds(_ text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { place + $0.count <= bytes.count && bytes[place..<(place + $0.count)].elementsEqual($0) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 128...: true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  /// The name before a bracket, with the dots in it.
  private func name(before place: Int) -> String {
    var start = place
    while start > 0, Self.isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Up to the end, or to the bracket that ends an interpolation.
  mutating func literals(within outer: [Bracket] = [], isInterpolation: Bool = false) -> [SwiftLiteral] {
    var stack = outer
    var found: [SwiftLiteral] = []
    var (isPlus, joins) = (false, false)
    while at < bytes.count {
      switch bytes[at] {
      case _ where holds("//", at: at): while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case _ where holds("/*", at: at): while at < bytes.count, !holds("*/", at: at) { at += 1 }
      case UInt8(ascii: "\""),
        UInt8(ascii: "#") where holds("#\"", at: at):
        let next = literal(stack)
        if isPlus, joins, let last = found.indices.last { found[last].join(next) } else { found.append(next) }
        (isPlus, joins) = (false, true)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        stack.append(Bracket(name: name(before: at), isCall: bytes[at] != UInt8(ascii: "{")))
        at += 1
        joins = false
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isInterpolation, stack.count == outer.count { return found }
        _ = stack.popLast()
        at += 1
        (isPlus, joins) = (false, false)
      case UInt8(ascii: ","):
        if let last = stack.indices.last { stack[last].label = nil }
        at += 1
        joins = false
      case UInt8(ascii: "+"):
        isPlus = true
        at += 1
      case UInt8(ascii: " "), UInt8(ascii: "\n"): at += 1
      case let byte where Self.isWord(byte):
        let start = at
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: ":"), let last = stack.indices.last, stack[last].isCall {
          stack[last].label = String(decoding: bytes[start..<at], as: UTF8.self)
        }
        (isPlus, joins) = (false, false)
      default:
        at += 1
        (isPlus, joins) = (false, false)
      }
    }
    return found
  }

  private mutating func literal(_ stack: [Bracket]) -> SwiftLiteral {
    var signs = 0
    while bytes[at] == UInt8(ascii: "#") { (signs, at) = (signs + 1, at + 1) }
    let quotes = holds("\"\"\"", at: at) ? 3 : 1
    at += quotes
    let end =
      [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + [UInt8](repeating: UInt8(ascii: "#"), count: signs)
    let escape = [UInt8(ascii: "\\")] + [UInt8](repeating: UInt8(ascii: "#"), count: signs)
    var text: [UInt8] = []
    var (places, inner) = (0, [SwiftLiteral]())
    while at < bytes.count, !bytes[at...].starts(with: end) {
      guard bytes[at...].starts(with: escape) else {
        text.append(bytes[at])
        at += 1
        continue
      }
      at += escape.count
      switch bytes[at] {
      case UInt8(ascii: "("):
        at += 1
        inner += literals(within: [Bracket(name: "\\", isCall: false)], isInterpolation: true)
        places += 1
        text += Array("{\(places)}".utf8)
      case UInt8(ascii: "u"):
        let digits = bytes[(at + 2)...].prefix { $0 != UInt8(ascii: "}") }
        let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
        text += Array(String(Character(scalar ?? " ")).utf8)
        at = digits.endIndex
      case UInt8(ascii: "\n"): break
      case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
      default: text.append(bytes[at])
      }
      at += 1
    }
    at += end.count
    return SwiftLiteral(
      template: String(decoding: text, as: UTF8.self),
      calls: stack.filter(\.isCall).map { ($0.name, $0.label) }, inner: inner, places: places)
  }
}

extension SwiftLiteral {
  /// Puts another one behind it, as `+` does.
  fileprivate mutating func join(_ other: SwiftLiteral) {
    let parts = Self.fixed(other.template)
    for (index, part) in parts.enumerated() {
      if index > 0 {
        places += 1
        template += "{\(places)}"
      }
      template += part
    }
    inner += other.inner
  }
}

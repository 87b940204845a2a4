/// A JSON document in memory, members in the order they were added.
public enum JSONTree: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with the fewest digits that read back to the same double; not finite is null.
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// Its key.
    public var key: String
    /// Its value.
    public var value: JSONTree

    /// A member of that key and value.
    public init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// An object from key–value pairs, in their order.
  public static func members(_ pairs: KeyValuePairs<String, JSONTree>) -> JSONTree {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// The value of a member; nil when this is no object or has none of that key.
  public subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONTree: CustomStringConvertible {
  /// The document as text: two spaces a level, short arrays of plain values on one line, a line feed at the end.
  public var description: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.quote(value, into: &text)
    case .array(let values):
      let isShort = values.count <= 16 && values.allSatisfy(\.isPlain)
      Self.list(values, "[", "]", isShort: isShort, indent: indent, into: &text) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.list(members, "{", "}", isShort: false, indent: indent, into: &text) { member, text, indent in
        Self.quote(member.key, into: &text)
        text += ": "
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func list<T>(
    _ items: [T], _ open: String, _ close: String, isShort: Bool, indent: Int, into text: inout String,
    _ write: (T, inout String, Int) -> Void
  ) {
    if items.isEmpty {
      text += open + close
      return
    }
    let inner = String(repeating: "  ", count: indent + 1)
    text += open
    for (i, item) in items.enumerated() {
      if i > 0 { text += isShort ? ", " : "," }
      if !isShort { text += "\n" + inner }
      write(item, &text, indent + 1)
    }
    if !isShort { text += "\n" + String(repeating: "  ", count: indent) }
    text += close
  }

  private static func quote(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

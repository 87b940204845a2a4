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
  public var description: String { String(decoding: utf8, as: UTF8.self) }

  /// The same text as bytes: a document may hold a hundred thousand values, and no string is made of it for a file.
  public var utf8: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    text.append(UInt8(ascii: "\n"))
    return text
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(to text: inout [UInt8], indent: Int) {
    switch self {
    case .null: text += "null".utf8
    case .bool(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .number(let value): text += (value.isFinite ? value.description : "null").utf8
    case .string(let value): Self.quote(value, into: &text)
    case .array(let values):
      let isShort = values.count <= 16 && values.allSatisfy(\.isPlain)
      Self.list(values, "[", "]", isShort: isShort, indent: indent, into: &text) { value, text, indent in
        value.write(to: &text, indent: indent)
      }
    case .object(let members):
      Self.list(members, "{", "}", isShort: false, indent: indent, into: &text) { member, text, indent in
        Self.quote(member.key, into: &text)
        text += ": ".utf8
        member.value.write(to: &text, indent: indent)
      }
    }
  }

  private static func list<T>(
    _ items: [T], _ open: String, _ close: String, isShort: Bool, indent: Int, into text: inout [UInt8],
    _ write: (T, inout [UInt8], Int) -> Void
  ) {
    func breakLine(_ indent: Int) {
      text.append(UInt8(ascii: "\n"))
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indent))
    }
    text += open.utf8
    for (i, item) in items.enumerated() {
      if i > 0 { text += (isShort ? ", " : ",").utf8 }
      if !isShort { breakLine(indent + 1) }
      write(item, &text, indent + 1)
    }
    if !isShort, !items.isEmpty { breakLine(indent) }
    text += close.utf8
  }

  private static func quote(_ string: String, into text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      // Only ASCII is ever escaped; the rest of UTF-8 passes byte by byte.
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "\""): text += "\\\"".utf8
        case UInt8(ascii: "\\"): text += "\\\\".utf8
        case UInt8(ascii: "\n"): text += "\\n".utf8
        case UInt8(ascii: "\r"): text += "\\r".utf8
        case UInt8(ascii: "\t"): text += "\\t".utf8
        case 0..<0x20:
          let digits = String(byte, radix: 16)
          text += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        default: text.append(byte)
        }
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

import Parallel
import TextCodec

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
    var all: [UInt8] = []
    write(threads: 1) { all += $0 }
    return String(decoding: all, as: UTF8.self)
  }

  /// Gives the same text in UTF-8 to `sink`, piece by piece; long arrays are written by several threads, which changes
  /// nothing in it. Throws what `sink` throws.
  public func write<E: Error>(threads: Int, to sink: ([UInt8]) throws(E) -> Void) throws(E) {
    var text = ByteBuffer()
    var parts: [[UInt8]] = []
    write(to: &text, indent: 0, threads: threads, &parts)
    text.append(Self.lineFeed)
    for part in parts { try sink(part) }
    try sink(text.bytes())
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// Items of an array that one thread writes at a time.
  private static let block = 256

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// Adds the value to `text`. Before a long array that several threads write, what is in `text` goes to `parts`.
  private func write(to text: inout ByteBuffer, indent: Int, threads: Int, _ parts: inout [[UInt8]]) {
    switch self {
    case .null: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .integer(let value): text.append(integer: value)
    case .number(let value):
      if value.isFinite { text.append(text: value.description) } else { text.append("null") }
    case .string(let value): text.append(jsonString: value)
    case .array(let values):
      let isShort = values.count <= 16 && values.allSatisfy(\.isPlain)
      if threads > 1, values.count > Self.block {
        Self.write(values, indent: indent, threads: threads, to: &text, &parts)
        return
      }
      Self.list(values, "[", "]", isShort: isShort, indent: indent, into: &text) { value, text, indent in
        value.write(to: &text, indent: indent, threads: threads, &parts)
      }
    case .object(let members):
      Self.list(members, "{", "}", isShort: false, indent: indent, into: &text) { member, text, indent in
        text.append(jsonString: member.key)
        text.append(": ")
        member.value.write(to: &text, indent: indent, threads: threads, &parts)
      }
    }
  }

  private static func list<T>(
    _ items: [T], _ open: StaticString, _ close: StaticString, isShort: Bool, indent: Int,
    into text: inout ByteBuffer, _ write: (T, inout ByteBuffer, Int) -> Void
  ) {
    text.append(open)
    for (i, item) in items.enumerated() {
      if i > 0 { text.append(isShort ? ", " : ",") }
      if !isShort { newLine(indent + 1, in: &text) }
      write(item, &text, indent + 1)
    }
    if !isShort, !items.isEmpty { newLine(indent, in: &text) }
    text.append(close)
  }

  /// A long array, in pieces.
  private static func write(
    _ values: [JSONTree], indent: Int, threads: Int, to text: inout ByteBuffer, _ parts: inout [[UInt8]]
  ) {
    @Sendable func piece(_ range: Range<Int>) -> [UInt8] {
      var text = ByteBuffer(capacity: 1 << 18)
      for i in range {
        if i > 0 { text.append(",") }
        newLine(indent + 1, in: &text)
        // With one thread there are no parts.
        var none: [[UInt8]] = []
        values[i].write(to: &text, indent: indent + 1, threads: 1, &none)
      }
      return text.bytes()
    }
    text.append("[")
    // Nothing in a piece can fail.
    let pieces = (try? Parallel.blocks(of: values.count, block: block, threads: threads, piece)) ?? []
    parts.append(text.bytes())
    parts += pieces
    text.removeAll()
    newLine(indent, in: &text)
    text.append("]")
  }

  private static func newLine(_ indent: Int, in text: inout ByteBuffer) {
    text.append(lineFeed)
    text.append(repeating: UInt8(ascii: " "), count: 2 * indent)
  }
}

import Parallel
import TextCodec

extension JSONTree: CustomStringConvertible {
  /// The document as text: two spaces a level, short arrays of plain values on one line, a line feed at the end.
  public var description: String {
    var text = ByteBuffer()
    write(to: &text, indent: 0)
    text.append(Self.lineFeed)
    return String(decoding: text.bytes(), as: UTF8.self)
  }

  /// Gives the same text in UTF-8 to `sink`, piece by piece on the calling thread. Long arrays are written by several
  /// threads, which changes nothing in it, while the pieces before are taken. Throws what `sink` throws.
  public func write(threads: Int, to sink: ([UInt8]) throws -> Void) throws {
    var text = ByteBuffer()
    try withoutActuallyEscaping(sink) { sink in
      try write(to: &text, indent: 0, Pieces(threads: threads, sink: sink))
    }
    text.append(Self.lineFeed)
    try sink(text.bytes())
  }

  /// Where a text goes while the rest of it is written.
  private struct Pieces {
    let threads: Int
    let sink: ([UInt8]) throws -> Void
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// Items of an array that one thread writes at a time.
  private static let block = 256
  /// Bytes that a piece of an array of objects has, about: they are still near when they are handed on.
  private static let pieceBytes = 3 << 17

  private var isPlain: Bool {
    switch self {
    case .array, .object, .rows: false
    default: true
    }
  }

  /// Adds the value to `text`.
  func write(to text: inout ByteBuffer, indent: Int) {
    // Without pieces nothing is handed on that could be refused.
    try? write(to: &text, indent: indent, nil)
  }

  /// Adds the value to `text`. Before a long array that is written in pieces, what is in `text` is handed on.
  private func write(to text: inout ByteBuffer, indent: Int, _ pieces: Pieces?) throws {
    switch self {
    case .null: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .integer(let value): text.append(integer: value)
    case .number(let value): text.append(jsonNumber: value)
    case .string(let value): text.append(jsonString: value)
    case .array(let values):
      if let pieces, values.count > Self.block {
        try Self.write(values, indent: indent, pieces, &text)
        return
      }
      let isShort = values.count <= 16 && values.allSatisfy(\.isPlain)
      try Self.list(values, "[", "]", isShort: isShort, indent: indent, into: &text) { value, text, indent in
        try value.write(to: &text, indent: indent, pieces)
      }
    case .object(let members):
      try Self.list(members, "{", "}", isShort: false, indent: indent, into: &text) { member, text, indent in
        text.append(jsonString: member.key)
        text.append(": ")
        try member.value.write(to: &text, indent: indent, pieces)
      }
    case .rows(let rows): try Self.write(rows, indent: indent, pieces, &text)
    }
  }

  private static func list<T>(
    _ items: [T], _ open: StaticString, _ close: StaticString, isShort: Bool, indent: Int,
    into text: inout ByteBuffer, _ write: (T, inout ByteBuffer, Int) throws -> Void
  ) rethrows {
    text.append(open)
    for (i, item) in items.enumerated() {
      if i > 0 { text.append(isShort ? ", " : ",") }
      if !isShort { newLine(indent + 1, in: &text) }
      try write(item, &text, indent + 1)
    }
    if !isShort, !items.isEmpty { newLine(indent, in: &text) }
    text.append(close)
  }

  /// A long array.
  private static func write(_ values: [JSONTree], indent: Int, _ pieces: Pieces, _ text: inout ByteBuffer) throws {
    try write(values.count, block: block, indent: indent, pieces, &text) { range, text in
      for i in range {
        if i > 0 { text.append(",") }
        newLine(indent + 1, in: &text)
        values[i].write(to: &text, indent: indent + 1)
      }
    }
  }

  /// An array of objects in columns.
  private static func write(_ rows: JSONRows, indent: Int, _ pieces: Pieces?, _ text: inout ByteBuffer) throws {
    let layout = JSONRowText(rows, indent: indent + 1)
    let block = max(1, pieceBytes / max(1, layout.bytesPerRow))
    if let pieces, rows.count > block {
      try write(rows.count, block: block, indent: indent, pieces, &text) { range, text in
        layout.write(range, indent: indent + 1, to: &text)
      }
      return
    }
    text.append("[")
    layout.write(0..<rows.count, indent: indent + 1, to: &text)
    if rows.count > 0 { newLine(indent, in: &text) }
    text.append("]")
  }

  /// Hands on what there is, then the items, some at a time; `text` is left with what closes the array.
  private static func write(
    _ count: Int, block: Int, indent: Int, _ pieces: Pieces, _ text: inout ByteBuffer,
    _ items: @Sendable (Range<Int>, inout ByteBuffer) -> Void
  ) throws {
    text.append("[")
    try pieces.sink(text.bytes())
    text.removeAll()
    try Parallel.stream(count: (count + block - 1) / block, threads: pieces.threads) { place in
      var text = ByteBuffer(capacity: 1 << 19)
      items(place * block..<min(count, (place + 1) * block), &text)
      return text.bytes()
    } consume: {
      try pieces.sink($0)
    }
    newLine(indent, in: &text)
    text.append("]")
  }

  static func newLine(_ indent: Int, in text: inout ByteBuffer) {
    text.append(lineFeed)
    text.append(repeating: UInt8(ascii: " "), count: 2 * indent)
  }
}

extension ByteBuffer {
  /// Adds a number with the fewest digits that read back to the same double; not finite is null.
  mutating func append(jsonNumber value: Double) {
    if value.isFinite { append(described: value) } else { append("null") }
  }
}

import TextCodec

/// How the rows of ``JSONRows`` are written: what stands between two values is the same in each row and is made once.
struct JSONRowText {
  /// Text that is the same in every row, and the value behind it.
  private struct Part {
    var text: Range<Int>
    var value: JSONRows.Column
    /// Of numbers: which of the keys it has.
    var place = 0
  }

  /// The texts before the values and the one behind the last, one after the other.
  private var bytes: [UInt8] = []
  private var parts: [Part] = []
  private var rest = 0..<0
  /// The keys of numbers.
  private var keys: [String: Int] = [:]

  /// A number that was written under a key, and where it stands in the text.
  struct Written {
    var bits: UInt64 = 0
    /// Empty where none was written yet.
    var range = 0..<0
  }

  /// - Parameter indent: of the objects, levels.
  init(_ rows: JSONRows, indent: Int) {
    var text = ByteBuffer()
    add(rows, indent: indent, to: &text)
    rest = bytes.count..<bytes.count + text.count
    bytes += text.bytes()
  }

  /// About how many bytes a row takes.
  var bytesPerRow: Int { bytes.count + 12 * parts.count }

  private mutating func add(_ rows: JSONRows, indent: Int, to text: inout ByteBuffer) {
    text.append("{")
    for (place, member) in rows.members.enumerated() {
      if place > 0 { text.append(",") }
      JSONTree.newLine(indent + 1, in: &text)
      text.append(jsonString: member.key)
      text.append(": ")
      switch member.column {
      case .same(let tree): tree.write(to: &text, indent: indent + 1)
      case .objects(let lists):
        text.append("[")
        for (place, list) in lists.enumerated() {
          if place > 0 { text.append(",") }
          JSONTree.newLine(indent + 2, in: &text)
          add(list, indent: indent + 2, to: &text)
        }
        if !lists.isEmpty { JSONTree.newLine(indent + 1, in: &text) }
        text.append("]")
      default:
        let place = keys[member.key] ?? keys.count
        keys[member.key] = place
        parts.append(Part(text: bytes.count..<bytes.count + text.count, value: member.column, place: place))
        bytes += text.bytes()
        text.removeAll()
      }
    }
    if !rows.members.isEmpty { JSONTree.newLine(indent, in: &text) }
    text.append("}")
  }

  /// Adds some rows, each with a line feed and spaces before it, and a comma before that but for the very first.
  func write(_ rows: Range<Int>, indent: Int, to text: inout ByteBuffer) {
    var written = [Written](repeating: Written(), count: keys.count)
    for row in rows {
      if row > 0 { text.append(",") }
      JSONTree.newLine(indent, in: &text)
      for part in parts {
        text.append(bytes, part.text)
        switch part.value {
        case .flags(let flags): text.append(flags[row] ? "true" : "false")
        case .integers(let integers):
          if let integer = integers[row] { text.append(integer: integer) } else { text.append("null") }
        case .numbers(let numbers): Self.append(numbers[row], to: &text, &written[part.place])
        case .texts(let texts):
          if let string = texts[row] { text.append(jsonString: string) } else { text.append("null") }
        case .same, .objects: break
        }
      }
      text.append(bytes, rest)
    }
  }

  /// Areas have the same ground in each period: a number that its key had last is copied.
  private static func append(_ number: Double, to text: inout ByteBuffer, _ written: inout Written) {
    if number.bitPattern == written.bits, !written.range.isEmpty {
      text.append(repeated: written.range)
      return
    }
    let start = text.count
    text.append(jsonNumber: number)
    written = Written(bits: number.bitPattern, range: start..<text.count)
  }
}

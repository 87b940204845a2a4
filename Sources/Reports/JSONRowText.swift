import TextCodec

/// How the rows of ``JSONRows`` are written: what stands between two values is the same in each row and is made once.
struct JSONRowText {
  /// Kinds of columns.
  private enum Kind { case flags, integers, numbers, texts }

  /// Text that is the same in every row, and the value behind it.
  private struct Part {
    var text: Range<Int>
    var kind: Kind
    /// The place of the column among those of its kind.
    var column: Int
    /// Which of the keys it has.
    var key: Int
  }

  /// The texts before the values and the one behind the last, one after the other.
  private var bytes: [UInt8] = []
  private var parts: [Part] = []
  private var rest = 0..<0
  private var keys: [String: Int] = [:]
  private var flags: [[Bool?]] = []
  private var integers: [[Int?]] = []
  private var numbers: [[Double]] = []
  private var texts: [[String?]] = []

  /// A number that was written under a key, and where it stands in the text.
  private struct Written {
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
      case .flags(let column):
        add(.flags, flags.count, member.key, &text)
        flags.append(column)
      case .integers(let column):
        add(.integers, integers.count, member.key, &text)
        integers.append(column)
      case .numbers(let column):
        add(.numbers, numbers.count, member.key, &text)
        numbers.append(column)
      case .texts(let column):
        add(.texts, texts.count, member.key, &text)
        texts.append(column)
      }
    }
    if !rows.members.isEmpty { JSONTree.newLine(indent, in: &text) }
    text.append("}")
  }

  private mutating func add(_ kind: Kind, _ column: Int, _ name: String, _ text: inout ByteBuffer) {
    let key = keys[name] ?? keys.count
    keys[name] = key
    parts.append(Part(text: bytes.count..<bytes.count + text.count, kind: kind, column: column, key: key))
    bytes += text.bytes()
    text.removeAll()
  }

  /// Adds some rows, each with a line feed and spaces before it, and a comma before that but for the very first.
  func write(_ rows: Range<Int>, indent: Int, to text: inout ByteBuffer) {
    var written = [Written](repeating: Written(), count: keys.count)
    // Side by side and the thread's own: with the columns themselves, threads would count references in turn.
    let flags = Self.gathered(flags, rows)
    let integers = Self.gathered(integers, rows)
    let numbers = Self.gathered(numbers, rows)
    for row in rows {
      if row > 0 { text.append(",") }
      JSONTree.newLine(indent, in: &text)
      let place = row - rows.lowerBound
      for part in parts {
        text.append(bytes, part.text)
        switch part.kind {
        case .flags:
          text.append(flags[place * self.flags.count + part.column].map { $0 ? "true" : "false" } ?? "null")
        case .integers:
          if let integer = integers[place * self.integers.count + part.column] {
            text.append(integer: integer)
          } else {
            text.append("null")
          }
        case .numbers:
          Self.append(numbers[place * self.numbers.count + part.column], to: &text, &written[part.key])
        case .texts:
          if let string = texts[part.column][row] { text.append(jsonString: string) } else { text.append("null") }
        }
      }
      text.append(bytes, rest)
    }
  }

  /// Some rows of columns, row by row.
  private static func gathered<T>(_ columns: [[T]], _ rows: Range<Int>) -> [T] {
    [T](unsafeUninitializedCapacity: columns.count * rows.count) { gathered, count in
      for (place, column) in columns.enumerated() {
        for (row, value) in column[rows].enumerated() {
          gathered.initializeElement(at: row * columns.count + place, to: value)
        }
      }
      count = columns.count * rows.count
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

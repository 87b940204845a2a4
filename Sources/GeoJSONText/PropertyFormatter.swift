import Columns
import Core
import TextCodec

/// A table's columns made ready to be written as GeoJSON properties.
struct PropertyFormatter: Sendable {
  private enum Writer {
    case decimals(Int, Int, isSignificant: Bool)
    case shortest(Int)
    case text(Int)
  }

  /// Some rows' entries, made ready for ``append(_:_:to:)``.
  struct Block: ~Copyable {
    fileprivate let numbers: NumberBlock
    fileprivate let texts: [(column: TextColumn, first: Int)]
    fileprivate let firstRow: Int
  }

  private let table: Table
  private let fields: [Field]
  private var writers: [Writer] = []
  /// `"name":` of each field, from the second on with a comma before it.
  private var keys: [[UInt8]] = []

  init(_ table: Table) {
    self.table = table
    fields = table.fields
    var (numbers, texts) = (0, 0)
    for (index, field) in fields.enumerated() {
      var key = ByteBuffer(capacity: 32)
      if index > 0 { key.append(UInt8(ascii: ",")) }
      key.append(jsonString: field.name)
      key.append(UInt8(ascii: ":"))
      keys.append(key.bytes())
      if table.isText(index) {
        writers.append(.text(texts))
        texts += 1
        continue
      }
      switch field.kind {
      case .integer: writers.append(.decimals(numbers, 0, isSignificant: false))
      case .real(let decimals?): writers.append(.decimals(numbers, decimals, isSignificant: false))
      case .significant(let digits): writers.append(.decimals(numbers, digits, isSignificant: true))
      case .real(nil), .text: writers.append(.shortest(numbers))
      }
      numbers += 1
    }
  }

  /// The entries of some rows.
  func block(_ rows: Range<Int>) -> Block {
    var numbers: [ArraySlice<Double>] = []
    var texts: [(column: TextColumn, first: Int)] = []
    for column in fields.indices {
      switch table.slice(column, rows) {
      case .numbers(let slice): numbers.append(slice)
      case .texts(let column, let first): texts.append((column, first))
      }
    }
    return Block(numbers: NumberBlock(numbers, rows: rows), texts: texts, firstRow: rows.lowerBound)
  }

  /// Bytes that a row's properties may be expected to have.
  var expectedBytes: Int { keys.reduce(0) { $0 + $1.count + 10 } }

  /// Adds a row's properties, null where a number or text is null or suppressed.
  func append(_ row: Int, _ block: borrowing Block, to output: inout ByteBuffer) throws {
    for (column, writer) in writers.enumerated() {
      output.append(keys[column])
      switch writer {
      case .decimals(let slot, let places, let isSignificant):
        let value = block.numbers[row, slot]
        if value.isFinite {
          output.append(value, decimals: places, isSignificant: isSignificant)
        } else {
          try appendNull(value, column, to: &output)
        }
      case .shortest(let slot):
        let value = block.numbers[row, slot]
        if value.isFinite { output.append(shortest: value) } else { try appendNull(value, column, to: &output) }
      case .text(let slot):
        let range = block.texts[slot].column.range(block.texts[slot].first + row - block.firstRow)
        if range.isEmpty {
          output.append("null")
        } else {
          output.append(jsonString: block.texts[slot].column.bytes, range)
        }
      }
    }
  }

  private func appendNull(_ value: Double, _ column: Int, to output: inout ByteBuffer) throws {
    guard value.isNaN else {
      throw Failure(
        .software, "a number to be written is infinite", field: fields[column].name, expected: "finite numbers")
    }
    output.append("null")
  }
}

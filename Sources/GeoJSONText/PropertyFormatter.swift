import Columns
import Diagnostics
import TextCodec

/// A table's columns made ready to be written as GeoJSON properties.
struct PropertyFormatter: Sendable {
  private enum Writer {
    case decimals(Int, Int)
    case shortest(Int)
    case text(Int)
  }

  private let fields: [Field]
  private var writers: [Writer] = []
  /// `"name":` of each field, from the second on with a comma before it.
  private var keys: [[UInt8]] = []
  /// The number columns' values.
  private(set) var numbers: [[Double]] = []
  private var texts: [TextColumn] = []

  init(_ table: Table) {
    fields = table.fields
    for (index, (field, column)) in zip(table.fields, table.columns).enumerated() {
      var key = ByteBuffer(capacity: 32)
      if index > 0 { key.append(UInt8(ascii: ",")) }
      key.append(jsonString: field.name)
      key.append(UInt8(ascii: ":"))
      keys.append(key.bytes())
      switch column {
      case .texts(let column):
        writers.append(.text(texts.count))
        texts.append(column)
      case .numbers(let column):
        switch field.kind {
        case .integer: writers.append(.decimals(numbers.count, 0))
        case .real(let decimals?): writers.append(.decimals(numbers.count, decimals))
        case .real(nil), .text: writers.append(.shortest(numbers.count))
        }
        numbers.append(column.values)
      }
    }
  }

  /// Bytes that a row's properties may be expected to have.
  var expectedBytes: Int { keys.reduce(0) { $0 + $1.count + 10 } }

  /// Adds a row's properties, null where a number or text is null or suppressed.
  func append(_ row: Int, _ block: borrowing NumberBlock, to output: inout ByteBuffer) throws {
    for (column, writer) in writers.enumerated() {
      output.append(keys[column])
      switch writer {
      case .decimals(let slot, let places):
        let value = block[row, slot]
        if value.isFinite {
          output.append(value, decimals: places)
        } else {
          try appendNull(value, column, to: &output)
        }
      case .shortest(let slot):
        let value = block[row, slot]
        if value.isFinite { output.append(shortest: value) } else { try appendNull(value, column, to: &output) }
      case .text(let slot):
        let range = texts[slot].range(row)
        if range.isEmpty {
          output.append("null")
        } else {
          output.append(jsonString: texts[slot].bytes, range)
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

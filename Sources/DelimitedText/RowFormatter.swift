import Columns
import Diagnostics
import TextCodec

/// A table made ready for formatting.
struct RowFormatter: Sendable {
  private enum Writer {
    case number(NumberForm)
    case text
    /// A few texts, as fields.
    case choices(TextChoices, codes: @Sendable (Range<Int>) -> ArraySlice<UInt16>)
  }

  private let table: Table
  private let fields: [Field]
  private var writers: [Writer] = []
  private let options: DelimitedTextWriter
  private let form: TextField

  init(_ table: Table, _ options: DelimitedTextWriter) {
    self.table = table
    fields = table.fields
    self.options = options
    form = TextField(delimiter: options.delimiter)
    let separator: DecimalSeparator = options.decimalComma ? .comma : .point
    let isQuoted = options.decimalComma && options.delimiter == UInt8(ascii: ",")
    for (column, field) in fields.enumerated() {
      if let (texts, codes) = table.choices(column) {
        writers.append(.choices(TextChoices(texts.map { form.bytes(of: Array($0.utf8)) }), codes: codes))
        continue
      }
      if table.isText(column) {
        writers.append(.text)
        continue
      }
      let decimals: Int? =
        switch field.kind {
        case .integer: 0
        case .real(let decimals?): max(0, decimals)
        case .real(nil), .text: nil
        }
      writers.append(.number(NumberForm(decimals: decimals, separator: separator, isQuoted: isQuoted)))
    }
  }

  func header() -> [UInt8] {
    var output: [UInt8] = options.byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(options.delimiter) }
      output += form.bytes(of: Array(field.name.utf8))
    }
    output.append(0x0A)
    return output
  }

  /// A column's entries for the rows of a block.
  private enum Slice {
    case numbers(ArraySlice<Double>)
    case texts(TextColumn, first: Int)
    case codes(ArraySlice<UInt16>)
  }

  /// The text of some rows. Throws ``Failure`` (a defect of the program) for an infinite number.
  func rows(_ rows: Range<Int>) throws -> [UInt8] {
    var slices: [Slice] = []
    // The line's end, and quotes in a row that would else be empty.
    var bytesPerRow = 4
    for column in fields.indices {
      switch writers[column] {
      case .choices(let choices, let codes):
        slices.append(.codes(codes(rows)))
        bytesPerRow += 1 + choices.longest
      case .number, .text:
        switch table.slice(column, rows) {
        case .numbers(let numbers):
          slices.append(.numbers(numbers))
          bytesPerRow += RowLanes.numberBytes
        case .texts(let texts, let first):
          slices.append(.texts(texts, first: first))
          bytesPerRow += 1 + TextField.mostBytes(Self.longest(of: texts, first..<first + rows.count))
        }
      }
    }
    var lanes = RowLanes(bytesPerRow: bytesPerRow, columns: fields.count)
    var output: [UInt8] = []
    output.reserveCapacity(rows.count * max(1, fields.count) * 12)
    var start = 0
    while start < rows.count {
      let part = start..<min(rows.count, start + lanes.capacity)
      lanes.start(rows: part.count)
      var hasInfinite = false
      for (column, slice) in slices.enumerated() {
        let delimiter = column > 0 ? options.delimiter : nil
        switch slice {
        case .numbers(let numbers):
          guard case .number(let form) = writers[column] else { continue }
          let first = numbers.startIndex
          let wanted = numbers[first + part.lowerBound..<first + part.upperBound]
          if lanes.append(wanted, as: form, column: column, after: delimiter) { hasInfinite = true }
        case .codes(let codes):
          guard case .choices(let choices, _) = writers[column] else { continue }
          if let delimiter { lanes.append(toAll: delimiter) }
          let first = codes.startIndex
          lanes.append(choices, codes: codes[first + part.lowerBound..<first + part.upperBound])
        case .texts(let texts, let first):
          if let delimiter { lanes.append(toAll: delimiter) }
          form.append(texts, first + part.lowerBound..<first + part.upperBound, to: &lanes)
        }
      }
      if hasInfinite { throw infinite(slices, part) }
      // An empty line is no row: the null of a lone column needs quotes to be one.
      if fields.count == 1 {
        for row in 0..<part.count where lanes.isEmpty(row: row) {
          for _ in 0..<2 { lanes.append(UInt8(ascii: "\""), toRow: row) }
        }
      }
      lanes.append(toAll: 0x0A)
      lanes.join(into: &output)
      start = part.upperBound
    }
    return output
  }

  private static func longest(of texts: TextColumn, _ rows: Range<Int>) -> Int {
    guard let first = rows.first else { return 0 }
    var (start, longest) = (texts.range(first).lowerBound, 0)
    for end in texts.ends[rows] {
      longest = max(longest, end - start)
      start = end
    }
    return longest
  }

  /// What is said of the first infinite number, row by row.
  private func infinite(_ slices: [Slice], _ rows: Range<Int>) -> Failure {
    for row in rows {
      for (field, slice) in zip(fields, slices) {
        if case .numbers(let numbers) = slice, numbers[numbers.startIndex + row].isInfinite {
          return Failure(
            .software, "a number to be written is infinite", field: field.name, expected: "finite numbers")
        }
      }
    }
    return Failure(.software, "a number to be written is infinite", expected: "finite numbers")
  }
}

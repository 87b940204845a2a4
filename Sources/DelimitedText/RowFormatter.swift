import Columns
import Core
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
      let (decimals, isSignificant): (Int?, Bool) =
        switch field.kind {
        case .integer: (0, false)
        case .real(let decimals?): (decimals, false)
        case .significant(let digits): (digits, true)
        case .real(nil), .text: (nil, false)
        }
      writers.append(
        .number(
          NumberForm(
            decimals: decimals, isSignificant: isSignificant, separator: separator, isQuoted: isQuoted)))
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

  /// Rows whose entries are made at a time: those of some tens of columns stay in a processor's nearer caches until they are
  /// written.
  private static let rowsAtOnce = 1024

  /// The text of some rows. Throws ``Failure`` (a defect of the program) for an infinite number.
  func rows(_ rows: Range<Int>) throws -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(rows.count * max(1, fields.count) * 12)
    var lanes = RowLanes(bytesPerRow: 0, columns: fields.count, delimiter: options.delimiter)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rowsAtOnce) {
      let wanted = start..<min(rows.upperBound, start + Self.rowsAtOnce)
      let (slices, bytesPerRow) = slices(wanted)
      if bytesPerRow > lanes.bytesPerRow {
        lanes = RowLanes(bytesPerRow: bytesPerRow, columns: fields.count, delimiter: options.delimiter)
      }
      try write(slices, rows: wanted.count, &lanes, into: &output)
    }
    return output
  }

  /// The columns' entries for some rows, and the most bytes that a row of them takes.
  private func slices(_ rows: Range<Int>) -> (slices: [Slice], bytesPerRow: Int) {
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
    return (slices, bytesPerRow)
  }

  /// Adds the text of the rows whose entries are given.
  private func write(_ slices: [Slice], rows: Int, _ lanes: inout RowLanes, into output: inout [UInt8]) throws {
    var start = 0
    while start < rows {
      let part = start..<min(rows, start + lanes.capacity)
      lanes.start(rows: part.count)
      for (column, slice) in slices.enumerated() {
        if case .numbers(let numbers) = slice {
          lanes.list(Self.entries(numbers, part), column: column)
        } else {
          lanes.listAll(column: column)
        }
      }
      lanes.open()
      var hasInfinite = false
      for (column, slice) in slices.enumerated() {
        switch slice {
        case .numbers(let numbers):
          guard case .number(let form) = writers[column] else { continue }
          if lanes.append(Self.entries(numbers, part), as: form, column: column) { hasInfinite = true }
        case .codes(let codes):
          guard case .choices(let choices, _) = writers[column] else { continue }
          lanes.append(choices, codes: Self.entries(codes, part), column: column)
        case .texts(let texts, let first):
          form.append(texts, first + part.lowerBound..<first + part.upperBound, to: &lanes)
          lanes.close(column: column)
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
  }

  /// The entries of some rows of a block.
  private static func entries<T>(_ slice: ArraySlice<T>, _ rows: Range<Int>) -> ArraySlice<T> {
    slice[slice.startIndex + rows.lowerBound..<slice.startIndex + rows.upperBound]
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

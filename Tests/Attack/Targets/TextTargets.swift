import Columns
import Core
import DelimitedText
import Foundation
import Grid
import LocalTime
import TextCodec

extension AttackTarget {
  /// Numbers, tables, times and codes.
  static let texts = [
    AttackTarget("numbers", numbers), AttackTarget("fields", fields), AttackTarget("dialects", dialects),
    AttackTarget("streams", streams), AttackTarget("times", times), AttackTarget("codes", codes),
    AttackTarget("filters", filters), AttackTarget("arrow", arrow),
  ]

  @Sendable private static func numbers(_ bytes: [UInt8]) {
    for separator in [DecimalSeparator.point, .comma, nil] {
      guard let number = NumberParsing.parse(bytes, separator: separator) else { continue }
      precondition(number.value.isFinite)
      // The standard library is asked where the text is plain.
      let text = String(decoding: bytes, as: UTF8.self)
      if separator == .point, !number.isGrouped, bytes.allSatisfy({ 0x21...0x7E ~= $0 }) {
        precondition(Double(text) == number.value, text)
      }
    }
    bytes.withUnsafeBufferPointer { text in
      for rule in [DecimalRule.either, .given(.comma), .given(.point)] { _ = FieldValue.number(text, rule) }
    }
  }

  private static let table = ScratchFile(ending: "csv")

  /// All columns as texts and as numbers, by one worker and by two.
  private static func read(_ path: String, _ options: DelimitedTextOptions) throws {
    let file = try DelimitedTextFile(path: path, options: options, threads: 1)
    let other = try DelimitedTextFile(path: path, options: options, threads: 2)
    precondition(file.columnNames == other.columnNames && file.rowCount == other.rowCount)
    for kind in [ColumnRequest.Kind.text, .number, .code] {
      let requests = file.columnNames.prefix(8).map { ColumnRequest($0, kind) }
      let (columns, rows, refused) = try file.readPassingOverBadRows(requests)
      precondition(rows.count + refused.count == file.rowCount && columns.allSatisfy { $0.count == rows.count })
      let again = try other.readPassingOverBadRows(requests)
      precondition(again.rows == rows && again.refused.map(\.place) == refused.map(\.place))
      for (column, twin) in zip(columns, again.columns) where kind == .text { precondition(column == twin) }
    }
  }

  @Sendable private static func fields(_ bytes: [UInt8]) throws { try table.with(bytes) { try read($0, .init()) } }

  /// The first byte says how the rest is to be read.
  @Sendable private static func dialects(_ bytes: [UInt8]) throws {
    guard let first = bytes.first else { return }
    let options = DelimitedTextOptions(
      delimiter: [nil, UInt8(ascii: ","), UInt8(ascii: ";"), 9][Int(first & 3)],
      decimalComma: [nil, true, false, nil][Int(first >> 2 & 3)],
      encoding: [nil, TextEncoding.utf8, .windows1252, nil][Int(first >> 4 & 3)])
    try table.with(Array(bytes.dropFirst())) { try read($0, options) }
  }

  /// A stream sees the rows that a file sees; compressed bytes are streams too.
  @Sendable private static func streams(_ bytes: [UInt8]) throws {
    try table.with(bytes) { path in
      let stream = try DelimitedTextStream(path: path, options: .init(), threads: 1)
      var (rows, texts) = (0, 0)
      let refused = try stream.forEachBatch(columns: Array(stream.columnNames.indices), badRows: .skip) { batch in
        var bytes = 0
        for row in 0..<batch.rowCount {
          for column in stream.columnNames.indices { batch.withValue(row, column) { bytes += $0.count } }
        }
        return (batch.rowCount, bytes)
      } consume: {
        rows += $0.0
        texts += $0.1
      }
      guard bytes.first != 0x1F, bytes.first != 0x28 else { return }
      let file = try DelimitedTextFile(path: path, options: .init(), threads: 1)
      precondition(file.rowCount == rows + refused.count, "\(file.rowCount) rows, \(rows) + \(refused.count)")
    }
  }

  private static let arrowTable = ScratchFile(ending: "arrows")

  /// Values of an Arrow table are those of its text: as many rows, and as many bytes in each column.
  @Sendable private static func arrow(_ bytes: [UInt8]) throws {
    try arrowTable.with(bytes) { path in
      let table = try ArrowTable(ByteInput(path: path), threads: 2)
      let names = table.columnNames
      var (rows, values) = (0, [Int](repeating: 0, count: names.count))
      _ = try table.forEachBatch(columns: names, badRows: .skip) { batch in
        var sums = [Int](repeating: 0, count: names.count)
        for column in names.indices {
          let values = batch.values(column)
          for row in 0..<batch.rowCount { values.withValue(row) { sums[column] += $0.count } }
        }
        return (batch.rowCount, sums)
      } consume: { made in
        rows += made.0
        for (column, sum) in made.1.enumerated() { values[column] += sum }
      }
      let stream = try DelimitedTextStream(
        ByteInput(path: path).arrowText(), options: ByteInput.arrowOptions(.init()), threads: 1)
      var (lines, texts) = (0, [Int](repeating: 0, count: names.count))
      try stream.forEachBatch(columns: Array(names.indices)) { batch in
        var sums: [Int] = []
        for column in names.indices { sums.append(batch.texts(column).bytes.count) }
        return (batch.rowCount, sums)
      } consume: { made in
        lines += made.0
        for (column, sum) in made.1.enumerated() { texts[column] += sum }
      }
      precondition(lines == rows && texts == values, "\(rows) rows, \(lines) lines")
    }
  }

  private static let zone = try? TimeZoneTable.named("Europe/Stockholm")

  @Sendable private static func times(_ bytes: [UInt8]) {
    guard let zone else { return }
    var reader = LocalDayReader(zone: zone, dayStartMinutes: 300)
    // A reader remembers its last time: what it says of a text must not depend on that.
    for text in bytes.split(separator: 0x0A, maxSplits: 8, omittingEmptySubsequences: false) {
      let text = Array(text)
      var fresh = LocalDayReader(zone: zone, dayStartMinutes: 300)
      let (day, other) = (try? reader.day(of: text.span), try? fresh.day(of: text.span))
      precondition(day == other && (day ?? 0) >= 0)
      let (moment, twin) = (try? reader.moment(of: text.span), try? fresh.moment(of: text.span))
      precondition(moment?.day == twin?.day && moment?.second == twin?.second)
    }
  }

  @Sendable private static func codes(_ bytes: [UInt8]) throws {
    let read = try RutaCode.read(bytes)
    if let size = read.size {
      let again = try RutaCode.read(Array(RutaCode.inspire(Cell(size: size, e: read.e, n: read.n)).utf8))
      precondition(again == read)
    } else if let code = RutaCode.swedish(e: read.e, n: read.n) {
      let again = try RutaCode.read(Array(code.utf8))
      precondition(again == read)
    }
  }

  @Sendable private static func filters(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let fields = FilterFields(text, fields: ["kod", "tal", "a b"])
    precondition(fields.renamed { _ in nil } == text)
  }
}

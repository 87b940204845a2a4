import Columns
import Core
import Geometry
import SQLite

/// Some rows of a layer, ready to be stored: numbers and texts column by column, geometries, all in flat buffers.
struct FeatureBatch {
  /// Where a column's values of the batch lie.
  private enum Values {
    /// In ``numbers``, bound as integers.
    case integers(start: Int)
    /// In ``numbers``.
    case reals(start: Int)
    /// In ``texts``: entry i from `textEnds[start + i]` to `textEnds[start + i + 1]`.
    case texts(start: Int)
    /// In ``codes``, as places among the texts from entry `texts` on.
    case choices(start: Int, texts: Int)
  }

  private let rows: Range<Int>
  private var columns: [Values] = []
  private var numbers: [Double] = []
  private var texts = TextRun()
  private var codes: [UInt16] = []
  /// The geometries; nil for a table without.
  let shapes: GeometryBlobs?

  /// Takes the rows' values and makes their geometries. Throws ``Failure`` (software) for a number or coordinate that is
  /// not finite, and what the geometries' provider throws.
  init(_ layer: FeatureLayer, _ rows: Range<Int>) throws {
    self.rows = rows
    numbers.reserveCapacity(rows.count * layer.fields.count(where: { $0.storage != .text }))
    columns.reserveCapacity(layer.fields.count)
    for field in layer.fields {
      if let (choices, codesOf) = layer.table.choices(field.column) {
        columns.append(.choices(start: codes.count, texts: texts.entryCount))
        codes += codesOf(rows)
        for choice in choices { texts.append(choice) }
        continue
      }
      switch (layer.table.slice(field.column, rows), field.storage) {
      case (.texts(let column, let first), _):
        columns.append(.texts(start: texts.entryCount))
        texts.append(column, first..<first + rows.count)
      case (.numbers(let values), .text):
        columns.append(.texts(start: texts.entryCount))
        for value in values { texts.append(NumberText.plain(value)) }
      case (.numbers(let values), let storage):
        columns.append(storage == .integer ? .integers(start: numbers.count) : .reals(start: numbers.count))
        try field.append(values, to: &numbers, firstRow: rows.lowerBound, file: layer.file)
      }
    }
    shapes = try layer.shapes(of: rows)
  }

  /// Puts the rows into a table of the columns key, geometry (of a layer with geometries) and fields.
  func fill(_ table: MemoryTable) throws {
    try numbers.withUnsafeBufferPointer { numbers in
      try codes.withUnsafeBufferPointer { codes in
        try texts.withUnsafeBuffers { bytes, ends in
          let fields = columns.map { column in
            switch column {
            case .reals(let start): RowColumn.reals(numbers.baseAddress.map { $0 + start })
            case .integers(let start): RowColumn.integers(numbers.baseAddress.map { $0 + start })
            case .texts(let start): RowColumn.texts(bytes.baseAddress, ends: ends.baseAddress.map { $0 + start })
            case .choices(let start, let texts):
              RowColumn.choices(
                codes.baseAddress.map { $0 + start }, of: bytes.baseAddress, ends: ends.baseAddress.map { $0 + texts }
              )
            }
          }
          // The key is null within the row; rows are numbered as they come.
          let key = RowColumn.nulls
          guard let shapes else { return try table.fill([key] + fields, rows: rows.count) }
          try shapes.withUnsafeBuffers { bytes, ends in
            try table.fill(
              [key, RowColumn.blobs(bytes.baseAddress, ends: ends.baseAddress)] + fields, rows: rows.count)
          }
        }
      }
    }
  }
}

/// Texts of several columns one after the other, as UTF-8 that SQLite can keep.
private struct TextRun {
  private var bytes: [UInt8] = []
  /// Begins with 0.
  private var ends: [Int] = [0]

  /// Entries so far.
  var entryCount: Int { ends.count - 1 }

  /// Adds some entries of a column. What is not UTF-8 is replaced, and nothing follows a NUL, at which SQL's functions
  /// take a text to end.
  mutating func append(_ column: TextColumn, _ entries: Range<Int>) {
    guard !entries.isEmpty else { return }
    let all = column.range(entries.lowerBound).lowerBound..<column.range(entries.upperBound - 1).upperBound
    let isPlain = column.bytes[all].allSatisfy { $0 &- 1 < 0x7F }
    if isPlain {
      let shift = bytes.count - all.lowerBound
      bytes.append(contentsOf: column.bytes[all])
      ends.reserveCapacity(ends.count + entries.count)
      for entry in entries { ends.append(column.ends[entry] + shift) }
    } else {
      for entry in entries { append(column[entry]) }
    }
  }

  /// Adds a text; nothing follows a NUL.
  mutating func append(_ text: String) { append(text.utf8.prefix { $0 != 0 }) }

  private mutating func append(_ entry: some Sequence<UInt8>) {
    bytes.append(contentsOf: entry)
    ends.append(bytes.count)
  }

  /// All bytes, and where each entry ends, the first before all.
  func withUnsafeBuffers<T>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Int>) throws -> T
  ) rethrows -> T {
    try bytes.withUnsafeBufferPointer { bytes in
      try ends.withUnsafeBufferPointer { try body(bytes, $0) }
    }
  }
}

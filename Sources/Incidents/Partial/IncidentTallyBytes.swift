import Core
import PartialFiles

/// The counts of a tally as bytes, and bytes added to a tally. Whole numbers, so that the order of parts does not matter.
extension IncidentTally {
  /// Planes with events, ascending by period, then by what their category is.
  var planeBytes: [UInt8] {
    var entries: [[UInt8]] = []
    for (key, plane) in zip(keys, planes) where plane.total > 0 {
      var head = [UInt8]()
      head.appendSigned(Int(key.period))
      index.append(key.category, to: &head)
      var bytes = [UInt8]()
      bytes.appendNumber(UInt64(plane.total))
      for kind in 0..<4 { bytes.appendSparse((0..<areas.count).map { plane.counts($0)[kind] }) }
      bytes.appendSparse(plane.linkedPairs)
      entries.append(head + bytes)
    }
    entries.sort { $0.lexicographicallyPrecedes($1) }
    var all = [UInt8]()
    all.appendNumber(UInt64(entries.count))
    return entries.reduce(into: all) { $0 += $1 }
  }

  /// Histograms of all classes and of outside, and the days with events: number of words, and for each the step from the word
  /// before and its 64 bits.
  var timeBytes: [UInt8] {
    var bytes = [UInt8]()
    for clock in clocks { for count in clock.counts { bytes.appendNumber(UInt64(count)) } }
    let words = days.words
    bytes.appendNumber(UInt64(words.count { $0 != 0 }))
    var last = 0
    for (index, word) in words.enumerated() where word != 0 {
      bytes.appendNumber(UInt64(index - last))
      bytes.appendLittleEndian(word)
      last = index
    }
    return bytes
  }

  /// The squares: their side, number, and for each the steps of row and column from the one before, and its events.
  var squareBytes: [UInt8] {
    var bytes = [UInt8]()
    var (lastRow, lastColumn) = (0, 0)
    bytes.appendNumber(UInt64(cells.size))
    bytes.appendNumber(UInt64(cells.squares))
    cells.table.forEach { row, column, count in
      bytes.appendSigned(Int(row) - lastRow)
      bytes.appendSigned(Int(column) - lastColumn)
      bytes.appendNumber(UInt64(count))
      (lastRow, lastColumn) = (Int(row), Int(column))
    }
    return bytes
  }

  /// Units above by class: number of periods, and for each, ascending, its number and its counts.
  var parentBytes: [UInt8] {
    var bytes = [UInt8]()
    bytes.appendNumber(UInt64(parents.rows.count))
    for (period, counts) in parents.rows.sorted(by: { $0.key < $1.key }) {
      bytes.appendSigned(Int(period))
      bytes.appendSparse(counts)
    }
    return bytes
  }

  /// Adds ``planeBytes``; the categories' texts are known.
  mutating func addPlanes(_ reader: ByteReader) throws {
    var reader = reader
    for _ in 0..<(try reader.count(ofAtLeast: 9)) {
      let period = try reader.period()
      let place = plane(period, try index.number(&reader))
      planes[place].add(total: try reader.events())
      for kind in 0..<4 {
        try reader.sparse(below: areas.count) { area, count in
          var counts = SIMD4<Int>.zero
          counts[kind] = count
          planes[place].add(counts, of: area)
        }
      }
      try reader.sparse(below: planes[place].linkedPairs.count) { planes[place].add($1, pair: $0) }
    }
    try reader.finish()
  }

  /// Adds ``timeBytes``.
  mutating func addTimes(_ reader: ByteReader) throws {
    var reader = reader
    for slot in clocks.indices {
      clocks[slot].add(try (0..<TimeHistogram.width).map { _ in try reader.events() }[...])
    }
    var index: UInt64 = 0
    for _ in 0..<(try reader.count(ofAtLeast: 9)) {
      index += try reader.number(below: 1 << 16)
      guard days.formUnion(try reader.word(), word: Int(index)) else { throw reader.damaged() }
    }
    try reader.finish()
  }

  /// Adds ``squareBytes``.
  mutating func addSquares(_ reader: ByteReader) throws {
    var reader = reader
    guard try reader.number() == UInt64(cells.size) else { throw reader.damaged() }
    var (row, column) = (Int32(0), Int32(0))
    for _ in 0..<(try reader.count(ofAtLeast: 3)) {
      let next = (
        row.addingReportingOverflow(try reader.signed()), column.addingReportingOverflow(try reader.signed())
      )
      (row, column) = (next.0.partialValue, next.1.partialValue)
      guard !next.0.overflow, !next.1.overflow, cells.add(row: row, column: column, count: try reader.events()) else {
        throw reader.damaged()
      }
    }
    try reader.finish()
  }

  /// Adds ``parentBytes``.
  mutating func addParents(_ reader: ByteReader) throws {
    var reader = reader
    for _ in 0..<(try reader.count(ofAtLeast: 2)) {
      let period = try reader.period()
      try reader.sparse(below: parents.width) { parents.add(period: period, index: $0, count: $1) }
    }
    try reader.finish()
  }
}

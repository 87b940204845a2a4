import Core
import PartialFiles

/// What a series asks of events as bytes, and bytes added to it.
extension SeriesTally {
  /// 0, or 1 and the first and last day; number of rows, and for each, ascending by period and category, the counts of the units above;
  /// side of the squares within areas, their number, and for each, ascending, its area, period, row, column and events.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [days == nil ? 0 : 1]
    if let days {
      bytes.appendSigned(Int(days.lowerBound))
      bytes.appendSigned(Int(days.upperBound))
    }
    let rows = counts.map { key, counts -> [UInt8] in
      var row = [UInt8]()
      row.appendSigned(Int(key.period))
      index.append(key.category, to: &row)
      row.appendSparse(counts)
      return row
    }
    bytes.appendNumber(UInt64(rows.count))
    for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) { bytes += row }
    bytes.appendNumber(UInt64(squareSize))
    bytes.appendNumber(UInt64(squares.count))
    let ordered = squares.sorted {
      ($0.key.area, $0.key.period, $0.key.row, $0.key.column) < (
        $1.key.area, $1.key.period, $1.key.row, $1.key.column
      )
    }
    for (square, count) in ordered {
      bytes.appendNumber(UInt64(square.area))
      for value in [square.period, square.row, square.column] { bytes.appendSigned(Int(value)) }
      bytes.appendNumber(UInt64(count))
    }
    return bytes
  }

  /// Adds ``bytes`` of a part over as many areas; the categories' texts are known.
  mutating func add(_ reader: ByteReader, areas: Int) throws {
    var reader = reader
    if try reader.integer(UInt8.self) == 1 {
      let (first, last) = (try reader.signed(), try reader.signed())
      guard first <= last else { throw reader.damaged() }
      days = min(days?.lowerBound ?? first, first)...max(days?.upperBound ?? last, last)
    }
    for _ in 0..<(try reader.count(ofAtLeast: 4)) {
      let key = Key(period: try reader.period(), category: try index.number(&reader))
      var row = counts[key] ?? [Int](repeating: 0, count: units + 1)
      try reader.sparse(below: units + 1) { row[$0] += $1 }
      counts[key] = row
    }
    guard try reader.number() == UInt64(squareSize) else { throw reader.damaged() }
    for _ in 0..<(try reader.count(ofAtLeast: 5)) {
      let square = Square(
        area: Int32(truncatingIfNeeded: try reader.number(below: UInt64(areas))), period: try reader.period(),
        row: try reader.signed(), column: try reader.signed())
      squares[square, default: 0] += try reader.events()
    }
    try reader.finish()
  }
}

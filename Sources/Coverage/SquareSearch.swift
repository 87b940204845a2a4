/// The search for squares in which polygons may share ground, row by row.
struct SquareSearch {
  private struct Square {
    var column: Int32
    var signature: UInt64
  }

  private struct Span {
    var start: Int32
    var end: Int32
    var polygon: Int32
    var fraction: Double
  }

  /// What was found.
  private(set) var pairs = Set<Pair>()
  private var squares: [Square] = []
  private var spans: [Span] = []
  private var active: [Span] = []

  /// Adds the pairs that may share ground in the squares of some rows.
  mutating func examine(_ rows: Range<Int32>, _ footprints: [Footprint]) {
    if footprints.count < 2 { return }
    // The first run of each that is not in an earlier row.
    var places = footprints.map { Self.firstPlace(in: $0.runs.rows, from: rows.lowerBound) }
    for row in rows {
      squares.removeAll(keepingCapacity: true)
      spans.removeAll(keepingCapacity: true)
      for (i, footprint) in footprints.enumerated() {
        footprint.trace.forEachSquare(inRow: row) { squares.append(Square(column: $0, signature: $1)) }
        let runs = footprint.runs
        var place = places[i]
        while place < runs.count, runs.rows[place] == row {
          spans.append(
            Span(
              start: runs.starts[place], end: runs.ends[place], polygon: footprint.polygon,
              fraction: runs.fractions[place]))
          place += 1
        }
        places[i] = place
      }
      if squares.count > 1, spans.count > 1 { examineRow() }
    }
  }

  private static func firstPlace(in rows: [Int32], from row: Int32) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func examineRow() {
    squares.sort { $0.column < $1.column }
    spans.sort { ($0.start, $0.polygon) < ($1.start, $1.polygon) }
    active.removeAll(keepingCapacity: true)
    var next = 0
    var i = 0
    while i < squares.count {
      let column = squares[i].column
      var signature: UInt64 = 0
      while i < squares.count, squares[i].column == column {
        signature &+= squares[i].signature
        i += 1
      }
      active.removeAll { $0.end <= column }
      while next < spans.count, spans[next].start <= column {
        if spans[next].end > column { active.append(spans[next]) }
        next += 1
      }
      if active.count < 2 { continue }
      // Without any border left the covering is the same all over the square, so the sum is a whole number.
      if signature == 0, active.reduce(0, { $0 + $1.fraction }) < 1.5 { continue }
      for (k, one) in active.enumerated() {
        for other in active[(k + 1)...] {
          pairs.insert(Pair(a: min(one.polygon, other.polygon), b: max(one.polygon, other.polygon)))
        }
      }
    }
  }
}

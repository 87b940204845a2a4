import Geometry

/// The search for squares in which polygons may share ground, row by row.
///
/// Squares are entered by their column, so that nothing is sorted; what one band's rows hold is laid out row by row first, so
/// that the search runs through plain arrays.
struct SquareSearch {
  /// A square that a border runs through.
  struct Square {
    var column: Int32
    var signature: UInt64
  }

  /// A run of squares of one polygon.
  struct Span {
    var start: Int32
    var end: Int32
    var polygon: Int32
    /// The span before it in the same square, −1 for none; of spans of one square only.
    var next: Int32 = -1
    var fraction: Double
  }

  /// What was found; no more once there are too many for anybody, see `StackedGround`.
  private(set) var pairs = Set<Pair>()
  private let mostPairs = StackedGround.mostPairs
  private var squares = RowLists<Square>()
  private var spans = RowLists<Span>()
  private var columns = SquareColumns()
  private var long: [Span] = []
  private var active: [Span] = []
  private var members: [Span] = []

  /// Adds the pairs that may share ground in the squares of some rows.
  mutating func examine(_ rows: Range<Int32>, _ footprints: [Footprint]) {
    if footprints.count < 2 { return }
    layOut(rows, footprints)
    guard let west = footprints.map(\.columns.lowerBound).min(), let east = footprints.map(\.columns.upperBound).max()
    else { return }
    columns.prepare(for: west..<east)
    for row in 0..<rows.count where squares.count(ofRow: row) > 1 && spans.count(ofRow: row) > 1 { examineRow(row) }
  }

  /// Squares and spans of all footprints, by row.
  private mutating func layOut(_ rows: Range<Int32>, _ footprints: [Footprint]) {
    squares.begin(rows: rows.count)
    spans.begin(rows: rows.count)
    for footprint in footprints {
      footprint.trace.forEachRow(in: rows) { squares.expect($1, inRow: $0) }
      footprint.runs.forEachRun(in: rows) { row, _, _, _ in spans.expect(1, inRow: row) }
    }
    squares.allocate(Square(column: 0, signature: 0))
    spans.allocate(Span(start: 0, end: 0, polygon: 0, fraction: 0))
    for footprint in footprints {
      footprint.trace.forEachSquare(in: rows) { squares.add(Square(column: $1, signature: $2), toRow: $0) }
      footprint.runs.forEachRun(in: rows) { row, start, end, fraction in
        spans.add(Span(start: start, end: end, polygon: footprint.polygon, fraction: fraction), toRow: row)
      }
    }
  }

  private mutating func examineRow(_ row: Int) {
    if columns.isWide {
      var all: [Int32] = []
      squares.withRow(row) { all += $0.map(\.column) }
      spans.withRow(row) { all += $0.map(\.start) }
      columns.name(all)
    }
    squares.withRow(row) { for square in $0 { columns.add(square) } }
    long.removeAll(keepingCapacity: true)
    active.removeAll(keepingCapacity: true)
    spans.withRow(row) { spans in
      for i in spans.indices {
        let span = spans[i]
        if span.end - span.start == 1 {
          spans[i].next = columns.push(Int32(truncatingIfNeeded: i), at: span.start)
        } else {
          long.append(span)
        }
      }
      long.sort { ($0.start, $0.polygon) < ($1.start, $1.polygon) }
      var next = 0
      columns.drain { column, signature, last in
        if !active.isEmpty { active.removeAll { $0.end <= column } }
        while next < long.count, long[next].start <= column {
          if long[next].end > column { active.append(long[next]) }
          next += 1
        }
        var (count, sum) = (active.count, 0.0)
        for span in active { sum += span.fraction }
        var place = last
        while place >= 0 {
          sum += spans[Int(place)].fraction
          count += 1
          place = spans[Int(place)].next
        }
        // Without any border left the covering is the same all over the square, so the sum is a whole number.
        if count < 2 || signature == 0 && sum < 1.5 { return }
        members.removeAll(keepingCapacity: true)
        members.append(contentsOf: active)
        place = last
        while place >= 0 {
          members.append(spans[Int(place)])
          place = spans[Int(place)].next
        }
        for (k, one) in members.enumerated() where pairs.count <= mostPairs {
          for other in members[(k + 1)...] {
            pairs.insert(Pair(a: min(one.polygon, other.polygon), b: max(one.polygon, other.polygon)))
          }
        }
      }
    }
  }
}

/// Events by square of the grid, and how concentrated they are.
///
/// Memory grows with the ground that has events.
public struct CellCounts: Sendable, Equatable {
  /// Side of the squares, metres.
  public let size: Int32
  private var table = SquareTable()

  /// A square and its events.
  public struct Entry: Sendable, Equatable {
    /// South-west corner, easting, metres.
    public var e: Int32
    /// South-west corner, northing, metres.
    public var n: Int32
    /// Events in it.
    public var count: Int
  }

  init(size: Int32) { self.size = size }

  /// Counts an event at a place in the plane of the grid. A square holds its southern and western edge.
  mutating func add(x: Double, y: Double) {
    // Points that are located lie on Earth; others would not fit a square's number.
    guard abs(x) < 1e9, abs(y) < 1e9 else { return }
    let column = Int32((x / Double(size)).rounded(.down))
    let row = Int32((y / Double(size)).rounded(.down))
    table.add(row: row, column: column)
  }

  /// Squares with events.
  public var squares: Int { table.entries.count }

  /// All events.
  public var events: Int { table.entries.reduce(0) { $0 + $1.count } }

  /// The squares with most events: by falling count, then from south to north, then from west to east.
  public func largest(_ limit: Int) -> [Entry] {
    let entries = table.entries.map { Entry(e: $0.column * size, n: $0.row * size, count: $0.count) }
    return Array(entries.sorted { ($1.count, $0.n, $0.e) < ($0.count, $1.n, $1.e) }.prefix(max(0, limit)))
  }

  /// The least number of squares that together hold at least a share (0 … 1) of all events.
  public func squares(holding share: Double) -> Int {
    // Squares by count: there are few different counts.
    var squaresByCount: [Int: Int] = [:]
    for entry in table.entries { squaresByCount[entry.count, default: 0] += 1 }
    var missing = (share * Double(events)).rounded(.up)
    var taken = 0
    for (count, squares) in squaresByCount.sorted(by: { $0.key > $1.key }) {
      if missing <= 0 { break }
      let wanted = min(squares, Int((missing / Double(count)).rounded(.up)))
      taken += wanted
      missing -= Double(wanted * count)
    }
    return taken
  }
}

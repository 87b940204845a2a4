/// Events by square of the grid, and how concentrated they are.
///
/// Memory grows with the ground that has events.
public struct CellCounts: Sendable, Equatable {
  /// Side of the squares, metres.
  public let size: Int32
  private(set) var table = SquareTable()

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

  /// Counts events at places in the plane of the grid, metres. A square holds its southern and western edge.
  mutating func add(x: [Double], y: [Double]) { table.add(x: x, y: y, side: Double(size)) }

  /// Adds events of a square that were counted elsewhere; false where it is on no Earth.
  mutating func add(row: Int32, column: Int32, count: Int) -> Bool {
    table.add(row: row, column: column, count: count, side: Double(size))
  }

  /// Counts what waits to be counted together, see ``SquareTable``.
  mutating func settle(threads: Int) throws { try table.settle(threads: threads) }

  /// Squares with events.
  public var squares: Int { table.squares }

  /// All events.
  public var events: Int { table.events }

  /// The squares with most events: by falling count, then from south to north, then from west to east.
  public func largest(_ limit: Int) -> [Entry] {
    guard limit > 0 else { return [] }
    var entries: [Entry] = []
    table.forEach { row, column, count in
      entries.append(Entry(e: column * size, n: row * size, count: count))
    }
    return Array(entries.sorted { ($1.count, $0.n, $0.e) < ($0.count, $1.n, $1.e) }.prefix(limit))
  }

  /// Squares that ``largest(_:)`` leaves out though they have as many events as the last of those that it gives.
  public func tied(behind limit: Int, threads: Int = 1) throws -> Int {
    let listed = largest(limit)
    guard let least = listed.last?.count else { return 0 }
    return (try table.squaresByCount(threads: threads)[least] ?? 0) - listed.count { $0.count == least }
  }

  /// The least number of squares that together hold at least a share (0 … 1) of all events.
  ///
  /// - Parameter threads: workers; the result does not depend on them.
  public func squares(holding share: Double, threads: Int = 1) throws -> Int {
    let squaresByCount = try table.squaresByCount(threads: threads)
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

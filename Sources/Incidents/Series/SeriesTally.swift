import LocalTime

/// What a series asks of events besides their counts by area: the days that they are on, the units above by category, and
/// the squares within areas.
///
/// Memory grows with periods × categories × units and with the squares of areas that have events, never with events.
public struct SeriesTally: Sendable {
  struct Key: Hashable {
    var period: Int32
    var category: Int32
  }

  /// A square of an area in a period.
  struct Square: Hashable {
    var area: Int32
    var period: Int32
    var row: Int32
    var column: Int32
  }

  /// The first and last day with an event; nil without events or times.
  public internal(set) var days: ClosedRange<Int32>?
  /// Units of the layer above the areas.
  public let units: Int
  /// Side of the squares, metres; 0: none are counted.
  public let squareSize: Int32
  var squares: [Square: Int] = [:]
  var index: CategoryIndex
  var counts: [Key: [Int]] = [:]

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - groups: what categories are counted as; nil: each for itself.
  ///   - units: units of the layer above the areas.
  ///   - squareSize: side of the squares that are counted within areas, metres; 0: none.
  public init(groups: CategoryGroups? = nil, units: Int = 0, squareSize: Int32 = 0) {
    index = CategoryIndex(groups)
    (self.units, self.squareSize) = (units, squareSize)
  }

  /// Counts a batch.
  public mutating func add(_ batch: IncidentBatch) {
    let numbers = batch.categoryNames.map { index.number(of: $0) }
    var lowest = days?.lowerBound ?? .max
    var highest = days?.upperBound ?? .min
    for event in batch.events where event.day != .min {
      lowest = min(lowest, event.day)
      highest = max(highest, event.day)
    }
    if lowest <= highest { days = lowest...highest }
    for (place, unit) in batch.parents.first.enumerated() {
      let event = batch.events[place]
      let key = Key(period: event.period, category: event.category < 0 ? -1 : numbers[Int(event.category)])
      counts[key, default: [Int](repeating: 0, count: units + 1)][unit < 0 ? units : Int(unit)] += 1
    }
    guard squareSize > 0 else { return }
    let side = Double(squareSize)
    var next = 0
    for place in batch.events.indices {
      batch.areas.forEach(of: place, &next) { area in
        // What lies in an area is on Earth.
        let square = Square(
          area: Int32(area), period: batch.events[place].period,
          row: Int32(clamping: Int((batch.y[place] / side).rounded(.down))),
          column: Int32(clamping: Int((batch.x[place] / side).rounded(.down))))
        squares[square, default: 0] += 1
      }
    }
  }

  /// Events of each unit, and last of none of them.
  ///
  /// - Parameters:
  ///   - period: the period.
  ///   - category: a category of the areas' tally; nil: all of them.
  public func counts(period: IncidentPeriod, category: IncidentTally.Category?) -> [Int] {
    var sums = [Int](repeating: 0, count: units + 1)
    for (key, row) in counts where key.period == period.number {
      // Both tallies number the same texts in the same order.
      if let category, key.category != category.number { continue }
      for unit in sums.indices { sums[unit] += row[unit] }
    }
    return sums
  }
}

/// Counts of events by period, category, area and class; whole numbers, so their order does not matter.
///
/// Memory grows with areas × (periods and categories that occur) and with the cells that have events, never with events.
public struct IncidentTally: Sendable {
  struct Key: Hashable {
    var period: Int32
    var category: Int32
  }

  /// The areas.
  public let areas: IncidentAreas
  /// Length of the periods.
  public let length: PeriodLength
  /// When the events were, by class; the last entry is for outside.
  public internal(set) var clocks: [TimeHistogram]
  /// The days on which they were.
  public internal(set) var days = DaySet()
  /// Where they were.
  public internal(set) var cells: CellCounts
  /// Events by parent and class, where there is a layer of parents.
  public internal(set) var parents: ParentCounts

  /// Events by all that they are part of; nil: not asked for.
  private var pieces: PieceCounts?

  var planes: [Plane] = []
  /// The clock of what lies outside, and of each area; see ``clocks``.
  private let slots: [Int32]
  private(set) var keys: [Key] = []
  private var places: [Key: Int] = [:]
  var index: CategoryIndex
  private var lastKey = Key(period: .min, category: .min)
  private var lastPlane = 0

  /// An empty tally.
  ///
  /// - Parameters:
  ///   - areas: the areas that ``IncidentBatch/areas`` counts in.
  ///   - length: of the batches' periods.
  ///   - groups: what categories are counted as; nil: each for itself.
  ///   - parentCount: units of the hierarchy's layer.
  ///   - cellSize: side of the squares in which places are counted, metres.
  ///   - countsPieces: whether ``protection(minimum:)`` will be asked for.
  public init(
    areas: IncidentAreas, length: PeriodLength, groups: CategoryGroups? = nil, parentCount: Int = 0,
    cellSize: Int32 = 250, countsPieces: Bool = false
  ) {
    (self.areas, self.length) = (areas, length)
    pieces = countsPieces ? PieceCounts(ranks: areas.ranks) : nil
    index = CategoryIndex(groups)
    slots = [Int32(areas.classCount)] + areas.ranks
    clocks = [TimeHistogram](repeating: TimeHistogram(), count: areas.classCount + 1)
    cells = CellCounts(size: cellSize)
    parents = ParentCounts(parents: parentCount, slots: areas.classCount + 1)
  }

  /// Counts a batch.
  public mutating func add(_ batch: IncidentBatch) {
    let numbers = batch.categoryNames.map { index.number(of: $0) }
    // Of all events of the batch; put where they belong at its end.
    var hours = [Int](repeating: 0, count: clocks.count * TimeHistogram.width)
    var found = [Int32](repeating: 0, count: batch.parents.first.count)
    var next = 0
    var start = 0
    while start < batch.count {
      let first = batch.events[start]
      var end = start + 1
      while end < batch.count, batch.events[end].isCounted(with: first) { end += 1 }
      let plane = plane(first.period, first.category < 0 ? -1 : numbers[Int(first.category)])
      hours.withUnsafeMutableBufferPointer { hours in
        found.withUnsafeMutableBufferPointer { found in
          planes[plane].add(batch, start..<end, &next, slots: slots, clocks: hours, found: found)
        }
      }
      start = end
    }
    for slot in clocks.indices {
      clocks[slot].add(hours[slot * TimeHistogram.width..<(slot + 1) * TimeHistogram.width])
    }
    for (place, parent) in batch.parents.first.enumerated() {
      parents.add(period: batch.events[place].period, parent: parent, slot: Int(found[place]))
    }
    cells.add(x: batch.x, y: batch.y)
    days.formUnion(batch.daysOfEvents)
    pieces?.add(batch, numbers)
  }

  /// What may be shown where counts from 1 up that are below `minimum` are withheld; nil where pieces were not counted.
  public func protection(minimum: Int) -> IncidentProtection? {
    pieces.map { IncidentProtection($0, areas: areas, minimum: minimum) }
  }

  /// Makes sure that these periods are there, those without any event too: no event is a figure. Those of another length are passed
  /// over.
  public mutating func fill(_ periods: some Sequence<IncidentPeriod>) {
    let known = Set(keys.map(\.period))
    for period in periods where period.length == length && !known.contains(period.number) {
      _ = plane(period.number, -1)
    }
  }

  /// To be called behind the last batch: some of what was added waits to be counted with more of its kind. What is asked
  /// for without it is right too, but takes longer.
  public mutating func settle(threads: Int) throws { try cells.settle(threads: threads) }

  mutating func plane(_ period: Int32, _ category: Int32) -> Int {
    let key = Key(period: period, category: category)
    if key == lastKey { return lastPlane }
    lastKey = key
    if let known = places[key] {
      lastPlane = known
      return known
    }
    lastPlane = planes.count
    places[key] = lastPlane
    keys.append(key)
    planes.append(Plane(areas: areas.count, classes: areas.classCount))
    return lastPlane
  }
}

extension IncidentTally {
  /// A category, or group of categories, that events were counted by.
  public struct Category: Sendable, Hashable {
    /// What the events have in common.
    public enum Kind: String, Sendable {
      /// A category of the data.
      case category
      /// A group of the definition.
      case group
      /// They have a category that no group names.
      case inNoGroup = "in_no_group"
      /// The data gives them no category.
      case withoutCategory = "without_category"
    }

    let number: Int32
    /// Its name; nil for events without a category, or in no group.
    public let name: String?
    /// What the events have in common.
    public let kind: Kind
  }

  /// Periods with events and those that were filled in, in time.
  public var periods: [IncidentPeriod] {
    Set(keys.map(\.period)).sorted().map { IncidentPeriod(length, number: $0) }
  }

  /// All groups in the order of their definition, those without events too, else categories with events by name; then what is in no
  /// group, then what has no category.
  public var categories: [Category] {
    let present = Set(keys.map(\.category)).subtracting([-1]).union(index.groupNumbers)
    let found = present.map { Category(number: $0, name: index.names[Int($0)], kind: index.kind($0)) }
    return found.sorted { a, b in
      guard let nameA = a.name, let nameB = b.name else {
        return a.name != nil || (b.name == nil && a.kind == .inNoGroup && b.kind != .inNoGroup)
      }
      return index.isGrouped ? a.number < b.number : nameA < nameB
    }
  }

  /// Every text of the category field that was met.
  public var categoryTexts: [String] { index.texts }
  /// Those that no group names, in the order of their appearance; empty without groups.
  public var categoryTextsInNoGroup: [String] { index.textsInNoGroup }

  /// All events.
  public var total: Int { planes.reduce(0) { $0 + $1.total } }

  /// The counts of a period (nil: all) and a category (nil: all).
  public func counts(period: IncidentPeriod? = nil, category: Category? = nil) -> IncidentCounts {
    var sum = Plane(areas: areas.count, classes: areas.classCount)
    for (key, plane) in zip(keys, planes) {
      if let period, key.period != period.number { continue }
      if let category, key.category != category.number { continue }
      sum.add(plane)
    }
    return IncidentCounts(areas: areas, plane: sum)
  }
}

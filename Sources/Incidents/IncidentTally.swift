/// Counts of events by period, category, area and class; whole numbers, so their order does not matter.
///
/// Memory grows with areas × (periods and categories that occur) and with the cells that have events, never with events.
public struct IncidentTally: Sendable {
  /// Counts of one period and category.
  struct Plane: Sendable, Equatable {
    /// All events.
    var total = 0
    /// Events of each area, the four kinds side by side: an event asks for all of them.
    var areas: [SIMD4<Int>]
    /// Events by the most severe class that covers them or that they are linked to.
    var eitherByClass: [Int]

    /// Events that the area covers, whatever else does.
    static let inside = 0
    /// Events that the area has in the exclusive partition.
    static let exclusive = 1
    /// Events linked to the area.
    static let linked = 2
    /// Events that the area covers or that are linked to it, each once.
    static let either = 3

    init(areas: Int, classes: Int) {
      self.areas = [SIMD4<Int>](repeating: .zero, count: areas)
      eitherByClass = [Int](repeating: 0, count: classes)
    }

    mutating func add(_ other: Plane) {
      total += other.total
      for i in areas.indices { areas[i] &+= other.areas[i] }
      for i in eitherByClass.indices { eitherByClass[i] += other.eitherByClass[i] }
    }
  }

  private struct Key: Hashable {
    var period: Int32
    var category: Int32
  }

  /// The areas.
  public let areas: IncidentAreas
  /// Length of the periods.
  public let length: PeriodLength
  /// When the events were, by class; the last but one entry is for areas taken out, the last for outside.
  public private(set) var clocks: [TimeHistogram]
  /// Where they were.
  public private(set) var cells: CellCounts
  /// Events by parent and class, where there is a layer of parents.
  public private(set) var parents: ParentCounts

  private var planes: [Plane] = []
  private var keys: [Key] = []
  private var places: [Key: Int] = [:]
  private var index: CategoryIndex
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
  public init(
    areas: IncidentAreas, length: PeriodLength, groups: CategoryGroups? = nil, parentCount: Int = 0,
    cellSize: Int32 = 250
  ) {
    self.areas = areas
    self.length = length
    index = CategoryIndex(groups)
    clocks = [TimeHistogram](repeating: TimeHistogram(), count: areas.classCount + 2)
    cells = CellCounts(size: cellSize)
    parents = ParentCounts(parents: parentCount, slots: areas.classCount + 2)
  }

  /// Counts a batch.
  public mutating func add(_ batch: IncidentBatch) {
    let numbers = batch.categoryNames.map { index.number(of: $0) }
    // Of all events of the batch; put where they belong at its end.
    var hours = [Int](repeating: 0, count: clocks.count * TimeHistogram.width)
    var either = [Int](repeating: 0, count: areas.classCount + 1)
    var slots = [Int32](repeating: 0, count: batch.count)
    var next = 0
    var start = 0
    while start < batch.count {
      let first = batch.events[start]
      var end = start + 1
      while end < batch.count, batch.events[end].isCounted(with: first) { end += 1 }
      let plane = plane(first.period, first.category < 0 ? -1 : numbers[Int(first.category)])
      planes[plane].total += end - start
      count(batch, start..<end, &next, in: &planes[plane].areas, &either, &hours, &slots)
      for rank in either.indices {
        planes[plane].eitherByClass[rank] += either[rank]
        either[rank] = 0
      }
      start = end
    }
    for slot in clocks.indices {
      clocks[slot].add(hours[slot * TimeHistogram.width..<(slot + 1) * TimeHistogram.width])
    }
    for (place, parent) in batch.parents.first.enumerated() {
      parents.add(period: batch.events[place].period, parent: parent, slot: Int(slots[place]))
    }
    cells.add(x: batch.x, y: batch.y)
  }

  /// Counts events of one period and category. `slots` gets the class of each, that of areas taken out, or outside.
  private func count(
    _ batch: IncidentBatch, _ events: Range<Int>, _ next: inout Int, in counts: inout [SIMD4<Int>],
    _ eitherByClass: inout [Int], _ hours: inout [Int], _ slots: inout [Int32]
  ) {
    let outside = Int32(areas.classCount + 1)
    let ranks = areas.ranks
    hours.withUnsafeMutableBufferPointer { hours in
      counts.withUnsafeMutableBufferPointer { counts in
        for place in events {
          let event = batch.events[place]
          let link = event.link
          var best: Int32 = -1
          var isLinkedInside = false
          batch.areas.forEach(of: place, &next) { area in
            counts[area] &+= SIMD4(1, 0, 0, 1)
            if Int(link) == area { isLinkedInside = true }
            // Of equal classes the first in layer order, and polygons come in that order.
            if best < 0 || ranks[area] < ranks[Int(best)] { best = Int32(area) }
          }
          if best >= 0 { counts[Int(best)][Plane.exclusive] &+= 1 }
          let rank = best >= 0 ? ranks[Int(best)] : outside
          var either = rank
          if link >= 0 {
            counts[Int(link)] &+= SIMD4(0, 0, 1, isLinkedInside ? 0 : 1)
            either = min(either, ranks[Int(link)])
          }
          if either < outside { eitherByClass[Int(either)] += 1 }
          TimeHistogram.count(
            hour: event.hour, weekday: event.weekday, month: event.month, in: hours,
            from: Int(rank) * TimeHistogram.width)
          slots[place] = rank
        }
      }
    }
  }

  private mutating func plane(_ period: Int32, _ category: Int32) -> Int {
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
    planes.append(Plane(areas: areas.count, classes: areas.classCount + 1))
    return lastPlane
  }
}

extension IncidentTally {
  /// A category, or group of categories, that events were counted by.
  public struct Category: Sendable, Hashable {
    let number: Int32
    /// Its name; nil for events without a category, or in no group.
    public let name: String?
  }

  /// Periods with events, in time.
  public var periods: [IncidentPeriod] {
    Set(keys.map(\.period)).sorted().map { IncidentPeriod(length, number: $0) }
  }

  /// Categories with events: groups in the order of their definition, else by name; what has no name comes last.
  public var categories: [Category] {
    let present = Set(keys.map(\.category)).subtracting([-1])
    let found = present.map { Category(number: $0, name: index.names[Int($0)]) }
    return found.sorted { a, b in
      guard let nameA = a.name, let nameB = b.name else { return a.name != nil }
      return hasGroups ? a.number < b.number : nameA < nameB
    }
  }

  /// Every text of the category field that was met.
  public var categoryTexts: [String] { index.texts }
  private var hasGroups: Bool { index.isGrouped }

  /// All events.
  public var total: Int { planes.reduce(0) { $0 + $1.total } }

  /// The counts of a period (nil: all) and a category (nil: all).
  public func counts(period: IncidentPeriod? = nil, category: Category? = nil) -> IncidentCounts {
    var sum = Plane(areas: areas.count, classes: areas.classCount + 1)
    for (key, plane) in zip(keys, planes) {
      if let period, key.period != period.number { continue }
      if let category, key.category != category.number { continue }
      sum.add(plane)
    }
    return IncidentCounts(areas: areas, plane: sum)
  }
}

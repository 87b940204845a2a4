/// Events of areas, of their controls and of what surrounds them, before and after, by category.
public struct ComparisonTally: Sendable {
  /// What areas are compared with. An event in the areas themselves never counts in their control.
  public enum Control: Sendable, Equatable {
    /// Other areas of the layer; true for those that belong to it.
    case areas([Bool])
    /// Units of the layer above, less the areas; true for those that belong to it.
    case parents([Bool])
  }

  /// Areas and what they are seen beside.
  public struct Pair: Sendable, Equatable {
    /// True for each area of the layer that is compared.
    public var areas: [Bool]
    /// What it is compared with; nil: nothing.
    public var control: Control?
    /// A surrounding, less all areas of the layer, by its place among the surroundings; the control is then less it. Nil: none.
    public var ring: Int?

    /// A comparison.
    public init(areas: [Bool], control: Control?, ring: Int? = nil) {
      (self.areas, self.control, self.ring) = (areas, control, ring)
    }
  }

  /// Events of a place in the two windows.
  public struct Count: Sendable, Equatable {
    /// In the window before.
    public private(set) var before = 0
    /// In the window after.
    public private(set) var after = 0

    /// None.
    public init() {}

    /// Known counts.
    public init(_ before: Int, _ after: Int) { (self.before, self.after) = (before, after) }

    fileprivate mutating func add(_ isBefore: Bool) {
      if isBefore { before += 1 } else { after += 1 }
    }
  }

  /// Events of one pair.
  public struct Counts: Sendable, Equatable {
    /// Of its areas.
    public fileprivate(set) var area = Count()
    /// Of its control; none without one.
    public fileprivate(set) var control = Count()
    /// Of its surrounding; none without one.
    public fileprivate(set) var ring = Count()

    fileprivate mutating func add(_ isBefore: Bool, _ place: Place) {
      switch place {
      case .area: area.add(isBefore)
      case .control: control.add(isBefore)
      case .ring: ring.add(isBefore)
      }
    }
  }

  /// Where an event counts.
  fileprivate enum Place { case area, control, ring }

  /// The comparisons.
  public let pairs: [Pair]
  /// All events in the two windows, wherever they were.
  public private(set) var all = Count()
  /// Events in the two windows without a category, or in no group: all of them where categories are not read.
  public private(set) var uncategorised = 0
  private let before: DateWindow
  private let after: DateWindow
  /// A plane for all events, and behind it one for each category's number; an entry a pair.
  private var planes: [[Counts]]
  private var index: CategoryIndex

  /// An empty tally; the windows share no day. `groups`: what categories are counted as; nil: each for itself.
  public init(_ pairs: [Pair], before: DateWindow, after: DateWindow, groups: CategoryGroups? = nil) {
    (self.pairs, self.before, self.after) = (pairs, before, after)
    index = CategoryIndex(groups)
    planes = [pairs.map { _ in Counts() }]
    grow()
  }

  private mutating func grow() {
    while planes.count <= index.names.count { planes.append(pairs.map { _ in Counts() }) }
  }

  /// Categories that were met, or the groups: groups in the order of their definition, else by name.
  public var categories: [String] {
    let names = index.names.compactMap { $0 }
    return index.isGrouped ? names : names.sorted()
  }

  /// Every text of the category field that was met.
  public var categoryTexts: [String] { index.texts }

  /// The counts of each pair, of all events or of a category.
  public func counts(of category: String? = nil) -> [Counts] {
    guard let category else { return planes[0] }
    return index.names.firstIndex(of: category).map { planes[$0 + 1] } ?? pairs.map { _ in Counts() }
  }

  /// Counts a batch; events outside both windows are passed over.
  public mutating func add(_ batch: IncidentBatch) {
    var (nextArea, nextParent, nextRing) = (0, 0, 0)
    var areas: [Int] = []
    var parents: [Int] = []
    var rings: [Int] = []
    let numbers = batch.categoryNames.map { Int(index.number(of: $0)) }
    grow()
    for event in 0..<batch.count {
      let isBefore = before.contains(batch.events[event].day)
      guard isBefore || after.contains(batch.events[event].day) else { continue }
      all.add(isBefore)
      let category = Int(batch.events[event].category)
      let plane = category < 0 || index.names[numbers[category]] == nil ? 0 : numbers[category] + 1
      if plane == 0 { uncategorised += 1 }
      areas.removeAll(keepingCapacity: true)
      parents.removeAll(keepingCapacity: true)
      rings.removeAll(keepingCapacity: true)
      batch.areas.forEach(of: event, &nextArea) { areas.append($0) }
      batch.parents.forEach(of: event, &nextParent) { parents.append($0) }
      batch.rings.forEach(of: event, &nextRing) { rings.append($0) }
      for (i, pair) in pairs.enumerated() {
        guard let place = Self.place(pair, areas, parents, rings) else { continue }
        planes[0][i].add(isBefore, place)
        if plane > 0 { planes[plane][i].add(isBefore, place) }
      }
    }
  }

  /// Where an event counts that some areas, units above and surroundings cover.
  private static func place(_ pair: Pair, _ areas: [Int], _ parents: [Int], _ rings: [Int]) -> Place? {
    if areas.contains(where: { pair.areas[$0] }) { return .area }
    if let ring = pair.ring, areas.isEmpty, rings.contains(ring) { return .ring }
    switch pair.control {
    case .areas(let members)?: return areas.contains { members[$0] } ? .control : nil
    case .parents(let members)?: return parents.contains { members[$0] } ? .control : nil
    case nil: return nil
    }
  }
}

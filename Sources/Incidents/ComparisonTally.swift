/// Events of areas and of their controls, before and after.
public struct ComparisonTally: Sendable {
  /// What areas are compared with. An event in the areas themselves never counts in their control.
  public enum Control: Sendable, Equatable {
    /// Other areas of the layer; true for those that belong to it.
    case areas([Bool])
    /// Units of the layer above, less the areas; true for those that belong to it.
    case parents([Bool])
    /// A surrounding, less all areas of the layer, by its place among the surroundings.
    case ring(Int)
  }

  /// Areas and their control.
  public struct Pair: Sendable, Equatable {
    /// True for each area of the layer that is compared.
    public var areas: [Bool]
    /// What it is compared with.
    public var control: Control

    /// A comparison.
    public init(areas: [Bool], control: Control) {
      (self.areas, self.control) = (areas, control)
    }
  }

  /// The comparisons.
  public let pairs: [Pair]
  /// Events of each comparison's areas.
  public private(set) var area: [(before: Int, after: Int)]
  /// Events of each comparison's control.
  public private(set) var control: [(before: Int, after: Int)]
  /// All events in the two windows, wherever they were.
  public private(set) var all = (before: 0, after: 0)
  private let before: DateWindow
  private let after: DateWindow

  /// An empty tally; the windows share no day.
  public init(_ pairs: [Pair], before: DateWindow, after: DateWindow) {
    (self.pairs, self.before, self.after) = (pairs, before, after)
    area = pairs.map { _ in (0, 0) }
    control = area
  }

  /// Counts a batch; events outside both windows are passed over.
  public mutating func add(_ batch: IncidentBatch) {
    var (nextArea, nextParent, nextRing) = (0, 0, 0)
    var areas: [Int] = []
    var parents: [Int] = []
    var rings: [Int] = []
    for event in 0..<batch.count {
      let isBefore = before.contains(batch.events[event].day)
      guard isBefore || after.contains(batch.events[event].day) else { continue }
      if isBefore { all.before += 1 } else { all.after += 1 }
      areas.removeAll(keepingCapacity: true)
      parents.removeAll(keepingCapacity: true)
      rings.removeAll(keepingCapacity: true)
      batch.areas.forEach(of: event, &nextArea) { areas.append($0) }
      batch.parents.forEach(of: event, &nextParent) { parents.append($0) }
      batch.rings.forEach(of: event, &nextRing) { rings.append($0) }
      for (i, pair) in pairs.enumerated() {
        if areas.contains(where: { pair.areas[$0] }) {
          if isBefore { area[i].before += 1 } else { area[i].after += 1 }
          continue
        }
        let isControl =
          switch pair.control {
          case .areas(let members): areas.contains { members[$0] }
          case .parents(let members): parents.contains { members[$0] }
          case .ring(let ring): areas.isEmpty && rings.contains(ring)
          }
        guard isControl else { continue }
        if isBefore { control[i].before += 1 } else { control[i].after += 1 }
      }
    }
  }
}

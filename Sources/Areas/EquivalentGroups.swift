/// Connected groups of units (municipalities) whose areas together come near a given one.
public struct EquivalentGroups: Sendable, Equatable {
  /// Some units, each of which borders on another one of them.
  public struct Group: Sendable, Equatable {
    /// Places of the units, ascending.
    public var members: [Int]
    /// Their areas together, in the unit of the input.
    public var area: Double
  }

  /// The groups, by distance from the target; of equal ones the smaller group, then the earlier units.
  public let groups: [Group]
  /// The share of the target (0.1 is 10 %) by which the groups may miss it; wider than asked for where nothing was so near.
  public let tolerance: Double

  /// Finds every connected group of at most `maximumSize` units whose area misses `target` by at most `tolerance` of it. Where
  /// there is none the tolerance is doubled until there is one.
  ///
  /// - Parameters:
  ///   - areas: one positive area a unit.
  ///   - neighbours: for each unit the places of those that it borders on; symmetric, without itself.
  ///   - target: the area to come near, positive.
  ///   - maximumSize: most units in a group, from 1 up.
  ///   - tolerance: share of the target, positive.
  public init(areas: [Double], neighbours: [[Int]], target: Double, maximumSize: Int, tolerance: Double) {
    var search = Search(areas: areas, neighbours: neighbours, maximumSize: maximumSize)
    var (found, width) = ([Group](), tolerance)
    // A group of all units misses by less than their sum, so the widening ends.
    let widest = areas.isEmpty ? width : max(width, 1 + areas.reduce(0, +) / target)
    while true {
      found = search.groups(from: target * (1 - width), to: target * (1 + width))
      if !found.isEmpty || width >= widest { break }
      width *= 2
    }
    self.tolerance = width
    groups = found.sorted { a, b in
      let (x, y) = (abs(a.area - target), abs(b.area - target))
      if x != y { return x < y }
      if a.members.count != b.members.count { return a.members.count < b.members.count }
      return a.members.lexicographicallyPrecedes(b.members)
    }
  }
}

/// Enumerates connected groups, each once: ESU (S. Wernicke, Efficient detection of network motifs, IEEE/ACM TCBB 3, 2006).
/// Areas are positive, so a group that is too large already is not extended.
private struct Search {
  let areas: [Double]
  let neighbours: [[Int]]
  let maximumSize: Int
  private var found: [EquivalentGroups.Group] = []

  init(areas: [Double], neighbours: [[Int]], maximumSize: Int) {
    (self.areas, self.neighbours, self.maximumSize) = (areas, neighbours, maximumSize)
  }

  mutating func groups(from low: Double, to high: Double) -> [EquivalentGroups.Group] {
    found = []
    for first in areas.indices {
      var isNear = Set(neighbours[first])
      isNear.insert(first)
      extend([first], neighbours[first].filter { $0 > first }, isNear, areas[first], low, high)
    }
    return found
  }

  /// Adds `members` if their area fits, and goes on with every larger group that begins with them.
  ///
  /// - Parameters:
  ///   - candidates: units that may come next, all later than the group's first one.
  ///   - isNear: the members and all their neighbours: a unit outside it is reached by its own discoverer only.
  private mutating func extend(
    _ members: [Int], _ candidates: [Int], _ isNear: Set<Int>, _ area: Double, _ low: Double, _ high: Double
  ) {
    if area > high { return }
    if area >= low { found.append(EquivalentGroups.Group(members: members.sorted(), area: area)) }
    if members.count == maximumSize { return }
    var waiting = candidates
    while let next = waiting.popLast() {
      let reached = neighbours[next].filter { $0 > members[0] && !isNear.contains($0) }
      extend(
        members + [next], waiting + reached, isNear.union(neighbours[next]), area + areas[next], low, high)
    }
  }
}

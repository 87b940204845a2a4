/// How many events: inside, linked, and either.
public struct IncidentCount: Sendable, Equatable {
  /// Events inside.
  public var inside: Int
  /// Events linked to it, wherever they were; nil where the data knows no links.
  public var linked: Int?
  /// Events inside or linked, each once; nil where the data knows no links.
  public var either: Int?

  /// Counts.
  public init(inside: Int, linked: Int? = nil, either: Int? = nil) {
    (self.inside, self.linked, self.either) = (inside, linked, either)
  }
}

/// The counts of some events (of a period, of a category) in areas, classes, all areas and outside.
///
/// Classes, areas taken out and outside sum to ``total``: each event belongs to the most severe class that covers it. Of
/// events linked or either, a class has those whose most severe class (of covering and linked) it is; so they sum, too.
public struct IncidentCounts: Sendable {
  private let areas: IncidentAreas
  private let plane: IncidentTally.Plane

  private let eitherByClass: [Int]

  /// - Parameter slots: as in ``IncidentTally/Plane/either(slots:)``.
  init(areas: IncidentAreas, plane: IncidentTally.Plane, slots: [Int32]) {
    (self.areas, self.plane) = (areas, plane)
    eitherByClass = plane.either(slots: slots)
  }

  /// All events.
  public var total: Int { plane.total }

  /// An area's own count, whatever other areas cover.
  public func own(_ area: Int) -> IncidentCount {
    let counts = plane.counts(area)
    return IncidentCount(
      inside: counts[IncidentTally.Plane.inside], linked: counts[IncidentTally.Plane.linked],
      either: counts[IncidentTally.Plane.either])
  }

  /// An area's part in the exclusive partition.
  public func exclusive(_ area: Int) -> Int { plane.counts(area)[IncidentTally.Plane.exclusive] }

  /// The count of a class; ``IncidentAreas/classCount`` is that of the areas taken out.
  public func ofClass(_ rank: Int) -> IncidentCount {
    var count = IncidentCount(inside: 0, linked: 0, either: eitherByClass[rank])
    var linked = 0
    for area in areas.ranks.indices where areas.ranks[area] == Int32(rank) {
      count.inside += exclusive(area)
      linked += plane.counts(area)[IncidentTally.Plane.linked]
    }
    count.linked = linked
    return count
  }

  /// The count of several classes together.
  public func ofClasses(_ ranks: some Sequence<Int>) -> IncidentCount {
    ranks.reduce(into: IncidentCount(inside: 0, linked: 0, either: 0)) { sum, rank in
      let next = ofClass(rank)
      sum.inside += next.inside
      sum.linked = (sum.linked ?? 0) + (next.linked ?? 0)
      sum.either = (sum.either ?? 0) + (next.either ?? 0)
    }
  }

  /// Events in no area.
  public var outside: Int { plane.total - areas.ranks.indices.reduce(0) { $0 + exclusive($1) } }
}

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
/// Classes and outside sum to ``total``: each event belongs to the most severe class that covers it. An event that lies in one
/// class and is linked to another is inside or linked of both, so that "either" of a class is never below its "inside"; of several
/// classes together it is one event.
public struct IncidentCounts: Sendable {
  private let areas: IncidentAreas
  private let plane: IncidentTally.Plane

  init(areas: IncidentAreas, plane: IncidentTally.Plane) { (self.areas, self.plane) = (areas, plane) }

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

  /// The count of a class.
  public func ofClass(_ rank: Int) -> IncidentCount { ofClasses(CollectionOfOne(rank)) }

  /// The count of several classes together.
  public func ofClasses(_ ranks: some Sequence<Int>) -> IncidentCount {
    let wanted = Set(ranks)
    var (inside, linked) = (0, 0)
    for area in areas.ranks.indices where wanted.contains(Int(areas.ranks[area])) {
      inside += exclusive(area)
      linked += plane.counts(area)[IncidentTally.Plane.linked]
    }
    return IncidentCount(inside: inside, linked: linked, either: inside + plane.linkedFromOutside(wanted))
  }

  /// Events in no area.
  public var outside: Int { plane.total - areas.ranks.indices.reduce(0) { $0 + exclusive($1) } }
}

import LocalTime

/// Counts and rates of areas by category and period, and beside them those of the units above, of groups of likes and of the
/// country.
///
/// Each level is a matrix of counts; rates and intervals follow from it when they are asked for.
public struct IncidentSeries: Sendable {
  /// The counts of one level: areas, units above, groups of likes, or the country alone.
  public struct Level: Sendable, Equatable {
    /// Identifiers.
    public let ids: [String]
    /// Names, as many; empty: none.
    public let names: [String]
    /// Counts, by category, then by period, then by entry.
    let counts: [Int]
    /// Inhabitants, by period, then by entry; NaN where not known.
    let people: [Double]
    /// Days of each period on which an entry is there, by period, then by entry; nil: always.
    let days: [Int]?

    /// A level of those counts, inhabitants and days.
    public init(ids: [String], names: [String], counts: [Int], people: [Double], days: [Int]? = nil) {
      (self.ids, self.names, self.counts, self.people, self.days) = (ids, names, counts, people, days)
    }

    /// No entries.
    public static let none = Level(ids: [], names: [], counts: [], people: [])

    /// Sums of some entries as a level. Inhabitants are not known where those of one are not; of entries that are there on a part
    /// of the days they count for that part.
    public func grouped(_ groups: [(id: String, members: [Int])], in window: SeriesWindow) -> Level {
      let spans = window.spans
      func people(_ entry: Int, _ period: Int) -> Double {
        let all = self.people[period * ids.count + entry]
        guard let own = days?[period * ids.count + entry], own < spans[period].days else { return all }
        return own == 0 ? 0 : all * Double(own) / Double(spans[period].days)
      }
      let rows = ids.isEmpty ? 0 : counts.count / ids.count
      return Level(
        ids: groups.map(\.id), names: groups.map(\.id),
        counts: (0..<rows).flatMap { row in
          groups.map { group in group.members.reduce(0) { $0 + counts[row * ids.count + $1] } }
        },
        people: spans.indices.flatMap { period in
          groups.map { group in group.members.reduce(0.0) { $0 + people($1, period) } }
        })
    }
  }

  /// An entry's figures in a period.
  public struct Point: Sendable, Equatable {
    /// Events.
    public let count: Int
    /// Inhabitants; NaN where not known.
    public let people: Double
    /// The count's exact Poisson interval.
    public let countInterval: Interval
    /// Days of the period on which the entry was there; nil: all that count of it.
    public var days: Int?

    /// Whether there was anything to count.
    public var isThere: Bool { days != 0 }

    /// Events per 1,000 inhabitants; NaN without inhabitants.
    public var rate: Double { people > 0 && isThere ? 1000 * Double(count) / people : .nan }
    /// The rate's 95 % interval; nil without inhabitants.
    public var rateInterval: Interval? {
      people > 0 && isThere ? countInterval.scaled(by: 1000 / people) : nil
    }
  }

  /// The periods.
  public let window: SeriesWindow
  /// All categories together (nil), then each.
  public let categories: [IncidentTally.Category?]
  /// The areas.
  public let areas: Level
  /// The units above; empty without.
  public let units: Level
  /// The unit of each area; nil where it lies in none.
  public let unitOf: [Int?]
  /// The groups of likes; empty without.
  public let peers: Level
  /// The group of each area; nil where it has none, or no area is like it.
  public let peersOf: [Int?]
  /// Areas of each group.
  public let peersCounts: [Int]
  /// The country, alone.
  public let country: Level
  private let intervals: [Int: Interval]

  /// A series of those levels.
  public init(
    window: SeriesWindow, categories: [IncidentTally.Category?], areas: Level, units: Level, unitOf: [Int?],
    peers: Level, peersOf: [Int?], peersCounts: [Int], country: Level
  ) {
    (self.window, self.categories) = (window, categories)
    (self.areas, self.units, self.peers, self.country) = (areas, units, peers, country)
    (self.unitOf, self.peersOf, self.peersCounts) = (unitOf, peersOf, peersCounts)
    var intervals: [Int: Interval] = [:]
    for level in [areas, units, peers, country] {
      for count in level.counts where intervals[count] == nil { intervals[count] = Interval.poisson(count: count) }
    }
    self.intervals = intervals
  }

  /// The figures of an entry of a level.
  public func point(_ level: Level, _ entry: Int, category: Int, period: Int) -> Point {
    let width = level.ids.count
    let count = level.counts[(category * window.spans.count + period) * width + entry]
    return Point(
      count: count, people: level.people[period * width + entry],
      countInterval: intervals[count] ?? Interval(low: 0, high: .infinity), days: level.days?[period * width + entry])
  }

  /// The figures of an entry in all periods.
  public func points(_ level: Level, _ entry: Int, category: Int) -> [Point] {
    window.spans.indices.map { point(level, entry, category: category, period: $0) }
  }
}

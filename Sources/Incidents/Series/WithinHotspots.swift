/// The squares of an area with most events in a period, and how many of them were so the period before.
public struct WithinHotspots: Sendable, Equatable {
  /// A square and its events.
  public struct Spot: Sendable, Equatable {
    /// South-west corner, easting, metres.
    public let e: Int32
    /// South-west corner, northing, metres.
    public let n: Int32
    /// The area's events in it.
    public let count: Int
  }

  /// The area.
  public let area: Int
  /// The period.
  public let period: IncidentPeriod
  /// The area's events in the period.
  public let events: Int
  /// Squares with events.
  public let squares: Int
  /// The squares with most: by falling count, then from south to north, then from west to east.
  public let spots: [Spot]
  /// Squares that have as many events as the last of ``spots`` and are not among them: the choice between them is by place
  /// alone.
  public let tied: Int
  /// How many of ``spots`` are among those of the period before; nil for the first period, and where one of the two has none.
  public let same: Int?
  /// How many could be the same: the smaller number of squares of the two periods; nil where ``same`` is.
  public let comparable: Int?
  /// Whether the squares of this period or of the one before were chosen among equals, so that ``same`` depends on it.
  public let isByChoice: Bool

  /// The squares of every area in every period of a window, area by area.
  ///
  /// - Parameters:
  ///   - areas: the areas that are asked for.
  ///   - limit: squares of each.
  public static func all(
    _ tally: SeriesTally, areas: [Int], window: SeriesWindow, limit: Int
  ) -> [WithinHotspots] {
    var found: [SIMD2<Int32>: [Spot]] = [:]
    for (square, count) in tally.squares {
      let spot = Spot(e: square.column * tally.squareSize, n: square.row * tally.squareSize, count: count)
      found[SIMD2(square.area, square.period), default: []].append(spot)
    }
    return areas.flatMap { area -> [WithinHotspots] in
      var before: WithinHotspots?
      return window.spans.map { span in
        let all = (found[SIMD2(Int32(area), span.period.number)] ?? []).sorted {
          ($1.count, $0.n, $0.e) < ($0.count, $1.n, $1.e)
        }
        let next = WithinHotspots(area, span.period, all, limit: limit, before: before)
        before = next
        return next
      }
    }
  }

  private init(_ area: Int, _ period: IncidentPeriod, _ all: [Spot], limit: Int, before: WithinHotspots?) {
    (self.area, self.period) = (area, period)
    events = all.reduce(0) { $0 + $1.count }
    squares = all.count
    spots = Array(all.prefix(limit))
    let least = spots.last?.count
    tied = all.dropFirst(limit).prefix { $0.count == least }.count
    guard let before, !before.spots.isEmpty, !spots.isEmpty else {
      (same, comparable, isByChoice) = (nil, nil, tied > 0)
      return
    }
    let places = Set(before.spots.map { SIMD2($0.e, $0.n) })
    same = spots.count { places.contains(SIMD2($0.e, $0.n)) }
    comparable = min(spots.count, before.spots.count)
    isByChoice = tied > 0 || before.tied > 0
  }
}

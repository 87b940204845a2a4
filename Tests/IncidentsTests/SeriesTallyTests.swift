import LocalTime
import TestSupport
import Testing

@testable import Incidents

/// Units above by category and squares within areas, against counting event by event.
@Suite struct SeriesTallyTests {
  private struct Event {
    var x: Double
    var y: Double
    var day: Int32
    var category: String
    var areas: [Int32]
    var unit: Int32
    var year: Int { CivilDate(day: day).parts.year }
    var square: SIMD2<Int> { SIMD2(Int(x) / 250, Int(y) / 250) }
  }

  private static func events(_ random: inout SeededRandom) -> [Event] {
    (0..<200 + random.below(300)).map { _ in
      Event(
        x: 600_000 + 25 * Double(random.below(60)), y: 6_600_000 + 25 * Double(random.below(60)),
        day: 18_262 + Int32(random.below(1096)), category: ["Skott", "Narkotika", ""][random.below(3)],
        areas: (0..<3).filter { _ in random.once(in: 2) }.map { Int32($0) }, unit: Int32(random.below(4)) - 1)
    }
  }

  private static func batch(_ events: ArraySlice<Event>) -> IncidentBatch {
    let events = Array(events)
    var batch = IncidentBatch(
      .year, x: events.map(\.x), y: events.map(\.y), moments: events.map { LocalMoment(day: $0.day, second: 60) },
      category: { events[$0].category })
    batch.parents.first = events.map(\.unit)
    for (i, event) in events.enumerated() {
      batch.areas.first.append(event.areas.first ?? -1)
      for area in event.areas.dropFirst() { batch.areas.more.append((Int32(i), area)) }
    }
    return batch
  }

  @Test(arguments: 1...20)
  func countsOfAllKinds(_ seed: Int) throws {
    var random = SeededRandom(seed)
    let events = Self.events(&random)
    var plain = IncidentTally(areas: TallyTests.areas([.utsatt, .utsatt, nil]), length: .year, parentCount: 3)
    var tally = SeriesTally(units: 3, squareSize: 250)
    let cut = random.below(events.count)
    for batch in [Self.batch(events[..<cut]), Self.batch(events[cut...])] {
      plain.add(batch)
      tally.add(batch)
    }
    let days = try #require(tally.days)
    #expect(days.lowerBound == events.map(\.day).min() && days.upperBound == events.map(\.day).max())
    for period in plain.periods {
      let own = events.filter { $0.year == period.year }
      for category in [nil] + plain.categories.map({ $0 }) as [IncidentTally.Category?] {
        let own = category.map { category in own.filter { $0.category == category.name ?? "" } } ?? own
        let expected = [0, 1, 2, -1].map { unit in own.count { $0.unit == unit } }
        #expect(tally.counts(period: period, category: category) == expected)
      }
    }
    try checkSquares(tally, events, limit: 1 + random.below(6))
  }

  /// By sorting all squares of an area and period anew.
  private func checkSquares(_ tally: SeriesTally, _ events: [Event], limit: Int) throws {
    let window = try SeriesWindow(.year, CivilDate(day: 18_262)...CivilDate(day: 19_357))
    let found = WithinHotspots.all(tally, areas: [0, 1, 2], window: window, limit: limit)
    #expect(found.count == 9)
    var before: Set<SIMD2<Int>> = []
    for (place, one) in found.enumerated() {
      let own = events.filter { $0.areas.contains(Int32(one.area)) && $0.year == one.period.year }
      let counts = Dictionary(grouping: own, by: \.square).mapValues(\.count)
      let order = counts.sorted { ($1.value, $0.key.y, $0.key.x) < ($0.value, $1.key.y, $1.key.x) }
      let chosen = order.prefix(limit)
      #expect(one.spots.map(\.count) == chosen.map(\.value) && one.events == own.count)
      #expect(one.spots.map { SIMD2(Int($0.e), Int($0.n)) } == chosen.map { $0.key &* 250 })
      #expect(one.tied == order.dropFirst(limit).count { $0.value == chosen.last?.value })
      if place % 3 == 0 {
        #expect(one.same == nil)
      } else {
        #expect(one.same == chosen.count { before.contains($0.key) })
      }
      before = Set(chosen.map(\.key))
    }
  }

  /// Levels are matrices by category, period and entry; groups are sums of entries.
  @Test func levelsAndGroups() throws {
    let level = IncidentSeries.Level(
      ids: ["a", "b", "c"], names: ["", "", ""], counts: Array(1...12), people: [100, 200, .nan, 1000, 2000, 3000])
    let window = try SeriesWindow(.year, CivilDate(day: 18_262)...CivilDate(day: 18_992))
    let groups = level.grouped([("ab", [0, 1]), ("c", [2])], in: window)
    let series = IncidentSeries(
      window: window, categories: [nil, nil], areas: level, units: .none, unitOf: [nil, nil, nil], peers: groups,
      peersOf: [0, 0, nil], peersCounts: [2, 1], country: .none)
    let last = series.point(groups, 0, category: 1, period: 1)
    #expect(last.count == 10 + 11 && last.people == 3000 && last.rate == 7)
    #expect(last.rateInterval == Interval.poisson(count: 21)?.scaled(by: 1.0 / 3))
    let unknown = series.point(groups, 1, category: 0, period: 0)
    #expect(unknown.count == 3 && unknown.rate.isNaN && unknown.rateInterval == nil)
    #expect(series.points(level, 1, category: 1).map(\.count) == [8, 11])
  }

  /// An entry that is there for half of a year counts half of its people in its group, and nothing where it is not there.
  @Test func entriesThatAreNotAlwaysThere() throws {
    let window = try SeriesWindow(.year, CivilDate(day: 18_262)...CivilDate(day: 18_992))
    let level = IncidentSeries.Level(
      ids: ["a", "b"], names: ["", ""], counts: [5, 5, 0, 5], people: [100, 200, .nan, 200], days: [183, 366, 0, 365])
    let groups = level.grouped([("ab", [0, 1])], in: window)
    let series = IncidentSeries(
      window: window, categories: [nil], areas: level, units: .none, unitOf: [nil, nil], peers: groups,
      peersOf: [0, 0], peersCounts: [2], country: .none)
    #expect(series.points(groups, 0, category: 0).map(\.people) == [250, 200])
    let points = series.points(level, 0, category: 0)
    #expect(points.map(\.isThere) == [true, false] && points[0].rate == 50 && points[1].rate.isNaN)
    let trend = SeriesTrend(points, window: window, fewest: 1)
    #expect(trend.periods == 1 && trend.events == 5 && trend.status == .tooFew)
  }
}

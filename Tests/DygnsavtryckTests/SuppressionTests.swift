import Columns
import Disclosure
import TestSupport
import Testing

@testable import Dygnsavtryck

/// What is withheld, on tables that fit on the screen, and what holds of random ones.
@Suite struct SuppressionTests {
  /// Pieces of so many phones, the last one outside; without a series.
  func rule(_ phones: [Int], _ classes: [Int], _ minimum: Int = 5) -> Suppression {
    Suppression(whole: phones, rows: [], classOfPiece: classes + [-1], minPhones: minimum)
  }

  /// The reason of each piece by itself.
  func reasons(_ rule: Suppression, _ phones: [Int], row: Int? = nil) -> [Withheld?] {
    phones.indices.map { rule.reason([$0], row: row, phones: phones[$0]) }
  }

  @Test func theSmallestOfTheClassIsCover() {
    let phones = [3, 9, 7, 20, 100]
    let one = rule(phones, [0, 0, 0, 1])
    #expect(reasons(one, phones) == [.fewPhones, nil, .wouldReveal, nil, nil])
    #expect(one.reason([0, 1, 2], phones: 9) == nil)
    #expect(one.reason([0, 1], phones: 9) == .wouldReveal)
  }

  @Test func aClassAloneIsCoveredByTheOutside() {
    let phones = [3, 9, 100]
    #expect(reasons(rule(phones, [0, 1]), phones) == [.fewPhones, nil, .wouldReveal])
    // And where there is nothing outside, by what there is.
    let inside = [3, 9, 0]
    #expect(reasons(rule(inside, [0, 1]), inside) == [.fewPhones, .wouldReveal, nil])
    #expect(rule(inside, [0, 1]).reason([0, 1], phones: 9) == nil)
  }

  @Test func zeroIsShownAndCoversNothing() {
    let phones = [0, 2, 8, 0, 0]
    let zero = rule(phones, [0, 0, 1, 1])
    #expect(reasons(zero, phones) == [nil, .fewPhones, .wouldReveal, nil, nil])
    // Pieces without phones do not count: both sums are the group's.
    #expect(zero.reason([1, 2], phones: 8) == nil && zero.reason([0, 1, 2], phones: 8) == nil)
  }

  @Test func withoutCoverAllIsWithheld() {
    let phones = [4, 4, 3]
    #expect(rule(phones, [0, 1]).hidesAll)
    #expect(rule(phones, [0, 1]).reason([0, 1, 2], phones: 11) == .wouldReveal)
    #expect(!rule(phones, [0, 1], 4).hidesAll)
  }

  @Test func nothingToWithhold() {
    #expect(reasons(rule([5, 9, 7], [0, 0]), [5, 9, 7]) == [nil, nil, nil])
    #expect(reasons(rule([2, 1, 1], [0, 0], 1), [2, 1, 1]) == [nil, nil, nil])
    #expect(reasons(rule([2, 1, 1], [0, 0], 0), [2, 1, 1]) == [nil, nil, nil])
    // Ground that no pieces make up.
    #expect(rule([5, 9, 7], [0, 0]).reason(nil, phones: 9) == .wouldReveal)
    #expect(rule([5, 9, 7], [0, 0]).reason(nil, phones: 0) == nil)
  }

  /// B has one phone on the second day: A is its cover on both days, and over both.
  @Test func groupsAreTheSameInEveryPeriod() {
    let rows = [[6, 5, 0], [6, 1, 0]]
    let days = Suppression(whole: [6, 5, 0], rows: rows, classOfPiece: [0, 1, -1], minPhones: 5)
    #expect(reasons(days, rows[0], row: 0) == [.wouldReveal, .wouldReveal, nil])
    #expect(reasons(days, rows[1], row: 1) == [.wouldReveal, .fewPhones, nil])
    #expect(reasons(days, [6, 5, 0]) == [.wouldReveal, .wouldReveal, nil])
    for row in [nil, 0, 1] { #expect(days.reason([0, 1], row: row, phones: 6) == nil) }
  }

  /// A day without cover is withheld whole, with the smallest of the others.
  @Test func thinPeriods() {
    let rows = [[6, 20], [0, 2], [7, 30]]
    let days = Suppression(whole: [8, 31], rows: rows, classOfPiece: [0, -1], minPhones: 5)
    #expect(days.hiddenRows == [true, true, false] && days.thinRows == [false, true, false])
    #expect(reasons(days, rows[0], row: 0) == [.wouldReveal, .wouldReveal])
    #expect(reasons(days, rows[1], row: 1) == [.fewPhones, .fewPhones])
    #expect(reasons(days, rows[2], row: 2) == [nil, nil])
    #expect(reasons(days, [8, 31]) == [nil, nil])
  }

  @Test func numbersOfPhonesWithinOthers() {
    var shown = ShownPhones(minPhones: 5)
    let tried: [(pieces: [Int], row: Int?, phones: Int)] = [
      ([0, 1, 2], nil, 20),
      // Of the others 3 would have been there only.
      ([0, 1], nil, 17), ([1, 2], nil, 12), ([2], nil, 9), ([2], nil, 7), ([2], 4, 6), ([2], 4, 2),
      // Neither holds the other.
      ([0, 2], nil, 13),
    ]
    let added = tried.map { shown.add($0.pieces, $0.row, $0.phones) }
    #expect(added == [true, false, true, false, true, false, true, true])
  }

  /// Stations at which an area has its own piece, another's, and a part of a third's.
  @Test func piecesOfAreas() throws {
    func station(_ own: [(Int32, Double)], _ exclusive: [(Int32, Double)]) -> StationShares {
      StationShares(
        own: own.map { (area: $0.0, share: $0.1) }, exclusive: exclusive.map { (area: $0.0, share: $0.1) })
    }
    let world = World(
      classes: [nil], classOfArea: [0, 0, 0],
      stations: [
        station([(0, 1), (1, 1)], [(0, 1)]), station([(0, 0.25), (1, 1)], [(0, 0.25), (1, 0.75)]),
        station([(1, 0.5), (2, 1)], [(1, 0.5), (2, 0.5)]), station([(0, 0.5), (2, 0.25)], [(0, 0.5)]),
      ], events: [])
    let table = try world.plan().tables[0]
    func pieces(_ weights: [UInt128]) -> [[Int]?] { AreaPieces(table, weights: weights, areaCount: 3).ofArea }
    // 1 holds 0 whole; 2 has half of what 1 has.
    #expect(pieces([1, 1, 0, 0]) == [[0], [0, 1], []])
    #expect(pieces([1, 1, 1, 0]) == [[0], [0, 1], nil])
    #expect(pieces([0, 0, 1, 0]) == [[], [1], [1, 2]])
    #expect(pieces([1, 1, 1, 1]) == [[0], nil, nil])
    // 0 may lie in either of the others' halves.
    let equal = World(
      classes: [nil], classOfArea: [0, 0, 0],
      stations: [station([(0, 0.5), (1, 0.5), (2, 0.5)], [(1, 0.5), (2, 0.5)])], events: [])
    let halves = try AreaPieces(equal.plan().tables[0], weights: [1], areaCount: 3).ofArea
    #expect(halves == [nil, [1], [2]])
  }

  /// Each figure is what it was or withheld with its reason; few phones are never shown, zero always but in withheld periods.
  @Test(arguments: 100...220)
  func onlyWhatMustBe(seed: UInt64) throws {
    let counts = try counts(seed: seed)
    let all = counts.footprint()
    for minimum in [2, 4, 8, 16] {
      let shown = counts.footprint(minPhones: minimum)
      for (full, area) in zip(all.areas, shown.areas) {
        let phones = try #require(full.uniquePhones)
        #expect((area.withheld == nil) == (area == full))
        #expect(area.dygnsavtryck == nil || area.dygnsavtryck == full.dygnsavtryck)
        #expect(area.share == nil || area.dygnsavtryck != nil)
        if phones == 0 { #expect(area == full) }
        if 1..<minimum ~= phones { #expect(area.withheld == .fewPhones && area.dygnsavtryck == nil) }
        if area.withheld == .fewPhones { #expect(1..<minimum ~= phones) }
      }
      for (full, group) in zip(all.classes, shown.classes) where group.withheld == nil {
        #expect(group.dygnsavtryck == full.dygnsavtryck && group.uniquePhones == full.uniquePhones)
        if let phones = group.uniquePhones { #expect(phones == 0 || phones >= minimum) }
      }
      #expect((shown.totals.inside == nil) == (shown.totals.insideWithheld != nil))
      #expect((shown.totals.outside == nil) == (shown.totals.outsideWithheld != nil))
      let (series, plain) = (try #require(counts.series(minPhones: minimum)), try #require(counts.series()))
      for entry in series.areaPhones.values.indices where !series.areaPhones.isSuppressed(entry) {
        #expect(series.areaPhones.values[entry] == plain.areaPhones.values[entry])
        #expect(plain.areaPhones.values[entry] == 0 || plain.areaPhones.values[entry] >= Double(minimum))
      }
      #expect(
        series.withheld.areas.indices.allSatisfy {
          (series.withheld.areas[$0] != nil)
            == (series.areaPhones.isSuppressed($0) || series.areaDygnsavtryck.isSuppressed($0))
        })
    }
  }

  /// A second world in which phones stay in their groups, but elsewhere within them, publishes the same: the proof, tried.
  @Test(arguments: 300...340)
  func whatIsShownDoesNotTellPiecesOfAGroupApart(seed: UInt64) throws {
    var dice = SeededRandom(seed)
    // A station in each of six areas and one outside; day 0 and 1.
    let stations = (0..<7).map { area in
      area == 6
        ? StationShares()
        : StationShares(own: [(area: Int32(area), share: 1)], exclusive: [(area: Int32(area), share: 1)])
    }
    let rare = (0..<7).map { _ in Int.random(in: 0..<3, using: &dice) == 0 }
    let events = (0..<300).compactMap { _ -> Event? in
      let station = Int.random(in: 0..<7, using: &dice)
      if rare[station], Int.random(in: 0..<12, using: &dice) > 0 { return nil }
      return Event(
        phone: "\(Int.random(in: 0..<25, using: &dice))", day: 20_000 + Int32.random(in: 0..<2, using: &dice),
        station: Int32(station))
    }
    let world = World(classes: ["risk", nil], classOfArea: [0, 0, 0, 1, 1, 1], stations: stations, events: events)
    func counts(_ events: [Event]) throws -> FootprintCounts {
      try collect(events, stations: 7).count(world.plan(.day, countsPieces: true), threads: 1)
    }
    let first = try counts(events)
    let rule = Protection(first, AreaSums(first, 0), table: 0, rows: first.seriesRows, minPhones: 5).rule
    let groups = rule.groups
    if rule.hidesAll || rule.hiddenRows.contains(true) { return }
    // All but one phone of a piece without enough go to its cover, on one day.
    guard
      let piece = (0..<7).first(where: { piece in
        let phones = Set(events.filter { $0.station == piece && $0.day == 20_000 }.map(\.phone))
        return 2..<5 ~= phones.count
      }),
      let cover = (0..<7).first(where: { other in
        groups[other] == groups[piece]
          && Set(events.filter { $0.station == other && $0.day == 20_000 }.map(\.phone)).count >= 5
      }), let stays = events.first(where: { $0.station == piece && $0.day == 20_000 })?.phone
    else { return }
    let moved = events.map { event in
      event.station == piece && event.day == 20_000 && event.phone != stays
        ? Event(phone: event.phone, day: event.day, station: Int32(cover)) : event
    }
    #expect(moved != events)
    let second = try counts(moved)
    let whole = Set(moved.filter { $0.station == piece }.map(\.phone)).count
    // Over all days the piece must have few phones as before, or enough as before.
    if (whole < 5) != (Set(events.filter { $0.station == piece }.map(\.phone)).count < 5) { return }
    #expect(first.footprint() != second.footprint())
    var (one, other) = (first.footprint(minPhones: 5), second.footprint(minPhones: 5))
    (one.totals.residual, other.totals.residual) = (0, 0)
    #expect(one.totals == other.totals)
    #expect(one.areas.map(\.dygnsavtryck) == other.areas.map(\.dygnsavtryck))
  }

  @Test func severalRadiiOrNoPiecesShowNothing() throws {
    let world = World(seed: 5)
    let accumulator = try collect(world.events, stations: world.stations.count)
    let blind = try accumulator.count(world.plan(.day), threads: 1)
    #expect(blind.footprint(minPhones: 5).areas.allSatisfy { $0.dygnsavtryck == nil || $0.dygnsavtryck == 0 })
    #expect(blind.footprint(minPhones: 5).totals.phoneDays == nil)
    let both = try accumulator.count(world.plan(radii: [500, 250], countsPieces: true), threads: 1)
    #expect(both.footprint(table: 1, minPhones: 5).totals.inside == nil)
    #expect(both.footprint(table: 0, minPhones: 5).totals.phoneDays != nil)
  }

  func counts(seed: UInt64) throws -> FootprintCounts {
    var dice = SeededRandom(seed)
    let world = World(
      seed: seed, phones: Int.random(in: 5...40, using: &dice), days: Int32.random(in: 1...5, using: &dice),
      stations: Int.random(in: 3...15, using: &dice), areas: Int.random(in: 1...7, using: &dice),
      events: Int.random(in: 20...400, using: &dice))
    return try collect(world.events, stations: world.stations.count)
      .count(world.plan(.day, countsPieces: true), threads: 1)
  }
}

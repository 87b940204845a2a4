import Areas
import Geometry
import LocalTime
import TestSupport
import Testing

@testable import Incidents

@Suite struct TallyTests {
  /// One event as a test writes it.
  struct Event {
    var day: Int32
    var category: String?
    var covering: [Int32]
    var link: Int32 = -1
  }

  static func areas(_ classes: [AreaClass?]) -> IncidentAreas {
    let square = MultiPolygon(minX: 0, minY: 0, maxX: 1, maxY: 1)
    return IncidentAreas(
      AreaSet(classes.enumerated().map { Area(id: "A\($0)", name: "", areaClass: $1, polygon: square) }))
  }

  static func batch(_ events: [Event], _ length: PeriodLength) -> IncidentBatch {
    let (x, y) = (
      [Double](repeating: 600_000, count: events.count), [Double](repeating: 6_600_000, count: events.count)
    )
    var batch = IncidentBatch(
      length, x: x, y: y, moments: events.map { LocalMoment(day: $0.day, second: 3600) }, links: events.map(\.link),
      category: { events[$0].category })
    for (i, event) in events.enumerated() {
      batch.areas.first.append(event.covering.first ?? -1)
      for area in event.covering.dropFirst() { batch.areas.more.append((Int32(i), area)) }
    }
    return batch
  }

  /// Area 0 is *utsatt*, area 1 *särskilt utsatt*, area 2 *utsatt*. Where 0 and 1 overlap, 1 has the event.
  @Test func severestClassFirstThenLayerOrder() throws {
    let areas = Self.areas([.utsatt, .sarskiltUtsatt, .utsatt])
    var tally = IncidentTally(areas: areas, length: .year)
    tally.add(
      Self.batch(
        [
          Event(day: 18_000, covering: [0]), Event(day: 18_000, covering: [0, 1]),
          Event(day: 18_000, covering: [0, 2]),
          Event(day: 18_000, covering: []), Event(day: 18_400, covering: [1], link: 0),
          Event(day: 18_400, covering: [], link: 2), Event(day: 18_400, covering: [2], link: 2),
        ], .year))
    let all = tally.counts()
    #expect(all.total == 7 && all.outside == 2)
    #expect(all.own(0) == IncidentCount(inside: 3, linked: 1, either: 4))
    #expect(all.own(1) == IncidentCount(inside: 2, linked: 0, either: 2))
    #expect(all.own(2) == IncidentCount(inside: 2, linked: 2, either: 3))
    #expect((0..<3).map(all.exclusive) == [2, 2, 1])
    // Rank 0 is särskilt utsatt. The event inside 1 and linked to 0 is of both classes, and one of both together.
    #expect(all.ofClass(0) == IncidentCount(inside: 2, linked: 0, either: 2))
    #expect(all.ofClass(1) == IncidentCount(inside: 3, linked: 3, either: 5))
    #expect(all.ofClasses([0, 1]) == IncidentCount(inside: 5, linked: 3, either: 6))
    #expect(tally.periods.map(\.label) == ["2019", "2020"])
    #expect(tally.counts(period: tally.periods[0]).total == 4)
    #expect(tally.clocks.map(\.total) == [2, 3, 2])
    #expect(tally.clocks[0].hours[1] == 2)
  }

  @Test func categoriesAndGroups() throws {
    let areas = Self.areas([.utsatt])
    let events = [
      Event(day: 0, category: "Skottlossning", covering: [0]), Event(day: 0, category: "Narkotika", covering: []),
      Event(day: 0, category: "skottlossning ", covering: []), Event(day: 0, category: "", covering: []),
      Event(day: 0, category: "Annat", covering: [0]),
    ]
    var plain = IncidentTally(areas: areas, length: .all)
    plain.add(Self.batch(events, .all))
    #expect(plain.categories.map(\.name) == ["Annat", "Narkotika", "Skottlossning", "skottlossning ", nil])
    let groups = try CategoryGroups([
      .init(name: "vald", categories: ["skottlossning"], isActivityDriven: false),
      .init(name: "ingripande", categories: ["narkotika", "vapen"], isActivityDriven: true),
    ])
    var grouped = IncidentTally(areas: areas, length: .all, groups: groups)
    grouped.add(Self.batch(events, .all))
    // In no group and without a category are two things.
    #expect(grouped.categories.map(\.name) == ["vald", "ingripande", nil, nil])
    #expect(grouped.categories.map(\.kind) == [.group, .group, .inNoGroup, .withoutCategory])
    #expect(grouped.categories.map { grouped.counts(category: $0).total } == [2, 1, 1, 1])
    #expect(grouped.categoryTextsInNoGroup == ["Annat"] && plain.categoryTextsInNoGroup.isEmpty)
    #expect(groups.unseen(grouped.categoryTexts) == ["vapen"])
    #expect(throws: (any Error).self) {
      try CategoryGroups([
        .init(name: "a", categories: ["x"], isActivityDriven: false),
        .init(name: "b", categories: ["X "], isActivityDriven: false),
      ])
    }
  }

  /// Any batches in any order give the same counts, those of a slow count by definition.
  @Test func agreesWithASlowCount() throws {
    var dice = SeededRandom(5)
    let classes: [AreaClass?] = [.utsatt, .risk, nil, .sarskiltUtsatt, .utsatt, .risk]
    let areas = Self.areas(classes)
    let events = (0..<2000).map { _ in
      Event(
        day: Int32.random(in: 18_000..<19_000, using: &dice), category: ["a", "b", ""].randomElement(using: &dice),
        covering: (0..<6).filter { _ in Int.random(in: 0..<4, using: &dice) == 0 },
        link: Int.random(in: 0..<3, using: &dice) == 0 ? Int32.random(in: 0..<6, using: &dice) : -1)
    }
    var one = IncidentTally(areas: areas, length: .quarter)
    one.add(Self.batch(events, .quarter))
    var many = IncidentTally(areas: areas, length: .quarter)
    var rest = events.shuffled(using: &dice)[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...300, using: &dice)
      many.add(Self.batch(Array(rest.prefix(size)), .quarter))
      rest = rest.dropFirst(size)
    }
    #expect(one.periods == many.periods && one.categories.map(\.name) == many.categories.map(\.name))
    #expect(one.clocks == many.clocks && one.cells == many.cells)
    for period in one.periods.map(Optional.some) + [nil] {
      for name in ["a", "b", nil, "*"] {
        let category = { (tally: IncidentTally) in tally.categories.first { $0.name == name } }
        let a = one.counts(period: period, category: name == "*" ? nil : category(one))
        let b = many.counts(period: period, category: name == "*" ? nil : category(many))
        let chosen = events.filter { event in
          (period.map { IncidentPeriod(.quarter, containing: CivilDate(day: event.day)) == $0 } ?? true)
            && (name == "*" || (event.category == "" ? nil : event.category) == name)
        }
        for counts in [a, b] { check(counts, chosen, areas) }
      }
    }
  }

  private func check(_ counts: IncidentCounts, _ events: [Event], _ areas: IncidentAreas) {
    #expect(counts.total == events.count)
    #expect(counts.outside == events.count { $0.covering.isEmpty })
    for area in 0..<areas.count {
      let place = Int32(area)
      #expect(counts.own(area).inside == events.count { $0.covering.contains(place) })
      #expect(counts.own(area).linked == events.count { $0.link == place })
      #expect(counts.own(area).either == events.count { $0.covering.contains(place) || $0.link == place })
    }
    func best(_ places: [Int32]) -> Int32? { places.map { areas.ranks[Int($0)] }.min() }
    for rank in 0..<areas.classCount {
      #expect(counts.ofClass(rank).inside == events.count { best($0.covering) == Int32(rank) })
      let either = counts.ofClass(rank).either ?? -1
      #expect(either >= counts.ofClass(rank).inside)
      #expect(
        either == events.count { best($0.covering) == Int32(rank) || $0.link >= 0 && best([$0.link]) == Int32(rank) })
    }
    let ofTwo = events.count { event in
      let found = [best(event.covering), event.link < 0 ? nil : best([event.link])]
      return found.contains(0) || found.contains(2)
    }
    #expect(counts.ofClasses([0, 2]).either == ofTwo)
    #expect((0..<areas.classCount).reduce(counts.outside) { $0 + counts.ofClass($1).inside } == counts.total)
  }
}

import Core
import LocalTime
import Testing

@testable import Dygnsavtryck

/// The report's footnote 24 and the small rules of SPEC, each figure exact.
@Suite struct WorkedCasesTests {
  // Station 0 lies in area 0, 1 in area 1, 2 half in area 0, 3 outside, 4 half in each of two overlapping areas.
  static let stations = [
    StationShares(own: [(0, 1)], exclusive: [(0, 1)]),
    StationShares(own: [(1, 1)], exclusive: [(1, 1)]),
    StationShares(own: [(0, 0.5)], exclusive: [(0, 0.5)]),
    StationShares(),
    StationShares(own: [(0, 0.5), (1, 0.5)], exclusive: [(0, 0.5)]),
    StationShares(own: [(1, 0)], exclusive: []),
  ]

  func footprint(_ visits: [(phone: String, day: Int32, station: Int32)]) throws -> Footprint {
    let world = World(
      classes: ["sarskilt_utsatt", "utsatt"], classOfArea: [0, 1, 1], stations: Self.stations,
      events: visits.map { Event(phone: $0.phone, day: $0.day, station: $0.station) })
    return try collect(world.events, stations: world.stations.count).count(world.plan(), threads: 1).footprint()
  }

  @Test func oneEventInAnArea() throws {
    let result = try footprint([("a", 1, 0)])
    #expect(result.areas.map(\.dygnsavtryck) == [1, 0, 0])
    #expect(result.areas.map(\.uniquePhones) == [1, 0, 0])
    #expect(result.totals.inside == 1 && result.totals.outside == 0 && result.totals.residual == 0)
  }

  @Test func twoEvents() throws {
    let result = try footprint([("a", 1, 0), ("a", 1, 1)])
    #expect(result.areas.map(\.dygnsavtryck) == [0.5, 0.5, 0])
  }

  @Test func tenEvents() throws {
    let result = try footprint([("a", 1, 0)] + (0..<9).map { _ in ("a", 1, 1) })
    #expect(result.areas.map(\.dygnsavtryck) == [0.1, 0.9, 0])
    #expect(result.totals.inside == 1)
  }

  @Test func halfACircle() throws {
    let result = try footprint([("a", 1, 2)])
    #expect(result.areas[0].dygnsavtryck == 0.5)
    #expect(result.totals.inside == 0.5 && result.totals.outside == 0.5)
  }

  @Test func oneOutsideOneHalfInside() throws {
    let result = try footprint([("a", 1, 3), ("a", 1, 2)])
    #expect(result.areas[0].dygnsavtryck == 0.25)
    #expect(result.totals.inside == 0.25 && result.totals.outside == 0.75)
  }

  /// SPEC 5.2: always 1.0 a day, whatever the number of events; a second day is a second one.
  @Test func everyPhoneDayIsOne() throws {
    let result = try footprint((0..<7).map { ("a", 1, $0 % 2) } + [("a", 2, 0), ("b", 1, 0)])
    #expect(result.totals.phoneDays == 3 && result.totals.phones == 2)
    #expect(result.totals.inside == 3)
    #expect(result.areas.map(\.uniquePhones) == [2, 1, 0])
  }

  @Test func unlocatedEventsAreLeftOut() throws {
    let result = try footprint([("a", 1, 0), ("a", 1, -1), ("b", 1, -1), ("a", 2, -1)])
    #expect(result.areas[0].dygnsavtryck == 1)
    let totals = result.totals
    #expect(totals.events == 4 && totals.eventsUnlocated == 3)
    #expect(totals.phones == 2 && totals.phonesUnlocated == 1)
    #expect(totals.phoneDays == 1 && totals.phoneDaysUnlocated == 2)
  }

  /// Each area's own figure ignores the other; the class total gives the shared ground to the more severe.
  @Test func overlappingAreas() throws {
    let result = try footprint([("a", 1, 4)])
    #expect(result.areas.map(\.dygnsavtryck) == [0.5, 0.5, 0])
    #expect(result.classes.map(\.dygnsavtryck) == [0.5, 0])
    #expect(result.classes.map(\.uniquePhones) == [1, 1])
    #expect(result.totals.inside == 0.5 && result.totals.outside == 0.5)
  }

  /// A circle that touches an area in a point only does not meet it with positive area.
  @Test func touchingIsNotInside() throws {
    let result = try footprint([("a", 1, 5)])
    #expect(result.areas.map(\.uniquePhones) == [0, 0, 0])
  }

  @Test func classesCountEmptyAreasAsZero() throws {
    let result = try footprint([("a", 1, 1), ("b", 1, 1), ("c", 1, 0)])
    let utsatt = result.classes[1]
    #expect(utsatt.areas == 2 && utsatt.dygnsavtryck == 2 && utsatt.share == 2.0 / 3)
    #expect(utsatt.dygnsavtryckMean == 1 && utsatt.dygnsavtryckMin == 0 && utsatt.dygnsavtryckMax == 2)
    #expect(utsatt.uniquePhonesMean == 1 && utsatt.uniquePhonesMin == 0 && utsatt.uniquePhonesMax == 2)
  }

  @Test func nothingAtAll() throws {
    let result = try footprint([])
    #expect(result.totals.phoneDays == 0 && result.totals.residual == 0)
    #expect(result.areas.map(\.share) == [nil, nil, nil])
    #expect(result.areas.map(\.dygnsavtryck) == [0, 0, 0])
  }

  @Test func daysThatDoNotCount() throws {
    let world = World(
      classes: ["x"], classOfArea: [0], stations: [StationShares(own: [(0, 1)], exclusive: [(0, 1)])],
      events: (1...5).map { Event(phone: "a", day: $0, station: 0) })
    let accumulator = try collect(world.events, stations: 1, options: .init(days: 2...4))
    let totals = try accumulator.count(world.plan(), threads: 1).footprint().totals
    #expect(totals.events == 3 && totals.eventsOutsideDays == 2 && totals.phoneDays == 3)
  }

  @Test func faults() throws {
    var batch = EventBatch()
    for text in ["", "  \t"] {
      let bytes = Array(text.utf8)
      #expect(throws: EventFault.missingPhone) {
        try batch.append(phone: bytes.span, day: 1, station: 0, hasher: World.salt)
      }
    }
    #expect(batch.count == 0)
    for event in [(70_000, 0), (-1, 0), (5, 3), (5, -2)] {
      var bad = EventBatch()
      bad.append(phone: PhoneKey(high: 1, low: 1), day: Int32(event.0), station: Int32(event.1))
      let accumulator = try FootprintAccumulator(stationCount: 3)
      #expect(throws: Failure.self) { try accumulator.add(bad, at: 0) }
    }
    #expect(throws: Failure.self) { try FootprintAccumulator(stationCount: 1 << 27) }
    for shares in [[1.1], [-0.1], [Double.nan], [.infinity]] {
      #expect(throws: Failure.self) { try Shares(offsets: [0, 1], areas: [0], shares: shares, areaCount: 1) }
    }
    #expect(throws: Failure.self) { try Shares(offsets: [0, 1], areas: [1], shares: [1], areaCount: 1) }
    #expect(throws: Failure.self) { try Shares(offsets: [0, 2], areas: [0], shares: [1], areaCount: 1) }
    let whole = try Shares(offsets: [0, 2], areas: [0, 1], shares: [0.6, 0.6], areaCount: 2)
    #expect(throws: Failure.self) { try ShareTable(radiusMetres: 500, own: whole, exclusive: whole) }
  }

  @Test func rowsFromBytes() throws {
    let zone = try TimeZoneTable.named("Europe/Stockholm")
    var reader = EventRowReader(
      dayReader: LocalDayReader(zone: zone), hasher: World.salt, stations: StationNames(["A", "B"]))
    var batch = EventBatch()
    func add(_ phone: String, _ time: String, _ station: String) throws {
      let (p, t, s) = (Array(phone.utf8), Array(time.utf8), Array(station.utf8))
      let rows = reader.stationRows(1) { $1(s.span) }
      try reader.add(phone: p.span, time: t.span, row: rows[0], to: &batch)
    }
    try add("070", "2025-01-14T23:00:00Z", "B")
    try add(" 070 ", "2025-01-14 9:00", "C")
    #expect(throws: EventFault.time(.notATime)) { try add("070", "noon", "A") }
    #expect(throws: EventFault.missingPhone) { try add("", "2025-01-14 9:00", "A") }
    #expect(batch.events.map(\.day) == [20_103, 20_102])
    #expect(batch.events.map(\.station) == [1, -1])
    #expect(batch.events[0].phone == batch.events[1].phone)
  }
}

extension StationNames {
  fileprivate init(_ names: [String]) { self.init(.init(names)) }
}

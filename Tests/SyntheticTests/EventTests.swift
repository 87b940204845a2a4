import Columns
import Core
import Foundation
import LocalTime
import Testing

@testable import Synthetic

@Suite struct EventTests {
  private struct Event: Equatable, Hashable {
    var phone: String
    var timestamp: String
    var station: String
  }

  private static func bytes(
    _ world: SyntheticWorld, _ stations: Table, _ options: EventOptions
  ) throws -> (bytes: [UInt8], totals: EventTotals) {
    var bytes: [UInt8] = []
    let totals = try generateEvents(world, stations: stations, options) { bytes += $0 }
    return (bytes, totals)
  }

  private static func events(_ bytes: [UInt8]) -> [Event] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "phone,timestamp,station" && lines.last == "")
    return lines.dropFirst().dropLast().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      #expect(fields.count == 3)
      return Event(phone: fields[0], timestamp: fields[1], station: fields.last ?? "")
    }
  }

  private static func names(_ stations: Table) -> Set<String> {
    guard case .texts(let names)? = stations.column("station") else { return [] }
    return Set((0..<names.count).map { names[$0] })
  }

  @Test func eventsAreWhatTheOptionsSay() throws {
    let world = try SyntheticWorld.town(seed: 3)
    let stations = try generateStations(world, count: 150)
    let options = EventOptions(count: 70_000, phones: 400, days: 30, unlocatedShare: 0.1)
    let (bytes, totals) = try Self.bytes(world, stations, options)
    let events = Self.events(bytes)
    #expect(events.count == 70_000 && totals.events == 70_000)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.timestamp <= $1.timestamp })
    #expect((events.first?.timestamp ?? "") >= "2020-03-01T00:00:00")
    #expect((events.last?.timestamp ?? "z") <= "2020-03-30T23:59:59")
    let form = /2020-03-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]/
    #expect(events.allSatisfy { $0.timestamp.wholeMatch(of: form) != nil })
    // Clocks are put forward on the 29th: there is no hour from 2 to 3, and there is one on the day before.
    #expect(!events.contains { $0.timestamp.hasPrefix("2020-03-29T02") })
    #expect(events.contains { $0.timestamp.hasPrefix("2020-03-28T02") })

    let phones = Set(events.map(\.phone))
    #expect(phones.count > 380 && phones.count <= 400)
    #expect(phones.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{8}/) != nil })

    let names = Self.names(stations)
    let empty = events.count { $0.station.isEmpty }
    let unknown = events.count { !$0.station.isEmpty && !names.contains($0.station) }
    #expect(totals.unlocated == empty + unknown)
    // Five standard errors are 0.57 percentage points.
    #expect(abs(Double(empty + unknown) / 70_000 - 0.1) < 0.006)
    #expect(abs(Double(empty) / 70_000 - 0.05) < 0.005)
    #expect(events.allSatisfy { names.contains($0.station) || $0.station.isEmpty || $0.station.hasPrefix("X") })
    #expect(Set(events.map(\.station)).intersection(names).count > 140)
  }

  @Test func daysAndNightsDiffer() throws {
    let world = try SyntheticWorld.town(seed: 5)
    let stations = try generateStations(world, count: 500)
    let events = Self.events(
      try Self.bytes(world, stations, EventOptions(count: 60_000, phones: 60, unlocatedShare: 0)).bytes)
    func hour(_ event: Event) -> Int { Int(event.timestamp.dropFirst(11).prefix(2)) ?? -1 }
    #expect(events.count { (0..<5).contains(hour($0)) } * 8 < events.count { (12..<17).contains(hour($0)) })
    // At night nearly all are at one station, their home; by day the commonest one is another for most.
    var (atHome, atNight, moves) = (0, 0, 0)
    for phone in Set(events.map(\.phone)) {
      let own = events.filter { $0.phone == phone }
      guard own.count > 300 else { continue }
      func commonest(_ events: [Event]) -> (station: String, count: Int) {
        let counts = Dictionary(events.map { ($0.station, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) } ?? ("", 0)
      }
      let night = own.filter { hour($0) < 6 || hour($0) >= 22 }
      let day = own.filter { (8..<17).contains(hour($0)) }
      let home = commonest(night)
      atHome += home.count
      atNight += night.count
      if commonest(day).station != home.station { moves += 1 }
    }
    #expect(atHome * 10 > atNight * 8)
    #expect(moves > 30)
    // Busy and quiet phones: the busiest tenth has more than a quarter of all events.
    let counts = Dictionary(events.map { ($0.phone, 1) }, uniquingKeysWith: +).values.sorted(by: >)
    #expect(counts.prefix(6).reduce(0, +) * 4 > events.count)
  }

  @Test func theSameBytesForAnyThreadsAndTheSameEventsInAnyOrder() throws {
    let world = try SyntheticWorld.town(seed: 7)
    let stations = try generateStations(world, count: 80)
    var options = EventOptions(count: 100_001, phones: 300, threads: 1)
    let one = try Self.bytes(world, stations, options)
    options.threads = 2
    #expect(try Self.bytes(world, stations, options).bytes == one.bytes)
    options.order = .phone
    let byPhone = try Self.bytes(world, stations, options)
    options.threads = 1
    #expect(try Self.bytes(world, stations, options).bytes == byPhone.bytes)
    #expect(byPhone.totals == one.totals)
    let (a, b) = (Self.events(one.bytes), Self.events(byPhone.bytes))
    #expect(zip(b, b.dropFirst()).allSatisfy { ($0.phone, $0.timestamp) <= ($1.phone, $1.timestamp) })
    func sorted(_ events: [Event]) -> [Event] {
      events.sorted { ($0.phone, $0.timestamp, $0.station) < ($1.phone, $1.timestamp, $1.station) }
    }
    #expect(sorted(a) == sorted(b))
    let other = try Self.bytes(SyntheticWorld.town(seed: 8), stations, options)
    #expect(other.bytes != byPhone.bytes)
  }

  /// The text of one small run, so that a change of any number shows.
  @Test func aFewEventsByHand() throws {
    let world = try SyntheticWorld.town(seed: 1)
    let stations = try generateStations(world, count: 3)
    let (bytes, totals) = try Self.bytes(
      world, stations, EventOptions(count: 4, phones: 2, start: "2021-12-31", days: 2, unlocatedShare: 0.5))
    let events = Self.events(bytes)
    #expect(events.count == 4 && totals.unlocated <= 4)
    #expect(events.allSatisfy { $0.timestamp.hasPrefix("2021-12-31T") || $0.timestamp.hasPrefix("2022-01-01T") })
  }

  @Test func smallAndCrampedRuns() throws {
    let world = try SyntheticWorld.town(seed: 2)
    let one = try generateStations(world, count: 1)
    for order in EventOptions.Order.allCases {
      for (count, phones) in [(1, 1), (1, 50), (2, 1), (3, 2), (33_000, 1), (32_768, 7), (10, 100)] {
        let options = EventOptions(count: count, phones: phones, days: 1, unlocatedShare: 0, order: order)
        let events = Self.events(try Self.bytes(world, one, options).bytes)
        #expect(events.count == count)
        #expect(events.allSatisfy { $0.station == "S00001" && $0.timestamp.hasPrefix("2020-03-01T") })
      }
    }
  }

  /// Names that need quotes, and names like those of unknown stations.
  @Test func otherPeoplesStations() throws {
    let world = try SyntheticWorld.town(seed: 2)
    var stations = Table()
    stations.add("station", texts: TextColumn(["X1", "a,b", "XX\"2"]))
    stations.add("e", .integer, numbers: [1, 2, .nan])
    stations.add("n", .integer, numbers: [1, .infinity, 3])
    let text = String(
      decoding: try Self.bytes(world, stations, EventOptions(count: 2000, unlocatedShare: 0.5)).bytes, as: UTF8.self)
    let places = Set(text.split(separator: "\n").dropFirst().map { $0.dropFirst(29) })
    #expect(places.isSuperset(of: ["", "X1", "\"a,b\"", "\"XX\"\"2\""]))
    #expect(places.subtracting(["", "X1", "\"a,b\"", "\"XX\"\"2\""]).allSatisfy { $0.hasPrefix("XXX") })
  }

  @Test func refusesWhatIsOutOfRange() throws {
    let world = try SyntheticWorld.town(seed: 2)
    let stations = try generateStations(world, count: 1)
    let wrong = [
      EventOptions(count: 0), EventOptions(count: -1), EventOptions(count: 1, phones: 0),
      EventOptions(count: 1, days: 0), EventOptions(count: 1, days: 4000),
      EventOptions(count: 1, unlocatedShare: 1.5), EventOptions(count: 1, unlocatedShare: .nan),
      EventOptions(count: 1, start: "2020-02-30"), EventOptions(count: 1, start: "20-1-1"),
      EventOptions(count: 1, start: "1969-12-31"), EventOptions(count: 1, start: "+020-01-01"),
    ]
    for options in wrong {
      let failure = #expect(throws: Failure.self) { try generateEvents(world, stations: stations, options) { _ in } }
      #expect(failure?.kind == .usage)
    }
    let failure = #expect(throws: Failure.self) {
      try generateEvents(world, stations: Table(), EventOptions(count: 1)) { _ in }
    }
    #expect(failure?.kind == .badData)
    struct Full: Error {}
    #expect(throws: Full.self) {
      try generateEvents(world, stations: stations, EventOptions(count: 500_000, threads: 2)) { _ in throw Full() }
    }
  }

  @Test func oneDayAYearStartsSummerTime() {
    #expect(CivilDate(text: "2020-03-29")?.startsSummerTime == true)
    #expect(CivilDate(text: "2021-03-28")?.startsSummerTime == true)
    #expect((0..<366).count { CivilDate(day: 18_262 + $0).startsSummerTime } == 1)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 1000, 4097])
  func permutationsMeetEachNumberOnce(_ count: Int) {
    let order = IndexPermutation(count: count, seed: 5)
    let values = (0..<count).map { order($0) }
    #expect(values.sorted() == Array(0..<count))
    #expect(values.enumerated().allSatisfy { order.place(of: $1) == $0 })
    if count > 200 { #expect(zip(values, values.dropFirst()).count { $1 == $0 + 1 } < 8) }
  }

  @Test func phonesShareAllSlots() {
    for (count, events) in [(1, 1), (5, 3), (100, 5000), (1000, 1000), (64, 1_000_003)] {
      let phones = PhonePopulation(count: count, events: events, seed: 4)
      #expect(phones.identifiers.count == count && Set(phones.identifiers).count == count)
      #expect(phones.identifiers == phones.identifiers.sorted())
      #expect(phones.firstSlot.first == 0 && phones.firstSlot.last == events)
      #expect(zip(phones.firstSlot, phones.firstSlot.dropFirst()).allSatisfy { $0 <= $1 })
      for slot in stride(from: 0, to: events, by: max(1, events / 3000)) {
        let phone = phones.phone(ofSlot: slot)
        #expect(phones.firstSlot[phone] <= slot && slot < phones.firstSlot[phone + 1])
      }
    }
  }
}

import Core
import Foundation
import Parallel
import TestSupport
import Testing

@testable import Dygnsavtryck

/// Random worlds: against a plain computation, and the same bits whatever the way of computing.
@Suite struct FootprintPropertyTests {
  /// SPEC section 5 with dictionaries.
  struct Plain {
    struct PhoneDay: Hashable { var phone: String, day: Int32 }
    var areas: [Double], classes: [Double], inside = 0.0, outside = 0.0
    var phones: [Set<String>], classPhones: [Set<String>], phoneDays = 0

    init(_ world: World, where counts: (Event) -> Bool = { _ in true }) {
      areas = Array(repeating: 0, count: world.classOfArea.count)
      classes = Array(repeating: 0, count: world.classes.count)
      phones = Array(repeating: [], count: areas.count)
      classPhones = Array(repeating: [], count: classes.count)
      let located = world.events.filter { $0.station >= 0 && counts($0) }
      let days = Dictionary(grouping: located) { PhoneDay(phone: $0.phone, day: $0.day) }
      phoneDays = days.count
      for (key, events) in days {
        for event in events {
          let (weight, station) = (1 / Double(events.count), world.stations[Int(event.station)])
          for (area, share) in station.own where share > 0 {
            areas[Int(area)] += weight * share
            phones[Int(area)].insert(key.phone)
            classPhones[world.classOfArea[Int(area)]].insert(key.phone)
          }
          for (area, share) in station.exclusive { classes[world.classOfArea[Int(area)]] += weight * share }
          outside += weight * (1 - station.exclusive.reduce(0) { $0 + $1.share })
        }
      }
      inside = classes.reduce(0, +)
    }
  }

  func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) <= 1e-9 * max(1, abs(b)) } ?? false }

  @Test(arguments: 1...8)
  func sameAsThePlainComputation(seed: UInt64) throws {
    let world = World(seed: seed)
    let plain = Plain(world)
    let result = try collect(world.events, stations: world.stations.count).count(world.plan(), threads: 2).footprint()
    for (area, figures) in result.areas.enumerated() {
      #expect(near(figures.dygnsavtryck, plain.areas[area]))
      #expect(near(figures.share, plain.areas[area] / Double(plain.phoneDays)))
      #expect(figures.uniquePhones == plain.phones[area].count)
    }
    for (group, figures) in result.classes.enumerated() {
      let members = world.classOfArea.indices.filter { world.classOfArea[$0] == group }
      #expect(figures.areas == members.count)
      #expect(near(figures.dygnsavtryck, plain.classes[group]))
      #expect(figures.uniquePhones == plain.classPhones[group].count)
      guard !members.isEmpty else { continue }
      #expect(near(figures.dygnsavtryckMean, members.map { plain.areas[$0] }.reduce(0, +) / Double(members.count)))
      #expect(near(figures.dygnsavtryckMin, members.map { plain.areas[$0] }.min() ?? .nan))
      #expect(near(figures.dygnsavtryckMax, members.map { plain.areas[$0] }.max() ?? .nan))
      #expect(figures.uniquePhonesMax == members.map { plain.phones[$0].count }.max())
    }
    let totals = result.totals
    #expect(totals.phoneDays == plain.phoneDays)
    #expect(totals.events == world.events.count)
    #expect(totals.eventsUnlocated == world.events.count { $0.station < 0 })
    #expect(totals.phones == Set(world.events.map(\.phone)).count)
    #expect(near(totals.inside, plain.inside) && near(totals.outside, plain.outside))
  }

  /// inside + outside = phone-days, in the class figures too.
  @Test(arguments: 20...30)
  func conservation(seed: UInt64) throws {
    let world = World(seed: seed, phones: 300, events: 20_000)
    let counts = try collect(world.events, stations: world.stations.count).count(world.plan(), threads: 2)
    let result = counts.footprint()
    let total = Double(result.totals.phoneDays ?? -1)
    #expect(abs(result.totals.residual) <= 1e-9 * total)
    // What rounding can leave: half a unit for each distinct entry, one for each product.
    #expect(abs(result.totals.residual) <= 20_200 * 0x1p-80)
    let classes = result.classes.compactMap(\.dygnsavtryck).reduce(0, +)
    #expect(abs(classes + (result.totals.outside ?? .nan) - total) <= 1e-12 * total)
  }

  @Test(arguments: [FootprintPeriod.day, .week])
  func seriesSameAsThePlainComputation(period: FootprintPeriod) throws {
    let world = World(seed: 77)
    let counts = try collect(world.events, stations: world.stations.count).count(world.plan(period), threads: 2)
    let series = try #require(counts.series())
    #expect(series.starts == Set(world.events.filter { $0.station >= 0 }.map { period.start(of: $0.day) }).sorted())
    let areaCount = world.classOfArea.count
    for (row, start) in series.starts.enumerated() {
      let plain = Plain(world) { period.start(of: $0.day) == start }
      #expect(series.phoneDays.values[row] == Double(plain.phoneDays))
      #expect(near(series.outside.values[row], plain.outside))
      for area in 0..<areaCount {
        #expect(near(series.areaDygnsavtryck.values[row * areaCount + area], plain.areas[area]))
        #expect(series.areaPhones.values[row * areaCount + area] == Double(plain.phones[area].count))
      }
      for group in 0..<3 {
        #expect(near(series.classDygnsavtryck.values[row * 3 + group], plain.classes[group]))
        #expect(series.classPhones.values[row * 3 + group] == Double(plain.classPhones[group].count))
      }
    }
  }

  /// Several radii over one collection: each as if it were alone.
  @Test func severalRadii() throws {
    let world = World(seed: 5)
    var other = World(seed: 6)
    other.classOfArea = world.classOfArea
    let both = try FootprintPlan(
      areas: world.plan().areas, tables: [world.plan().tables[0], other.plan(radii: [1000]).tables[0]])
    let accumulator = try collect(world.events, stations: world.stations.count)
    let counts = try accumulator.count(both, threads: 2)
    #expect(try counts.footprint(table: 0) == accumulator.count(world.plan(), threads: 1).footprint())
    #expect(try counts.footprint(table: 1) == accumulator.count(other.plan(radii: [1000]), threads: 1).footprint())
  }

  /// Any order, any batches, any workers, any numbering of the stations.
  @Test func sameBits() throws {
    let world = World(seed: 9, phones: 400, stations: 60, events: 30_000)
    let plan = try world.plan(.week)
    let count = world.stations.count
    let expected = Outcome(try collect(world.events, stations: count).count(plan, threads: 1))
    var dice = SeededRandom(1)
    let shuffled = world.events.shuffled(using: &dice)
    #expect(try Outcome(collect(shuffled, stations: count, size: 7777).count(plan, threads: 2)) == expected)

    let accumulator = try FootprintAccumulator(stationCount: count)
    let parts = try batches(shuffled, size: 500)
    _ = try Parallel.map(count: parts.count, threads: 4) { try accumulator.add(parts[$0], at: $0) }
    #expect(try Outcome(accumulator.count(plan, threads: 3)) == expected)
    // Counting does not consume.
    #expect(try Outcome(accumulator.count(plan, threads: 2)) == expected)

    let order = Array(0..<count).shuffled(using: &dice)
    var renumbered = world
    for (old, new) in order.enumerated() { renumbered.stations[new] = world.stations[old] }
    renumbered.events = world.events.map {
      Event(phone: $0.phone, day: $0.day, station: $0.station < 0 ? -1 : Int32(order[Int($0.station)]))
    }
    // An upper bound for the number of stations does as well as the number.
    #expect(
      try Outcome(collect(renumbered.events, stations: 5000).count(renumbered.plan(.week), threads: 2)) == expected)
  }

  /// Another key for the phones changes nothing.
  @Test func keysDoNotMatter() throws {
    let world = World(seed: 10)
    let accumulator = try FootprintAccumulator(stationCount: world.stations.count)
    let hasher = PhoneHasher.random()
    var batch = EventBatch()
    for event in world.events {
      let phone = Array(event.phone.utf8)
      try batch.append(phone: phone.span, day: event.day, station: event.station, hasher: hasher)
    }
    try accumulator.add(batch, at: 0)
    let expected = try collect(world.events, stations: world.stations.count).count(world.plan(), threads: 1)
    #expect(try Outcome(accumulator.count(world.plan(), threads: 1)) == Outcome(expected))
  }

  @Test func foreignStations() throws {
    let world = World(seed: 11)
    let accumulator = try collect(world.events, stations: 100)
    var smaller = world
    smaller.stations.removeLast()
    #expect(throws: Failure.self) { try accumulator.count(smaller.plan(), threads: 1) }
  }
}

import Columns
import Core
import TestSupport

@testable import Dygnsavtryck

extension PhoneHasher {
  /// A hasher of any text.
  init(salt: String) { self.init(keying: Array(salt.utf8)) }
}

/// One event as a person would write it.
struct Event: Equatable {
  var phone: String
  var day: Int32
  var station: Int32
}

/// A station's areas: own shares, and what the exclusive partition leaves of them.
struct StationShares {
  var own: [(area: Int32, share: Double)] = []
  var exclusive: [(area: Int32, share: Double)] = []
}

/// Areas by class, stations with shares, events.
struct World {
  var classes: [String?]
  var classOfArea: [Int]
  var stations: [StationShares]
  var events: [Event]

  static let salt = PhoneHasher(salt: "test")

  /// A random world; areas of different class overlap, and some stations lie outside all.
  init(seed: UInt64, phones: Int = 40, days: Int32 = 20, stations: Int = 30, areas: Int = 12, events: Int = 3000) {
    var dice = SeededRandom(seed)
    classes = ["sarskilt_utsatt", "risk", nil]
    classOfArea = (0..<areas).map { _ in Int.random(in: 0..<3, using: &dice) }
    let groups = classOfArea
    self.stations = (0..<stations).map { _ in
      var result = StationShares()
      if Int.random(in: 0..<3, using: &dice) == 0 { return result }
      var left = 1.0
      let count = Int.random(in: 1...4, using: &dice)
      for area in Array(0..<areas).shuffled(using: &dice).prefix(count).sorted(by: { groups[$0] < groups[$1] }) {
        let share = Double.random(in: 0...1, using: &dice)
        result.own.append((Int32(area), share))
        let kept = min(left, share * Double.random(in: 0...1, using: &dice))
        result.exclusive.append((Int32(area), kept))
        left -= kept
      }
      return result
    }
    self.events = (0..<events).map { _ in
      // Squared, so that some phones are rare and some common.
      let phone = Int(Double(phones) * pow2(Double.random(in: 0..<1, using: &dice)))
      return Event(
        phone: "070-\(phone)", day: 20_000 + Int32.random(in: 0..<days, using: &dice),
        station: Int32.random(in: -1..<Int32(stations), using: &dice))
    }
  }

  /// A small world written out.
  init(
    classes: [String?], classOfArea: [Int], stations: [StationShares], events: [Event]
  ) {
    (self.classes, self.classOfArea, self.stations, self.events) = (classes, classOfArea, stations, events)
  }

  func plan(
    _ period: FootprintPeriod? = nil, radii: [Double] = [500], countsPieces: Bool = false
  ) throws -> FootprintPlan {
    func shares(_ list: (StationShares) -> [(area: Int32, share: Double)]) throws -> Shares {
      var offsets = [0]
      for station in stations { offsets.append(offsets[offsets.count - 1] + list(station).count) }
      let all = stations.flatMap(list)
      return try Shares(
        offsets: offsets, areas: all.map(\.area), shares: all.map(\.share), areaCount: classOfArea.count)
    }
    let tables = try radii.map {
      try ShareTable(radiusMetres: $0, own: shares(\.own), exclusive: shares(\.exclusive))
    }
    let areas = try FootprintAreas(
      ids: classOfArea.indices.map { "a\($0)" }, names: classOfArea.indices.map { "Area \($0)" }, classes: classes,
      classOfArea: classOfArea)
    return try FootprintPlan(areas: areas, tables: tables, period: period, countsPieces: countsPieces)
  }

  var stationNames: TextColumn { TextColumn(stations.indices.map { "S\($0)" }) }

  func header(_ period: FootprintPeriod? = nil, radius: String = "500") throws -> PartialHeader {
    try PartialHeader(
      parameters: [.init("radius", radius), .init("timezone", "Europe/Stockholm")], saltCheck: World.salt.check,
      stations: stationNames, plan: plan(period), attachments: [.init("areas", [1, 2, 3])])
  }
}

private func pow2(_ x: Double) -> Double { x * x }

/// Batches of so many events.
func batches(_ events: [Event], size: Int = 100) throws -> [EventBatch] {
  try stride(from: 0, to: events.count, by: size).map { start in
    var batch = EventBatch()
    for event in events[start..<min(start + size, events.count)] {
      let phone = Array(event.phone.utf8)
      try batch.append(phone: phone.span, day: event.day, station: event.station, hasher: World.salt)
    }
    return batch
  }
}

/// The events collected one batch after the other.
func collect(
  _ events: [Event], stations: Int, options: FootprintAccumulator.Options = .init(), size: Int = 100
) throws -> FootprintAccumulator {
  let accumulator = try FootprintAccumulator(stationCount: stations, options: options)
  for (place, batch) in try batches(events, size: size).enumerated() { try accumulator.add(batch, at: place) }
  return accumulator
}

/// What a run publishes.
struct Outcome: Equatable {
  var footprints: [Footprint]
  var series: FootprintSeries?

  init(_ counts: FootprintCounts, minPhones: Int = 0) {
    footprints = counts.plan.tables.indices.map { counts.footprint(table: $0, minPhones: minPhones) }
    series = counts.series(minPhones: minPhones)
  }
}

import Areas
import Core
import Geometry
import Incidents
import Inputs
import LocalTime
import Reports

/// The ground and people of classes, day by day: time is cut where the set of areas that hold changes. Areas without days of
/// their own hold always, in one epoch.
package struct IncidentEpochs: Sendable {
  /// Days on which the same areas hold.
  struct Epoch: Sendable {
    var days: ClosedRange<Int32>
    /// Indices of the areas that hold.
    var areas: [Int]
    /// Those areas.
    var set: AreaSet
    /// Who of them keeps which ground.
    var measured: MeasuredPartition
    /// Ground of each class, km².
    var classKm2: [(km2: Double, planarKm2: Double)]
    /// Inhabitants of each class in the partition, where cells say so; empty: the sum of the areas that hold.
    var classPeople: [Double] = []
  }

  /// In time, without gaps.
  var epochs: [Epoch]
  /// The days of each area; nil where areas have none.
  let validity: AreaValidity?
  private let counted: IncidentAreas

  /// Cuts and measures.
  ///
  /// - Parameters:
  ///   - suspects: pairs of areas that may share ground.
  ///   - days: those that count.
  init(
    _ areas: AreaInput, _ counted: IncidentAreas, suspects: [(Int, Int)], days: ClosedRange<Int32>, threads: Int
  ) throws {
    (validity, self.counted) = (areas.validity, counted)
    guard let validity = areas.validity else {
      let measured = try areas.partition(suspects: suspects, threads: threads)
      epochs = [
        Epoch(
          days: AreaValidity.earliest...AreaValidity.latest, areas: Array(counted.ranks.indices), set: areas.set,
          measured: measured,
          classKm2: (0..<counted.classCount).map { measured.union(counted.members(ofRank: $0)) })
      ]
      return
    }
    if suspects.count > StackedGround.mostPairs {
      try Failure.naming([areas.record.path]) { try StackedGround.check(suspects) { areas.set.areas[$0].title } }
    }
    epochs = try validity.epochs(in: days).map { epoch in
      let places = Dictionary(uniqueKeysWithValues: epoch.areas.enumerated().map { ($1, $0) })
      let set = AreaSet(epoch.areas.map { areas.set.areas[$0] })
      let measured = try MeasuredPartition(
        cutting: set, km2: epoch.areas.map { areas.ellipsoidalKm2[$0] },
        squareMetres: epoch.areas.map { areas.planarSquareMetres[$0] },
        suspects: suspects.compactMap { a, b in places[a].flatMap { a in places[b].map { (a, $0) } } },
        threads: threads)
      return Epoch(
        days: epoch.days, areas: epoch.areas, set: set, measured: measured,
        classKm2: (0..<counted.classCount).map { rank in
          measured.union(epoch.areas.indices.filter { counted.ranks[epoch.areas[$0]] == Int32(rank) })
        })
    }
  }

  /// Ground of a class over some days, km²: the mean over the days.
  func ground(ofClass rank: Int, in days: ClosedRange<Int32>) -> (km2: Double, planarKm2: Double) {
    if epochs.count == 1 { return epochs[0].classKm2[rank] }
    return (mean(days) { $0.classKm2[rank].km2 }, mean(days) { $0.classKm2[rank].planarKm2 })
  }

  /// The areas of a class that hold on any of some days.
  func areas(ofClass rank: Int, in days: ClosedRange<Int32>) -> Int {
    let members = counted.members(ofRank: rank)
    guard let validity else { return members.count }
    return members.count { validity.days[$0].overlaps(days) }
  }

  /// The populations with those of classes as the means over some days; each area's own stays, but for those that hold on none
  /// of them: NaN.
  func populations(_ all: Populations, in days: ClosedRange<Int32>) -> Populations {
    guard let validity else { return all }
    var result = all
    for area in result.areas.indices where !validity.days[area].overlaps(days) { result.areas[area] = .nan }
    result.classes = (0..<counted.classCount).map { rank in
      mean(days) { epoch in
        if !epoch.classPeople.isEmpty { return epoch.classPeople[rank] }
        var sum = CompensatedSum()
        for area in epoch.areas where counted.ranks[area] == Int32(rank) { sum.add(all.areas[area]) }
        return sum.value
      }
    }
    return result
  }

  /// On how many of some days an area holds; nil where areas have no days of their own.
  func days(ofArea area: Int, in days: ClosedRange<Int32>) -> Int? {
    validity.map { AreaValidity.Epoch(days: $0.days[area], areas: []).days(in: days) }
  }

  /// The mean over days; NaN without any, and where a day has no value.
  private func mean(_ days: ClosedRange<Int32>, _ value: (Epoch) -> Double) -> Double {
    let parts = epochs.map { (days: AreaValidity.Epoch(days: $0.days, areas: []).days(in: days), epoch: $0) }
      .filter { $0.days > 0 }
    // Of one epoch to the last bit.
    if parts.count == 1 { return value(parts[0].epoch) }
    var (sum, all) = (CompensatedSum(), 0)
    for part in parts {
      sum.add(Double(part.days) * value(part.epoch))
      all += part.days
    }
    return all == 0 ? .nan : sum.value / Double(all)
  }
}

/// The first and the last day of what was counted.
struct DayExtent {
  private(set) var days: ClosedRange<Int32>?

  init(days: ClosedRange<Int32>? = nil) { self.days = days }

  /// Takes the events of a batch.
  mutating func add(_ batch: IncidentBatch) {
    for event in batch.events where event.day != .min {
      let known = days ?? event.day...event.day
      if !known.contains(event.day) || days == nil {
        days = min(known.lowerBound, event.day)...max(known.upperBound, event.day)
      }
    }
  }

  /// Whole months around the days.
  var months: ClosedRange<Int32>? {
    guard let days else { return nil }
    let (first, last) = (CivilDate(day: days.lowerBound).parts, CivilDate(day: days.upperBound).parts)
    guard let from = CivilDate(year: first.year, month: first.month, day: 1),
      let to = CivilDate(
        year: last.year, month: last.month, day: CivilDate.days(inMonth: last.month, year: last.year))
    else { return days }
    return from.day...to.day
  }
}

extension IncidentPeriod {
  /// Its days by the calendar; nil for all of them.
  var calendarDays: ClosedRange<Int32>? {
    guard let year else { return nil }
    let months: ClosedRange<Int>
    switch length {
    case .year: months = 1...12
    case .quarter:
      let first = Int(number) % 4 * 3 + 1
      months = first...first + 2
    case .month: months = Int(number) % 12 + 1...Int(number) % 12 + 1
    case .all: return nil
    }
    guard let from = CivilDate(year: year, month: months.lowerBound, day: 1),
      let to = CivilDate(
        year: year, month: months.upperBound, day: CivilDate.days(inMonth: months.upperBound, year: year))
    else { return nil }
    return from.day...to.day
  }
}

extension IncidentRun {
  /// The days that figures of ground and people are means over: those of the period that count.
  func days(of period: IncidentPeriod?) -> ClosedRange<Int32> {
    let own = period?.calendarDays ?? countedDays
    return own.overlaps(countedDays) ? own.clamped(to: countedDays) : own
  }

  /// Epochs as statistics have them: those that meet what was counted.
  var epochTrees: [JSONTree] {
    epochs.epochs.filter { $0.days.overlaps(countedDays) }.map { epoch in
      let union = epoch.measured.union(epoch.areas.indices)
      func day(_ day: Int32) -> JSONTree { AreaValidity.text(day).map { .string($0) } ?? .null }
      let days = epoch.days.clamped(to: countedDays)
      return .members([
        "from": day(days.lowerBound), "to": day(days.upperBound), "areas": .integer(epoch.areas.count),
        "area_km2": .number(union.km2), "area_planar_km2": .number(union.planarKm2),
        "classes": .array(
          counted.classes.indices.map { rank in
            .members([
              "class": counted.classes[rank].map { .string($0.code) } ?? .null,
              "areas": .integer(epoch.areas.count { counted.ranks[$0] == Int32(rank) }),
              "area_km2": .number(epoch.classKm2[rank].km2),
              "area_planar_km2": .number(epoch.classKm2[rank].planarKm2),
            ])
          }),
      ])
    }
  }

  /// How validity by date is to be read.
  static let validityMethod =
    "Each event meets the areas that hold on its local day (valid_from to valid_to, both counted); an area's figures are over"
    + " its own days (valid_days of those counted), on its own ground and people; those of classes sum over the epochs, and their"
    + " ground and people are means over the days of the period, in the exclusive partition of each day."
}

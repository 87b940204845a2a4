import Areas
import Incidents

/// Puts counts and inhabitants of all levels side by side.
struct SeriesBuilding {
  let tally: SeriesTally
  let ground: IncidentFurther.Ground
  let parameters: IncidentParameters
  /// The areas' places in their layer.
  let areas: [Int]
  let window: SeriesWindow
  let above: UnitsAbove?

  private var categories: [IncidentTally.Category?] {
    [nil] + ground.tally.categories.map { $0 }
  }

  /// The series.
  var series: IncidentSeries {
    let (categories, periods) = (categories, window.spans.map(\.period))
    let whole = ground.areas.set.areas
    let counts = categories.map { category in
      periods.map { ground.tally.counts(period: $0, category: category) }
    }
    let people = periods.map { ground.populations.of($0) ?? .unknown(areas: whole.count) }
    let level = IncidentSeries.Level(
      ids: areas.map { whole[$0].id }, names: areas.map { whole[$0].name },
      counts: counts.flatMap { $0.flatMap { counts in areas.map { counts.own($0).inside } } },
      people: people.flatMap { people in areas.map { people.areas[$0] } },
      days: ground.daysOfArea.map { days in window.spans.flatMap { span in areas.map { days($0, span) } } })
    let country = IncidentSeries.Level(
      ids: ["country"], names: [""], counts: counts.flatMap { $0.map(\.total) },
      people: people.map { parameters.countryPopulation ?? $0.country })
    let (units, unitOf) = units(categories, periods, level)
    let (groups, peersOf) = Self.groups(ground.peers.map { peers in areas.map { peers[$0] } }, count: areas.count)
    return IncidentSeries(
      window: window, categories: categories, areas: level, units: units, unitOf: unitOf,
      peers: level.grouped(groups, in: window),
      peersOf: peersOf.map { group in group.flatMap { groups[$0].members.count > 1 ? $0 : nil } },
      peersCounts: groups.map(\.members.count), country: country)
  }

  /// The units of the layer above, else those of the areas' own field, which are sums of the areas.
  private func units(
    _ categories: [IncidentTally.Category?], _ periods: [IncidentPeriod], _ level: IncidentSeries.Level
  ) -> (IncidentSeries.Level, [Int?]) {
    if let above {
      let people = periods.map { above.populations.of($0) ?? .unknown(areas: above.units.count) }
      let units = IncidentSeries.Level(
        ids: above.units.map(\.id), names: above.units.map(\.name),
        counts: categories.flatMap { category in
          periods.flatMap { tally.counts(period: $0, category: category).dropLast() }
        }, people: people.flatMap(\.areas))
      return (units, areas.map { above.unitOf[$0] })
    }
    guard let hierarchy = ground.hierarchy, let lowest = parameters.hierarchy.first else {
      return (.none, areas.map { _ in nil })
    }
    let places = Dictionary(uniqueKeysWithValues: areas.enumerated().map { ($0.element, $0.offset) })
    let found = hierarchy.units.filter { $0.level == lowest && !$0.name.isEmpty }
    let groups = found.map { (id: $0.name, members: $0.areas.compactMap { places[$0] }) }
    var unitOf = [Int?](repeating: nil, count: areas.count)
    for (unit, group) in groups.enumerated() { for area in group.members { unitOf[area] = unit } }
    return (level.grouped(groups, in: window), unitOf)
  }

  /// Areas of the same value, in the order of their first; those without a value are like no other.
  private static func groups(
    _ values: [String]?, count: Int
  ) -> (groups: [(id: String, members: [Int])], groupOf: [Int?]) {
    guard let values else { return ([], [Int?](repeating: nil, count: count)) }
    var places: [String: Int] = [:]
    var groups: [(id: String, members: [Int])] = []
    let groupOf = values.enumerated().map { area, value -> Int? in
      if value.isEmpty { return nil }
      let group = places[value] ?? groups.count
      if group == groups.count {
        places[value] = group
        groups.append((value, []))
      }
      groups[group].members.append(area)
      return group
    }
    return (groups, groupOf)
  }
}

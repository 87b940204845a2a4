import Incidents
import Reports

/// Units above the areas: parts that sum to the whole.
extension IncidentRun {
  /// A unit's events in a period.
  struct UnitCount {
    var level: String
    var name: String
    /// The unit above; empty for the country.
    var above: String
    var period: IncidentPeriod
    /// Nil where withheld.
    var count: Int?
  }

  /// Every unit of the fields' hierarchy in every period, what lies in no area as a row of its own.
  var unitCounts: [UnitCount] {
    guard let hierarchy else { return [] }
    return tally.periods.flatMap { period -> [UnitCount] in
      let counts = tally.counts(period: period)
      var rows = hierarchy.units.indices.map { place in
        let unit = hierarchy.units[place]
        return UnitCount(
          level: unit.level, name: unit.name, above: unit.parent.map { hierarchy.units[$0].name } ?? "",
          period: period,
          count: unit.parent == nil
            ? shown(counts.total, .total, period)
            : shown(hierarchy.count(place, counts), .areas(Set(unit.areas)), period))
      }
      rows.append(
        UnitCount(
          level: "outside", name: "outside", above: hierarchy.units[0].name, period: period,
          count: shown(counts.outside, .outside, period)))
      return rows
    }
  }

  var hierarchyTrees: [JSONTree] {
    unitCounts.map {
      .object(
        [JSONTree.Member("period", .string($0.period.label))] + PeriodName.members(span($0.period)) + [
          JSONTree.Member("level", .string($0.level)), JSONTree.Member("name", .string($0.name)),
          JSONTree.Member("parent", $0.above.isEmpty ? .null : .string($0.above)),
          JSONTree.Member("count", $0.count.map { .integer($0) } ?? .null),
        ])
    }
  }

  /// A unit of the hierarchy's layer: its events in areas, by class, and outside them.
  struct ParentCount {
    var id: String
    var name: String
    var period: IncidentPeriod
    /// By class; then outside all areas.
    var counts: [Int]
    var total: Int { counts.reduce(0, +) }
    var outside: Int { counts.last ?? 0 }
  }

  /// Every unit of the layer in every period; what lies in none of them comes last.
  var parentCounts: [ParentCount] {
    guard let parents else { return [] }
    return tally.periods.flatMap { period in
      (0...parents.set.areas.count).map { place in
        let unit = place < parents.set.areas.count ? parents.set.areas[place] : nil
        return ParentCount(
          id: unit?.id ?? "outside", name: unit?.name ?? "", period: period,
          counts: tally.parents.counts(of: place, period: period))
      }
    }
  }

  var parentTrees: [JSONTree] {
    parentCounts.map { row in
      .object(
        [JSONTree.Member("period", .string(row.period.label))] + PeriodName.members(span(row.period)) + [
          JSONTree.Member("id", .string(row.id)),
          JSONTree.Member("name", .string(row.name)), JSONTree.Member("count", .integer(row.total)),
          JSONTree.Member("inside", .integer(row.total - row.outside)),
          JSONTree.Member("outside", .integer(row.outside)),
          JSONTree.Member(
            "classes",
            .array(
              counted.classes.enumerated().map { rank, areaClass in
                .members(["class": areaClass.map { .string($0.code) } ?? .null, "count": .integer(row.counts[rank])])
              })),
        ])
    }
  }
}

import Outputs
import Grid
import Incidents
import LocalTime
import Reports

extension IncidentRun {
  /// Says that figures of drugs, weapons or traffic follow what the police does.
  static func activityCaveat(_ language: Language) -> String {
    language.text(
      sv: "Ingripandebrott (narkotika, vapen, trafik) ingår: sådana siffror följer polisens aktivitet.",
      en:
        "offences that the police finds itself (drugs, weapons, traffic) are among these: such figures follow police activity"
    )
  }

  /// The statistics: `run`, `totals`, `periods`, `areas`, and what was asked for besides.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    var members = [
      JSONTree.Member("totals", totals),
      JSONTree.Member("periods", .array(blocks().flatMap(\.trees))),
      JSONTree.Member("areas", .rows(try areaRows())),
    ]
    if epochs.validity != nil { members.append(JSONTree.Member("epochs", .array(epochTrees))) }
    if !tally.categories.isEmpty { members.append(JSONTree.Member("categories", .array(tally.categories.map(tree)))) }
    if hierarchy != nil { members.append(JSONTree.Member("hierarchy", .array(hierarchyTrees))) }
    if parents != nil { members.append(JSONTree.Member("parents", .array(parentTrees))) }
    if parameters.hotspots > 0 {
      members.append(JSONTree.Member("hotspots", .array(hotspotTrees)))
      members.append(JSONTree.Member("hotspots_tied_left_out", .integer(hotspotsTied)))
    }
    if parameters.series.hasHotspotsWithin {
      members.append(JSONTree.Member("hotspots_within", .array(hotspotsWithinTrees)))
    }
    if parameters.series.hasTrend { members.append(JSONTree.Member("trends", .array(trendTrees))) }
    if let contrast = further?.contrast { members.append(JSONTree.Member("units", contrast.tree)) }
    return record.document(Self.schema, journal, members)
  }

  private var record: RunRecord {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    return RunRecord(
      command: "incidents",
      parameters: [
        ("period", .string(tally.length.rawValue)), ("timezone", .string(parameters.timezone)),
        ("from", text(parameters.from?.description)), ("to", text(parameters.to?.description)),
        ("time_field", text(points.columns.time)), ("category_field", text(points.columns.category)),
        ("link_field", text(points.columns.link)), ("population_field", text(parameters.populationField)),
        ("country_population", parameters.countryPopulation.map { .number($0) } ?? .null),
        ("country_km2", .number(parameters.countryKm2)), ("country_land_km2", .number(parameters.landKm2)),
        ("low_count", .integer(parameters.lowCount)), ("per", .integer(parameters.per.rawValue)),
        ("hotspots", .integer(parameters.hotspots)),
      ] + (protection == nil ? [] : [("min_count", .integer(parameters.minCount))]) + [
        ("exclude", .array(parameters.exclude.map { .string($0) })),
        ("hierarchy", .array(parameters.hierarchy.map { .string($0) })),
        ("areas_where", text(parameters.areaInput.filter)), ("points_where", text(parameters.pointInput.filter)),
      ] + areas.fields.validity.parameters,
      inputs: inputs,
      method: [
        "A point on a border is inside. Each area's own count ignores the other areas; classes and outside use an exclusive"
          + " partition: the most severe class that covers the point, of one class the first in the layer.",
        "linked: events whose field names the area; either: inside or linked, each event once; one that lies in one class and is"
          + " linked to another is of both, and once in their sum. Of outside: what is neither.",
        "share is of all events of the period (n), with Wilson's 95 % interval; rates have exact Poisson 95 % intervals.",
        "Rates are per period and inhabitant, not per year; over several periods they are of all their events. A period that the events"
          + " tell of in part only is marked partial, with its months: its rates are not to be compared with whole periods'.",
        "rate_…_mean is the mean of the areas' own rates (rate_areas of them), each area as much as any other; its 95 % interval is that"
          + " of Fay & Feuer (1997) for weighted sums of Poisson counts. rate_… is pooled: all events by all inhabitants.",
        "status says why a figure is null: \(IncidentFigures.Reason.allCases.map(\.rawValue).joined(separator: ", ")).",
        "area_quotient: share of events / share of the country's area (planar); population_quotient: share of events / share of"
          + " the country's population.",
        "low_count marks counts below \(parameters.lowCount).",
      ] + (populationMethod.map { [$0] } ?? []) + (epochs.validity == nil ? [] : [Self.validityMethod]) + trendMethod
        + (further?.contrast == nil ? [] : [UnitContrast.method]))
  }

  private var totals: JSONTree {
    let all = block(nil)
    let clock = tally.clocks.reduce(into: TimeHistogram()) { $0.add($1) }
    var members = [
      JSONTree.Member("points_read", hidesTotal || !showsLeftOut ? .null : .integer(points.rows)),
      JSONTree.Member("points_refused", leftOut(points.refused)),
      JSONTree.Member("points_without_coordinates", leftOut(points.withoutCoordinates)),
      JSONTree.Member("points_outside_window", leftOut(points.outsideWindow)),
      JSONTree.Member("points", hidesTotal ? .null : .integer(tally.total)),
      JSONTree.Member("first_day", span(nil)?.first.map { .string($0.description) } ?? .null),
      JSONTree.Member("last_day", lastDay.map { .string($0) } ?? .null),
      JSONTree.Member("months", span(nil).map { .number($0.months) } ?? .null),
      JSONTree.Member("inside", inside(all.row(.all))),
      JSONTree.Member("excluded", protection == nil || points.takenOut == 0 ? .integer(points.takenOut) : .null),
      JSONTree.Member("outside", inside(all.row(.outside))),
      JSONTree.Member("linked", all.row(.all)?.figures.count.linked.map { .integer($0) } ?? .null),
      JSONTree.Member("either", all.row(.all)?.figures.count.either.map { .integer($0) } ?? .null),
      JSONTree.Member("classes", .array(all.rows.map { .object($0.members) })),
      JSONTree.Member("concentration", concentration),
      JSONTree.Member("activity_driven", .bool(showsActivityDriven)),
    ]
    if hasTimes {
      members.append(JSONTree.Member("histograms", .object(shownMembers(clock))))
      let kinds = rowKinds
      members.append(
        JSONTree.Member(
          "histograms_by_class",
          .array(
            zip(kinds, tally.clocks).map { code, clock in
              .object(
                [JSONTree.Member("class", code.map { .string($0) } ?? .null)]
                  + (protection == nil ? Self.members(clock) : Self.hidden(Self.members(clock))))
            })))
    }
    return .object(members)
  }

  /// The last day that the events tell of.
  private var lastDay: String? {
    span(nil).flatMap { span in span.first.map { _ in span.last.description } }
  }

  /// The classes and outside, as the tally numbers them.
  private var rowKinds: [String?] { counted.classes.map { $0?.code } + ["outside"] }

  static func members(_ clock: TimeHistogram) -> [JSONTree.Member] {
    func counts(_ values: [Int]) -> JSONTree { .array(values.map { .integer($0) }) }
    return [
      .init("hours", counts(clock.hours)), .init("without_hour", .integer(clock.withoutHour)),
      .init("weekdays", counts(clock.weekdays)), .init("months", counts(clock.months)),
    ]
  }

  /// How few squares hold half of all events.
  private var concentration: JSONTree {
    let cells = tally.cells
    let half = squaresHoldingHalf
    let squareKm2 = Double(cells.size) * Double(cells.size) / 1e6
    // How many squares there are tells how many events are in each.
    if protection != nil {
      return .members(["cell_size_m": .integer(Int(cells.size)), "status": .string("would_reveal")])
    }
    return .members([
      "cell_size_m": .integer(Int(cells.size)), "cells_with_events": .integer(cells.squares),
      "cells_holding_half": .integer(half),
      "share_of_cells_with_events": cells.squares > 0 ? .number(Double(half) / Double(cells.squares)) : .null,
      "share_of_country": .number(Double(half) * squareKm2 / parameters.countryKm2),
    ])
  }

  /// One entry an area, with one a period in it.
  private func areaRows() throws -> JSONRows {
    let all = areas.set.areas
    let counts = tally.counts()
    var rows = JSONRows(count: all.count)
    rows.add("id", .texts(all.map { $0.id }))
    rows.add("name", .texts(all.map { $0.name }))
    rows.add("class", .texts(all.map { $0.areaClass?.code }))
    if let validity = epochs.validity {
      for field in validity.fields { rows.add(field.name, .texts(field.days)) }
      rows.add("valid_days", .integers(all.indices.map { epochs.days(ofArea: $0, in: countedDays) }))
    }
    rows.add(try figureRows(counts, populations(of: nil)))
    let periods = try tally.periods.map { period in
      var rows = JSONRows(count: all.count)
      rows.add("period", .same(.string(period.label)))
      for member in PeriodName.members(span(period)) { rows.add(member.key, .same(member.value)) }
      if epochs.validity != nil {
        rows.add("valid_days", .integers(all.indices.map { epochs.days(ofArea: $0, in: days(of: period)) }))
      }
      rows.add(try figureRows(tally.counts(period: period), populations(of: period), in: period))
      return rows
    }
    rows.add("periods", .objects(periods))
    return rows
  }

  private func figureRows(
    _ counts: IncidentCounts, _ people: Populations, in period: IncidentPeriod? = nil
  ) throws -> JSONRows {
    var rows = JSONRows(count: counted.count)
    rows.add(
      "count_exclusive", .integers((0..<counted.count).map { shown(counts.exclusive($0), .exclusive($0), period) }))
    rows.add(try columns(IncidentFigure.inStatistics, counts, people, in: period).rows)
    return rows
  }

  private func tree(_ category: IncidentTally.Category) -> JSONTree {
    .object([
      JSONTree.Member("category", category.name.map { .string($0) } ?? .null),
      JSONTree.Member("kind", .string(category.kind.rawValue)),
      JSONTree.Member("activity_driven", .bool(isActivityDriven(category))),
      JSONTree.Member(
        "count",
        shown(tally.counts(category: category).total, .total, nil, category).map { .integer($0) } ?? .null),
      JSONTree.Member("periods", .array(blocks(category: category).flatMap(\.trees))),
    ])
  }

  private var hotspotTrees: [JSONTree] {
    tally.cells.largest(parameters.hotspots).enumerated().map { place, cell in
      .members([
        "rank": .integer(place + 1),
        "ruta": RutaCode.swedish(e: cell.e, n: cell.n).map { .string($0) } ?? .null,
        "size_m": .integer(Int(tally.cells.size)), "count": .integer(cell.count),
        "share": .number(Double(cell.count) / Double(max(1, tally.total))),
      ])
    }
  }
}

import Areas
import Columns
import Incidents
import Reports

/// From counts to the lines of tables.
extension IncidentRun {
  /// The lines of a period (nil: all periods together) and a category (nil: all of them).
  func block(_ period: IncidentPeriod?, category: IncidentTally.Category? = nil) -> IncidentBlock {
    let counts = tally.counts(period: period, category: category)
    return IncidentBlock(
      period: period?.label, span: span(period),
      rows: shown(rows(counts, populations(of: period), in: days(of: period)), counts, period, category))
  }

  /// What the events tell of a period (nil: of all the time that they are of); nil where they have no times.
  func span(_ period: IncidentPeriod?) -> SeriesWindow.Span? { spans[period ?? IncidentPeriod(.all, number: 0)] }

  /// The lines of each period, in time.
  func blocks(category: IncidentTally.Category? = nil) -> [IncidentBlock] {
    tally.periods.map { block($0, category: category) }
  }

  /// The populations that a period's rates are of.
  func populations(of period: IncidentPeriod?) -> Populations {
    let found = period.map { populations.of($0) } ?? populations.ofAll(tally.periods)
    return epochs.populations(found ?? .unknown(areas: counted.count), in: days(of: period))
  }

  /// Whether the points tell which area they are linked to.
  var hasLinks: Bool { points.columns.link != nil }

  private func linkless(_ count: IncidentCount) -> IncidentCount {
    hasLinks ? count : IncidentCount(inside: count.inside)
  }

  private func base(_ counts: IncidentCounts, _ populations: Populations) -> IncidentFigures.Base {
    IncidentFigures.Base(
      events: counts.total, countryKm2: parameters.countryKm2, landKm2: parameters.landKm2,
      countryPopulation: parameters.countryPopulation ?? populations.country, lowCount: parameters.lowCount)
  }

  /// Classes, the police's three together, all areas, the rest, and the whole.
  private func rows(
    _ counts: IncidentCounts, _ populations: Populations, in days: ClosedRange<Int32>
  ) -> [IncidentRow] {
    let classKm2 = (0..<counted.classCount).map { epochs.ground(ofClass: $0, in: days) }
    let base = base(counts, populations)
    let ranks = 0..<counted.classCount
    func row(_ kind: IncidentRow.Kind, _ ranks: [Int]) -> IncidentRow {
      let members = ranks.flatMap { counted.members(ofRank: $0) }
      var figures = IncidentFigures(
        count: linkless(counts.ofClasses(ranks)), population: populations.ofClasses(ranks, in: counted),
        areaKm2: ranks.reduce(0) { $0 + classKm2[$1].km2 },
        planarKm2: ranks.reduce(0) { $0 + classKm2[$1].planarKm2 }, base: base)
      // Each area's own events by its own people, whatever other areas cover.
      // Areas that hold for a part of the time have no rates that could be averaged.
      if epochs.validity == nil {
        figures.mean = MeanRate(
          counts: members.map { counts.own($0).inside }, populations: members.map { populations.areas[$0] })
      }
      return IncidentRow(
        kind: kind, areas: ranks.reduce(0) { $0 + epochs.areas(ofClass: $1, in: days) }, figures: figures)
    }
    var rows = ranks.map { row(.areaClass(counted.classes[$0]), [$0]) }
    let assessed = ranks.filter { counted.classes[$0].map(AreaClass.bySeverity.contains) ?? false }
    if !assessed.isEmpty { rows.append(row(.assessed, assessed)) }
    let all = row(.all, Array(ranks))
    rows.append(all)
    let inside = all.figures
    let country = base.countryPopulation
    rows.append(
      IncidentRow(
        kind: .outside,
        figures: IncidentFigures(
          count: IncidentCount(
            inside: counts.outside,
            // What is linked to an area is linked to no place outside; neither inside nor linked is what is left.
            linked: hasLinks ? 0 : nil, either: hasLinks ? counts.total - (inside.count.either ?? 0) : nil),
          population: country - inside.population, areaKm2: base.countryKm2 - inside.areaKm2,
          landKm2: base.landKm2 - inside.areaKm2, planarKm2: base.countryKm2 - inside.planarKm2, base: base)))
    rows.append(
      IncidentRow(
        kind: .total,
        figures: IncidentFigures(
          count: IncidentCount(
            inside: counts.total, linked: hasLinks ? inside.count.linked : nil, either: hasLinks ? counts.total : nil),
          population: country, areaKm2: base.countryKm2, landKm2: base.landKm2,
          planarKm2: base.countryKm2, base: base)))
    return rows
  }

  /// An area's own figures in a period (nil: all), whatever other areas cover; without people and ground where it holds on none
  /// of its days.
  func figures(
    _ area: Int, _ counts: IncidentCounts, _ populations: Populations, in period: IncidentPeriod? = nil
  ) -> IncidentFigures {
    let holds = epochs.validity?.days[area].overlaps(days(of: period)) ?? true
    var figures = IncidentFigures(
      count: linkless(counts.own(area)), population: populations.areas[area],
      areaKm2: holds ? areas.ellipsoidalKm2[area] : .nan, planarKm2: holds ? planarKm2[area] : .nan,
      base: base(counts, populations))
    withhold(&figures, area, period)
    return figures
  }

  /// Figures of all areas' own counts in a period, in columns.
  func columns(
    _ figures: [Figure<CountedFigures>], _ counts: IncidentCounts, _ populations: Populations,
    in period: IncidentPeriod? = nil
  ) throws -> FigureColumns<CountedFigures> {
    try FigureColumns(figures, count: counted.count, threads: parameters.threads) { areas in
      CountedFigures.all(areas.map { self.figures($0, counts, populations, in: period) })
    }
  }
}

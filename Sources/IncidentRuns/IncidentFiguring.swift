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
      period: period?.label, span: span(period), rows: rows(counts, populations(of: period)))
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
    return found ?? .unknown(areas: counted.count)
  }

  /// Whether the points tell which area they are linked to.
  var hasLinks: Bool { points.columns.link != nil }

  private func linkless(_ count: IncidentCount) -> IncidentCount {
    hasLinks ? count : IncidentCount(inside: count.inside)
  }

  private func base(_ counts: IncidentCounts, _ populations: Populations) -> IncidentFigures.Base {
    IncidentFigures.Base(
      events: counts.total, countryKm2: parameters.countryKm2,
      countryPopulation: parameters.countryPopulation ?? populations.country, lowCount: parameters.lowCount)
  }

  /// Classes, the police's three together, all areas, the rest, and the whole.
  private func rows(_ counts: IncidentCounts, _ populations: Populations) -> [IncidentRow] {
    let base = base(counts, populations)
    let ranks = 0..<counted.classCount
    func row(_ kind: IncidentRow.Kind, _ ranks: [Int]) -> IncidentRow {
      let members = ranks.flatMap { counted.members(ofRank: $0) }
      var figures = IncidentFigures(
        count: linkless(counts.ofClasses(ranks)), population: populations.ofClasses(ranks, in: counted),
        areaKm2: ranks.reduce(0) { $0 + classKm2[$1].km2 },
        planarKm2: ranks.reduce(0) { $0 + classKm2[$1].planarKm2 }, base: base)
      // Each area's own events by its own people, whatever other areas cover.
      figures.mean = MeanRate(
        counts: members.map { counts.own($0).inside }, populations: members.map { populations.areas[$0] })
      return IncidentRow(kind: kind, areas: members.count, figures: figures)
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
          planarKm2: base.countryKm2 - inside.planarKm2, base: base)))
    rows.append(
      IncidentRow(
        kind: .total,
        figures: IncidentFigures(
          count: IncidentCount(
            inside: counts.total, linked: hasLinks ? inside.count.linked : nil, either: hasLinks ? counts.total : nil),
          population: country, areaKm2: base.countryKm2, planarKm2: base.countryKm2, base: base)))
    return rows
  }

  /// An area's own figures in a period (nil: all), whatever other areas cover.
  func figures(_ area: Int, _ counts: IncidentCounts, _ populations: Populations) -> IncidentFigures {
    IncidentFigures(
      count: linkless(counts.own(area)), population: populations.areas[area], areaKm2: areas.ellipsoidalKm2[area],
      planarKm2: planarKm2[area], base: base(counts, populations))
  }

  /// Figures of all areas' own counts in a period, in columns.
  func columns(
    _ figures: [Figure<CountedFigures>], _ counts: IncidentCounts, _ populations: Populations
  ) throws -> FigureColumns<CountedFigures> {
    try FigureColumns(figures, count: counted.count, threads: parameters.threads) { areas in
      CountedFigures.all(areas.map { self.figures($0, counts, populations) })
    }
  }
}

import Areas
import Charts
import Core
import Incidents
import Reports

extension IncidentRun {
  /// Most areas of a chart with one category, where they are not named.
  private static let mostAreas = 6
  /// Most areas of a chart with several categories, where they are not named.
  private static let mostColumns = 3
  /// Most categories, all together counted in.
  private static let mostCategories = 4
  /// Most panels beside each other where they are not of several categories.
  private static let panelsARow = 3

  /// The series as a line chart: a panel for each area and category, with the unit above, the areas' likes and the country
  /// beside it, intervals as bands. Notes what it does not show.
  ///
  /// - Throws: ``Failure`` (usage) for an area that is not there.
  package func chart(_ language: Language, journal: Journal) throws -> LineChart {
    guard let further, let series = further.series else {
      throw Failure(.software, "a chart was asked for and no series was made")
    }
    let categories = chartCategories(series, journal)
    let chosen = try chartAreas(further, series, isNarrow: categories.count > 1, journal)
    // Without inhabitants there are no rates; counts of unlike places are not set beside each other.
    let hasRates = chosen.contains { area in
      series.points(series.areas, area, category: 0).contains { $0.people > 0 }
    }
    let per = hasRates ? parameters.per.people : nil
    var chart = LineChart(
      title: language.text(sv: "Händelser över tid", en: "Events over time"),
      subtitle: chartSubtitle(per: per, language), language: language)
    chart.periods = chartPeriods(series.window, language)
    chart.partialName = language.text(sv: "Kortare period", en: "Shorter period")
    chart.names = names(language)
    let panels = categories.map { category in
      chosen.map { panel($0, category, series, per: per, language) }
    }
    if categories.count > 1 {
      chart.rows = zip(categories, panels).map { category, panels in
        let name = series.categories[category].map { categoryName($0, language) }
        return LineChart.Row(
          title: name ?? language.text(sv: "Alla kategorier", en: "All categories"), panels: panels)
      }
    } else {
      chart.rows = stride(from: 0, to: panels[0].count, by: Self.panelsARow).map {
        LineChart.Row(title: "", panels: Array(panels[0][$0..<min(panels[0].count, $0 + Self.panelsARow)]))
      }
      // One scale for all, so that areas in different rows compare.
      chart.hasOneScale = true
    }
    chart.scaleNote = language.text(
      sv: "Rutorna har egna skalor: en av dem har mycket högre tal än de andra.",
      en: "Panels have scales of their own: one of them has much higher numbers than the others.")
    chart.notes = chartNotes(series.window, hasRates: per != nil, language)
    return chart
  }

  private func chartCategories(_ series: IncidentSeries, _ journal: Journal) -> [Int] {
    let single = series.categories.indices.dropFirst()
    if single.count < 2 { return [0] }
    func events(_ category: Int) -> Int {
      series.points(series.country, 0, category: category).reduce(0) { $0 + $1.count }
    }
    let largest = single.sorted { (events($1), $0) < (events($0), $1) }.prefix(Self.mostCategories - 1)
    if single.count > largest.count {
      journal.note(
        "the chart shows the \(largest.count) categories with most events of \(single.count), and all together")
    }
    return [0] + largest.sorted()
  }

  /// Those that were named, else those with most events.
  private func chartAreas(
    _ further: IncidentFurther, _ series: IncidentSeries, isNarrow: Bool, _ journal: Journal
  ) throws -> [Int] {
    let names = parameters.series.chartAreas
    if !names.isEmpty {
      return try names.map { try areas.set.index(of: $0, flag: "--chart-area", file: areas.record.path) }
    }
    func events(_ area: Int) -> Int {
      series.points(series.areas, area, category: 0).reduce(0) { $0 + $1.count }
    }
    let all = series.areas.ids.indices.sorted { (events($1), $0) < (events($0), $1) }
    let shown = Array(all.prefix(isNarrow ? Self.mostColumns : Self.mostAreas))
    if all.count > shown.count {
      journal.note(
        "the chart shows the \(shown.count) areas with most events of \(all.count); --chart-area names others")
    }
    return shown
  }

  private func panel(
    _ area: Int, _ category: Int, _ series: IncidentSeries, per: Double?, _ language: Language
  ) -> LineChart.Panel {
    func line(_ role: LineChart.Role, _ level: IncidentSeries.Level, _ entry: Int?) -> LineChart.Line? {
      guard let entry else { return nil }
      let points = series.points(level, entry, category: category).map { point -> LineChart.Point? in
        guard let per else {
          if !point.isThere { return nil }
          return LineChart.Point(
            value: Double(point.count), low: point.countInterval.low, high: point.countInterval.high)
        }
        return point.rateInterval.map {
          LineChart.Point(value: point.rate * per / 1000, low: $0.low * per / 1000, high: $0.high * per / 1000)
        }
      }
      return points.allSatisfy { $0 == nil } ? nil : LineChart.Line(role, points)
    }
    var lines = [line(.own, series.areas, area)]
    if per != nil {
      lines += [
        line(.unit, series.units, series.unitOf[area]), line(.peers, series.peers, series.peersOf[area]),
        line(.country, series.country, 0),
      ]
    }
    let count = series.points(series.areas, area, category: category).reduce(0) { $0 + $1.count }
    let name = series.areas.names[area].isEmpty ? series.areas.ids[area] : series.areas.names[area]
    let unit = series.unitOf[area].map {
      series.units.names[$0].isEmpty ? series.units.ids[$0] : series.units.names[$0]
    }
    let number = "n = \(language.count(count))" + (count < parameters.lowCount ? "*" : "")
    return LineChart.Panel(
      title: name, note: [unit, number].compactMap(\.self).joined(separator: " · "),
      lines: lines.compactMap(\.self))
  }

  private func names(_ language: Language) -> [LineChart.Role: String] {
    [
      .own: language.text(sv: "Området", en: "The area"),
      .unit: language.text(sv: "Enheten ovanför (uppe till höger)", en: "The unit above (upper right)"),
      .peers: language.text(sv: "Liknande områden", en: "Areas alike")
        + (parameters.series.peersField.map { " (\($0))" } ?? ""),
      .country: language.text(sv: "Riket", en: "Country"),
    ]
  }

  private func chartSubtitle(per: Double?, _ language: Language) -> String {
    let period =
      switch tally.length {
      case .year: language.text(sv: "år", en: "year")
      case .quarter: language.text(sv: "kvartal", en: "quarter")
      case .month: language.text(sv: "månad", en: "month")
      case .all: ""
      }
    guard let per else { return language.text(sv: "Antal per \(period)", en: "Number per \(period)") }
    let isScaled = !spans.contains { $0.key.length == tally.length && $0.value.isPartial }
    return language.text(
      sv: "Antal per \(language.number(per, decimals: 0)) invånare och \(period)"
        + (isScaled ? "" : " (kortare perioder: per period)"),
      en: "Number per \(language.number(per, decimals: 0)) inhabitants and \(period)"
        + (isScaled ? "" : " (shorter periods: per period)"))
  }

  /// Years stand under their first quarter or month.
  private func chartPeriods(_ window: SeriesWindow, _ language: Language) -> [LineChart.Period] {
    return window.spans.enumerated().map { place, span in
      let isStart = span.period.length == .year || span.first?.parts.month == 1 || window.spans.count <= 4
      return LineChart.Period(
        label: window.spans.count <= 4 ? span.period.label : isStart ? "\(span.period.year ?? 0)" : "",
        extent: span.isPartial
          ? ShortenedPeriod.extent(
            months: span.months, days: span.days, whole: span.period.length.months, language) : "",
        isPartial: span.isPartial)
    }
  }

  private func chartNotes(_ window: SeriesWindow, hasRates: Bool, _ language: Language) -> [String] {
    var notes = [
      language.text(
        sv:
          "Banden är 95 % konfidensintervall (Poisson, exakta). * färre än \(parameters.lowCount) händelser: osäkert.",
        en:
          "Bands are 95 % confidence intervals (exact Poisson). * fewer than \(parameters.lowCount) events: uncertain."
      )
    ]
    if !hasRates {
      notes.append(
        language.text(
          sv: "Befolkning saknas: antal, som inte kan jämföras med rikets.",
          en: "No population: numbers, which cannot be compared with the country's."))
    }
    if let first = window.first, let last = window.last {
      notes.append(language.text(sv: "Händelser \(first) – \(last).", en: "Events from \(first) to \(last)."))
    }
    return notes
  }
}

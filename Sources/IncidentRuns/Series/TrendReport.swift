import Incidents
import Reports

/// Trends and seasons, for files and for people.
extension IncidentRun {
  /// One entry a category and area, the country first.
  var trendTrees: [JSONTree] {
    guard let further, let series = further.series else { return [] }
    return further.trends.map { line in
      let trend = line.trend
      func number(_ value: Double?) -> JSONTree { value.map { .number($0) } ?? .null }
      return .members([
        "kind": .string(line.area == nil ? "country" : "area"),
        "id": line.area.map { .string(series.areas.ids[$0]) } ?? .null,
        "name": line.area.map { .string(series.areas.names[$0]) } ?? .null,
        "category": categoryTree(series.categories[line.category]),
        "category_kind": .string(series.categories[line.category]?.kind.rawValue ?? "all"),
        "events": .integer(trend.events), "periods": .integer(trend.periods),
        "exposure": .string(trend.isOfPeople ? "person_years" : "days"),
        "trend_per_year": .number(trend.trend), "trend_low": number(trend.interval?.low),
        "trend_high": number(trend.interval?.high), "trend_scaled_low": number(trend.scaledInterval?.low),
        "trend_scaled_high": number(trend.scaledInterval?.high), "p": .number(trend.p),
        "dispersion": .number(trend.dispersion),
        "season_adjusted": .bool(trend.seasonStatus == .ok), "status": .string(trend.status.rawValue),
        "season_status": .string(trend.seasonStatus.rawValue), "season_p": .number(trend.seasonP),
        "season": .array(
          trend.season.map {
            .members([
              "number": .integer($0.number), "ratio": .number($0.ratio), "low": .number($0.interval.low),
              "high": .number($0.interval.high),
            ])
          }),
      ])
    }
  }

  /// A category as series and trends name it: `all` for all together, null for events without one.
  func categoryTree(_ category: IncidentTally.Category?) -> JSONTree {
    guard let category else { return "all" }
    return category.name.map { .string($0) } ?? .null
  }

  /// The same for people.
  func categoryName(_ category: IncidentTally.Category?, _ language: Language) -> String {
    guard let category else { return language.text(sv: "alla", en: "all") }
    return name(category, language)
  }

  /// How the trends came about.
  var trendMethod: [String] {
    guard parameters.series.hasTrend else { return [] }
    return [
      "trend_per_year: change of the rate per year as a share of it, from a Poisson regression (log link) of the counts of"
        + " the periods on the time of their middles, offset by the logarithm of person-years (or days, where inhabitants are"
        + " not known); Wald's 95 % interval and p. dispersion: Pearson's chi-square over its degrees of freedom; where it is above 1,"
        + " trend_scaled_… has the standard error times its root (quasi-Poisson).",
      "season: rate of a month or quarter over the geometric mean of all, in the same regression; season_p by likelihood ratio.",
      "too_few: fewer than \(parameters.lowCount) events (--low-count) or \(SeriesTrend.fewestPeriods) periods; of seasons"
        + " fewer than \(SeriesTrend.fewestEventsASeason) events a month or quarter on average, or two years."
        + " no_estimate: the estimate is infinite, as where all events are in the first period.",
    ]
  }

  private typealias Row = SeriesTrend.Line

  func trendTable(_ language: Language) -> TextTable {
    let series = further?.series
    // Of each category the country, then the areas with most events; what is too few comes last, and is cut first.
    let trends = (further?.trends ?? []).enumerated().sorted { a, b in
      func order(_ row: (offset: Int, element: Row)) -> [Int] {
        let (line, trend) = (row.element, row.element.trend)
        return [line.area == nil ? 0 : 1, trend.status == .tooFew ? 1 : 0, line.category, -trend.events, row.offset]
      }
      return order(a).lexicographicallyPrecedes(order(b))
    }.map(\.element)
    func words(_ status: SeriesTrend.Status) -> String {
      switch status {
      case .ok: ""
      case .tooFew: language.text(sv: "för få", en: "too few")
      case .noEstimate: language.text(sv: "obestämbar", en: "no estimate")
      case .notAsked: "–"
      }
    }
    func extreme(_ row: Row, _ isHigh: Bool) -> String {
      guard row.trend.seasonStatus == .ok,
        let season = isHigh
          ? row.trend.season.max(by: { $0.ratio < $1.ratio }) : row.trend.season.min(by: { $0.ratio < $1.ratio })
      else { return words(row.trend.seasonStatus) }
      return
        "\(seasonName(season.number, of: row.trend.season.count, language)) \(language.number(season.ratio, decimals: 2))"
    }
    var table = TextTable(
      language.text(sv: "Trend och säsong", en: "Trend and season"), language, rows: trends, limit: 60,
      [
        .text("Område", "Area") { row in
          row.area.flatMap { area in
            series.map { $0.areas.names[area].isEmpty ? $0.areas.ids[area] : $0.areas.names[area] }
          } ?? language.text(sv: "Riket", en: "Country")
        },
        .text("Kategori", "Category") { row in
          series.map { categoryName($0.categories[row.category], language) } ?? ""
        },
        .count("Antal", "Count") { $0.trend.events }, .count("Perioder", "Periods") { $0.trend.periods },
        .right("Trend per år", "Trend per year") { row in
          row.trend.status == .ok ? Self.change(row.trend.trend, language) : words(row.trend.status)
        },
        .right("95 %") { row in
          row.trend.interval.map { "\(Self.change($0.low, language)) – \(Self.change($0.high, language))" } ?? "–"
        },
        .right("p") { row in Self.chance(row.trend.p, language) },
        .number("Spridning", "Dispersion", decimals: 1) { $0.trend.dispersion },
        .right("Högst säsong", "Highest season") { extreme($0, true) },
        .right("Lägst säsong", "Lowest season") { extreme($0, false) },
        .right("p säsong", "p season") { Self.chance($0.trend.seasonP, language) },
      ])
    table.note(
      language,
      sv:
        "För få: färre än \(parameters.lowCount) händelser eller \(SeriesTrend.fewestPeriods) perioder; för säsong färre än "
        + "\(SeriesTrend.fewestEventsASeason) per månad eller kvartal, eller två år.",
      en:
        "Too few: fewer than \(parameters.lowCount) events or \(SeriesTrend.fewestPeriods) periods; for a season fewer than "
        + "\(SeriesTrend.fewestEventsASeason) a month or quarter, or two years.")
    table.note(
      language,
      sv: "Säsong: 1 är som medelmånaden (medelkvartalet). Spridning långt över 1: intervallen är för snäva.",
      en: "Season: 1 is as the mean month (quarter). A dispersion far above 1: the intervals are too narrow.")
    return table
  }

  private func seasonName(_ number: Int, of count: Int, _ language: Language) -> String {
    if count == 4 { return language.text(sv: "kv", en: "Q") + "\(number)" }
    let months =
      language == .sv
      ? ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
      : ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return months.indices.contains(number - 1) ? months[number - 1] : "\(number)"
  }

  /// A change as per cent with its sign.
  private static func change(_ share: Double, _ language: Language) -> String {
    let text = language.percent(share)
    return share > 0 ? "+" + text : text
  }

  /// A p for people.
  static func chance(_ p: Double, _ language: Language) -> String {
    p < 0.0005 ? "<" + language.number(0.001, decimals: 3) : language.number(p, decimals: 3)
  }
}

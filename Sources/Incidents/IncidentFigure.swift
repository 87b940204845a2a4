import Areas
import Columns
import Synchronization

/// Figures of a count with their intervals, which are worked out once.
package struct CountedFigures: Sendable {
  /// The figures.
  package let figures: IncidentFigures
  /// The share's interval; nil without events.
  package let shareInterval: Interval?
  /// The interval of the rate per 1,000 inhabitants; nil without inhabitants.
  package let rateInterval: Interval?
  /// The interval of the events per km²; nil without ground.
  package let perKm2Interval: Interval?

  /// A count with its intervals.
  package init(_ figures: IncidentFigures) {
    self.init(figures, ofCount: figures.isCounted ? Interval.poisson(count: figures.count.inside) : nil)
  }

  /// A count with its interval.
  private init(_ figures: IncidentFigures, ofCount interval: Interval?) {
    self.figures = figures
    shareInterval = figures.shareInterval
    rateInterval = figures.ratePer1000Interval(interval)
    perKm2Interval = figures.areaKm2 > 0 ? interval?.scaled(by: 1 / figures.areaKm2) : nil
  }

  /// The interval of the rate per so many inhabitants.
  package func rateInterval(_ base: RateBase) -> Interval? { rateInterval?.scaled(by: base.people / 1000) }
  /// The interval of the mean of the areas' rates per so many inhabitants.
  package func meanInterval(_ base: RateBase) -> Interval? { figures.mean?.interval.scaled(by: base.people) }

  /// Poisson intervals that were looked for already: the same numbers return in every period, category and block of areas, and
  /// each costs as much as a thousand rows of points.
  private static let known = Mutex<[Int: Interval]>([:])
  /// Most of them that are kept.
  private static let mostKnown = 1 << 16

  /// Many counts with their intervals; the Poisson interval of a number is looked for once.
  package static func all(_ figures: [IncidentFigures]) -> [CountedFigures] {
    var ofCounts = known.withLock { $0 }
    let before = ofCounts.count
    let result = figures.map { figures -> CountedFigures in
      guard figures.isCounted, figures.population > 0 || figures.areaKm2 > 0 else {
        return CountedFigures(figures, ofCount: nil)
      }
      let count = figures.count.inside
      let interval = ofCounts[count] ?? Interval.poisson(count: count)
      ofCounts[count] = interval
      return CountedFigures(figures, ofCount: interval)
    }
    if ofCounts.count > before, ofCounts.count <= mostKnown {
      let found = ofCounts
      known.withLock { $0.merge(found) { known, _ in known } }
    }
    return result
  }
}

/// The figures of events: the one list from which layers, statistics, tables, pages and aliases are drawn. A new one is an
/// entry here, in the lists where it is to be seen.
package enum IncidentFigure {
  private typealias Entry = Figure<CountedFigures>
  private static func look(
    _ sv: String, _ en: String, heading: Wording? = nil, unit: String = "", _ decimals: Int, isShare: Bool = false
  ) -> FieldLook {
    FieldLook(Wording(sv, en), heading: heading, unit: unit, decimals: decimals, isShare: isShare)
  }

  /// Events inside.
  package static let count = Figure<CountedFigures>.whole("count", look("Antal", "Count", 0)) {
    $0.figures.isCounted ? $0.figures.count.inside : nil
  }
  /// Events linked.
  package static let linked = Figure<CountedFigures>.whole("linked", look("Kopplade", "Linked", 0)) {
    $0.figures.count.linked
  }
  /// Events inside or linked.
  package static let either = Figure<CountedFigures>.whole(
    "either", look("I eller kopplade", "Inside or linked", heading: Wording("I eller kopplade", "Either"), 0)
  ) { $0.figures.count.either }
  /// All events.
  package static let events = Figure<CountedFigures>.whole(
    "n", look("Alla händelser (n)", "All events (n)", heading: Wording("n"), 0)
  ) { $0.figures.base.isTotalKnown ? $0.figures.base.events : nil }
  /// The count as a share of all.
  package static let share = Figure<CountedFigures>.real(
    "share", digits: 9,
    look("Andel av händelserna", "Share of events", heading: Wording("Andel", "Share"), 1, isShare: true)
  ) { $0.figures.share ?? .nan }
  private static let shareLow = Entry.real(
    "share_low", digits: 9, look("Andel, undre gräns", "Share, lower limit", 1, isShare: true)
  ) { $0.shareInterval?.low ?? .nan }
  private static let shareHigh = Entry.real(
    "share_high", digits: 9, look("Andel, övre gräns", "Share, upper limit", 1, isShare: true)
  ) { $0.shareInterval?.high ?? .nan }
  private static let linkedShare = Entry.real(
    "linked_share", digits: 9, look("Andel kopplade", "Share linked", 1, isShare: true)
  ) { $0.figures.linkedShare ?? .nan }
  /// Events inside or linked as a share of all.
  package static let eitherShare = Figure<CountedFigures>.real(
    "either_share", digits: 9,
    look(
      "Andel i eller kopplade", "Share inside or linked", heading: Wording("Andel", "Share"), 1, isShare: true)
  ) { $0.figures.eitherShare ?? .nan }
  private static let isLow = Entry.flag("low_count", look("Få händelser", "Few events", 0)) {
    $0.figures.isCounted || $0.figures.withheld.isEmpty ? $0.figures.isLowCount : nil
  }
  private static let population = Entry.real("population", digits: 6, look("Befolkning", "Population", 0)) {
    $0.figures.population
  }
  /// As many decimals as the interval needs.
  private static func decimals(_ interval: Interval?) -> Int {
    RateDecimals.of(low: interval?.low ?? .nan, high: interval?.high ?? .nan)
  }
  /// The figures of a rate: itself, and both limits of its interval.
  private static func rate(
    _ name: String, short: (String, String, String)? = nil, _ sv: String, _ en: String, heading: Wording,
    _ value: @escaping @Sendable (CountedFigures) -> Double?,
    _ interval: @escaping @Sendable (CountedFigures) -> Interval?
  ) -> [Entry] {
    func entry(
      _ suffix: String, _ short: String?, _ sv: String, _ en: String, _ heading: Wording?,
      _ value: @escaping @Sendable (CountedFigures) -> Double?
    ) -> Entry {
      var entry = Entry.real(
        name + suffix, digits: 9, short: short, look(sv, en, heading: heading, 1)
      ) { value($0) ?? .nan }
      entry.decimals = { Self.decimals(interval($0)) }
      return entry
    }
    return [
      entry("", short?.0, sv, en, heading, value),
      entry("_low", short?.1, sv + ", undre gräns", en + ", lower limit", nil) { interval($0)?.low },
      entry("_high", short?.2, sv + ", övre gräns", en + ", upper limit", nil) { interval($0)?.high },
    ]
  }
  private static let per1000 = rate(
    "rate_per_1000", short: ("rate_1000", "rate1000lo", "rate1000hi"), "Per 1 000 invånare", "Per 1,000 inhabitants",
    heading: Wording("Per 1 000 inv", "Per 1,000 inh."), { $0.figures.ratePer1000 }, { $0.rateInterval })
  private static let per100000 = rate(
    "rate_per_100000", short: ("rate100000", "r100000_lo", "r100000_hi"), "Per 100 000 invånare",
    "Per 100,000 inhabitants", heading: Wording("Per 100 000 inv", "Per 100,000 inh."), { $0.figures.ratePer100000 },
    { $0.rateInterval(.hundredThousand) })
  private static let meanPer1000 = rate(
    "rate_per_1000_mean", "Per 1 000 invånare, medel av områdena",
    "Per 1,000 inhabitants, mean of areas", heading: Wording("Medel av omr.", "Mean of areas"),
    { $0.figures.mean.map { 1000 * $0.perPerson } }, { $0.meanInterval(.thousand) })
  private static let meanPer100000 = rate(
    "rate_per_100000_mean",
    "Per 100 000 invånare, medel av områdena", "Per 100,000 inhabitants, mean of areas",
    heading: Wording("Medel av omr.", "Mean of areas"),
    { $0.figures.mean.map { 100_000 * $0.perPerson } }, { $0.meanInterval(.hundredThousand) })
  /// Areas whose rates the mean is of.
  private static let meanAreas = Entry.whole("rate_areas", look("Områden med tal", "Areas with a rate", 0)) {
    $0.figures.mean?.areas
  }
  private static let perKm2 = rate(
    "per_km2", short: ("per_km2", "per_km2_lo", "per_km2_hi"), "Händelser per km²", "Events per km²",
    heading: Wording("Per km²"), { $0.figures.perKm2 }, { $0.perKm2Interval })
  /// Events per so many inhabitants.
  package static func rate(_ base: RateBase) -> Figure<CountedFigures> {
    base == .thousand ? per1000[0] : per100000[0]
  }
  /// The mean of the areas' events per so many inhabitants.
  package static func mean(_ base: RateBase) -> Figure<CountedFigures> {
    base == .thousand ? meanPer1000[0] : meanPer100000[0]
  }
  /// Events per 1,000 inhabitants.
  package static let ratePer1000 = rate(.thousand)
  /// Why figures are null; `ok` where none is.
  private static let status = Entry.text("status") { $0.figures.status }
  private static let areaKm2 = Entry.real("area_km2", digits: 9, look("Yta", "Area", unit: "km²", 3)) {
    $0.figures.areaKm2
  }
  private static let shareOfCountry = Entry.real(
    "share_of_country", digits: 9, look("Andel av landets yta", "Share of the country's area", 4, isShare: true)
  ) { $0.figures.shareOfCountry ?? .nan }
  private static let shareOfPopulation = Entry.real(
    "share_of_population", digits: 9,
    look("Andel av landets befolkning", "Share of the country's population", 2, isShare: true)
  ) { $0.figures.shareOfPopulation ?? .nan }
  /// Share of events by share of ground.
  package static let areaQuotient = Figure<CountedFigures>.real(
    "area_quotient", digits: 6, short: "quot_area",
    look("Kvot mot yta", "Quotient to area", heading: Wording("Kvot yta", "Quotient area"), 1)
  ) { $0.figures.areaQuotient ?? .nan }
  /// Share of events by share of people.
  package static let populationQuotient = Figure<CountedFigures>.real(
    "population_quotient", digits: 6, short: "quot_pop",
    look("Kvot mot befolkning", "Quotient to population", heading: Wording("Kvot bef.", "Quotient pop."), 1)
  ) { $0.figures.populationQuotient ?? .nan }
  /// The average distance between inhabitants.
  package static let spacing = Figure<CountedFigures>.real(
    "invanardistans_m", digits: 3,
    look(
      "Invånardistans", "Distance between inhabitants", heading: Wording("Invånardistans, m", "Spacing, m"),
      unit: "m", 1)
  ) { Spacing.metres(areaKm2: $0.figures.landKm2, population: $0.figures.population) }

  /// Of an area, as layers have them.
  ///
  /// - Parameter hasLinks: whether it is known which events are linked to which area.
  package static func inLayers(hasLinks: Bool) -> [Figure<CountedFigures>] {
    [count] + (hasLinks ? [linked, either] : [])
      + [events, share, shareLow, shareHigh, isLow, population] + per1000 + per100000 + [areaKm2] + perKm2
      + [areaQuotient, populationQuotient, spacing, status]
  }
  /// Of any line, as statistics have them.
  package static let inStatistics: [Figure<CountedFigures>] =
    [
      count, events, share, shareLow, shareHigh, isLow, linked, linkedShare, either, eitherShare, population,
    ] + per1000 + per100000 + [areaKm2] + perKm2
    + [shareOfCountry, shareOfPopulation, areaQuotient, populationQuotient, spacing, status]
  /// Of a line that is of several areas, as statistics have them.
  package static let ofGroups: [Figure<CountedFigures>] = inStatistics + meanPer1000 + meanPer100000 + [meanAreas]
}

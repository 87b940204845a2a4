import Areas
import Columns

/// Figures of a count with their intervals, which are worked out once.
package struct CountedFigures: Sendable {
  /// The figures.
  package let figures: IncidentFigures
  /// The share's interval; nil without events.
  package let shareInterval: Interval?
  /// The interval of the rate per 1,000 inhabitants; nil without inhabitants.
  package let rateInterval: Interval?

  /// A count with its intervals.
  package init(_ figures: IncidentFigures) {
    self.init(figures, rateInterval: figures.ratePer1000Interval)
  }

  private init(_ figures: IncidentFigures, rateInterval: Interval?) {
    self.figures = figures
    shareInterval = figures.shareInterval
    self.rateInterval = rateInterval
  }

  /// Many counts with their intervals; the Poisson interval of a number is looked for once.
  package static func all(_ figures: [IncidentFigures]) -> [CountedFigures] {
    var ofCounts: [Int: Interval?] = [:]
    return figures.map { figures in
      guard figures.population > 0 else { return CountedFigures(figures, rateInterval: nil) }
      let count = figures.count.inside
      let interval = ofCounts[count] ?? Interval.poisson(count: count)
      ofCounts[count] = .some(interval)
      return CountedFigures(figures, rateInterval: figures.ratePer1000Interval(interval))
    }
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
    $0.figures.count.inside
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
  ) { $0.figures.base.events }
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
  private static let isLow = Entry.flag("low_count", look("Få händelser", "Few events", 0)) { $0.figures.isLowCount }
  private static let population = Entry.real("population", digits: 6, look("Befolkning", "Population", 0)) {
    $0.figures.population
  }
  /// Events per 1,000 inhabitants.
  package static let ratePer1000 = Figure<CountedFigures>.real(
    "rate_per_1000", digits: 9, short: "rate_1000",
    look("Per 1 000 invånare", "Per 1,000 inhabitants", heading: Wording("Per 1 000 inv", "Per 1,000 inh."), 1)
  ) { $0.figures.ratePer1000 ?? .nan }
  private static let ratePer1000Low = Entry.real(
    "rate_per_1000_low", digits: 9, short: "rate1000lo",
    look("Per 1 000 invånare, undre gräns", "Per 1,000 inhabitants, lower limit", 1)
  ) { $0.rateInterval?.low ?? .nan }
  private static let ratePer1000High = Entry.real(
    "rate_per_1000_high", digits: 9, short: "rate1000hi",
    look("Per 1 000 invånare, övre gräns", "Per 1,000 inhabitants, upper limit", 1)
  ) { $0.rateInterval?.high ?? .nan }
  private static let ratePer100000 = Entry.real(
    "rate_per_100000", digits: 9, short: "rate100000", look("Per 100 000 invånare", "Per 100,000 inhabitants", 0)
  ) { $0.figures.ratePer100000 ?? .nan }
  private static let areaKm2 = Entry.real("area_km2", digits: 9, look("Yta", "Area", unit: "km²", 3)) {
    $0.figures.areaKm2
  }
  private static let perKm2 = Entry.real("per_km2", digits: 9, look("Händelser per km²", "Events per km²", 1)) {
    $0.figures.perKm2 ?? .nan
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
      + [
        events, share, shareLow, shareHigh, isLow, population, ratePer1000, ratePer1000Low, ratePer1000High,
        ratePer100000, areaKm2, perKm2, areaQuotient, populationQuotient, spacing,
      ]
  }
  /// Of any line, as statistics have them.
  package static let inStatistics = [
    count, events, share, shareLow, shareHigh, isLow, linked, linkedShare, either, eitherShare, population,
    ratePer1000,
    ratePer1000Low, ratePer1000High, ratePer100000, areaKm2, perKm2, shareOfCountry, shareOfPopulation, areaQuotient,
    populationQuotient, spacing,
  ]
}

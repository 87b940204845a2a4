import Areas
import Incidents
import Parallel
import Reports

/// Figures of many counts in columns, for statistics and layers; what is not known is NaN or nil.
struct FigureColumns {
  /// A figure that is a real number, by its name in files.
  enum Measure: String, CaseIterable {
    case share
    case shareLow = "share_low"
    case shareHigh = "share_high"
    case linkedShare = "linked_share"
    case eitherShare = "either_share"
    case population
    case ratePer1000 = "rate_per_1000"
    case ratePer1000Low = "rate_per_1000_low"
    case ratePer1000High = "rate_per_1000_high"
    case ratePer100000 = "rate_per_100000"
    case areaKm2 = "area_km2"
    case perKm2 = "per_km2"
    case shareOfCountry = "share_of_country"
    case shareOfPopulation = "share_of_population"
    case areaQuotient = "area_quotient"
    case populationQuotient = "population_quotient"
    case spacing = "invanardistans_m"
  }

  /// How many events, of how many, one entry a count.
  private(set) var counts: [IncidentCount] = []
  private(set) var events: [Int] = []
  private(set) var isLow: [Bool] = []
  private var measures = [[Double]](repeating: [], count: Measure.allCases.count)

  /// The values of a figure, one a count.
  subscript(measure: Measure) -> [Double] { measures[Self.place(measure)] }

  private static let places = Dictionary(uniqueKeysWithValues: zip(Measure.allCases, 0...))
  private static func place(_ measure: Measure) -> Int { places[measure] ?? 0 }

  /// Figures that one thread works out at a time.
  private static let block = 256

  /// The columns of as many figures as asked for, worked out by all threads.
  init(count: Int, threads: Int, _ figures: @Sendable (Int) -> IncidentFigures) throws {
    let blocks = try Parallel.blocks(of: count, block: Self.block, threads: threads) { range in
      Self(range.map(figures))
    }
    for block in blocks {
      counts += block.counts
      events += block.events
      isLow += block.isLow
      for place in measures.indices { measures[place] += block.measures[place] }
    }
  }

  /// The columns of these figures.
  init(_ figures: [IncidentFigures]) {
    counts = figures.map(\.count)
    events = figures.map(\.base.events)
    isLow = figures.map(\.isLowCount)
    let shares = figures.map(\.shareInterval)
    let rates = Self.rateIntervals(figures)
    func fill(_ measure: Measure, _ value: (Int) -> Double?) {
      measures[Self.place(measure)] = figures.indices.map { value($0) ?? .nan }
    }
    fill(.share) { figures[$0].share }
    fill(.shareLow) { shares[$0]?.low }
    fill(.shareHigh) { shares[$0]?.high }
    fill(.linkedShare) { figures[$0].linkedShare }
    fill(.eitherShare) { figures[$0].eitherShare }
    fill(.population) { figures[$0].population }
    fill(.ratePer1000) { figures[$0].ratePer1000 }
    fill(.ratePer1000Low) { rates[$0]?.low }
    fill(.ratePer1000High) { rates[$0]?.high }
    fill(.ratePer100000) { figures[$0].ratePer100000 }
    fill(.areaKm2) { figures[$0].areaKm2 }
    fill(.perKm2) { figures[$0].perKm2 }
    fill(.shareOfCountry) { figures[$0].shareOfCountry }
    fill(.shareOfPopulation) { figures[$0].shareOfPopulation }
    fill(.areaQuotient) { figures[$0].areaQuotient }
    fill(.populationQuotient) { figures[$0].populationQuotient }
    fill(.spacing) { Spacing.metres(areaKm2: figures[$0].areaKm2, population: figures[$0].population) }
  }

  /// The rates' intervals; that of a count is looked for once.
  private static func rateIntervals(_ figures: [IncidentFigures]) -> [Interval?] {
    var ofCounts: [Int: Interval?] = [:]
    return figures.map { figures in
      guard figures.population > 0 else { return nil }
      let count = figures.count.inside
      if let known = ofCounts[count] { return figures.ratePer1000Interval(known) }
      let interval = Interval.poisson(count: count)
      ofCounts[count] = .some(interval)
      return figures.ratePer1000Interval(interval)
    }
  }

  /// The figures as statistics files have them.
  var rows: JSONRows {
    var rows = JSONRows(count: counts.count)
    func add(_ key: String, _ integers: [Int?]) {
      let isSame = integers.allSatisfy { $0 == integers[0] }
      rows.add(key, isSame ? .same(integers.first?.map { .integer($0) } ?? .null) : .integers(integers))
    }
    func add(_ measure: Measure) {
      let numbers = self[measure]
      rows.add(measure.rawValue, numbers.allSatisfy { !$0.isFinite } ? .same(.null) : .numbers(numbers))
    }
    // Each made as what it is: as a whole an array of numbers is cast entry by entry.
    add("count", counts.map { Int?($0.inside) })
    add("n", events.map { Int?($0) })
    for measure in [Measure.share, .shareLow, .shareHigh] { add(measure) }
    rows.add("low_count", .flags(isLow))
    add("linked", counts.map { $0.linked })
    add(.linkedShare)
    add("either", counts.map { $0.either })
    add(.eitherShare)
    for measure in [
      Measure.population, .ratePer1000, .ratePer1000Low, .ratePer1000High, .ratePer100000, .areaKm2, .perKm2,
      .shareOfCountry, .shareOfPopulation, .areaQuotient, .populationQuotient, .spacing,
    ] { add(measure) }
    return rows
  }
}

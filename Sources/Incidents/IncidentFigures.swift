import Disclosure

/// What can be said of a count: its share of all events, its rate, and how it compares with ground and people.
///
/// A figure without a denominator is nil, never zero.
public struct IncidentFigures: Sendable, Equatable {
  /// What the figures are relative to.
  public struct Base: Sendable, Equatable {
    /// All events.
    public var events: Int
    /// Whether it is known how many they are; false: ``events`` is 0.
    public var isTotalKnown = true
    /// Area of the country, km².
    public var countryKm2: Double
    /// Its land alone, km²: what the distance between its inhabitants rests on.
    public var landKm2: Double
    /// Inhabitants of the country; NaN where not known.
    public var countryPopulation: Double
    /// Counts below this are marked as low.
    public var lowCount: Int

    /// A base.
    public init(
      events: Int, countryKm2: Double, landKm2: Double = .nan, countryPopulation: Double = .nan, lowCount: Int = 20
    ) {
      self.events = events
      self.countryKm2 = countryKm2
      self.landKm2 = landKm2
      self.countryPopulation = countryPopulation
      self.lowCount = lowCount
    }
  }

  /// How many events.
  public var count: IncidentCount
  /// Inhabitants; NaN where not known.
  public var population: Double
  /// Ground, ellipsoidal, km²; NaN where not known.
  public var areaKm2: Double
  /// Ground that people can live on, km²: of the country and of what lies outside the areas its land, else ``areaKm2``.
  public var landKm2: Double
  /// Ground in the plane of the grid, km²; NaN where not known.
  public var planarKm2: Double
  /// What the figures are relative to.
  public var base: Base
  /// Whether the events were counted; false: ``count`` is 0 and says nothing, all figures of it are nil.
  public var isCounted = true
  /// Why counts are withheld; empty where none is.
  public var withheld: Set<Withheld> = []
  /// The mean of the rates of the areas in it; nil where it is none of several areas, or none of them has inhabitants.
  public var mean: MeanRate?

  /// Figures of a count.
  public init(
    count: IncidentCount, population: Double = .nan, areaKm2: Double = .nan, landKm2: Double? = nil,
    planarKm2: Double = .nan, base: Base
  ) {
    self.count = count
    self.population = population
    self.areaKm2 = areaKm2
    self.landKm2 = landKm2 ?? areaKm2
    self.planarKm2 = planarKm2
    self.base = base
  }

  /// Whether the count is so low that its figures say little.
  public var isLowCount: Bool { isCounted && count.inside < base.lowCount }

  /// The events as a number to divide; nil where they were not counted.
  private var inside: Double? { isCounted ? Double(count.inside) : nil }

  /// The count as a share of all events, 0 … 1.
  public var share: Double? { Self.ratio(inside, Double(base.events)) }
  /// The share's 95 % interval (Wilson).
  public var shareInterval: Interval? {
    isCounted ? Interval.wilson(count: count.inside, of: base.events) : nil
  }
  /// The linked events as a share of all events.
  public var linkedShare: Double? { count.linked.flatMap { Self.ratio(Double($0), Double(base.events)) } }
  /// The events inside or linked as a share of all events.
  public var eitherShare: Double? { count.either.flatMap { Self.ratio(Double($0), Double(base.events)) } }

  /// Events per 1,000 inhabitants.
  public var ratePer1000: Double? { Self.ratio(inside.map { 1000 * $0 }, population) }
  /// The rate's 95 % interval (exact Poisson).
  public var ratePer1000Interval: Interval? {
    guard population > 0, isCounted else { return nil }
    return ratePer1000Interval(Interval.poisson(count: count.inside))
  }
  /// The 95 % interval of the events per 1,000 inhabitants out of that of their count; nil without inhabitants or interval.
  public func ratePer1000Interval(_ ofCount: Interval?) -> Interval? {
    population > 0 ? ofCount?.scaled(by: 1000 / population) : nil
  }
  /// Events per 100,000 inhabitants.
  public var ratePer100000: Double? { Self.ratio(inside.map { 100_000 * $0 }, population) }
  /// Events per km² of ground.
  public var perKm2: Double? { Self.ratio(inside, areaKm2) }

  /// The planar area as a share of the country's area, as in the police's own figure.
  public var shareOfCountry: Double? { Self.ratio(planarKm2, base.countryKm2) }
  /// The inhabitants as a share of the country's.
  public var shareOfPopulation: Double? { Self.ratio(population, base.countryPopulation) }
  /// Concentration quotient: share of events / share of the country's area; 1 is as everywhere.
  public var areaQuotient: Double? { Self.ratio(share, shareOfCountry) }
  /// Concentration quotient: share of events / share of the country's inhabitants.
  public var populationQuotient: Double? { Self.ratio(share, shareOfPopulation) }

  /// Nil where the denominator is not positive or one of the two is not known.
  static func ratio(_ numerator: Double?, _ denominator: Double?) -> Double? {
    guard let numerator, let denominator, denominator > 0, numerator.isFinite, denominator.isFinite else {
      return nil
    }
    return numerator / denominator
  }
}

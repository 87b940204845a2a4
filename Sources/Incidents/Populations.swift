import Core

/// Inhabitants of areas, classes and the country, of one period or of all.
public struct Populations: Sendable, Equatable {
  /// Inhabitants of each area; NaN where not known.
  public var areas: [Double]
  /// Inhabitants of each class in the exclusive partition; empty: the sum of its areas.
  public var classes: [Double]
  /// Inhabitants of the country; NaN where not known.
  public var country: Double

  /// Populations.
  public init(areas: [Double], classes: [Double] = [], country: Double = .nan) {
    (self.areas, self.classes, self.country) = (areas, classes, country)
  }

  /// Nothing known of so many areas.
  public static func unknown(areas: Int) -> Populations {
    Populations(areas: [Double](repeating: .nan, count: areas))
  }

  /// Inhabitants of a class; NaN where one of its areas is not known: a part is not the whole.
  public func ofClass(_ rank: Int, in areas: IncidentAreas) -> Double {
    if rank < classes.count { return classes[rank] }
    var sum = CompensatedSum()
    for place in areas.members(ofRank: rank) {
      if self.areas[place].isNaN { return .nan }
      sum.add(self.areas[place])
    }
    return sum.value
  }

  /// Inhabitants of several classes.
  public func ofClasses(_ ranks: some Sequence<Int>, in areas: IncidentAreas) -> Double {
    var sum = CompensatedSum()
    for rank in ranks {
      let next = ofClass(rank, in: areas)
      if next.isNaN { return .nan }
      sum.add(next)
    }
    return sum.value
  }

  /// The means of several: what counts over several periods are compared with. NaN where one of them is.
  public static func mean(of all: [Populations]) -> Populations? {
    guard let first = all.first else { return nil }
    if all.count == 1 { return first }
    func mean(_ value: (Populations) -> Double) -> Double {
      var sum = CompensatedSum()
      for one in all {
        let next = value(one)
        if next.isNaN { return .nan }
        sum.add(next)
      }
      return sum.value / Double(all.count)
    }
    return Populations(
      areas: first.areas.indices.map { i in mean { $0.areas[i] } },
      classes: first.classes.indices.map { i in mean { $0.classes[i] } }, country: mean(\.country))
  }
}

/// The populations of a run's periods.
public struct PopulationSeries: Sendable, Equatable {
  /// What holds where a period has none of its own.
  public var always: Populations?
  /// Of periods; those of a year hold for its quarters and months too.
  public var periods: [IncidentPeriod: Populations]

  /// A series.
  public init(always: Populations? = nil, periods: [IncidentPeriod: Populations] = [:]) {
    (self.always, self.periods) = (always, periods)
  }

  /// The populations that a period's rates are of; nil where there are none.
  public func of(_ period: IncidentPeriod) -> Populations? {
    if let own = periods[period] { return own }
    if let year = period.year, let whole = periods[IncidentPeriod(.year, number: Int32(year))] { return whole }
    return always
  }

  /// The populations that the events of all these periods are compared with: what always holds, else the mean over the
  /// periods, which must all have one.
  public func ofAll(_ counted: [IncidentPeriod]) -> Populations? {
    if periods.isEmpty { return always }
    let found = counted.compactMap(of)
    return found.count == counted.count ? Populations.mean(of: found) : always
  }
}

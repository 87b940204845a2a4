extension IncidentFigures {
  /// Why figures are null.
  public enum Reason: String, Sendable, CaseIterable {
    /// The events were not counted: a class that a table of counts lacks in one period.
    case noCount = "no_count"
    /// Nothing says how many events there are in all.
    case noTotal = "no_total"
    /// There are no events at all to have a share of.
    case noEvents = "no_events"
    /// It is not known how many people live there.
    case noPopulation = "no_population"
    /// Nobody lives there.
    case zeroPopulation = "zero_population"
    /// The areas have more people than the country, so that the rest would have fewer than none.
    case negativePopulation = "negative_population"
    /// It is not known how many people live in the country.
    case noCountryPopulation = "no_country_population"
    /// It is not known how much ground it is.
    case noGround = "no_ground"
    /// It has no ground of its own: more severe classes cover it, or the areas are larger than the country.
    case zeroGround = "zero_ground"
    /// It comes from too few events to be shown.
    case fewEvents = "few_events"
    /// With what else is shown it would give away one that does.
    case wouldReveal = "would_reveal"
    /// So few people live there, or in the areas of the run, that no number of people is shown.
    case fewPeople = "few_people"
  }

  /// Why figures are null, a bit for each reason in the order of its cases.
  private var reasonBits: Int {
    var bits = 0
    func add(_ reason: Reason, _ applies: Bool) { if applies { bits |= Self.bit(reason) } }
    add(.noCount, !isCounted && withheld.isEmpty)
    add(base.isTotalKnown ? .noEvents : .noTotal, base.events == 0 && (base.isTotalKnown || withheld.isEmpty))
    add(.noPopulation, population.isNaN && !withheld.contains(.fewPeople))
    add(.zeroPopulation, population == 0)
    add(.negativePopulation, population < 0)
    add(.noCountryPopulation, population > 0 && !(base.countryPopulation > 0))
    add(.noGround, areaKm2.isNaN)
    add(.zeroGround, areaKm2 <= 0)
    add(.fewEvents, withheld.contains(.fewEvents))
    add(.wouldReveal, withheld.contains(.wouldReveal))
    add(.fewPeople, withheld.contains(.fewPeople))
    return bits
  }

  private static func bit(_ reason: Reason) -> Int {
    switch reason {
    case .noCount: 1
    case .noTotal: 2
    case .noEvents: 4
    case .noPopulation: 8
    case .zeroPopulation: 16
    case .negativePopulation: 32
    case .noCountryPopulation: 64
    case .noGround: 128
    case .zeroGround: 256
    case .fewEvents: 512
    case .wouldReveal: 1024
    case .fewPeople: 2048
    }
  }

  /// Why figures are null; empty where none is.
  public var reasons: [Reason] { Self.reasons(reasonBits) }

  private static func reasons(_ bits: Int) -> [Reason] { Reason.allCases.filter { bits & bit($0) != 0 } }

  /// The texts of all combinations: figures of thousands of areas and periods make none anew.
  private static let texts = (0..<4096).map { bits in
    bits == 0 ? "ok" : reasons(bits).map(\.rawValue).joined(separator: ",")
  }

  /// `ok`, or why figures are null: ``Reason``s with commas between them.
  public var status: String { Self.texts[reasonBits] }
}

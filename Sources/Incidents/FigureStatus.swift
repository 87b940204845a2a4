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
  }

  /// Why figures are null; empty where none is.
  public var reasons: [Reason] {
    var found: [Reason] = []
    if !isCounted { found.append(.noCount) }
    if base.events == 0 { found.append(base.isTotalKnown ? .noEvents : .noTotal) }
    if population.isNaN {
      found.append(.noPopulation)
    } else if population <= 0 {
      found.append(population < 0 ? .negativePopulation : .zeroPopulation)
    } else if !(base.countryPopulation > 0) {
      found.append(.noCountryPopulation)
    }
    if areaKm2.isNaN { found.append(.noGround) } else if areaKm2 <= 0 { found.append(.zeroGround) }
    return found
  }

  /// `ok`, or why figures are null: ``Reason``s with commas between them.
  public var status: String { reasons.isEmpty ? "ok" : reasons.map(\.rawValue).joined(separator: ",") }
}

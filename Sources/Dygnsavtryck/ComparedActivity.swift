import Columns

/// People and ground that activity is set against: of areas, of classes, and of the country.
public struct FootprintBase: Sendable, Equatable {
  /// Inhabitants and ground of something.
  public struct Ground: Sendable, Equatable {
    /// Inhabitants; nil where not known.
    public var population: Double?
    /// Area in the plane of the grid, km².
    public var planarKm2: Double

    /// People on so much ground.
    public init(population: Double?, planarKm2: Double) {
      (self.population, self.planarKm2) = (population, planarKm2)
    }

    /// Several pieces together: their people are known only where all pieces' are, or where pieces without count as empty.
    ///
    /// - Parameter skipsUnknown: whether pieces whose people are not known count as nobody, as ground without cells does;
    ///   where none are known, nothing is.
    public static func sum(_ pieces: [Ground], skipsUnknown: Bool) -> Ground {
      let known = pieces.compactMap(\.population)
      let isKnown = skipsUnknown ? !known.isEmpty : known.count == pieces.count
      return Ground(
        population: isKnown ? known.reduce(0, +) : nil, planarKm2: pieces.reduce(0) { $0 + $1.planarKm2 })
    }
  }

  /// Of each area, whatever others cover the same ground.
  public var areas: [Ground]
  /// Of what the exclusive partition leaves of each area; classes are sums of these.
  public var pieces: [Ground]
  /// Of the country.
  public var country: Ground
  /// Whether pieces whose people are not known count as nobody (``Ground/sum(_:skipsUnknown:)``).
  public var skipsUnknown: Bool

  /// What activity is set against.
  public init(areas: [Ground], pieces: [Ground], country: Ground, skipsUnknown: Bool) {
    (self.areas, self.pieces, self.country, self.skipsUnknown) = (areas, pieces, country, skipsUnknown)
  }

  /// The ground of several areas by the exclusive partition.
  public func union(_ members: [Int]) -> Ground {
    Ground.sum(members.map { pieces[$0] }, skipsUnknown: skipsUnknown)
  }

  /// Whether the people of any area are known.
  public var hasPeople: Bool { areas.contains { $0.population != nil } }
}

/// A share of the country's activity beside the shares of its people and its ground.
package struct ComparedActivity: Sendable {
  /// Share of the country's dygnsavtryck, 0–1; nil where withheld or where there are none.
  package var share: Double?
  /// The people and ground that it falls on.
  package var ground: FootprintBase.Ground
  /// Those of the country.
  package var country: FootprintBase.Ground

  /// A share of activity on some ground of a country.
  package init(share: Double?, ground: FootprintBase.Ground, country: FootprintBase.Ground) {
    (self.share, self.ground, self.country) = (share, ground, country)
  }

  /// Share of the country's inhabitants.
  package var shareOfPopulation: Double? { Self.ratio(ground.population, country.population) }
  /// Share of the country's area.
  package var shareOfCountry: Double? { Self.ratio(ground.planarKm2, country.planarKm2) }
  /// Share of activity by share of people; 1 is as everywhere.
  package var populationQuotient: Double? { Self.ratio(share, shareOfPopulation) }
  /// Share of activity by share of ground.
  package var areaQuotient: Double? { Self.ratio(share, shareOfCountry) }

  private static func ratio(_ part: Double?, _ whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return part / whole
  }
}

extension FootprintFigure {
  private static func look(
    _ sv: String, _ en: String, heading: Wording? = nil, _ decimals: Int, isShare: Bool = false
  ) -> FieldLook {
    FieldLook(Wording(sv, en), heading: heading, decimals: decimals, isShare: isShare)
  }

  /// Inhabitants, and activity beside them; where people are known.
  package static let besidePeople: [Figure<ComparedActivity>] = [
    .real("population", digits: 6, look("Befolkning", "Population", 0)) { $0.ground.population ?? .nan },
    .real(
      "share_of_population", digits: 9,
      look("Andel av landets befolkning", "Share of the country's population", 2, isShare: true)
    ) { $0.shareOfPopulation ?? .nan },
    .real(
      "population_quotient", digits: 6, short: "quot_pop", look("Kvot mot befolkning", "Quotient to population", 1)
    ) { $0.populationQuotient ?? .nan },
  ]

  /// Activity beside ground.
  package static let besideGround: [Figure<ComparedActivity>] = [
    .real(
      "share_of_country", digits: 9, look("Andel av landets yta", "Share of the country's area", 4, isShare: true)
    ) { $0.shareOfCountry ?? .nan },
    .real("area_quotient", digits: 6, short: "quot_area", look("Kvot mot yta", "Quotient to area", 1)) {
      $0.areaQuotient ?? .nan
    },
  ]

  /// Of several classes together, and of the country.
  package static let ofTogether: [Figure<Footprint.Together>] = [
    .whole("areas", look("Antal områden", "Areas", 0)) { $0.areas },
    .whole("areas_without_activity", look("Områden utan aktivitet", "Areas without activity", 0)) {
      $0.areasWithoutActivity
    },
    .real("dygnsavtryck", digits: 9, look("Dygnsavtryck", "Dygnsavtryck", 1)) { $0.dygnsavtryck ?? .nan },
    .real(
      "share", digits: 12,
      look("Andel av dygnsavtryck i riket", "Share of the country's dygnsavtryck", 2, isShare: true)
    ) { $0.share ?? .nan },
    .flag("suppressed", look("Undanhållet", "Withheld", 0)) { $0.withheld != nil },
    .text("reason", look("Varför undanhållet", "Why withheld", 0)) { $0.withheld?.rawValue },
  ]
}

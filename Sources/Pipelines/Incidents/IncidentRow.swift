import Areas
import Incidents
import Reports

/// A line of a table of incidents: a class, all areas, what lies outside, or the whole.
struct IncidentRow {
  /// What the line is of.
  enum Kind: Equatable {
    /// A class of areas; nil for areas without one.
    case areaClass(AreaClass?)
    /// The police's three classes together.
    case assessed
    /// All areas that count.
    case all
    /// Areas that were taken out.
    case excluded
    /// What lies in no area.
    case outside
    /// Everything.
    case total

    var isNamedClass: Bool {
      if case .areaClass(let areaClass?) = self { return !areaClass.code.isEmpty }
      return false
    }
  }

  var kind: Kind
  /// Areas in it; nil for outside and the whole.
  var areas: Int?
  var figures: IncidentFigures

  /// How files call it: a class by its code, `alla_utsatta`, `all`, `excluded`, `outside`, `total`; nil for areas without class.
  var code: String? {
    switch kind {
    case .areaClass(let areaClass): areaClass?.code
    case .assessed: "alla_utsatta"
    case .all: "all"
    case .excluded: "excluded"
    case .outside: "outside"
    case .total: "total"
    }
  }

  func name(_ language: Language) -> String {
    switch kind {
    case .areaClass(let areaClass): ClassName.of(areaClass, language)
    case .assessed: language.text(sv: "Utsatta områden totalt", en: "All utsatta områden")
    case .all: language.text(sv: "Alla områden", en: "All areas")
    case .excluded: language.text(sv: "Undantagna", en: "Taken out")
    case .outside: language.text(sv: "Övriga riket", en: "Rest of the country")
    case .total: language.text(sv: "Riket", en: "Country")
    }
  }

  /// Members for statistics files: which line, then its figures.
  var members: [JSONTree.Member] {
    [
      JSONTree.Member("class", code.map { .string($0) } ?? .null),
      JSONTree.Member("areas", areas.map { .integer($0) } ?? .null),
    ] + figures.members
  }
}

extension IncidentFigures {
  /// The figures for statistics files; what is not known is null.
  var members: [JSONTree.Member] {
    func number(_ key: String, _ value: Double?) -> JSONTree.Member {
      JSONTree.Member(key, value.map { .number($0) } ?? .null)
    }
    func integer(_ key: String, _ value: Int?) -> JSONTree.Member {
      JSONTree.Member(key, value.map { .integer($0) } ?? .null)
    }
    return [
      integer("count", count.inside), integer("n", base.events), number("share", share),
      number("share_low", shareInterval?.low), number("share_high", shareInterval?.high),
      JSONTree.Member("low_count", .bool(isLowCount)),
      integer("linked", count.linked), number("linked_share", linkedShare),
      integer("either", count.either), number("either_share", eitherShare),
      number("population", population), number("rate_per_1000", ratePer1000),
      number("rate_per_1000_low", ratePer1000Interval?.low), number("rate_per_1000_high", ratePer1000Interval?.high),
      number("rate_per_100000", ratePer100000), number("area_km2", areaKm2), number("per_km2", perKm2),
      number("share_of_country", shareOfCountry), number("share_of_population", shareOfPopulation),
      number("area_quotient", areaQuotient), number("population_quotient", populationQuotient),
      number("invanardistans_m", Spacing.metres(areaKm2: areaKm2, population: population)),
    ]
  }
}

/// The lines of one period, or of all periods together.
struct IncidentBlock {
  /// The period's label; nil: all periods together.
  var period: String?
  var rows: [IncidentRow]

  func row(_ kind: IncidentRow.Kind) -> IncidentRow? { rows.first { $0.kind == kind } }

  /// One entry a line for `periods` of statistics files.
  var trees: [JSONTree] {
    rows.map { row in
      .object([JSONTree.Member("period", period.map { .string($0) } ?? .null)] + row.members)
    }
  }
}

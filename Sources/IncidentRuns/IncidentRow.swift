import Outputs
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

  /// How files call it: a class by its code, `alla_utsatta`, `all`, `outside`, `total`; nil for areas without class.
  var code: String? {
    switch kind {
    case .areaClass(let areaClass): areaClass?.code
    case .assessed: "alla_utsatta"
    case .all: "all"
    case .outside: "outside"
    case .total: "total"
    }
  }

  func name(_ language: Language) -> String {
    switch kind {
    case .areaClass(let areaClass): ClassName.of(areaClass, language)
    case .assessed: language.text(sv: "Utsatta områden totalt", en: "All utsatta områden")
    case .all: language.text(sv: "Alla områden", en: "All areas")
    case .outside: language.text(sv: "Övriga riket", en: "Rest of the country")
    case .total: language.text(sv: "Riket", en: "Country")
    }
  }

  /// Members for statistics files: which line, then its figures.
  var members: [JSONTree.Member] {
    [
      JSONTree.Member("class", code.map { .string($0) } ?? .null),
      JSONTree.Member("areas", areas.map { .integer($0) } ?? .null),
    ] + .init(IncidentFigure.ofGroups, of: CountedFigures(figures))
  }
}

/// The lines of one period, or of all periods together.
struct IncidentBlock {
  /// The period's label; nil: all periods together.
  var period: String?
  /// What the events tell of the period; nil where they have no times.
  var span: SeriesWindow.Span?
  var rows: [IncidentRow]

  func row(_ kind: IncidentRow.Kind) -> IncidentRow? { rows.first { $0.kind == kind } }

  /// One entry a line for `periods` of statistics files.
  var trees: [JSONTree] {
    rows.map { row in
      .object(
        [JSONTree.Member("period", period.map { .string($0) } ?? .null)] + PeriodName.members(span) + row.members)
    }
  }

  /// How people see the period.
  func name(_ language: Language) -> String { PeriodName.of(period, span, language) }

  /// What stands behind a rate: the mark of a shortened period.
  var mark: String { span?.isPartial == true ? ShortenedPeriod.mark : "" }
}

/// A text in both languages that people read.
package struct Wording: Sendable, Equatable {
  /// In Swedish.
  package let sv: String
  /// In English.
  package let en: String

  /// A text in both languages.
  package init(_ sv: String, _ en: String) { (self.sv, self.en) = (sv, en) }

  /// A text that is the same in both, such as `km²`.
  package init(_ both: String) { self.init(both, both) }
}

/// How people see the values of a field: on pages, in tables, as an alias in QGIS.
package struct FieldLook: Sendable, Equatable {
  /// Its name where there is room, such as `Bor i röda rutor`.
  package var label: Wording
  /// Its name over a narrow column, such as `Röd bef.`
  package var heading: Wording
  /// What follows the number on a page, such as `km²`; empty: nothing.
  package var unit: String
  /// Decimals of a number; of a share, decimals of its per cent.
  package var decimals: Int
  /// Whether the value is a share 0–1, which people see as per cent.
  package var isShare: Bool

  /// A look; without a heading the label stands over columns too.
  package init(_ label: Wording, heading: Wording? = nil, unit: String = "", decimals: Int, isShare: Bool = false) {
    self.label = label
    self.heading = heading ?? label
    self.unit = isShare ? "%" : unit
    (self.decimals, self.isShare) = (decimals, isShare)
  }
}

/// A figure of something, an area say: what files and people call it, how it is written, and how it comes about.
///
/// Each subject has one list of its figures. Layers, statistics, tables, pages and aliases are drawn from it, so that a new
/// figure is one more entry of that list.
package struct Figure<Subject>: Sendable {
  /// How a value is found.
  package enum Value: Sendable {
    /// A real number; NaN is null.
    case number(@Sendable (Subject) -> Double)
    /// A whole number; nil is null.
    case integer(@Sendable (Subject) -> Int?)
    /// Yes or no: 1 or 0 in layers; nil is null.
    case flag(@Sendable (Subject) -> Bool?)
    /// A text; nil is null.
    case text(@Sendable (Subject) -> String?)
  }

  /// Name, kind and look.
  package let field: Field
  /// How it comes about.
  package let value: Value
  /// Decimals for people where they depend on the subject, as those of a rate on its interval; nil: those of the field's look.
  package var decimals: (@Sendable (Subject) -> Int)?

  /// The figure's name in files.
  package var name: String { field.name }

  /// A real number, which text has with `digits` decimals and at least as many significant digits. A share is 1 where rounding
  /// has made it a little more.
  package static func real(
    _ name: String, digits: Int, short: String? = nil, _ look: FieldLook? = nil,
    _ value: @escaping @Sendable (Subject) -> Double
  ) -> Figure {
    let isShare = look?.isShare == true
    return Figure(
      field: Field(name, .significant(digits), look, shortName: short),
      value: .number({ isShare ? settled(share: value($0)) : value($0) }))
  }

  /// The share, but 1 where it is more by no more than sums of many terms may be off.
  private static func settled(share: Double) -> Double { share > 1 && share <= 1 + 1e-9 ? 1 : share }

  /// A whole number.
  package static func whole(
    _ name: String, _ look: FieldLook? = nil, _ value: @escaping @Sendable (Subject) -> Int?
  ) -> Figure {
    Figure(field: Field(name, .integer, look), value: .integer(value))
  }

  /// Yes or no.
  package static func flag(
    _ name: String, _ look: FieldLook? = nil, _ value: @escaping @Sendable (Subject) -> Bool?
  ) -> Figure {
    Figure(field: Field(name, .integer, look), value: .flag(value))
  }

  /// A text.
  package static func text(
    _ name: String, _ look: FieldLook? = nil, _ value: @escaping @Sendable (Subject) -> String?
  ) -> Figure {
    Figure(field: Field(name, .text, look), value: .text(value))
  }

  /// The same figure of what has such a subject.
  package func of<Other>(_ subject: @escaping @Sendable (Other) -> Subject) -> Figure<Other> {
    let other: Figure<Other>.Value
    switch value {
    case .number(let value): other = .number { value(subject($0)) }
    case .integer(let value): other = .integer { value(subject($0)) }
    case .flag(let value): other = .flag { value(subject($0)) }
    case .text(let value): other = .text { value(subject($0)) }
    }
    var figure = Figure<Other>(field: field, value: other)
    if let decimals { figure.decimals = { decimals(subject($0)) } }
    return figure
  }

  /// The values of many as numbers: NaN where null, and of texts.
  package func numbers(of subjects: [Subject]) -> [Double] {
    switch value {
    case .number(let value): subjects.map(value)
    case .integer(let value): subjects.map { value($0).map(Double.init) ?? .nan }
    case .flag(let value): subjects.map { subject in value(subject).map { $0 ? 1 : 0 } ?? .nan }
    case .text: Array(repeating: .nan, count: subjects.count)
    }
  }

  /// The values of many as texts; none of a figure that is a number.
  package func texts(of subjects: [Subject]) -> [String?] {
    if case .text(let value) = value { return subjects.map(value) }
    return []
  }

  /// The values of many, as a column of a layer.
  package func column(of subjects: [Subject]) -> Column {
    if case .text(let value) = value { return .texts(TextColumn(subjects.map { value($0) ?? "" })) }
    return .numbers(NumberColumn(numbers(of: subjects)))
  }
}

extension Table {
  /// Adds a column for each figure, with a row for each subject; there must be as many as the table has rows.
  package mutating func add<Subject>(_ figures: [Figure<Subject>], of subjects: [Subject]) {
    for figure in figures { add(figure.field, figure.column(of: subjects)) }
  }

  /// Adds the columns of a table of as many rows.
  package mutating func add(_ other: Table) {
    for (field, column) in zip(other.fields, other.columns) { add(field, column) }
  }
}

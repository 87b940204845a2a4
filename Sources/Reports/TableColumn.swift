import Columns

/// A column of a table for people: its heading, and what it shows of a row; a dash where there is nothing.
package struct TableColumn<Row> {
  fileprivate let heading: Wording
  fileprivate let alignment: TextTable.Alignment
  fileprivate let text: (Row, Language) -> String

  private init(
    _ sv: String, _ en: String?, _ alignment: TextTable.Alignment, _ text: @escaping (Row, Language) -> String
  ) {
    heading = Wording(sv, en ?? sv)
    (self.alignment, self.text) = (alignment, text)
  }

  /// Words, to the left.
  package static func text(_ sv: String, _ en: String? = nil, _ value: @escaping (Row) -> String) -> Self {
    Self(sv, en, .left) { row, _ in value(row) }
  }

  /// What stands to the right and is no plain number, such as an interval.
  package static func right(_ sv: String, _ en: String? = nil, _ value: @escaping (Row) -> String) -> Self {
    Self(sv, en, .right) { row, _ in value(row) }
  }

  /// What stands to the right under a heading in both languages, in the table's own language.
  package static func worded(_ heading: Wording, _ value: @escaping (Row, Language) -> String) -> Self {
    Self(heading.sv, heading.en, .right, value)
  }

  /// A whole number.
  package static func count(_ sv: String, _ en: String? = nil, _ value: @escaping (Row) -> Int?) -> Self {
    Self(sv, en, .right) { row, language in value(row).map(language.count) ?? "–" }
  }

  /// A number of so many decimals.
  package static func number(
    _ sv: String, _ en: String? = nil, decimals: Int, _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(sv, en, .right) { row, language in language.number(value(row) ?? .nan, decimals: decimals) }
  }

  /// A share 0–1 as per cent.
  package static func percent(
    _ sv: String, _ en: String? = nil, decimals: Int = 1, _ value: @escaping (Row) -> Double?
  ) -> Self {
    Self(sv, en, .right) { row, language in language.percent(value(row) ?? .nan, decimals: decimals) }
  }

  /// A figure of its subject's list.
  package static func figure<Subject>(_ figure: Figure<Subject>, _ subject: @escaping (Row) -> Subject) -> Self {
    let heading = figure.field.look?.heading ?? Wording(figure.name)
    return Self(heading.sv, heading.en, .right) { row, language in figure.text(of: subject(row), language) }
  }
}

extension TextTable {
  /// A table with a row for each of `rows`; of more than `limit` the first, and a note on the others.
  package init<Row>(
    _ title: String, _ language: Language, rows: some Collection<Row>, limit: Int = .max,
    _ columns: [TableColumn<Row>]
  ) {
    self.init(title, columns: columns.map { (language.text($0.heading), $0.alignment) })
    for row in rows.prefix(limit) { add(columns.map { $0.text(row, language) }) }
    let left = rows.count - limit
    if left > 0 { note(language.text(sv: "… och \(left) till.", en: "… and \(left) more.")) }
  }
}

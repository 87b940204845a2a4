import Columns
import LocalTime
import Reports

/// The rows of a sheet while it is put together; a row may lack columns that others have.
struct SheetRows {
  /// A column: where in the rows' objects it stands, and what it is.
  struct Heading: Hashable {
    var path: [String]
    var name: String
  }

  /// A row: values by column, with what each is.
  struct Row {
    fileprivate(set) var cells: [(heading: Heading, key: JSONKey, value: JSONTree)] = []

    mutating func set(_ key: JSONKey, _ value: JSONTree, _ path: [String]) {
      let heading = Heading(path: path, name: key.name)
      if let index = cells.firstIndex(where: { $0.heading == heading }) { cells.remove(at: index) }
      cells.append((heading, key, value))
    }
  }

  private var columns: [(heading: Heading, key: JSONKey, values: [JSONTree])] = []
  private var indexOf: [Heading: Int] = [:]
  private var count = 0

  /// Makes columns ready for keys that every row has, so that they stand there where there is no row.
  mutating func expect(_ keys: [JSONKey]) {
    for key in keys where key.isRequired { _ = column(Heading(path: [], name: key.name), key) }
  }

  mutating func add(_ row: Row) {
    for cell in row.cells {
      let index = column(cell.heading, cell.key)
      columns[index].values += [JSONTree](repeating: .null, count: count - columns[index].values.count) + [cell.value]
    }
    count += 1
  }

  private mutating func column(_ heading: Heading, _ key: JSONKey) -> Int {
    if let index = indexOf[heading] { return index }
    indexOf[heading] = columns.count
    columns.append((heading, key, []))
    return columns.count - 1
  }

  /// As a sheet, headings and tab in the words' language.
  func sheet(_ name: String, _ words: SheetWords) -> Workbook.Sheet {
    Workbook.Sheet(
      words.tab(name),
      columns.map { column in
        let key = column.key
        let values = column.values + [JSONTree](repeating: .null, count: count - column.values.count)
        return Workbook.Column(
          words.heading(column.heading.path, key), unit: words.unit(key), look: words.look(key),
          Self.values(values, key.shape.known) { words.value($0, key) })
      })
  }

  private static func values(
    _ values: [JSONTree], _ shape: JSONShape, told: (String) -> String
  ) -> Workbook.Values {
    func text(_ value: JSONTree) -> String? { if case .string(let text) = value { text } else { nil } }
    func number(_ value: JSONTree) -> Double? {
      switch value {
      case .integer(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    }
    switch shape {
    case .integer, .number: return .numbers(values.map(number))
    case .flag: return .flags(values.map { if case .bool(let flag) = $0 { flag } else { nil } })
    case .date:
      let days = values.map { text($0).flatMap { CivilDate(text: $0)?.day } }
      // A day of another form stays the text that it is.
      return zip(values, days).allSatisfy { $0 == .null || $1 != nil } ? .dates(days) : .texts(values.map(text))
    default:
      // What may be either is what it is in all rows, else a text.
      let known = values.filter { $0 != .null }
      if !known.isEmpty, known.allSatisfy({ number($0) != nil }) { return .numbers(values.map(number)) }
      return .texts(values.map { text($0).map(told) ?? number($0).map { "\($0)" } })
    }
  }
}

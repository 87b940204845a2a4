import Columns
import LocalTime
import Reports

/// A statistics document as sheets: one for each of its tables, each column with its heading, unit and kind as the document's
/// description says.
///
/// A list of objects is a table, an object of single values a table of one row, single values at the top are one together. Lists
/// in rows of a table are tables of their own, whose first columns say which row they belong to. The last sheet is the record of
/// the run.
package struct StatisticsWorkbook {
  private var tables: [String: SheetRows] = [:]
  private var order: [String] = []
  private let words: SheetWords

  private init(_ words: SheetWords) { self.words = words }

  /// The sheets of a document.
  ///
  /// - Parameters:
  ///   - document: the statistics, with `run`.
  ///   - keys: what they look like, without `schema` and `run`.
  ///   - language: of headings and tabs.
  ///   - className: a class of areas by its code, as people write it.
  package static func sheets(
    _ document: JSONTree, _ keys: [JSONKey], _ language: Language, className: @escaping (_ code: String) -> String
  ) -> [Workbook.Sheet] {
    var book = StatisticsWorkbook(SheetWords(language: language, className: className))
    guard case .object(let members) = document else { return [] }
    var single: [JSONTree.Member] = []
    for key in keys {
      guard let value = members.first(where: { $0.key == key.name })?.value else { continue }
      if key.shape.isSingle {
        single.append(.init(key.name, value))
      } else {
        book.add(value, key.shape, key.name, [])
      }
    }
    if !single.isEmpty {
      book.addRow(single, keys.filter { $0.shape.isSingle }, "summary", [])
      book.order = ["summary"] + book.order.filter { $0 != "summary" }
    }
    var sheets = book.order.compactMap { name in book.tables[name].map { $0.sheet(name, book.words) } }
    if let run = members.first(where: { $0.key == "run" })?.value { sheets.append(book.record(run)) }
    return sheets
  }

  /// Which row of an outer table something belongs to.
  private typealias Owner = [(key: JSONKey, value: JSONTree)]

  private mutating func table(_ name: String, _ change: (inout SheetRows) -> Void) {
    if tables[name] == nil { order.append(name) }
    change(&tables[name, default: SheetRows()])
  }

  /// Adds what is no single value as tables.
  private mutating func add(_ value: JSONTree, _ shape: JSONShape, _ name: String, _ owner: Owner) {
    switch (value, shape) {
    case (_, .maybe(let inner)): if value != .null { add(value, inner, name, owner) }
    case (.object(let members), .object(let keys)), (.object(let members), .open(let keys, _)):
      addRow(members, keys, name, owner)
    case (.object(let members), .named(let inner)):
      for member in members {
        let own = owner + [(.key("name", .text), .string(member.key))]
        if case .object(let keys) = inner, case .object(let values) = member.value {
          addRow(values, keys, name, own)
        } else {
          addRow([.init("value", member.value)], [.key("value", inner)], name, own)
        }
      }
    case (.rows(let rows), _): add(.array(rows.trees), shape, name, owner)
    case (.array(let items), .list(let item)):
      if let keys = item.keys { table(name) { $0.expect(owner.map(\.key) + keys.filter { $0.shape.isSingle }) } }
      for (index, entry) in items.enumerated() {
        let number = owner + [(.key("number", .integer), .integer(index + 1))]
        switch (entry, item) {
        case (.array(let values), .list(let inner)):
          // A matrix: a row a row.
          let cells = values.enumerated().map { JSONTree.Member("\($0 + 1)", $1) }
          addRow(cells, cells.map { .key($0.key, inner) }, name, number)
        case (.object, _): add(entry, item, name, owner)
        default: addRow([.init("value", entry)], [.key("value", item)], name, number)
        }
      }
    default: break
    }
  }

  /// Adds an object as a row: its single values, those of objects in it, and lists of texts; other lists as tables.
  private mutating func addRow(
    _ members: [JSONTree.Member], _ keys: [JSONKey], _ name: String, _ owner: Owner
  ) {
    var row = SheetRows.Row()
    for (key, value) in owner { row.set(key, value, []) }
    var further: [(path: String, key: JSONKey, value: JSONTree)] = []
    fill(&row, members, keys, [], &further)
    let isEmpty = row.cells.count == owner.count
    if !isEmpty || further.isEmpty { table(name) { $0.add(row) } }
    let own =
      owner
      + members.compactMap { member in
        Self.naming.contains(member.key)
          ? keys.first { $0.name == member.key && $0.shape.isSingle }.map { ($0, member.value) } : nil
      }
    // Lists of single values that are as long as each other are columns of one table.
    var columns: [(path: String, values: [JSONTree], key: JSONKey)] = []
    for (path, key, value) in further {
      if case .array(let values) = value, case .list(let item) = key.shape.known, item.isSingle {
        columns.append((path, values, .key(path, item)))
      } else {
        add(value, key.shape, "\(name) \(path)", own)
      }
    }
    for length in Set(columns.map(\.values.count)).sorted() {
      let alike = columns.filter { $0.values.count == length }
      let inner =
        alike.count == 1 || isEmpty
        ? (isEmpty && alike.count > 1 ? name : "\(name) \(alike[0].path)") : name + " values"
      for index in 0..<length {
        addRow(
          alike.map { .init($0.path, $0.values[index]) }, alike.map(\.key), inner,
          own + (alike.count == 1 ? [(.key("number", .integer), .integer(index + 1))] : []))
      }
    }
  }

  private func fill(
    _ row: inout SheetRows.Row, _ members: [JSONTree.Member], _ keys: [JSONKey], _ path: [String],
    _ further: inout [(path: String, key: JSONKey, value: JSONTree)]
  ) {
    for member in members {
      let key = keys.first { $0.name == member.key } ?? .key(member.key, .scalar)
      switch (member.value, key.shape.known) {
      case (_, let shape) where shape.isSingle: row.set(key, member.value, path)
      case (.null, _): break
      case (.object(let inner), .object(let keys)): fill(&row, inner, keys, path + [key.name], &further)
      case (.array(let values), .list(.text)):
        let texts = values.compactMap { if case .string(let text) = $0 { text } else { nil } }
        row.set(.key(key.name, .text, key.words), .string(texts.joined(separator: "; ")), path)
      default: further.append(((path + [key.name]).joined(separator: " "), key, member.value))
      }
    }
  }

  /// What names a row to the tables within it.
  private static let naming: Set<String> = [
    "id", "name", "class", "category", "year", "period", "kind", "unit", "area", "variable", "source", "radius_m",
    "from",
    "to", "rank",
  ]

  /// The record of the run: what, and its value.
  private func record(_ run: JSONTree) -> Workbook.Sheet {
    var (fields, values): ([String?], [String?]) = ([], [])
    func visit(_ tree: JSONTree, _ path: [String]) {
      switch tree {
      case .object(let members): for member in members { visit(member.value, path + [member.key]) }
      case .array(let items):
        if items.allSatisfy({ if case .string = $0 { true } else { false } }), items.count < 2 {
          for item in items { visit(item, path) }
        } else {
          for (index, item) in items.enumerated() { visit(item, path + ["\(index + 1)"]) }
        }
      case .rows(let rows): visit(.array(rows.trees), path)
      case .null: break
      case .bool(let flag): append("\(flag)", path)
      case .integer(let number): append("\(number)", path)
      case .number(let number): append("\(number)", path)
      case .string(let text):
        append(path.first == "method" || path.first == "notes" ? words.language.told(text) : text, path)
      }
    }
    func append(_ value: String, _ path: [String]) {
      fields.append(path.joined(separator: " "))
      values.append(value)
    }
    visit(run, [])
    return Workbook.Sheet(
      words.tab("run"),
      [
        Workbook.Column(words.tab("field"), .texts(fields)),
        Workbook.Column(words.tab("value"), .texts(values)),
      ])
  }
}

extension JSONShape {
  /// Without "or null".
  var known: JSONShape { if case .maybe(let inner) = self { inner.known } else { self } }

  /// Whether it is one cell.
  var isSingle: Bool {
    switch known {
    case .text, .date, .integer, .number, .flag, .oneOf, .scalar: true
    default: false
    }
  }

  /// The keys of an object.
  var keys: [JSONKey]? {
    switch known {
    case .object(let keys), .open(let keys, _): keys
    default: nil
    }
  }
}

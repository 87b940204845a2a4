import Columns
import Core
import SQLite

/// How a table's column is stored in a GeoPackage.
struct GeoPackageField: Sendable {
  /// What a value is bound as.
  enum Storage: Sendable {
    case text
    case integer
    case real
  }

  /// Name in the file, which differs from the table's where two names differ in letter case only.
  let name: String
  let storage: Storage
  /// The column's type in SQL, one of those of the specification's table 1.
  let type: String
  /// Place of the column in the table.
  let column: Int
  /// Whether numbers are rounded to whole ones; all others are handed on as they are.
  private let isWhole: Bool

  /// The fields of a layer, and notes on names that could not stay.
  static func all(of table: Table, file: String) -> (fields: [GeoPackageField], notes: [String]) {
    let names = FieldNames.unique(table.fields.map(\.name), limit: .max, taken: [])
    let notes = zip(table.fields, names).compactMap { field, name in
      name == field.name ? nil : "\(file): field \(field.name) is called \(name)"
    }
    let fields = names.indices.map { GeoPackageField(table, $0, name: names[$0]) }
    return (fields, notes)
  }

  private init(_ table: Table, _ column: Int, name: String) {
    (self.name, self.column) = (name, column)
    switch (table.fields[column].kind, table.isText(column)) {
    case (.text, _), (_, true): (storage, type, isWhole) = (.text, "TEXT", false)
    case (.real, false), (.significant, false): (storage, type, isWhole) = (.real, "REAL", false)
    case (.integer, false):
      let largest = Self.largest(table, column)
      // Beyond 64 bits only a real holds it.
      storage = largest < 9.2e18 ? .integer : .real
      type = largest <= Double(Int32.max) ? "MEDIUMINT" : largest < 9.2e18 ? "INTEGER" : "REAL"
      isWhole = true
    }
  }

  /// The largest absolute value in a column of numbers.
  private static func largest(_ table: Table, _ column: Int) -> Double {
    var largest = 0.0
    for start in stride(from: 0, to: table.rowCount, by: 65_536) {
      guard case .numbers(let values) = table.slice(column, start..<min(start + 65_536, table.rowCount)) else {
        break
      }
      for value in values where abs(value) > largest { largest = abs(value) }
    }
    return largest
  }

  /// The column's definition in `CREATE TABLE`.
  var definition: String { SQLiteConnection.quoted(name) + " " + type }

  /// Appends the values of some rows, NaN for null. Throws ``Failure`` (software) for an infinite number, which no
  /// computation may hand out.
  func append(_ values: ArraySlice<Double>, to numbers: inout [Double], firstRow: Int, file: String) throws {
    let start = numbers.count
    numbers.append(contentsOf: values)
    let isFinite = numbers.withUnsafeMutableBufferPointer { all in
      let added = UnsafeMutableBufferPointer(rebasing: all[start...])
      var infinite = 0
      for i in added.indices { infinite |= added[i].magnitude == .infinity ? 1 : 0 }
      if isWhole { for i in added.indices { added[i].round() } }
      return infinite == 0
    }
    if !isFinite, let row = values.firstIndex(where: \.isInfinite) {
      throw Failure(
        .software, "an infinite number cannot be written", file: file,
        place: "row \(firstRow + row - values.startIndex + 1)", field: name)
    }
  }
}

/// How a field is written.
public enum FieldKind: Sendable, Equatable {
  case text
  /// Whole numbers.
  case integer
  /// Real numbers, rounded to so many decimals; nil writes the shortest text that reads back to the same double.
  case real(decimals: Int?)
}

/// A field of an output table: its name and how it is written.
public struct Field: Sendable, Equatable {
  /// Its name in the output.
  public var name: String
  /// How it is written.
  public var kind: FieldKind

  /// A field of that name and kind.
  public init(_ name: String, _ kind: FieldKind) {
    self.name = name
    self.kind = kind
  }
}

/// Named columns of equal length, ready to be written.
public struct Table: Sendable, Equatable {
  /// One field a column.
  public private(set) var fields: [Field] = []
  /// The columns, all of ``rowCount`` rows.
  public private(set) var columns: [Column] = []

  /// A table without columns.
  public init() {}

  /// Rows; 0 for a table without columns.
  public var rowCount: Int { columns.first?.count ?? 0 }

  /// Adds a column of numbers; its length must equal that of the columns before it.
  public mutating func add(_ name: String, _ kind: FieldKind, numbers: [Double]) {
    add(Field(name, kind), .numbers(NumberColumn(numbers)))
  }

  /// Adds a column of texts; its length must equal that of the columns before it.
  public mutating func add(_ name: String, texts: TextColumn) { add(Field(name, .text), .texts(texts)) }

  /// Adds a column; its length must equal that of the columns before it.
  public mutating func add(_ field: Field, _ column: Column) {
    precondition(columns.isEmpty || column.count == rowCount, "column \(field.name) has another length")
    fields.append(field)
    columns.append(column)
  }

  /// The column of that name.
  public func column(_ name: String) -> Column? {
    fields.firstIndex { $0.name == name }.map { columns[$0] }
  }

  /// The table with row `order[i]` at place `i`.
  public func gathered(_ order: [Int]) -> Table {
    var result = Table()
    for (field, column) in zip(fields, columns) { result.add(field, column.gathered(order)) }
    return result
  }
}

/// How a field is written.
public enum FieldKind: Sendable, Equatable {
  case text
  /// Whole numbers.
  case integer
  /// Real numbers, in text rounded to so many decimals; nil writes the shortest text that reads back to the same double.
  /// Formats that hold doubles get the double itself.
  case real(decimals: Int?)
  /// Real numbers of any size, in text with so many decimals but never fewer significant digits, trailing zeros left out:
  /// `12.25`, `0.000012345` of nine. Formats that hold doubles get the double itself.
  case significant(Int)
}

/// A field of an output table: its name and how it is written.
public struct Field: Sendable, Equatable {
  /// Its name in the output.
  public var name: String
  /// How it is written.
  public var kind: FieldKind
  /// How people see it; nil where nothing but its name is known.
  package var look: FieldLook?
  /// Its name of at most ten characters in a DBF file, where its own would be cut to that of another; nil: cut.
  package var shortName: String?
  /// Whether the values count something, so that those of parts sum to that of the whole; of rates, shares and scores they do not.
  package var isCount = false

  /// A field of that name and kind.
  public init(_ name: String, _ kind: FieldKind) { self.init(name, kind, nil) }

  /// A field of that name and kind, and how people see it.
  package init(_ name: String, _ kind: FieldKind, _ look: FieldLook?, shortName: String? = nil) {
    (self.name, self.kind, self.look, self.shortName) = (name, kind, look, shortName)
  }

  /// A field of counts, which need not be whole: parts of a cell have parts of them.
  package static func count(_ name: String, shortName: String? = nil) -> Field {
    var field = Field(name, .real(decimals: nil), nil, shortName: shortName)
    field.isCount = true
    return field
  }
}

/// Named columns of equal length, ready to be written.
public struct Table: Sendable, Equatable {
  private enum Content: Sendable {
    case stored(Column)
    case derived(DerivedColumn)

    var count: Int {
      switch self {
      case .stored(let column): column.count
      case .derived(let column): column.count
      }
    }

    var column: Column {
      switch self {
      case .stored(let column): column
      case .derived(let column): column.column
      }
    }
  }

  /// One field a column.
  public private(set) var fields: [Field] = []
  private var contents: [Content] = []

  /// A table without columns.
  public init() {}

  /// The columns, all of ``rowCount`` rows; those that are derived are made each time. Who writes takes ``slice(_:_:)``.
  public var columns: [Column] { contents.map(\.column) }

  /// Rows; 0 for a table without columns.
  public var rowCount: Int { contents.first?.count ?? 0 }

  /// Whether a column holds texts.
  public func isText(_ column: Int) -> Bool {
    switch contents[column] {
    case .stored(.texts): true
    case .stored(.numbers): false
    case .derived(let derived): if case .numbers = derived.maker { false } else { true }
    }
  }

  /// Some rows of a column; derived ones are made.
  public func slice(_ column: Int, _ rows: Range<Int>) -> ColumnSlice {
    switch contents[column] {
    case .stored(.numbers(let numbers)): return .numbers(numbers.values[rows])
    case .stored(.texts(let texts)): return .texts(texts, first: rows.lowerBound)
    case .derived(let derived):
      switch derived.maker {
      case .numbers(let make): return .numbers(make(rows)[...])
      case .texts(let make): return .texts(make(rows), first: 0)
      case .choices(let texts, let make): return .texts(TextColumn(texts, codes: make(rows)), first: 0)
      }
    }
  }

  /// The texts that a column chooses from, and how it chooses; nil for a column of another kind.
  public func choices(
    _ column: Int
  ) -> (texts: [String], codes: @Sendable (Range<Int>) -> ArraySlice<UInt16>)? {
    guard case .derived(let derived) = contents[column], case .choices(let texts, let make) = derived.maker else {
      return nil
    }
    return (texts, make)
  }

  /// Adds a column of numbers; its length must equal that of the columns before it.
  public mutating func add(_ name: String, _ kind: FieldKind, numbers: [Double]) {
    add(Field(name, kind), .numbers(NumberColumn(numbers)))
  }

  /// Adds a column of texts; its length must equal that of the columns before it.
  public mutating func add(_ name: String, texts: TextColumn) { add(Field(name, .text), .texts(texts)) }

  /// Adds a column; its length must equal that of the columns before it.
  public mutating func add(_ field: Field, _ column: Column) { add(field, .stored(column)) }

  /// Adds a column that is made when it is written; its length must equal that of the columns before it.
  public mutating func add(_ field: Field, derived column: DerivedColumn) { add(field, .derived(column)) }

  private mutating func add(_ field: Field, _ content: Content) {
    precondition(contents.isEmpty || content.count == rowCount, "column \(field.name) has another length")
    fields.append(field)
    contents.append(content)
  }

  /// The column of that name.
  public func column(_ name: String) -> Column? {
    fields.firstIndex { $0.name == name }.map { contents[$0].column }
  }

  /// The table with row `order[i]` at place `i`.
  public func gathered(_ order: [Int]) -> Table {
    var result = Table()
    for (field, content) in zip(fields, contents) { result.add(field, content.column.gathered(order)) }
    return result
  }

  /// Equal fields and equal entries, however they are kept.
  public static func == (a: Table, b: Table) -> Bool { a.fields == b.fields && a.columns == b.columns }
}

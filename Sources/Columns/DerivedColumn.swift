/// A column whose entries follow from others and are made when they are wanted, block by block.
///
/// A table of millions of rows that is only written needs no memory for what can be said again: a cell's code, a score, a
/// status in words.
public struct DerivedColumn: Sendable {
  /// Makes the entries of some rows.
  public enum Maker: Sendable {
    /// Numbers, NaN being null.
    case numbers(@Sendable (Range<Int>) -> [Double])
    /// Texts, an empty one being null.
    case texts(@Sendable (Range<Int>) -> TextColumn)
  }

  /// Rows.
  public let count: Int
  /// How they are made; always the same for the same rows, on any thread.
  public let maker: Maker

  /// A column of so many rows. The maker gives exactly one entry for each row it is asked for.
  public init(count: Int, _ maker: Maker) {
    self.count = count
    self.maker = maker
  }

  /// The numbers of some rows; NaN where the column holds texts.
  public func numbers(_ rows: Range<Int>) -> [Double] {
    switch maker {
    case .numbers(let make): make(rows)
    case .texts: [Double](repeating: .nan, count: rows.count)
    }
  }

  /// All numbers; NaN where the column holds texts.
  public var numbers: [Double] { numbers(0..<count) }

  /// All texts; empty where the column holds numbers.
  public var texts: [String] {
    guard case .texts(let make) = maker else { return [String](repeating: "", count: count) }
    let made = make(0..<count)
    return (0..<count).map { made[$0] }
  }

  /// All entries at once.
  public var column: Column {
    switch maker {
    case .numbers(let make): .numbers(NumberColumn(make(0..<count)))
    case .texts(let make): .texts(make(0..<count))
    }
  }
}

/// The entries of some rows of a column.
public enum ColumnSlice: Sendable {
  /// Numbers; null and suppressed are NaN. The slice's first entry is the first row.
  case numbers(ArraySlice<Double>)
  /// Texts; the first row is entry `first` of the column.
  case texts(TextColumn, first: Int)
}

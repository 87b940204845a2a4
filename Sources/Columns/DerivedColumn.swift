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
    /// One of a few texts a row, by its place among them; an empty one is null.
    case choices([String], @Sendable (Range<Int>) -> ArraySlice<UInt16>)
  }

  /// Rows.
  public let count: Int
  /// How they are made; always the same for the same rows, on any thread.
  public let maker: Maker

  /// A column of so many rows. The maker gives exactly one entry for each row it is asked for.
  public init(count: Int, _ maker: Maker) {
    (self.count, self.maker) = (count, maker)
  }

  /// The numbers of some rows; NaN where the column holds texts.
  public func numbers(_ rows: Range<Int>) -> [Double] {
    switch maker {
    case .numbers(let make): make(rows)
    case .texts, .choices: [Double](repeating: .nan, count: rows.count)
    }
  }

  /// All numbers; NaN where the column holds texts.
  public var numbers: [Double] { numbers(0..<count) }

  /// All texts; empty where the column holds numbers.
  public var texts: [String] {
    switch maker {
    case .numbers: return [String](repeating: "", count: count)
    case .texts(let make):
      let made = make(0..<count)
      return (0..<count).map { made[$0] }
    case .choices(let texts, let make): return make(0..<count).map { texts[Int($0)] }
    }
  }

  /// All entries at once.
  public var column: Column {
    switch maker {
    case .numbers(let make): .numbers(NumberColumn(make(0..<count)))
    case .texts(let make): .texts(make(0..<count))
    case .choices(let texts, let make): .texts(TextColumn(texts, codes: make(0..<count)))
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

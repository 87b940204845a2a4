/// A column of numbers; one entry a row.
///
/// Null, zero and suppressed are three different things: null is a NaN that is not marked, suppressed is a NaN
/// that is marked (a value that exists but was withheld), zero is zero.
public struct NumberColumn: Sendable, Equatable {
  /// One value a row; NaN where null or suppressed. Never infinite.
  public var values: [Double]
  /// Empty when no row is suppressed, otherwise one flag a row.
  public var suppressed: [Bool]

  /// A column of these values, NaN where null or suppressed.
  public init(_ values: [Double], suppressed: [Bool] = []) {
    (self.values, self.suppressed) = (values, suppressed)
  }

  /// Whether the row's value was withheld by its source.
  public func isSuppressed(_ row: Int) -> Bool { !suppressed.isEmpty && suppressed[row] }

  /// The column with row `order[i]` at place `i`.
  public func gathered(_ order: [Int]) -> NumberColumn {
    NumberColumn(order.map { values[$0] }, suppressed: suppressed.isEmpty ? [] : order.map { suppressed[$0] })
  }

  /// The column with row `places[i]` at place `i`, null where that is −1.
  public func gathered(orNull places: [Int]) -> NumberColumn {
    NumberColumn(
      places.map { $0 < 0 ? .nan : values[$0] },
      suppressed: suppressed.isEmpty ? [] : places.map { $0 >= 0 && suppressed[$0] })
  }

  /// Bitwise on values, so that nulls equal nulls.
  public static func == (a: NumberColumn, b: NumberColumn) -> Bool {
    guard a.values.count == b.values.count else { return false }
    for i in a.values.indices {
      let (x, y) = (a.values[i], b.values[i])
      if !(x == y || (x.isNaN && y.isNaN)) || a.isSuppressed(i) != b.isSuppressed(i) { return false }
    }
    return true
  }
}

/// A column of UTF-8 text in one buffer; an empty entry is null.
public struct TextColumn: Sendable, Equatable {
  /// All entries' bytes, one after the other.
  public private(set) var bytes: [UInt8] = []
  /// Where each entry ends in ``bytes``; it starts where the one before ends.
  public private(set) var ends: [Int] = []

  /// A column without rows.
  public init() {}

  /// One row a string; the empty string is null.
  public init(_ strings: [String]) {
    // Not generic: a call from another module would go through witness tables byte by byte.
    ends.reserveCapacity(strings.count)
    for string in strings { append(string) }
  }

  /// One of a few texts a row, by its place among them.
  public init(_ texts: [String], codes: some Collection<UInt16>) {
    let all = texts.map { Array($0.utf8) }
    reserveCapacity(rows: codes.count, bytes: codes.reduce(0) { $0 + all[Int($1)].count })
    for code in codes {
      bytes += all[Int(code)]
      ends.append(bytes.count)
    }
  }

  /// Takes finished storage. `ends` must ascend and its last entry equal `bytes.count`.
  public init(bytes: [UInt8], ends: [Int]) {
    (self.bytes, self.ends) = (bytes, ends)
  }

  /// Rows.
  public var count: Int { ends.count }

  /// The byte range of a row's entry in ``bytes``.
  public func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  /// Whether the row has no text.
  public func isNull(_ row: Int) -> Bool { range(row).isEmpty }

  /// The row's text; empty where null.
  public subscript(row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }

  /// Calls `body` with the row's UTF-8 bytes.
  @inlinable
  public func withBytes<T, E: Error>(_ row: Int, _ body: (ArraySlice<UInt8>) throws(E) -> T) throws(E) -> T {
    try body(bytes[range(row)])
  }

  /// Adds a row; the empty text is null.
  public mutating func append(_ string: String) {
    bytes.append(contentsOf: string.utf8)
    ends.append(bytes.count)
  }

  /// Adds a row from its UTF-8 bytes; none is null.
  public mutating func append(utf8: some Sequence<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(bytes.count)
  }

  /// Drops all rows from `count` on.
  public mutating func truncate(to count: Int) {
    guard ends.count > count else { return }
    ends.removeLast(ends.count - count)
    bytes.removeLast(bytes.count - (ends.last ?? 0))
  }

  /// Makes room for so many rows and bytes.
  public mutating func reserveCapacity(rows: Int, bytes count: Int) {
    ends.reserveCapacity(rows)
    bytes.reserveCapacity(count)
  }

  /// The column with row `order[i]` at place `i`.
  public func gathered(_ order: [Int]) -> TextColumn {
    var result = TextColumn()
    result.reserveCapacity(rows: order.count, bytes: bytes.count)
    for row in order { result.append(utf8: bytes[range(row)]) }
    return result
  }
}

/// A column of a table.
public enum Column: Sendable, Equatable {
  case numbers(NumberColumn)
  case texts(TextColumn)

  /// Rows in the column.
  public var count: Int {
    switch self {
    case .numbers(let column): column.values.count
    case .texts(let column): column.count
    }
  }

  /// The texts; nil for numbers.
  package var texts: TextColumn? { if case .texts(let column) = self { column } else { nil } }

  /// The column with row `order[i]` at place `i`.
  public func gathered(_ order: [Int]) -> Column {
    switch self {
    case .numbers(let column): .numbers(column.gathered(order))
    case .texts(let column): .texts(column.gathered(order))
    }
  }

  /// The column with row `places[i]` at place `i`, null where that is −1.
  public func gathered(orNull places: [Int]) -> Column {
    switch self {
    case .numbers(let column): return .numbers(column.gathered(orNull: places))
    case .texts(let column):
      var result = TextColumn()
      result.reserveCapacity(rows: places.count, bytes: column.bytes.count)
      for row in places { result.append(utf8: row < 0 ? [] : column.bytes[column.range(row)]) }
      return .texts(result)
    }
  }
}

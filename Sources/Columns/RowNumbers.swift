/// Which rows of something some rows are: mostly all of them in order, which takes no memory to say.
public struct RowNumbers: RandomAccessCollection, Sendable, Equatable, ExpressibleByArrayLiteral {
  /// Rows.
  public let count: Int
  /// Nil for `0 ..< count`.
  private let listed: [Int]?

  /// The rows `0 ..< count`.
  public init(all count: Int) {
    self.count = Swift.max(0, count)
    listed = nil
  }

  /// These rows.
  public init(_ rows: [Int]) {
    count = rows.count
    listed = rows
  }

  /// These rows.
  public init(arrayLiteral rows: Int...) { self.init(rows) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// The row at a place.
  public subscript(place: Int) -> Int { listed?[place] ?? place }

  /// Whether they are known to be all rows from the first on, in order.
  public var areAll: Bool { listed == nil }

  /// Equal rows, however they are kept.
  public static func == (a: RowNumbers, b: RowNumbers) -> Bool {
    a.count == b.count && ((a.areAll && b.areAll) || a.elementsEqual(b))
  }
}

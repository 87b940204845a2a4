/// Finds a text's row in a column by its bytes, without making strings: station identifiers of millions of events.
///
/// Open addressing over a table of at least twice as many places as rows; the bytes themselves are compared, so a hash
/// that two texts share costs time and nothing else.
public struct TextLookup: Sendable {
  private let column: TextColumn
  private var places: [Int32]
  private let mask: Int

  /// Indexes the rows of `column`; of equal texts the first row is found. Null rows are not found.
  public init(_ column: TextColumn) {
    self.column = column
    var size = 16
    while size < 2 * column.count { size *= 2 }
    places = [Int32](repeating: -1, count: size)
    mask = size - 1
    for row in 0..<column.count where !column.isNull(row) {
      let bytes = column.bytes[column.range(row)]
      var place = bytes.withContiguousStorageIfAvailable { Self.hash(Span(_unsafeElements: $0)) & mask } ?? 0
      while places[place] >= 0 {
        if column.bytes[column.range(Int(places[place]))] == bytes { break }
        place = (place + 1) & mask
      }
      if places[place] < 0 { places[place] = Int32(row) }
    }
  }

  /// The row whose text has these bytes; nil when there is none.
  public func row(of bytes: Span<UInt8>) -> Int? {
    if bytes.isEmpty { return nil }
    var place = Self.hash(bytes) & mask
    while places[place] >= 0 {
      let row = Int(places[place])
      if equals(row, bytes) { return row }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The row of a text; nil when there is none.
  public func row(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { row(of: Span(_unsafeElements: $0)) }
  }

  private func equals(_ row: Int, _ bytes: Span<UInt8>) -> Bool {
    let range = column.range(row)
    guard range.count == bytes.count else { return false }
    for i in 0..<bytes.count where column.bytes[range.lowerBound + i] != bytes[i] { return false }
    return true
  }

  /// FNV-1a (Fowler, Noll and Vo), its high bits folded in.
  private static func hash(_ bytes: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in bytes.indices { hash = (hash ^ UInt64(bytes[i])) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}

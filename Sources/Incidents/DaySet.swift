import LocalTime

/// Days, as a set of bits: of how many and of which days events are. Days before 1900 and from 2100 on are not kept.
public struct DaySet: Sendable, Equatable {
  /// 1900-01-01 and 2100-01-01, days since 1970-01-01.
  private static let kept: Range<Int32> = -25_567..<47_482
  private(set) var words: [UInt64] = []

  /// No day.
  public init() {}

  /// Adds a day, days since 1970-01-01.
  @inline(__always)
  mutating func insert(_ day: Int32) {
    guard Self.kept.contains(day) else { return }
    if words.isEmpty { words = [UInt64](repeating: 0, count: Self.kept.count / 64 + 1) }
    let bit = Int(day - Self.kept.lowerBound)
    words[bit / 64] |= 1 << UInt64(bit % 64)
  }

  /// Adds the days of some bits; false where there are no such words of days.
  mutating func formUnion(_ bits: UInt64, word: Int) -> Bool {
    if words.isEmpty { words = [UInt64](repeating: 0, count: Self.kept.count / 64 + 1) }
    guard words.indices.contains(word) else { return false }
    words[word] |= bits
    return true
  }

  /// Adds another's days.
  public mutating func formUnion(_ other: DaySet) {
    if words.isEmpty { words = other.words }
    for (place, word) in other.words.enumerated() { words[place] |= word }
  }

  /// Number of days.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// From the first day to the last; nil without days.
  public var bounds: ClosedRange<Int32>? {
    guard let low = words.firstIndex(where: { $0 != 0 }), let high = words.lastIndex(where: { $0 != 0 }) else {
      return nil
    }
    let first = low * 64 + words[low].trailingZeroBitCount
    let last = high * 64 + 63 - words[high].leadingZeroBitCount
    return Self.kept.lowerBound + Int32(first)...Self.kept.lowerBound + Int32(last)
  }
}

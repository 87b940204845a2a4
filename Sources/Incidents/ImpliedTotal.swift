/// What a printed table's percentages say about the total that they are of.
public enum ImpliedTotal {
  /// A count and its share in per cent as printed.
  public struct Printed: Sendable, Equatable {
    /// Events.
    public var count: Int
    /// Per cent of all events.
    public var percent: Double
    /// Decimals it was printed with.
    public var decimals: Int

    /// A printed share.
    public init(count: Int, percent: Double, decimals: Int) {
      (self.count, self.percent, self.decimals) = (count, percent, decimals)
    }

    /// Half a unit of the last decimal.
    var halfUnit: Double {
      var unit = 0.5
      for _ in 0..<max(0, decimals) { unit /= 10 }
      return unit
    }

    /// Whether the count out of `total` rounds to what is printed; exact ties round either way.
    public func follows(from total: Int) -> Bool {
      guard total > 0 else { return false }
      let exact = 100 * Double(count) / Double(total)
      return abs(exact - percent) <= halfUnit * (1 + 1e-9)
    }
  }

  /// The totals from which all the printed shares follow; nil when there is none, or when nothing limits them.
  public static func totals(of printed: [Printed]) -> ClosedRange<Int>? {
    let telling = printed.filter { $0.count > 0 && $0.percent > $0.halfUnit }
    guard !telling.isEmpty else { return nil }
    var low = 1
    var high = Int.max
    for one in telling {
      let least = 100 * Double(one.count) / (one.percent + one.halfUnit)
      let most = 100 * Double(one.count) / (one.percent - one.halfUnit)
      guard most < 1e15 else { continue }
      low = max(low, Int(least.rounded(.down)))
      high = min(high, Int(most.rounded(.up)))
    }
    guard low <= high, high < Int.max else { return nil }
    // The rims were rounded outwards.
    while low <= high, !telling.allSatisfy({ $0.follows(from: low) }) { low += 1 }
    while high >= low, !telling.allSatisfy({ $0.follows(from: high) }) { high -= 1 }
    return low <= high ? low...high : nil
  }
}

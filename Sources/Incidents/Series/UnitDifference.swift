import Statistics

/// A figure of units with areas beside that of units without: means, numbers, and the difference of the means with its 95 %
/// interval (``MeanDifference``, after Welch).
public struct UnitDifference: Sendable, Equatable {
  /// Numbers, means, spreads, difference and p.
  public let means: MeanDifference
  /// The interval of the difference; nil where there is none.
  public var interval: Interval? {
    means.lack == nil
      ? Interval(low: means.difference - means.halfWidth, high: means.difference + means.halfWidth) : nil
  }
  /// `ok`, or why there is no interval.
  public var status: String { means.lack?.rawValue ?? "ok" }

  /// Compares the units with areas with the others; a value of NaN is not known.
  public init(_ values: [Double], hasAreas: [Bool]) {
    let pairs = zip(values, hasAreas)
    means = MeanDifference(pairs.filter(\.1).map(\.0), pairs.filter { !$0.1 }.map(\.0))
  }
}

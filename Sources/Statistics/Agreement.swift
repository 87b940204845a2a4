/// A 2 × 2 table of weight (people, area, units) by two yes-or-no judgements, and how far they agree.
public struct Agreement: Sendable, Equatable {
  /// Weight where both say yes.
  public var both: Double
  /// Weight where only the first says yes.
  public var onlyFirst: Double
  /// Weight where only the second says yes.
  public var onlySecond: Double
  /// Weight where neither says yes.
  public var neither: Double

  /// A table of these four weights, each at least zero.
  public init(both: Double, onlyFirst: Double, onlySecond: Double, neither: Double) {
    (self.both, self.onlyFirst, self.onlySecond, self.neither) = (both, onlyFirst, onlySecond, neither)
  }

  /// All weight.
  public var total: Double { both + onlyFirst + onlySecond + neither }

  /// Share of the weight where the two say the same, 0–1; NaN for an empty table.
  public var share: Double { (both + neither) / total }

  /// Cohen's kappa: agreement beyond what chance gives, (p − e)/(1 − e) (J. Cohen, A coefficient of agreement for
  /// nominal scales, Educational and Psychological Measurement 20, 1960, formula 1).
  ///
  /// 1 is full agreement, 0 that of chance. NaN for an empty table and where chance alone gives full agreement (both
  /// say the same of everything).
  public var kappa: Double {
    let first = (both + onlyFirst) / total
    let second = (both + onlySecond) / total
    let expected = first * second + (1 - first) * (1 - second)
    return expected < 1 ? (share - expected) / (1 - expected) : .nan
  }
}

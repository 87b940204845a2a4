/// Two groups of values beside each other: means, and their difference with its 95 % interval and p by B. L. Welch (The
/// generalization of "Student's" problem when several different population variances are involved, Biometrika 34, 1947),
/// which does not ask the groups to spread alike.
public struct MeanDifference: Sendable, Equatable {
  /// A group's values in short.
  public struct Group: Sendable, Equatable {
    /// Values that are known.
    public let count: Int
    /// Their mean; NaN without any.
    public let mean: Double
    /// Their standard deviation, divisor n − 1; NaN for fewer than two.
    public let standardDeviation: Double

    /// The group of those values; NaN is not known.
    public init(_ values: [Double]) {
      let known = values.filter { !$0.isNaN }
      count = known.count
      let mean = known.isEmpty ? Double.nan : known.reduce(0, +) / Double(known.count)
      self.mean = mean
      let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      // A constant's mean may be off by an ulp.
      let isConstant = known.allSatisfy { $0 == known[0] }
      standardDeviation = known.count < 2 ? .nan : isConstant ? 0 : (squares / Double(known.count - 1)).squareRoot()
    }

    /// The variance of the mean.
    var variance: Double { standardDeviation * standardDeviation / Double(count) }
  }

  /// Why there is no interval.
  public enum Lack: String, Sendable {
    /// A group of fewer than two values.
    case tooFew = "too_few"
    /// Neither group varies.
    case noVariation = "no_variation"
  }

  /// The one group.
  public let first: Group
  /// The other.
  public let second: Group
  /// Mean of the first less mean of the second; NaN where one has none.
  public var difference: Double { first.mean - second.mean }
  /// Welch's degrees of freedom; NaN where there is a ``lack``.
  public let degreesOfFreedom: Double
  /// Half the width of the interval of the difference; NaN where there is a ``lack``.
  public let halfWidth: Double
  /// Two-sided; NaN where there is a ``lack``.
  public let p: Double
  /// Why there is no interval; nil: there is one.
  public let lack: Lack?

  /// Compares two groups; NaN is not known.
  public init(_ first: [Double], _ second: [Double]) {
    (self.first, self.second) = (Group(first), Group(second))
    let (a, b) = (self.first.variance, self.second.variance)
    if self.first.count < 2 || self.second.count < 2 {
      lack = .tooFew
    } else {
      lack = a + b > 0 ? nil : .noVariation
    }
    guard lack == nil else {
      (degreesOfFreedom, halfWidth, p) = (.nan, .nan, .nan)
      return
    }
    let error = (a + b).squareRoot()
    // Shares of the variance, so that no square is out of range.
    let (shareA, shareB) = (a / (a + b), b / (a + b))
    degreesOfFreedom =
      1 / (shareA * shareA / Double(self.first.count - 1) + shareB * shareB / Double(self.second.count - 1))
    halfWidth = error * Tails.studentQuantile(tail: 0.05, degreesOfFreedom: degreesOfFreedom)
    p = Tails.student(beyond: (self.first.mean - self.second.mean) / error, degreesOfFreedom: degreesOfFreedom)
  }
}

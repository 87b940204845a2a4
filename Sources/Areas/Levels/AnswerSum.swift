/// Answers on the scale from one to five, summed: their mean is a problem level. Whole numbers, so that levels compare
/// exactly.
public struct AnswerSum: Sendable, Equatable {
  /// Sum of the scores.
  public private(set) var sum = 0
  /// Answers given.
  public private(set) var count = 0

  /// No answers.
  public init() {}

  /// So many answers of that sum.
  public init(sum: Int, count: Int) {
    (self.sum, self.count) = (sum, count)
  }

  /// The level: the mean of the answers, 1–5; NaN without any.
  public var level: Double { count > 0 ? Double(sum) / Double(count) : .nan }

  /// Adds one answer.
  public mutating func add(_ score: Int) {
    sum += score
    count += 1
  }

  /// Adds the answers of another sum.
  public mutating func add(_ other: AnswerSum) {
    sum += other.sum
    count += other.count
  }
}

/// By how much a level may change and still count as level: a fraction of whole numbers, so that "exactly 0.2" is exact.
public struct TrendLimit: Sendable, Equatable {
  let numerator: Int
  let denominator: Int

  /// Two tenths, as in the report's Tablå 1.
  public static let twoTenths = TrendLimit(numerator: 2, denominator: 10)

  private init(numerator: Int, denominator: Int) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  /// The limit written as a decimal number from 0 to 4 with at most six decimals, point or comma; nil for anything else.
  public init?(text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).flatMap {
      $0.split(separator: ".", omittingEmptySubsequences: false)
    }
    guard (1...2).contains(parts.count), let whole = parts.first, let units = Int(whole),
      whole.allSatisfy(\.isWholeNumber),
      (0...4).contains(units)
    else { return nil }
    var (numerator, denominator) = (units, 1)
    if parts.count == 2 {
      guard (1...6).contains(parts[1].count) else { return nil }
      for character in parts[1] {
        guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
        numerator = numerator * 10 + digit
        denominator *= 10
      }
    }
    guard numerator <= 4 * denominator else { return nil }
    self.init(numerator: numerator, denominator: denominator)
  }

  /// The limit as a number.
  public var value: Double { Double(numerator) / Double(denominator) }
}

/// How an area has developed since the year before. A falling problem level is a positive trend.
public enum Trend: String, Sendable, CaseIterable {
  /// The level fell by more than the limit.
  case positive = "positiv"
  /// The level changed by the limit at most.
  case stable = "stabil"
  /// The level rose by more than the limit.
  case negative = "negativ"

  /// The trend between two levels; nil where either has no answers.
  ///
  /// s₁/n₁ − s₀/n₀ > p/q is compared as q (s₁ n₀ − s₀ n₁) > p n₀ n₁, in whole numbers: binary fractions would take a change of
  /// exactly 0.2 for more or for less. The products stay below 2⁶³ for up to a million answers.
  public init?(from before: AnswerSum, to now: AnswerSum, limit: TrendLimit) {
    guard before.count > 0, now.count > 0 else { return nil }
    let change = limit.denominator * (now.sum * before.count - before.sum * now.count)
    let allowed = limit.numerator * before.count * now.count
    self = change > allowed ? .negative : change < -allowed ? .positive : .stable
  }

  /// Where the problem level went: `down`, `level`, `up`.
  public var direction: String {
    switch self {
    case .positive: "down"
    case .stable: "level"
    case .negative: "up"
    }
  }
}

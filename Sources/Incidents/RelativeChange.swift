import Core
import Foundation

/// An area before and after, alone or against a control before and after.
///
/// It says how the two changed relative to each other, nothing about why.
public struct RelativeChange: Sendable, Equatable {
  /// Counts of one place in both windows, and the people it is of.
  public struct Side: Sendable, Equatable {
    /// Events before.
    public var before: Int
    /// Events after.
    public var after: Int
    /// Inhabitants; NaN where not known.
    public var population: Double

    /// Counts.
    public init(before: Int, after: Int, population: Double = .nan) {
      (self.before, self.after, self.population) = (before, after, population)
    }
  }

  /// The area.
  public let area: Side
  /// The control; nil: the area's change alone.
  public let control: Side?
  /// Days of the two windows where counts are to be taken per day; nil: windows are alike and counts compare as they are.
  public let days: (before: Int, after: Int)?

  /// A figure that is made of a count below this is marked, and its interval is exact.
  public static let lowCount = 20

  /// A count of 0 that keeps some figure from being had; its raw value says so in English. Without events after in the area
  /// every figure can be had: its change is −100 % and its ratio 0.
  public enum Lack: String, Sendable, CaseIterable {
    /// No ratio can be taken to nothing, and it is not a zero.
    case areaBefore = "no events in the area before"
    /// Nothing shows what the control changed from.
    case controlBefore = "no events in the control before"
    /// The control's change is −100 %, and no ratio can be taken to it.
    case controlAfter = "no events in the control after"
  }

  /// How an interval was made.
  public enum Method: String, Sendable {
    /// From the conditional distribution of the counts, see `ConditionalOdds`.
    case exact
    /// From the normal distribution of the logarithm.
    case logNormal = "log-normal"
  }

  /// A comparison; what its counts do not allow to be figured is nil, and ``lacks`` says why.
  public init(area: Side, control: Side?, days: (before: Int, after: Int)? = nil) {
    (self.area, self.control, self.days) = (area, control, days)
  }

  /// The counts of 0, each of which makes some figure nil; none: all figures are there.
  public var lacks: [Lack] {
    var lacks: [Lack] = area.before == 0 ? [.areaBefore] : []
    if control?.before == 0 { lacks.append(.controlBefore) }
    if control?.after == 0 { lacks.append(.controlAfter) }
    return lacks
  }

  /// Whether any of the counts, the area's and the control's, is below ``lowCount``.
  public var isLowCount: Bool { counts.contains { $0 < Self.lowCount } }
  private var counts: [Int] { [area.before, area.after] + (control.map { [$0.before, $0.after] } ?? []) }

  /// What an equal number of events a day would be after, over before.
  private var evenOdds: Double { days.map { Double($0.after) / Double($0.before) } ?? 1 }

  private func change(_ side: Side) -> Double? {
    side.before > 0 ? Double(side.after) / Double(side.before) / evenOdds - 1 : nil
  }

  /// The area's change, as a share of what it was: −0.25 is a quarter less; nil without events before.
  public var areaChange: Double? { change(area) }
  /// The control's change, as a share of what it was: 0.2 is a fifth more; nil without a control or its events before.
  public var controlChange: Double? { control.flatMap(change) }

  /// Ratio of ratios: (area after / area before) / (control after / control before). 1 where both changed alike. The
  /// windows' lengths cancel out. Nil without a control, where the area or the control has no event before, or the control none after.
  public var ratio: Double? {
    guard let control, area.before > 0, control.before > 0, control.after > 0 else { return nil }
    return Double(area.after) * Double(control.before) / (Double(area.before) * Double(control.after))
  }

  /// Events that the area would have had after, had it changed as the control did: before × control after / control before.
  /// Nil without a control or its events before.
  public var expected: Double? {
    guard let control, control.before > 0 else { return nil }
    return Double(area.before) * Double(control.after) / Double(control.before)
  }

  /// Events of the area after, less those expected.
  public var excess: Double? { expected.map { Double(area.after) - $0 } }

  /// The same per 1,000 inhabitants of the area; nil without them.
  public var excessPer1000: Double? {
    guard let excess, area.population > 0 else { return nil }
    return 1000 * excess / area.population
  }

  /// Difference in differences of rates per 1,000 inhabitants (per day where windows differ); nil without a control or populations.
  public var rateDifference: Double? {
    guard let control, area.population > 0, control.population > 0 else { return nil }
    func difference(_ side: Side) -> Double {
      (Double(side.after) / Double(days?.after ?? 1) - Double(side.before) / Double(days?.before ?? 1))
        / side.population
    }
    return 1000 * (difference(area) - difference(control))
  }

  /// Days compare as numbers.
  public static func == (a: RelativeChange, b: RelativeChange) -> Bool {
    a.area == b.area && a.control == b.control && a.days?.before == b.days?.before && a.days?.after == b.days?.after
  }
}

/// Intervals and tests, of the area's change alone and of the ratio.
///
/// Where one of the counts that a figure is made of is below ``RelativeChange/lowCount``, they are those of `ConditionalOdds`;
/// else the logarithm of after / before is normal with the variance 1/before + 1/after, and that of the ratio with the sum of both
/// places', as in a Poisson regression on window, place and both together.
extension RelativeChange {
  /// The 95 % interval of ``areaChange``, as shares: up to infinity where the area has no event before, from −1 where it has none
  /// after. Nil where it has no event at all.
  public var areaInterval: Interval? {
    estimate(of: nil).map { found in
      // −1 is −1, however many events it is from.
      Interval(low: found.interval.low / evenOdds - 1, high: found.interval.high / evenOdds - 1)
    }
  }

  /// The 95 % interval of ``ratio``: with one side only, 0 or infinity on the other, where a count is 0. Nil without a control, and
  /// where the counts of 0 are such that nothing can be said.
  public var interval: Interval? { control.flatMap { estimate(of: $0)?.interval } }

  /// How ``interval`` was made, or without a control ``areaInterval``; nil where there is none.
  public var method: Method? { estimate(of: control)?.method }

  /// The two-sided p value of a ratio of 1, or without a control of no change a day; nil where there is no interval.
  public var p: Double? {
    guard let found = estimate(of: control) else { return nil }
    let even = control == nil ? evenOdds : 1
    if let odds = found.odds { return odds.p(odds: even) }
    return erfc(abs(log(found.ratio / even)) / found.deviation / 2.0.squareRoot())
  }

  private struct Estimate {
    var method: Method
    var ratio = 0.0
    var deviation = 0.0
    var odds: ConditionalOdds?

    var interval: Interval {
      if let odds { return odds.interval }
      let factor = exp(Interval.normalQuantile * deviation)
      return Interval(low: ratio / factor, high: ratio * factor)
    }
  }

  /// Of after / before in the area, over that of the control if there is one.
  private func estimate(of control: Side?) -> Estimate? {
    let control = control.map { (before: $0.before, after: $0.after) }
    let used = [area.before, area.after] + (control.map { [$0.before, $0.after] } ?? [])
    if used.contains(where: { $0 < Self.lowCount }) {
      return ConditionalOdds(before: area.before, after: area.after, control: control).map {
        Estimate(method: .exact, odds: $0)
      }
    }
    let own = Double(area.after) / Double(area.before)
    return Estimate(
      method: .logNormal, ratio: own / (control.map { Double($0.after) / Double($0.before) } ?? 1),
      deviation: used.reduce(0.0) { $0 + 1 / Double($1) }.squareRoot())
  }
}

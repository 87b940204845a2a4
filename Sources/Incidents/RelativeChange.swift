import Core
import Foundation

/// An area before and after, against a control before and after.
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
  /// The control.
  public let control: Side
  /// Days of the two windows where counts are to be taken per day; nil: windows are alike and counts compare as they are.
  public let days: (before: Int, after: Int)?

  /// A count of 0 that keeps some figure from being had; its raw value says so in English.
  public enum Lack: String, Sendable, CaseIterable {
    /// No ratio can be taken to nothing, and it is not a zero.
    case areaBefore = "no events in the area before"
    /// The area's change is −100 %, and the ratio 0 without an interval.
    case areaAfter = "no events in the area after"
    /// Nothing shows what the control changed from.
    case controlBefore = "no events in the control before"
    /// The control's change is −100 %, and no ratio can be taken to it.
    case controlAfter = "no events in the control after"
  }

  /// A comparison; what its counts do not allow to be figured is nil, and ``lacks`` says why.
  public init(area: Side, control: Side, days: (before: Int, after: Int)? = nil) {
    (self.area, self.control, self.days) = (area, control, days)
  }

  /// The counts of 0, each of which makes some figure nil; none: all figures are there.
  public var lacks: [Lack] {
    zip(Lack.allCases, [area.before, area.after, control.before, control.after]).filter { $1 == 0 }.map(\.0)
  }

  private func before(_ count: Int) -> Double { Double(count) / Double(days?.before ?? 1) }
  private func after(_ count: Int) -> Double { Double(count) / Double(days?.after ?? 1) }

  private func change(_ side: Side) -> Double? {
    side.before > 0 ? after(side.after) / before(side.before) - 1 : nil
  }

  /// The area's change, as a share of what it was: −0.25 is a quarter less; nil without events before.
  public var areaChange: Double? { change(area) }
  /// The control's change, as a share of what it was: 0.2 is a fifth more; nil without events before.
  public var controlChange: Double? { change(control) }

  /// Ratio of ratios: (area after / area before) / (control after / control before). 1 where both changed alike. The
  /// windows' lengths cancel out. Nil where the area or the control has no event before, or the control none after.
  public var ratio: Double? {
    guard area.before > 0, control.before > 0, control.after > 0 else { return nil }
    return Double(area.after) * Double(control.before) / (Double(area.before) * Double(control.after))
  }

  /// The ratio's 95 % interval: log-normal, with the variance 1/a + 1/b + 1/c + 1/d of four Poisson counts. Nil when one
  /// of them is 0.
  public var interval: Interval? {
    guard let ratio, area.after > 0 else { return nil }
    let variance = [area.before, area.after, control.before, control.after].reduce(0.0) { $0 + 1 / Double($1) }
    let factor = exp(Interval.normalQuantile * variance.squareRoot())
    return Interval(low: ratio / factor, high: ratio * factor)
  }

  /// Difference in differences of counts (per day where windows differ): the area's change less the control's.
  public var countDifference: Double {
    (after(area.after) - before(area.before)) - (after(control.after) - before(control.before))
  }

  /// Difference in differences of rates per 1,000 inhabitants (per day where windows differ); nil without populations.
  public var rateDifference: Double? {
    guard area.population > 0, control.population > 0 else { return nil }
    return 1000
      * ((after(area.after) - before(area.before)) / area.population
        - (after(control.after) - before(control.before)) / control.population)
  }

  /// Days compare as numbers.
  public static func == (a: RelativeChange, b: RelativeChange) -> Bool {
    a.area == b.area && a.control == b.control && a.days?.before == b.days?.before && a.days?.after == b.days?.after
  }
}

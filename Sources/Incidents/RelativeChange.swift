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

  /// A comparison.
  ///
  /// - Throws: ``Failure`` (bad data) where the area or the control has no event before, or the control none after: no ratio
  ///   can be taken to nothing, and it is not a zero.
  public init(
    area: Side, control: Side, days: (before: Int, after: Int)? = nil, name: String, controlName: String
  ) throws {
    func refuse(_ what: String, _ which: String) -> Failure {
      Failure(
        .badData, "no events in \(what) \(which): there is no baseline to compare with", place: name,
        expected: "at least one event", hint: "a longer period, a larger control, or more areas together")
    }
    if area.before == 0 { throw refuse("the area", "before") }
    if control.before == 0 { throw refuse("the control (\(controlName))", "before") }
    if control.after == 0 { throw refuse("the control (\(controlName))", "after") }
    (self.area, self.control, self.days) = (area, control, days)
  }

  private func before(_ count: Int) -> Double { Double(count) / Double(days?.before ?? 1) }
  private func after(_ count: Int) -> Double { Double(count) / Double(days?.after ?? 1) }

  /// The area's change, as a share of what it was: −0.25 is a quarter less.
  public var areaChange: Double { after(area.after) / before(area.before) - 1 }
  /// The control's change, likewise.
  public var controlChange: Double { after(control.after) / before(control.before) - 1 }

  /// Ratio of ratios: (area after / area before) / (control after / control before). 1 where both changed alike. The
  /// windows' lengths cancel out.
  public var ratio: Double {
    Double(area.after) * Double(control.before) / (Double(area.before) * Double(control.after))
  }

  /// The ratio's 95 % interval: log-normal, with the variance 1/a + 1/b + 1/c + 1/d of four Poisson counts. Nil when the
  /// area has no event after.
  public var interval: Interval? {
    guard area.after > 0 else { return nil }
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

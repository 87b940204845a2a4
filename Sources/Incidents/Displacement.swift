/// Whether events went from an area into what surrounds it, or went down there too: the weighted displacement quotient of K. J.
/// Bowers and S. D. Johnson (Measuring the Geographical Displacement and Diffusion of Benefit Effects of Crime Prevention
/// Activity, Journal of Quantitative Criminology 19, 2003).
///
/// With the events of area, surroundings and control in the two windows, A, B and C, it is (B₂/C₂ − B₁/C₁) / (A₂/C₂ − A₁/C₁). The
/// control holds neither area nor surroundings. It says how much went where, and nothing about why.
public struct Displacement: Sendable, Equatable {
  /// The area.
  public let area: RelativeChange.Side
  /// What surrounds it.
  public let ring: RelativeChange.Side
  /// The control; nil without one.
  public let control: RelativeChange.Side?

  /// What the quotient says; its raw value is for files.
  public enum Reading: String, Sendable, CaseIterable {
    /// Above 0: the surroundings fell against the control as well.
    case diffusion
    /// Exactly 0: the surroundings changed as the control did.
    case none
    /// From −1 up to 0: the surroundings rose, by less than the area fell.
    case partial = "partial displacement"
    /// Below −1: the surroundings rose by more than the area fell.
    case more = "displacement exceeds the decrease"
  }

  /// Why there is no quotient; its raw value says so in English.
  public enum Lack: String, Sendable, CaseIterable {
    case control = "no control"
    case controlBefore = "no events in the control before"
    case controlAfter = "no events in the control after"
    /// What did not fall against the control has displaced nothing.
    case noDecrease = "no decrease in the area against the control"
  }

  /// A comparison of three places.
  public init(area: RelativeChange.Side, ring: RelativeChange.Side, control: RelativeChange.Side?) {
    (self.area, self.ring, self.control) = (area, ring, control)
  }

  /// Why ``quotient`` is nil; nil where it is there.
  public var lack: Lack? {
    guard let control else { return .control }
    if control.before == 0 { return .controlBefore }
    if control.after == 0 { return .controlAfter }
    return change(area, control) < 0 ? nil : .noDecrease
  }

  /// The weighted displacement quotient; nil where ``lack`` says why.
  public var quotient: Double? {
    guard let control, lack == nil else { return nil }
    // Adding 0 makes of −0 a 0.
    return change(ring, control) / change(area, control) + 0
  }

  /// What ``quotient`` says; nil without it.
  public var reading: Reading? {
    quotient.map { $0 > 0 ? .diffusion : $0 == 0 ? .none : $0 >= -1 ? .partial : .more }
  }

  /// Whether any of the counts is below ``RelativeChange/lowCount``.
  public var isLowCount: Bool {
    ([area, ring] + (control.map { [$0] } ?? [])).contains { min($0.before, $0.after) < RelativeChange.lowCount }
  }

  /// Change of a place's events over the control's, times both counts of the control: whole numbers, so that what changed as the control
  /// did is 0 and not nearly so. The factor cancels in the quotient.
  private func change(_ side: RelativeChange.Side, _ control: RelativeChange.Side) -> Double {
    Double(side.after) * Double(control.before) - Double(side.before) * Double(control.after)
  }
}

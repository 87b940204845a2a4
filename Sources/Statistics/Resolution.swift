import Core

/// How far apart two numbers must be to be two: what rounding may have done to numbers that are the same.
///
/// Two numbers are equal when they differ by no more than ``absolute`` + ``relative`` × the size of the lesser.
public struct Resolution: Sendable, Equatable {
  /// In the numbers' own unit.
  public var absolute: Double
  /// As a part of the number.
  public var relative: Double

  /// Numbers are equal when all their bits are (but −0 and 0).
  public static let exact = Resolution(absolute: 0)
  /// Eight units in the last place: what a short sum of numbers of one sign, or a quotient, may lose.
  public static let lastPlaces = Resolution(absolute: 0, relative: 8 * Double.ulpOfOne)

  /// A resolution of so much in the numbers' own unit, and such a part of them.
  public init(absolute: Double, relative: Double = 0) {
    (self.absolute, self.relative) = (absolute, relative)
  }

  /// The width of the values that count as `value`, from it upwards.
  @inline(__always)
  func width(at value: Double) -> Double { absolute + relative * abs(value) }

  /// The one of `values`, which ascend, that `value` is: the greatest that is not above it, if that is near enough, else the
  /// next one, if that is; nil when it is none of them.
  public func match(of value: Double, in values: [Double]) -> Double? {
    let above = values.indices.partitionPoint { values[$0] > value }
    if above > 0, value - values[above - 1] <= width(at: values[above - 1]) { return values[above - 1] }
    if above < values.count, values[above] - value <= width(at: value) { return values[above] }
    return nil
  }
}

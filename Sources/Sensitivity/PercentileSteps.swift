/// Percentiles as whole numbers of 16 bits, which tell the class too: steps of 1/65,534 of all, rounded to the nearest of the class.
struct PercentileSteps: Sendable {
  /// Steps of all.
  static let all = 65_534.0
  /// What a unit without a percentile has.
  static let none = UInt16.max

  /// Percentiles from which on each class after the first begins, but for rounding.
  private let cuts: [Double]
  /// The first step of each class, and one behind the last.
  let first: [UInt16]

  /// Steps for classes that begin at these percentiles after the first.
  init(cuts: [Double]) {
    self.cuts = cuts.map { $0 - 1e-12 * $0 }
    var first: [UInt16] = [0]
    for (number, cut) in cuts.enumerated() {
      let step = Int((cut / 100 * Self.all).rounded(.up))
      let isNew = number == 0 || cut > cuts[number - 1]
      first.append(UInt16(min(Int(Self.all), max(step, Int(first[number]) + (isNew ? 1 : 0)))))
    }
    self.first = first + [Self.none]
  }

  /// Classes.
  var classes: Int { cuts.count + 1 }

  /// The class of a percentile, from 1.
  @inline(__always)
  func number(_ percentile: Double) -> Int {
    var number = 1
    for cut in cuts where percentile >= cut { number += 1 }
    return number
  }

  /// The percentile at which a class ends.
  func end(of number: Int) -> Double { number <= cuts.count ? cuts[number - 1] : .infinity }

  /// The step of a percentile of a class.
  @inline(__always)
  func step(_ percentile: Double, number: Int) -> UInt16 {
    let step = UInt16(truncatingIfNeeded: Int32(percentile * (Self.all / 100) + 0.5))
    return min(max(step, first[number - 1]), first[number] &- 1)
  }
}

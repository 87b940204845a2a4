import Areas

/// Which cells get a ring; the overlay has the same thresholds.
package typealias RingRule = Areas.RingRule

/// How rings are drawn, and how large: the disc's area follows the number, so the radius its square root.
package struct RingStyle: Sendable, Equatable {
  /// The ring.
  package var line: LineStyle
  /// Width of the rim beyond the line on either side, mm.
  package var rimMillimetres: Double
  /// Radius of the largest ring, mm.
  package var largestRadiusMillimetres: Double
  /// The round number that the largest ring stands for.
  package var largestNumber: Double

  /// The least number that gets a ring.
  package var leastNumber: Double

  /// Rings for numbers from `least` up to `largest`, which is rounded up to a number that a legend can show.
  package init(largest: Double, least: Double = 0, largestRadiusMillimetres: Double = 5) {
    leastNumber = least
    line = LineStyle(Colour(hex: 0x6A1B9A), widthMillimetres: 0.5)
    rimMillimetres = 0.25
    self.largestRadiusMillimetres = largestRadiusMillimetres
    largestNumber = RoundNumber.atLeast(largest)
  }

  /// Most that the largest ring covers on the ground, metres of radius: on a map of a region rings may not hide it.
  private static let largestGroundRadius = 4_000.0

  /// The smallest ring that is drawn on a map of small scale, mm of radius: less is a dot.
  private static let smallestRadius = 0.55

  /// Makes rings smaller and thinner on a map of small scale, at the least a fifth of their size, and leaves out those that
  /// would become dots.
  package mutating func shrink(metresPerMillimetre: Double) {
    let ground = largestRadiusMillimetres * metresPerMillimetre
    guard ground > Self.largestGroundRadius else { return }
    let factor = max(0.2, Self.largestGroundRadius / ground)
    largestRadiusMillimetres *= factor
    line.widthMillimetres *= max(0.35, factor)
    rimMillimetres *= max(0.35, factor)
    // The number whose ring is of the smallest radius, rounded up to one that a legend can show.
    let share = Self.smallestRadius / largestRadiusMillimetres
    leastNumber = min(largestNumber, max(leastNumber, RoundNumber.atLeast(largestNumber * share * share)))
  }

  /// Radius of the ring for so many children and youth, mm.
  package func radiusMillimetres(_ number: Double) -> Double {
    number > 0 && largestNumber > 0
      ? largestRadiusMillimetres * (number / largestNumber).squareRoot() : 0
  }

  /// Numbers for a legend, falling: the largest, about a third of it, about a tenth; none below ``leastNumber``, so
  /// where there is little between the two the second is their middle. Three, or one where both are the same.
  package var legendNumbers: [Double] {
    let small = max(RoundNumber.atMost(largestNumber * 0.1), leastNumber)
    guard small < largestNumber else { return [largestNumber] }
    let middle = RoundNumber.atMost(largestNumber * 0.4)
    return [largestNumber, middle > small ? middle : ((largestNumber + small) / 2).rounded(), small]
  }
}

/// Numbers of the form 1, 2 or 5 times a power of ten.
package enum RoundNumber {
  /// The least such number ≥ `value`; 1 for what is not positive or not finite.
  package static func atLeast(_ value: Double) -> Double { find(value).above }

  /// The greatest such number ≤ `value`; 1 for what is not positive or not finite.
  package static func atMost(_ value: Double) -> Double { find(value).below }

  private static func find(_ value: Double) -> (below: Double, above: Double) {
    guard value > 0, value < 1e15, value > 1e-9 else { return (1, 1) }
    var below = 1.0
    // Powers of ten by steps: products of small whole numbers stay exact where a logarithm would not.
    if value >= 1 {
      while below * 10 <= value { below *= 10 }
    } else {
      var divisor = 1.0
      while 1 / divisor > value { divisor *= 10 }
      below = 1 / divisor
    }
    let steps = [below, below * 2, below * 5, below * 10]
    return (steps.last { $0 <= value } ?? below, steps.first { $0 >= value } ?? below * 10)
  }
}

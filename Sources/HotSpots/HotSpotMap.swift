import Statistics
import Parallel

/// Getis and Ord's Gi*, local Moran's I and Moran's I of one value per unit: where high ones lie together, and low ones.
package struct HotSpotMap: Sendable {
  /// How units are tested.
  package struct Method: Sendable {
    /// Permutations of each test; 0: by moments and the normal distribution alone.
    package var permutations = 999
    /// Of the random numbers.
    package var seed: UInt64 = 1
    /// At which share of false discoveries local Moran's classes are given.
    package var falseDiscoveryRate = 0.05

    package init() {}
  }

  /// One local statistic with its tests, an entry a unit; NaN and nil where a unit was not tested.
  package struct Local<Class: Sendable>: Sendable {
    /// The statistic.
    package let statistic: [Double]
    /// Two-sided p of each test alone.
    package let p: [Double]
    /// The same, corrected for the number of tests by ``FalseDiscoveries``.
    package let corrected: [Double]
    /// What each is, by ``corrected``.
    package let classes: [Class?]
  }

  /// Getis and Ord's Gi*, in standard deviations.
  package let gi: Local<HotSpotClass>
  /// Local Moran's I.
  package let moran: Local<MoranClass>
  /// Moran's I of the whole.
  package let global: GlobalMoran

  /// Computes all of them.
  ///
  /// Gi*: z = (Σwx − Wx̄)/(s√[(nΣw² − W²)/(n − 1)]), s² = Σx²/n − x̄², over a unit and its neighbours, w = 1 (J. K. Ord & A. Getis,
  /// Local spatial autocorrelation statistics, Geographical Analysis 27, 1995, equation 14). Local Moran: I = (n − 1) z Σwz/Σz² with
  /// w = 1/k (Anselin 1995), so that ΣI/(n − 1) is Moran's I where all have neighbours. Both as esda has them.
  ///
  /// - Parameters:
  ///   - values: of the units that have a value.
  ///   - neighbours: among these units.
  ///   - method: how they are tested.
  ///   - threads: workers; the result does not depend on them.
  package init(_ values: CentredValues, _ neighbours: Neighbours, _ method: Method, threads: Int) throws {
    let (n, deviations) = (Double(values.count), values.deviations)
    let sums: [Double] = try filledColumn(count: values.count, threads: threads) { range, sums in
      deviations.withUnsafeBufferPointer { deviations in
        for unit in range { sums[unit - range.lowerBound] = neighbours.sum(deviations, around: unit) }
      }
    }
    global = GlobalMoran(values, neighbours, sums: sums)

    let spread = (values.squares / n).squareRoot()
    let z = deviations.indices.map { unit in
      guard neighbours.isTested(unit) else { return Double.nan }
      let weight = Double(neighbours.degree(unit) + 1)
      return (deviations[unit] + sums[unit]) / (spread * ((n * weight - weight * weight) / (n - 1)).squareRoot())
    }
    let i = deviations.indices.map { unit in
      guard neighbours.isTested(unit) else { return Double.nan }
      return (n - 1) * deviations[unit] * (sums[unit] / Double(neighbours.degree(unit))) / values.squares
    }

    var giTests: LocalTests
    var moranTests: LocalTests
    if method.permutations > 0 {
      let permutations = ConditionalPermutations(values: values, neighbours: neighbours, sums: sums)
      giTests = try permutations.tests(draws: method.permutations, seed: method.seed, threads: threads)
      moranTests = giTests
    } else {
      giTests = LocalTests(p: z.map { $0.isNaN ? .nan : Tails.normal(beyond: $0) }, isHigh: z.map { $0 > 0 })
      moranTests = Self.moments(values, neighbours, sums: sums)
    }
    // Who is at the mean is no more alike to one neighbour than to another.
    for unit in deviations.indices where abs(deviations[unit]) <= values.resolution && neighbours.isTested(unit) {
      moranTests.p[unit] = 1
    }

    let correctedGi = FalseDiscoveries.corrected(giTests.p)
    gi = Local(
      statistic: z, p: giTests.p, corrected: correctedGi,
      classes: z.indices.map { unit in
        neighbours.isTested(unit)
          ? HotSpotClass(corrected: correctedGi[unit], z: z[unit], isHigh: giTests.isHigh[unit]) : nil
      })
    let correctedMoran = FalseDiscoveries.corrected(moranTests.p)
    moran = Local(
      statistic: i, p: moranTests.p, corrected: correctedMoran,
      classes: i.indices.map { unit in
        guard neighbours.isTested(unit) else { return nil }
        return MoranClass(
          isSignificant: correctedMoran[unit] <= method.falseDiscoveryRate, own: deviations[unit], around: sums[unit],
          isHigh: moranTests.isHigh[unit])
      })
  }

  /// Local Moran's tests by the moments that the sum around a unit has under permutation of the others, and the normal distribution
  /// (R. R. Sokal, N. L. Oden & B. A. Thomson, Local spatial autocorrelation in a biological model, Geographical Analysis 30, 1998).
  private static func moments(_ values: CentredValues, _ neighbours: Neighbours, sums: [Double]) -> LocalTests {
    let n = Double(values.count)
    let z = values.deviations.enumerated().map { unit, own in
      guard neighbours.isTested(unit) else { return Double.nan }
      let k = Double(neighbours.degree(unit))
      let mean = -own / (n - 1)
      let variance = (values.squares - own * own) / (n - 1) - mean * mean
      // What is left of others that are all the same.
      guard variance > 1e-14 * values.squares / n else { return 0 }
      return (sums[unit] - k * mean) / (k * variance * (n - 1 - k) / (n - 2)).squareRoot()
    }
    return LocalTests(p: z.map { $0.isNaN ? .nan : Tails.normal(beyond: $0) }, isHigh: z.map { $0 > 0 })
  }
}

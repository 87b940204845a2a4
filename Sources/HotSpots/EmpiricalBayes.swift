import Core

/// Rates of unlike exposures made comparable (R. M. Assunção & E. A. Reis, A new proposal to adjust Moran's I for population
/// density, Statistics in Medicine 18, 1999): a rate of few people varies more by chance alone, and is divided by more.
package enum EmpiricalBayes {
  /// Standardised rates z = (r − b)/√v of counts e and exposures n.
  ///
  /// r = e/n; b = Σe/Σn; a = Σn(r − b)²/Σn − b/n̄; v = a + b/n, and b/n where that is negative.
  ///
  /// - Parameters:
  ///   - counts: events, from 0 up.
  ///   - exposures: people, say; > 0, as many.
  /// - Returns: z; nil where no event is counted at all.
  package static func rates(counts: [Double], exposures: [Double]) -> [Double]? {
    var (events, people) = (CompensatedSum(), CompensatedSum())
    for (count, exposure) in zip(counts, exposures) {
      events.add(count)
      people.add(exposure)
    }
    guard events.value > 0 else { return nil }
    let mean = events.value / people.value
    var spread = CompensatedSum()
    for (count, exposure) in zip(counts, exposures) {
      let deviation = count / exposure - mean
      spread.add(exposure * deviation * deviation)
    }
    let between = spread.value / people.value - mean / (people.value / Double(counts.count))
    return zip(counts, exposures).map { count, exposure in
      let byChance = mean / exposure
      let variance = between + byChance < 0 ? byChance : between + byChance
      return (count / exposure - mean) / variance.squareRoot()
    }
  }
}

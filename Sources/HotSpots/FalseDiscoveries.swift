import Core

/// Benjamini and Hochberg's correction for many tests (Controlling the false discovery rate, Journal of the Royal Statistical
/// Society B 57, 1995): of the units that are called significant at α, at most the share α is so by chance on average.
package enum FalseDiscoveries {
  private struct Test: RadixKeyed {
    var key: UInt64
    var unit: Int
  }

  /// Corrected p: the least m·p/rank of this test and those of greater p, at most 1. NaN is no test: it stays, and is not
  /// counted in m.
  package static func corrected(_ p: [Double]) -> [Double] {
    // Of positive numbers the bits ascend as the numbers do.
    var tests = p.indices.filter { !p[$0].isNaN }.map { Test(key: p[$0].bitPattern, unit: $0) }
    var spare: [Test] = []
    radixSort(&tests, spare: &spare)
    var corrected = p
    var least = 1.0
    for rank in stride(from: tests.count, through: 1, by: -1) {
      let unit = tests[rank - 1].unit
      least = min(least, p[unit] * Double(tests.count) / Double(rank))
      corrected[unit] = least
    }
    return corrected
  }
}

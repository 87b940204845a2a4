import Core

/// What share of an output's variance goes back to a factor.
package struct SobolEffect: Sendable, Equatable {
  /// A share with the interval that 95 % of the resampled rows give; negative where chance makes it so.
  package struct Share: Sendable, Equatable {
    package var value: Double
    package var from: Double
    package var to: Double
  }

  /// Of the factor alone: (1/N) Σ f(B) (f(A with i from B) − f(A)) / V, with f centred (Saltelli 2010).
  package var firstOrder: Share
  /// Of the factor with all that it interacts with: Σ (f(A) − f(A with i from B))² / (2 N V) (M. J. W. Jansen, Analysis of variance
  /// designs for model output, Computer Physics Communications 117, 1999).
  package var total: Share

  /// Resamples for an interval.
  package static let resamples = 1000

  /// The effects, one per column of `exchanged`; nil for an output that does not vary. All have one value a row.
  ///
  /// The intervals are those of a bootstrap of the rows; variance and mean are estimated anew in each resample.
  package static func estimates(a: [Double], b: [Double], exchanged: [[Double]], seed: UInt64) -> [SobolEffect]? {
    let count = a.count
    guard count > 1, let first = a.first, !(a + b).allSatisfy({ $0 == first }) else { return nil }
    func estimates(_ rows: some Collection<Int>) -> [(first: Double, total: Double)] {
      var sum = 0.0
      for row in rows { sum += a[row] + b[row] }
      let mean = sum / Double(2 * count)
      var square = 0.0
      for row in rows { square += (a[row] - mean) * (a[row] - mean) + (b[row] - mean) * (b[row] - mean) }
      let variance = square / Double(2 * count)
      return exchanged.map { column in
        var (firstOrder, total) = (0.0, 0.0)
        for row in rows {
          let difference = column[row] - a[row]
          firstOrder += (b[row] - mean) * difference
          total += difference * difference
        }
        return (firstOrder / Double(count) / variance, total / Double(2 * count) / variance)
      }
    }
    let all = estimates(0..<count)
    var state = SplitMix.mix(seed)
    let resampled = (0..<resamples).map { _ in
      estimates(
        (0..<count).map { _ in
          state &+= SplitMix.gamma
          return Int(truncatingIfNeeded: SplitMix.mix(state).multipliedFullWidth(by: UInt64(count)).high)
        })
    }
    func share(_ value: Double, _ others: [Double]) -> Share {
      // A resample of a single row again and again has no variance.
      let sorted = others.filter(\.isFinite).sorted()
      let tail = sorted.count / 40
      guard sorted.count > 2 * tail else { return Share(value: value, from: .nan, to: .nan) }
      return Share(value: value, from: sorted[tail], to: sorted[sorted.count - 1 - tail])
    }
    return exchanged.indices.map { factor in
      SobolEffect(
        firstOrder: share(all[factor].first, resampled.map { $0[factor].first }),
        total: share(all[factor].total, resampled.map { $0[factor].total }))
    }
  }
}

import Statistics

/// How the people of a piece of ground are spread over the index.
package struct IndexDistribution: Sendable, Equatable {
  /// Shares of people for which ``quantiles`` are given.
  package static let fractions = [0.1, 0.25, 0.5, 0.75, 0.9]

  private let spread: WeightedDistribution

  /// The distribution of so many people at each index; entries without people count as nothing.
  package init(indices: [Double], people: [Double]) {
    spread = WeightedDistribution(values: indices, weights: people)
  }

  /// People with an index.
  package var people: Double { spread.total }

  /// The index at or below which each of ``fractions`` of the people live; NaN without people.
  package var quantiles: [Double] { Self.fractions.map(spread.quantile) }

  /// Lowest and highest index; nil without any.
  package var range: (low: Double, high: Double)? {
    guard let low = spread.values.first, let high = spread.values.last, low.isFinite, high.isFinite
    else { return nil }
    return (low, high)
  }

  /// Share of people in each bin of `bins`; NaN for all without people. The last bin holds its upper edge.
  package func shares(in bins: IndexBins) -> [Double] {
    guard spread.total > 0 else { return [Double](repeating: .nan, count: bins.count) }
    var shares: [Double] = []
    var below = 0.0
    for bin in 1...bins.count {
      let upTo = bin == bins.count ? 100 : spread.percentBelow(bins.edge(bin))
      shares.append((upTo - below) / 100)
      below = upTo
    }
    return shares
  }
}

/// Bins of equal width over the range of an index, with edges that people can read.
package struct IndexBins: Sendable, Equatable {
  /// The lowest edge is this many steps from 0.
  package let first: Int
  /// Number of bins, from 1 up.
  package let count: Int
  /// Width of a bin: 1, 2 or 5 times a power of ten.
  package let step: Double
  /// Bins in a unit of the index, 1/``step``, where the step is below 1, so that edges are exact decimals.
  private let perUnit: Double

  /// About 12 to 30 bins over a range; fewer over one narrower than 1.
  package init(low: Double, high: Double) {
    let span = max(high - low, 1)
    var step = 1.0
    while step > span / 20 { step /= 10 }
    while step * 10 <= span / 20 { step *= 10 }
    step = [5.0, 2, 1].first { span / (step * $0) >= 12 }.map { step * $0 } ?? step
    self.step = step
    perUnit = step < 1 ? (1 / step).rounded() : 1 / step
    let (bottom, top) = ((low * perUnit).rounded(.down), (high * perUnit).rounded(.up))
    first = Int(max(-1e9, min(1e9, bottom)))
    count = max(1, min(200, Int(max(-1e9, min(1e9, top))) - first))
  }

  /// The lower edge of a bin; that of ``count`` is the upper edge of the last.
  package func edge(_ bin: Int) -> Double { Double(first + bin) / perUnit }
}

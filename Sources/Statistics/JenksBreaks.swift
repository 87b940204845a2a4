/// Natural breaks: the classes with the least weighted sum of squared distances to their class's mean (W. D. Fisher,
/// On grouping for maximum homogeneity, JASA 53, 1958; used on maps by G. F. Jenks, 1967).
public struct JenksBreaks: Sendable, Equatable {
  /// Lower bounds of the classes from the second on: the smallest value in each.
  public let bounds: [Double]
  /// The number of equal-width bins that the values were gathered in first; nil when each distinct value stood for
  /// itself and the breaks are exact.
  public let bins: Int?

  /// The largest number of distinct values that are treated one by one.
  public static let exactLimit = 20_000

  /// The optimum over the distinct values and their weights; nil when fewer than `count` values have weight.
  ///
  /// Up to `limit` distinct values the result is the exact optimum. Beyond that the values are gathered into `limit`
  /// bins of equal width between the extremes, each standing at its weighted mean, and the optimum over the bins is
  /// taken: a break then lies off the exact one by at most a bin's width. The optimum is found by dynamic programming
  /// over monotone split points, O(classes · n · log n); of equal optima the one with the lower breaks is taken.
  public init?(_ distribution: WeightedDistribution, count: Int, limit: Int = exactLimit) {
    let points = JenksPoints(distribution, limit: max(count, limit))
    guard count >= 2, points.count >= count else { return nil }
    bins = points.binned ? max(count, limit) : nil
    var previous = (0...points.count).map { $0 == 0 ? 0 : points.spread(0, $0) }
    var splits = [[Int32]]()
    for classes in 2...count {
      var layer = JenksLayer(points: points, previous: previous, classes: classes)
      layer.solve(classes...points.count, splitsIn: classes - 1...points.count - 1)
      previous = layer.best
      splits.append(layer.split)
    }
    var starts = [Int]()
    var end = points.count
    for layer in splits.reversed() {
      end = Int(layer[end])
      starts.append(end)
    }
    bounds = starts.reversed().map { points.smallest[$0] }
  }
}

/// Values with weight, ascending, as sums that give a run's spread in constant time.
private struct JenksPoints {
  /// The smallest value of each point (a bin holds several).
  var smallest = [Double]()
  var binned = false
  private var weight = [0.0]
  private var first = [0.0]
  private var second = [0.0]

  var count: Int { smallest.count }

  init(_ distribution: WeightedDistribution, limit: Int) {
    guard let low = distribution.values.first, let high = distribution.values.last else { return }
    binned = distribution.values.count > limit
    // About the middle and in units of the range, so that the squares lose no digits to a far origin.
    let (middle, scale) = (low + (high - low) / 2, high > low ? high - low : 1)
    var bin = -1
    for (place, value) in distribution.values.enumerated() {
      let own = distribution.cumulative[place] - (place == 0 ? 0 : distribution.cumulative[place - 1])
      if own <= 0 { continue }
      let x = (value - middle) / scale
      let ownBin = binned ? min(limit - 1, Int((value - low) / scale * Double(limit))) : place
      if ownBin != bin {
        bin = ownBin
        smallest.append(value)
        weight.append(weight[weight.count - 1])
        first.append(first[first.count - 1])
        second.append(second[second.count - 1])
      }
      weight[weight.count - 1] += own
      first[first.count - 1] += own * x
      second[second.count - 1] += own * x * x
    }
  }

  /// Σw(x − mean)² over the points from `start` up to, not including, `end`.
  func spread(_ start: Int, _ end: Int) -> Double {
    let w = weight[end] - weight[start]
    let s = first[end] - first[start]
    return max(0, second[end] - second[start] - s * s / w)
  }
}

/// The best ways to cut the first `end` points into a number of classes, given those for one class fewer.
private struct JenksLayer {
  let points: JenksPoints
  let previous: [Double]
  var best: [Double]
  /// Where the last class starts.
  var split: [Int32]

  init(points: JenksPoints, previous: [Double], classes: Int) {
    (self.points, self.previous) = (points, previous)
    best = [Double](repeating: .infinity, count: points.count + 1)
    split = [Int32](repeating: 0, count: points.count + 1)
  }

  /// Solves the middle end, whose split then bounds those of the ends on either side.
  mutating func solve(_ ends: ClosedRange<Int>, splitsIn range: ClosedRange<Int>) {
    let end = ends.lowerBound + (ends.upperBound - ends.lowerBound) / 2
    var (lowest, place) = (Double.infinity, range.lowerBound)
    for start in range.lowerBound...max(range.lowerBound, min(range.upperBound, end - 1)) {
      let sum = previous[start] + points.spread(start, end)
      if sum < lowest { (lowest, place) = (sum, start) }
    }
    best[end] = lowest
    split[end] = Int32(place)
    if end > ends.lowerBound { solve(ends.lowerBound...end - 1, splitsIn: range.lowerBound...place) }
    if end < ends.upperBound { solve(end + 1...ends.upperBound, splitsIn: place...range.upperBound) }
  }
}

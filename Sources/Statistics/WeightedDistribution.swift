import Core

/// How weight is spread over the values of a column: the distinct values, ascending, and the weight up to each.
public struct WeightedDistribution: Sendable, Equatable {
  /// Distinct values, ascending.
  public let values: [Double]
  /// Weight of the entries at or below each of ``values``.
  public let cumulative: [Double]

  /// The distribution of the entries that are not NaN; a weight that is NaN or negative counts as zero.
  public init(values column: [Double], weights: [Double]) {
    let order = RadixOrder.sorted(column)
    var merged: [Ranking.Merged] = []
    self.init(sorted: order, weights: order.map { weights[Int($0.row)] }, merged: &merged)
  }

  /// The distribution of rows that stand by ascending value already, with their weights in that order. From the
  /// smallest upwards, each value takes in those that `resolution` does not tell from it; `merged` gets their rows.
  init(
    sorted order: [RadixOrder.Entry], weights: [Double], resolution: Resolution = .exact,
    merged: inout [Ranking.Merged]
  ) {
    var distinct = [Double]()
    var upTo = [Double]()
    distinct.reserveCapacity(order.count)
    upTo.reserveCapacity(order.count)
    var sum = CompensatedSum()
    var place = 0
    while place < order.count {
      let key = order[place].key
      let value = order[place].value
      let width = resolution.width(at: value)
      while place < order.count, order[place].key == key || order[place].value - value <= width {
        if order[place].key != key { merged.append(Ranking.Merged(row: Int(order[place].row), value: value)) }
        let weight = weights[place]
        if weight > 0 { sum.add(weight) }
        place += 1
      }
      distinct.append(value)
      upTo.append(sum.value)
    }
    values = distinct
    cumulative = upTo
  }

  /// A distribution that was stored: nil unless there are as many sums as values, the values ascend strictly, the
  /// sums ascend, and all are finite.
  public init?(ascending values: [Double], cumulative: [Double]) {
    guard values.count == cumulative.count, !values.isEmpty, values.allSatisfy(\.isFinite),
      cumulative.allSatisfy({ $0.isFinite && $0 >= 0 }), cumulative.last ?? 0 > 0,
      zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }),
      zip(cumulative, cumulative.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    (self.values, self.cumulative) = (values, cumulative)
  }

  /// All weight.
  public var total: Double { cumulative.last ?? 0 }

  /// The first place in ``values`` that is not below `value`; ``values``' count when all are.
  public func firstPlace(notBelow value: Double) -> Int {
    values.indices.partitionPoint { !(values[$0] < value) }
  }

  /// Weight at values strictly below that of a place.
  func weightBelow(place: Int) -> Double { place == 0 ? 0 : cumulative[place - 1] }

  /// Percentile rank of the value at a place of ``values``, 0–100: the share of weight strictly below it plus half of
  /// the share at it.
  public func percentile(place: Int) -> Double {
    let below = weightBelow(place: place)
    return 100 * (below + (cumulative[place] - below) / 2) / total
  }

  /// Share of weight strictly below a value, 0–100.
  public func percentBelow(_ value: Double) -> Double {
    100 * weightBelow(place: firstPlace(notBelow: value)) / total
  }

  /// Percentile rank of any value, 0–100; for a value that does not occur, the share below it. NaN gives NaN.
  public func percentile(of value: Double) -> Double {
    if value.isNaN { return .nan }
    let place = firstPlace(notBelow: value)
    if place < values.count, values[place] == value { return percentile(place: place) }
    return 100 * weightBelow(place: place) / total
  }

  /// The value with a share `fraction` (0–1) of the weight at or below it.
  ///
  /// Where the share is met exactly between two values their mean is given, so the median of 1, 2, 3, 4 is 2.5.
  /// NaN for a distribution without weight.
  public func quantile(_ fraction: Double) -> Double {
    guard total > 0, let last = values.last else { return .nan }
    let target = fraction * total
    var low = values.indices.partitionPoint { !(cumulative[$0] < target) }
    // Values without weight at the lower end hold no share.
    while low < values.count, cumulative[low] == 0 { low += 1 }
    if low >= values.count { return last }
    guard cumulative[low] == target else { return values[low] }
    // The next value that has weight of its own.
    var next = low + 1
    while next < values.count, cumulative[next] == target { next += 1 }
    return next < values.count ? values[low] + (values[next] - values[low]) / 2 : values[low]
  }
}

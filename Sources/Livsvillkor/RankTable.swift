import Core
import Statistics

/// A monotone table from a value to its percentile rank, kept with a reference so that parts and years compare.
///
/// Up to ``exactLimit`` distinct values all are kept with the population up to each, and the rank is the same to the
/// bit as in the run that made the table. Beyond that, values at equal steps of population are kept with their
/// exact ranks, and ranks between them are interpolated: off by at most 100/``exactLimit`` percentage points plus
/// half of the share of any single value.
public struct RankTable: Sendable, Equatable {
  /// Distinct values that are kept one by one.
  public static let exactLimit = 20_000

  private enum Content: Sendable, Equatable {
    case exact(WeightedDistribution)
    case quantiles(values: [Double], percentiles: [Double])
  }

  private let content: Content

  /// The table of a distribution that has weight.
  public init(_ distribution: WeightedDistribution, limit: Int = exactLimit) {
    if distribution.values.count <= limit {
      content = .exact(distribution)
      return
    }
    var values = [Double]()
    var percentiles = [Double]()
    var step = 0
    for place in distribution.values.indices {
      let share = distribution.cumulative[place] / distribution.total * Double(limit)
      let isLast = place + 1 == distribution.values.count
      if share < Double(step) && !isLast { continue }
      values.append(distribution.values[place])
      percentiles.append(distribution.percentile(place: place))
      step = Int(share) + 1
    }
    content = .quantiles(values: values, percentiles: percentiles)
  }

  /// The values that are kept, ascending.
  var values: [Double] {
    switch content {
    case .exact(let distribution): distribution.values
    case .quantiles(let values, _): values
    }
  }

  /// Whether every rank is that of the run that made the table.
  public var isExact: Bool {
    if case .exact = content { return true }
    return false
  }

  /// The share of population strictly below a value, 0–100.
  public func percentBelow(_ value: Double) -> Double {
    switch content {
    case .exact(let distribution): distribution.percentBelow(value)
    case .quantiles: percentile(of: value)
    }
  }

  /// The percentile rank of a value, 0–100, which is that of a kept value that `resolution` does not tell it from; NaN for
  /// NaN.
  public func percentile(of value: Double, _ resolution: Resolution) -> Double {
    percentile(of: resolution.match(of: value, in: values) ?? value)
  }

  /// The percentile rank of a value, 0–100; NaN for NaN.
  public func percentile(of value: Double) -> Double {
    switch content {
    case .exact(let distribution): return distribution.percentile(of: value)
    case .quantiles(let values, let percentiles):
      if value.isNaN { return .nan }
      guard let first = values.first, let last = values.last else { return .nan }
      if value < first { return 0 }
      if value > last { return 100 }
      let low = values.indices.dropLast().partitionPoint { values[$0] >= value }
      if values[low] == value { return percentiles[low] }
      let part = (value - values[low - 1]) / (values[low] - values[low - 1])
      return percentiles[low - 1] + part * (percentiles[low] - percentiles[low - 1])
    }
  }
}

extension RankTable: Codable {
  private enum CodingKeys: String, CodingKey {
    case method
    case values
    case cumulativePopulation = "cumulative_population"
    case percentiles
  }

  /// Writes `method` (`exact` or `quantiles`), `values`, and `cumulative_population` or `percentiles`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch content {
    case .exact(let distribution):
      try container.encode("exact", forKey: .method)
      try container.encode(distribution.values, forKey: .values)
      try container.encode(distribution.cumulative, forKey: .cumulativePopulation)
    case .quantiles(let values, let percentiles):
      try container.encode("quantiles", forKey: .method)
      try container.encode(values, forKey: .values)
      try container.encode(percentiles, forKey: .percentiles)
    }
  }

  /// Reads what ``encode(to:)`` writes; a table that does not ascend is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let values = try container.decode([Double].self, forKey: .values)
    switch try container.decode(String.self, forKey: .method) {
    case "exact":
      let sums = try container.decode([Double].self, forKey: .cumulativePopulation)
      guard let distribution = WeightedDistribution(ascending: values, cumulative: sums) else {
        throw DecodingError.dataCorruptedError(
          forKey: .values, in: container, debugDescription: "values and cumulative_population do not ascend together")
      }
      content = .exact(distribution)
    case "quantiles":
      let percentiles = try container.decode([Double].self, forKey: .percentiles)
      guard values.count == percentiles.count, values.count >= 2, values.allSatisfy(\.isFinite),
        percentiles.allSatisfy({ (0...100).contains($0) }), zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }),
        zip(percentiles, percentiles.dropFirst()).allSatisfy({ $0 <= $1 })
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .values, in: container, debugDescription: "values and percentiles do not ascend together")
      }
      content = .quantiles(values: values, percentiles: percentiles)
    case let other:
      throw DecodingError.dataCorruptedError(
        forKey: .method, in: container, debugDescription: "\"\(other)\" is neither exact nor quantiles")
    }
  }
}

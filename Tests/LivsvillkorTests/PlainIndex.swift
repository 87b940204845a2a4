@testable import Livsvillkor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The index in the plainest loops, written from the description alone, to compare with; NaN is null.
struct PlainIndex {
  var scores: [[Double]] = []
  var groups: [[Double]] = []
  var index: [Double] = []
  var percentile: [Double] = []

  init(_ definition: Definition, population: [Double], values: [[Double]]) {
    let rows = population.indices
    for (variable, column) in zip(definition.variables, values) {
      let counted = rows.map { population[$0] >= definition.minimumPopulation ? column[$0] : .nan }
      scores.append(Self.scores(counted, population, variable, definition))
    }
    for group in definition.groups {
      let members = definition.variables.indices.filter { definition.variables[$0].group == group.name }
      groups.append(
        rows.map { row in
          Self.mean(
            members.map { (scores[$0][row], definition.variables[$0].weight) }, group.aggregation, definition.missing)
        })
    }
    for row in rows {
      var value = Self.mean(
        zip(groups, definition.groups).map { ($0[row], $1.weight) }, definition.indexAggregation, definition.missing)
      let present = scores.filter { !$0[row].isNaN }.count
      if case .atLeast(let least) = definition.missing, present < least { value = .nan }
      index.append(value)
    }
    percentile = Self.ranks(index, population)
  }

  private static func scores(
    _ column: [Double], _ population: [Double], _ variable: Definition.Variable, _ definition: Definition
  ) -> [Double] {
    var x = column
    let there = column.indices.filter { !column[$0].isNaN }
    if let share = definition.winsorise {
      let sorted = there.sorted { column[$0] < column[$1] }.map { (column[$0], population[$0]) }
      let (low, high) = (quantile(sorted, share.lower / 100), quantile(sorted, share.upper / 100))
      for row in there { x[row] = min(max(x[row], low), high) }
    }
    var (weight, sum, squares) = (0.0, 0.0, 0.0)
    for row in there { weight += population[row] }
    for row in there { sum += population[row] * x[row] }
    let mean = sum / weight
    for row in there { squares += population[row] * (x[row] - mean) * (x[row] - mean) }
    let deviation = (squares / weight).squareRoot()
    let low = there.map { x[$0] }.min() ?? 0
    let high = there.map { x[$0] }.max() ?? 1
    let worseHigh = variable.worse == .high
    switch definition.normalisation {
    case .zscore:
      return x.map { value in
        var z = (value - mean) / deviation
        if !worseHigh { z = -z }
        if let clip = definition.clip {
          if z < clip.lower { z = clip.lower }
          if z > clip.upper { z = clip.upper }
        }
        return z
      }
    case .minmax: return x.map { worseHigh ? ($0 - low) / (high - low) : (high - $0) / (high - low) }
    case .percentile: return ranks(x, population).map { worseHigh ? $0 : 100 - $0 }
    case .rank: return ranks(x, population.map { _ in 1 }).map { worseHigh ? $0 : 100 - $0 }
    }
  }

  static func ranks(_ x: [Double], _ weights: [Double]) -> [Double] {
    let there = x.indices.filter { !x[$0].isNaN }
    var total = 0.0
    for row in there { total += weights[row] }
    return x.map { value in
      if value.isNaN { return .nan }
      var (below, equal) = (0.0, 0.0)
      for row in there {
        if x[row] < value { below += weights[row] }
        if x[row] == value { equal += weights[row] }
      }
      return 100 * (below + equal / 2) / total
    }
  }

  private static func quantile(_ sorted: [(value: Double, weight: Double)], _ fraction: Double) -> Double {
    var total = 0.0
    for entry in sorted { total += entry.weight }
    var sum = 0.0
    for (place, entry) in sorted.enumerated() {
      sum += entry.weight
      if sum > fraction * total { return entry.value }
      if sum == fraction * total, entry.weight > 0 {
        let next = place + 1 < sorted.count ? sorted[place + 1].value : entry.value
        return (entry.value + next) / 2
      }
    }
    return sorted.last?.value ?? 0
  }

  private static func mean(
    _ scores: [(score: Double, weight: Double)], _ aggregation: Aggregation, _ missing: MissingRule
  ) -> Double {
    let there = scores.filter { !$0.score.isNaN }
    if there.isEmpty || (missing == .refuse && there.count < scores.count) { return .nan }
    var weight = 0.0
    for entry in there { weight += entry.weight }
    var mean = aggregation == .arithmetic ? 0.0 : 1.0
    for entry in there {
      if aggregation == .arithmetic {
        mean += entry.weight * entry.score / weight
      } else {
        mean *= pow(entry.score, entry.weight / weight)
      }
    }
    return mean
  }
}

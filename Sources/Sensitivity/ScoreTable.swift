import Core
import Foundation
import Livsvillkor
import Statistics

/// The scores of the counting units under one normalisation, a column a variable.
struct ScoreTable: Sendable {
  /// One column per variable.
  private(set) var columns: [[Double]]
  /// From where and in what unit a column's scores are measured where they are averaged geometrically.
  private(set) var ranges: [(origin: Double, unit: Double)] = []
  /// How far apart two indices must be to be two, see ``LivsvillkorIndex``.
  private(set) var resolution = 64 * Double.ulpOfOne

  /// An empty table, whose storage ``fill(_:method:noise:order:threads:)`` uses.
  init(variables: Int) { columns = [[Double]](repeating: [], count: variables) }

  /// The scores of the units' values, with noise if there is any: measured anew, since means, spreads and ranks are those of the table
  /// with its noise.
  mutating func fill(
    _ units: CountingUnits, method: Normalisation, noise: CountNoise?, order: inout RankedOrder, threads: Int
  ) throws {
    var definition = units.definition
    definition.setMethod(method)
    let isDefined =
      definition.normalisation == units.definition.normalisation && ScoreCombination(units.definition).isGeometric
    ranges = []
    var magnification = 1.0
    let counting = try WeightedRows(units.people, threads: threads)
    for (place, variable) in definition.variables.enumerated() {
      units.values(place, noise: noise, into: &columns[place])
      let normaliser = Normaliser(definition: definition, variable: variable, threads: threads)
      if definition.winsorise == nil, method == .percentile || method == .rank {
        magnification = max(magnification, 100)
        rank(place, method == .rank ? nil : units.people, normaliser, &order)
      } else {
        let moments = try WeightedMoments(values: columns[place], rows: counting, threads: threads)
        if moments.standardDeviation > 0 {
          let measured = try normaliser.measure(columns[place], weights: units.people, moments: moments)
          magnification = max(magnification, normaliser.magnification(measured, moments: moments))
          columns[place] = normaliser.scores(columns[place], weights: units.people, measured: measured)
            .numbers(0..<units.count)
        } else {
          // Noise has made all units alike: the variable tells none from another.
          for unit in columns[place].indices where !columns[place][unit].isNaN { columns[place][unit] = 0 }
        }
      }
      ranges.append(range(of: place, definition, isDefined: isDefined))
    }
    resolution = 64 * Double.ulpOfOne * magnification
  }

  /// Puts the scores by percentile rank in the place of a column's values, as `Ranking.percentiles` finds them: `weights` are those of the units, nil for
  /// one each.
  private mutating func rank(
    _ place: Int, _ weights: [Double]?, _ normaliser: Normaliser, _ order: inout RankedOrder
  ) {
    columns[place].withUnsafeMutableBufferPointer { values in
      order.sort(UnsafeBufferPointer(values))
      let count = order.entries.count
      let total = weights.map { weights in order.entries.reduce(0) { $0 + weights[$1.number] } } ?? Double(count)
      order.entries.withUnsafeBufferPointer { entries in
        var (below, start) = (0.0, 0)
        while start < count {
          let least = values[entries[start].number]
          let limit = least + 8 * Double.ulpOfOne * abs(least)
          let first = entries[start].number
          var (weight, end) = (weights?[first] ?? 1, start + 1)
          while end < count, values[entries[end].number] <= limit {
            weight += weights?[entries[end].number] ?? 1
            end += 1
          }
          let score = normaliser.score(percentile: total > 0 ? 100 * (below + weight / 2) / total : .nan)
          for i in start..<end { values[entries[i].number] = score }
          below += weight
          start = end
        }
      }
    }
  }

  /// A score of zero would alone decide a geometric mean, so scores that reach zero or below are moved to 0.01 … 1 (1 … 100 in the OECD's
  /// Handbook on constructing composite indicators, 2008), unless the definition itself averages them geometrically.
  private func range(of place: Int, _ definition: Definition, isDefined: Bool) -> (origin: Double, unit: Double) {
    var (least, most) = (0.0, 1.0)
    switch definition.normalisation {
    case .percentile, .rank: return (0, 1)
    case .minmax: if isDefined { return (0, 1) }
    case .zscore:
      if let clip = definition.clip {
        (least, most) = (clip.lower, clip.upper)
      } else {
        (least, most) = (.infinity, -.infinity)
        for score in columns[place] where !score.isNaN { (least, most) = (min(least, score), max(most, score)) }
      }
    }
    return (least - (most - least) / 99, (most - least) / 0.99)
  }

  /// The indices of all units, as far as their order goes, for several ways of combining the scores; `results` get a column each.
  func combine(_ ways: [ScoreCombination], into results: inout [[Double]], count: Int) {
    let chunk = 1024
    let anyGeometric = ways.contains(where: \.isGeometric)
    let groups = ways.map(\.groupCount).max() ?? 0
    let width = columns.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk * (groups + 2 * width)) { storage in
      func slot(_ number: Int, _ count: Int) -> UnsafeMutableBufferPointer<Double> {
        UnsafeMutableBufferPointer(rebasing: storage[number * chunk..<number * chunk + count])
      }
      ScoreCombination.withPointers(columns) { columns in
        for start in stride(from: 0, to: count, by: chunk) {
          let size = min(chunk, count - start)
          let scores = columns.map { $0 + start }
          var moved = scores
          var logarithms: [UnsafePointer<Double>] = []
          if anyGeometric {
            for place in 0..<width {
              let (origin, unit) = ranges[place]
              let (plain, logarithm) = (slot(groups + 2 * place, size), slot(groups + 2 * place + 1, size))
              for i in 0..<size {
                plain[i] = (scores[place][i] - origin) / unit
                logarithm[i] = log(plain[i])
              }
              if let base = plain.baseAddress { moved[place] = UnsafePointer(base) }
              if let base = logarithm.baseAddress { logarithms.append(UnsafePointer(base)) }
            }
          }
          let groupScores = (0..<groups).map { slot($0, size) }
          for (number, way) in ways.enumerated() {
            results[number].withUnsafeMutableBufferPointer { result in
              way.combine(
                way.isGeometric ? moved : scores, logarithms: way.isGeometric ? logarithms : [],
                groupScores: Array(groupScores.prefix(way.groupCount)),
                index: UnsafeMutableBufferPointer(rebasing: result[start..<start + size]), isOrder: true)
            }
          }
        }
      }
    }
  }
}

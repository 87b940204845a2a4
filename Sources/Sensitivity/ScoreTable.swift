import Core
import Foundation
import Livsvillkor

/// The scores of the counting units under one normalisation and one noise: how each comes from its value, or for ranks the scores.
struct ScoreTable: Sendable {
  private enum Content {
    case scaled(ScoreScale)
    /// Scores by rank, and of which normalisation they are where they hold for every noise.
    case ranked([Double], Normalisation?)
  }

  private var contents: [Content] = []
  /// From where and in what unit a column's scores are measured where they are averaged geometrically.
  private var ranges: [(origin: Double, unit: Double)] = []
  /// How far apart two indices must be to be two, see ``LivsvillkorIndex``.
  private(set) var resolution = 64 * Double.ulpOfOne

  /// An empty table, whose storage ``fill(_:values:method:ranks:)`` uses.
  init() {}

  /// The scores of the units' values: measured anew, since means, spreads and ranks are those of the table with its noise.
  mutating func fill(_ units: CountingUnits, values: UnitValues, method: Normalisation, ranks: inout BucketRanks) {
    var definition = units.definition
    definition.setMethod(method)
    let isDefined =
      definition.normalisation == units.definition.normalisation && ScoreCombination(units.definition).isGeometric
    ranges = []
    var magnification = 1.0
    while contents.count < values.columns.count { contents.append(.scaled(ScoreScale())) }
    for (place, variable) in definition.variables.enumerated() {
      let moments = values.moments[place]
      let isLow = variable.worse == .low
      let largest = max(abs(moments.least), abs(moments.most), abs(moments.mean))
      var scale = ScoreScale()
      switch method {
      case .percentile, .rank:
        magnification = max(magnification, 100)
        rank(place, method, isLow: isLow, units, values.columns[place], &ranks)
      case .zscore, .minmax:
        scale = ScoreScale(definition, moments, isLow: isLow)
        if moments.deviation > 0 {
          let unit = method == .zscore ? moments.deviation : moments.most - moments.least
          magnification = max(magnification, 1 + largest / unit)
        }
        contents[place] = .scaled(scale)
      }
      ranges.append(scale.range(definition, moments, isDefined: isDefined))
    }
    resolution = 64 * Double.ulpOfOne * magnification
  }

  private mutating func rank(
    _ place: Int, _ method: Normalisation, isLow: Bool, _ units: CountingUnits, _ values: [Double],
    _ ranks: inout BucketRanks
  ) {
    let isKept = units.kinds[place] == .none
    var scores: [Double] = []
    if case .ranked(let old, let kept) = contents[place] {
      if isKept, kept == method { return }
      scores = old
      contents[place] = .scaled(ScoreScale())
    }
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: values)
    let perUnit = 100 / Double(values.reduce(0) { $0 + ($1.isNaN ? 0 : 1) })
    scores.withUnsafeMutableBufferPointer { scores in
      units.people.withUnsafeBufferPointer { people in
        _ = ranks.rank(UnsafeBufferPointer(scores), weights: people, tie: .relative(8 * Double.ulpOfOne)) {
          let score = method == .rank ? ($2 + 0.5) * perUnit : $1
          scores[$0] = isLow ? 100 - score : score
        }
      }
    }
    contents[place] = .ranked(scores, isKept ? method : nil)
  }

  /// The indices of all units, as far as their order goes, for several ways of combining the scores; `results` get a column each.
  func combine(_ values: UnitValues, _ ways: [ScoreCombination], into results: inout [[Double]], count: Int) {
    let chunk = 256
    let anyGeometric = ways.contains(where: \.isGeometric)
    let groups = ways.map(\.groupCount).max() ?? 0
    let width = contents.count
    let weights = ways.map { Self.padded($0.coefficients) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk * (groups + 3 * width)) { storage in
      guard let base = storage.baseAddress else { return }
      func slot(_ number: Int) -> UnsafeMutablePointer<Double> { base + number * chunk }
      var scores = (0..<width).map { UnsafePointer(slot(groups + $0)) }
      let moved = (0..<width).map { UnsafePointer(slot(groups + width + $0)) }
      let logarithms = (0..<width).map { UnsafePointer(slot(groups + 2 * width + $0)) }
      ScoreCombination.withPointers(values.columns) { columns in
        for start in stride(from: 0, to: count, by: chunk) {
          let size = min(chunk, count - start)
          for place in 0..<width {
            let target = slot(groups + place)
            switch contents[place] {
            case .scaled(let scale):
              let column = columns[place] + start
              for i in 0..<size { target[i] = scale.score(column[i]) }
            case .ranked(let column, _):
              column.withUnsafeBufferPointer { column in
                for i in 0..<size { target[i] = column[start + i] }
              }
            }
            if anyGeometric {
              let (origin, unit) = ranges[place]
              let (plain, logarithm) = (slot(groups + width + place), slot(groups + 2 * width + place))
              for i in 0..<size { plain[i] = (target[i] - origin) / unit }
              for i in 0..<size { logarithm[i] = log(plain[i]) }
            }
            scores[place] = UnsafePointer(target)
          }
          for (number, way) in ways.enumerated() {
            results[number].withUnsafeMutableBufferPointer { result in
              let part = UnsafeMutableBufferPointer(rebasing: result[start..<start + size])
              if let weights = weights[number] {
                Self.weigh(way.isGeometric ? logarithms : scores, weights, into: part)
              } else {
                way.combine(
                  way.isGeometric ? moved : scores, logarithms: way.isGeometric ? logarithms : [],
                  groupScores: (0..<way.groupCount).map { UnsafeMutableBufferPointer(start: slot($0), count: size) },
                  index: part, isOrder: true)
              }
            }
          }
        }
      }
    }
  }

  private typealias Weight = (place: Int, weight: Double)

  /// With weights of 0 behind them, so that there are fours of them.
  private static func padded(_ weights: [Weight]?) -> [Weight]? {
    guard var weights, let first = weights.first else { return nil }
    while weights.count % 4 != 0 { weights.append((first.place, 0)) }
    return weights
  }

  /// Weighted sums of columns, four at a time.
  private static func weigh(
    _ columns: [UnsafePointer<Double>], _ weights: [Weight], into sums: UnsafeMutableBufferPointer<Double>
  ) {
    for first in stride(from: 0, to: weights.count, by: 4) {
      let (a, b) = (weights[first], weights[first + 1])
      let (c, d) = (weights[first + 2], weights[first + 3])
      let (p, q, r, s) = (columns[a.place], columns[b.place], columns[c.place], columns[d.place])
      for i in 0..<sums.count {
        let four = (a.weight * p[i] + b.weight * q[i]) + (c.weight * r[i] + d.weight * s[i])
        sums[i] = first == 0 ? four : sums[i] + four
      }
    }
  }
}

import CRunLanes
import Foundation
import Livsvillkor

/// Makes runs by tables, in storage that is used again: values are told by their place among all that there can be, scores are in single
/// precision, and units are ranked by buckets of equal width that nobody looks into.
///
/// Runs with the same noise are made together, and of them those with the same scores. A percentile is off by no more than half of what
/// its bucket holds, which is at most ``RunTable/light``: runs in which one holds more are left to others.
struct TableRuns: ~Copyable {
  private let table: RunTable
  private let definition: Definition
  private let main: MainRun
  private let steps: PercentileSteps
  /// What runs are compared with, in single precision and steps.
  private let standing: MainStanding

  private var draws = Room<UInt8>()
  private var values = Room<rutverk_bucket>()
  private var scores = Room<Float>()
  private var buckets = Room<rutverk_bucket>()
  private var standings = Room<rutverk_standing>()
  private var bucketSteps = Room<UInt16>()
  private var columns = Room<Float>()

  /// Buckets of an index.
  private static let size = 1 << 15
  /// Units whose values are counted before those of the next noise.
  private static let long = 8192
  /// Units whose scores stay in a processor's first cache.
  private static let short = 512
  /// Every how many of them tell what the index spans.
  private static let sampled = 64
  private static let places = ValuePlaces.most + 1

  init(_ table: RunTable, definition: Definition, main: MainRun, steps: PercentileSteps, standing: MainStanding) {
    (self.table, self.definition, self.main, self.steps, self.standing) = (table, definition, main, steps, standing)
    buckets.reserve(Self.size)
    standings.reserve(Self.size)
    bucketSteps.reserve(Self.size)
    columns.reserve((2 * table.variables.count + 2) * Self.short)
  }

  /// A noise and a normalisation, and the runs that take both.
  private struct Scores {
    var noise: Int
    var method: Normalisation
    var runs: [Int]
    /// The least and the greatest score of each variable, then of their logarithms.
    var extents: [(least: Float, most: Float)] = []
    var scales: [(scale: rutverk_scale, origin: Float, factor: Float)] = []
    /// Where the tables of its variables begin in ``scores``; logarithms stand behind them.
    var start = 0
    var needsLogarithms = false
  }

  /// What a run makes of scores.
  private struct Way {
    var weights: [Float] = []
    var places: [Int] = []
    var isGeometric = false
    /// What most indices lie within; then its buckets.
    var least = Float.infinity
    var most = -Float.infinity
    var bins = rutverk_bins()
  }

  /// Makes the runs of these choices, and puts each unit's steps into `columns`; nil for a run that is not exact enough.
  mutating func evaluate(_ choices: [RunChoice], into result: inout [RunColumns]) throws -> [RunOutcome?] {
    var noises: [UInt32?] = []
    var groups: [Scores] = []
    var ways: [Way] = []
    for (run, choice) in choices.enumerated() {
      let noise = noises.firstIndex(of: choice.noise) ?? noises.count
      if noise == noises.count { noises.append(choice.noise) }
      let way = try way(choice)
      if let group = groups.firstIndex(where: { $0.noise == noise && $0.method == choice.method }) {
        groups[group].runs.append(run)
        groups[group].needsLogarithms = groups[group].needsLogarithms || way.isGeometric
      } else {
        groups.append(Scores(noise: noise, method: choice.method, runs: [run], needsLogarithms: way.isGeometric))
      }
      ways.append(way)
    }
    let moments = count(noises, groups)
    var isExact = [Bool](repeating: true, count: choices.count)
    for group in groups.indices {
      if !score(&groups[group], group, moments[groups[group].noise]) {
        for run in groups[group].runs { isExact[run] = false }
      }
    }
    let runs = choices.indices.filter { isExact[$0] }
    for group in groups.indices { groups[group].runs.removeAll { !isExact[$0] } }
    groups.removeAll { $0.runs.isEmpty }
    sample(groups, noises, &ways)
    combine(groups, noises, ways, &result)
    var outcomes = [RunOutcome?](repeating: nil, count: choices.count)
    for run in runs { outcomes[run] = rank(&result[run]) }
    return outcomes
  }

  private func way(_ choice: RunChoice) throws -> Way {
    let definition = try choice.definition(from: definition)
    let kept = self.definition.variables.indices.filter { $0 != choice.dropped }
    let combination = ScoreCombination(definition, places: kept)
    var way = Way(isGeometric: combination.isGeometric)
    for (place, weight) in combination.coefficients ?? [] {
      way.places.append(place)
      way.weights.append(Float(weight))
    }
    // With weights of 0 behind them, so that there are fours of them.
    while way.places.count % 4 != 0, let first = way.places.first {
      way.places.append(first)
      way.weights.append(0)
    }
    return way
  }

  /// A noise's draws of a variable, from a unit on; nil where it has none.
  private func draws(_ noise: Int, _ variable: Int, _ start: Int) -> UnsafeMutablePointer<UInt8> {
    draws.base + (noise * table.variables.count + variable) * table.people.count + start
  }

  /// A unit's places; those without noise where `isPlain`.
  private func places(_ variable: Int, isPlain: Bool, _ places: UnsafePointer<UInt16>, _ start: Int)
    -> UnsafePointer<UInt16>
  {
    let variable = table.variables[variable]
    return places + start * variable.places.span + (variable.hasNoise && isPlain ? table.noise : 0)
  }

  /// Draws the noises, measures values, and counts them where a normalisation takes their ranks. Moments by noise, then variable.
  private mutating func count(_ noises: [UInt32?], _ groups: [Scores]) -> [[UnitValues.Moments]] {
    let (width, count) = (table.variables.count, table.people.count)
    draws.reserve(noises.count * width * count)
    values.reserve(noises.count * width * Self.places)
    let areRanked = noises.indices.map { noise in
      groups.contains { $0.noise == noise && ($0.method == .percentile || $0.method == .rank) }
    }
    let areMeasured = noises.indices.map { noise in
      groups.contains { $0.noise == noise && ($0.method == .zscore || $0.method == .minmax) }
    }
    var all: [[UnitValues.Moments]] = noises.map { _ in table.variables.map(\.moments) }
    table.people.withUnsafeBufferPointer { people in
      table.keys.withUnsafeBufferPointer { keys in
        guard let people = people.baseAddress, let keys = keys.baseAddress else { return }
        for (number, variable) in table.variables.enumerated() {
          if !variable.hasNoise { continue }
          let noiseKeys = noises.map {
            $0.map { CountNoise(most: table.noise, seed: $0).key(ofVariable: variable.name) }
          }
          var sums = noises.map { _ in TableMoments() }
          for noise in noises.indices {
            (values.base + (noise * width + number) * Self.places).initialize(
              repeating: rutverk_bucket(), count: Self.places)
          }
          variable.withBuffers { plain, steps, places in
            for start in stride(from: 0, to: count, by: Self.long) {
              let size = min(Self.long, count - start)
              for noise in noises.indices {
                let drawn = draws(noise, number, start)
                if let key = noiseKeys[noise] {
                  rutverk_draws(keys + start, key, UInt32(truncatingIfNeeded: table.span), drawn, size)
                }
                let isPlain = noiseKeys[noise] == nil
                if areMeasured[noise] {
                  let limits = rutverk_noise(zero: Double(table.noise), lower: 0, upper: variable.upper)
                  for part in stride(from: start, to: start + size, by: 1024) {
                    rutverk_add_moments(
                      plain + part, steps + part, isPlain ? nil : drawn + part - start, limits, variable.pivot,
                      people + part, min(1024, start + size - part), &sums[noise].sums)
                  }
                }
                if areRanked[noise] {
                  rutverk_add_values(
                    self.places(number, isPlain: isPlain, places, start), variable.places.span,
                    isPlain ? nil : drawn, people + start, values.base + (noise * width + number) * Self.places, size)
                }
              }
            }
          }
          for noise in noises.indices { all[noise][number] = sums[noise].moments(pivot: variable.pivot) }
        }
      }
    }
    return all
  }

  /// Prepares the scores of a group; false where values that share a rank hold too much.
  private mutating func score(_ group: inout Scores, _ number: Int, _ moments: [UnitValues.Moments]) -> Bool {
    var definition = definition
    definition.setMethod(group.method)
    let width = table.variables.count
    group.start = number * 2 * width * Self.places
    scores.reserve((number + 1) * 2 * width * Self.places, keeping: group.start)
    var extents = [(least: Float, most: Float)](repeating: (0, 0), count: 2 * width)
    defer { group.extents = extents }
    for (place, variable) in table.variables.enumerated() {
      switch group.method {
      case .zscore, .minmax:
        let scale = ScoreScale(definition, moments[place], isLow: variable.isLow)
        let range = scale.range(definition, moments[place], isDefined: false)
        group.scales.append(
          (
            rutverk_scale(
              origin: Float(scale.origin - variable.pivot), factor: Float(scale.factor), offset: Float(scale.offset),
              least: Float(scale.lower), most: Float(scale.upper)), Float(range.origin), Float(1 / range.unit)
          ))
        let ends = (scale.score(moments[place].least), scale.score(moments[place].most))
        extents[place] = (Float(min(ends.0, ends.1)), Float(max(ends.0, ends.1)))
        extents[width + place] = (
          Float(log((Double(extents[place].least) - range.origin) / range.unit)),
          Float(log((Double(extents[place].most) - range.origin) / range.unit))
        )
      case .percentile, .rank:
        let target = scores.base + group.start + place * Self.places
        let isFine =
          variable.hasNoise
          ? rank(values.base + (group.noise * width + place) * Self.places, variable, group.method, into: target)
          : variable.buckets.withUnsafeBufferPointer { buckets in
            buckets.baseAddress.map { rank($0, variable, group.method, into: target) } ?? false
          }
        if !isFine { return false }
        var (least, most) = (Float.infinity, -Float.infinity)
        for place in 0..<ValuePlaces.most { (least, most) = (min(least, target[place]), max(most, target[place])) }
        extents[place] = (least, most)
        extents[width + place] = (log(least), log(most))
        if group.needsLogarithms {
          rutverk_logarithms(target, 0, 1, target + width * Self.places, ValuePlaces.most)
        }
      }
    }
    return true
  }

  /// Scores by rank of each place of a variable.
  private func rank(
    _ buckets: UnsafePointer<rutverk_bucket>, _ variable: RunTable.Variable, _ method: Normalisation,
    into scores: UnsafeMutablePointer<Float>
  ) -> Bool {
    var (total, count) = (0.0, 0.0)
    for place in 0..<ValuePlaces.most {
      total += buckets[place].weight
      count += buckets[place].count
    }
    guard total > 0 else { return false }
    let (perPerson, perUnit) = (100 / total, 100 / count)
    var (below, rank) = (0.0, 0.0)
    for place in 0..<ValuePlaces.most {
      let bucket = buckets[place]
      // Logarithms are taken of all.
      var score = 50.0
      if bucket.count > 0 {
        let isSingle = place < variable.places.isSingle.count && variable.places.isSingle[place]
        let share = method == .percentile ? bucket.weight / total : bucket.count / count
        if !isSingle, share > RunTable.light, bucket.count > 1 { return false }
        score =
          method == .percentile
          ? (below + bucket.weight / 2) * perPerson : (rank + bucket.count / 2) * perUnit
        below += bucket.weight
        rank += bucket.count
      }
      scores[place] = Float(variable.isLow ? 100 - score : score)
    }
    return true
  }

  /// Fills the columns of some units' scores, and behind them of their logarithms.
  private func fill(_ group: Scores, _ noise: UInt32?, _ start: Int, _ size: Int) {
    let width = table.variables.count
    for (place, variable) in table.variables.enumerated() {
      let (target, logarithms) = (columns.base + place * Self.short, columns.base + (width + place) * Self.short)
      let drawn = variable.hasNoise && noise != nil ? draws(group.noise, place, start) : nil
      switch group.method {
      case .zscore, .minmax:
        let (scale, origin, factor) = group.scales[place]
        let limits = rutverk_noise(
          zero: Double(table.noise), lower: -variable.pivot, upper: variable.upper - variable.pivot)
        variable.withShortBuffers { plain, steps in
          rutverk_scores(plain + start, steps + start, drawn, limits, scale, target, size)
        }
        if group.needsLogarithms { rutverk_logarithms(target, origin, factor, logarithms, size) }
      case .percentile, .rank:
        let known = scores.base + group.start + place * Self.places
        variable.withBuffers { _, _, places in
          let places = self.places(place, isPlain: noise == nil, places, start)
          rutverk_look_up(places, variable.places.span, drawn, known, target, size)
          if group.needsLogarithms {
            rutverk_look_up(places, variable.places.span, drawn, known + width * Self.places, logarithms, size)
          }
        }
      }
    }
  }

  /// The index of some units in a run, as far as its order goes.
  private func weigh(_ way: Way, _ size: Int) -> UnsafeMutablePointer<Float> {
    let width = table.variables.count
    let sums = columns.base + 2 * width * Self.short
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: max(1, way.places.count)) { pointers in
      for (number, place) in way.places.enumerated() {
        pointers[number] = UnsafePointer(columns.base + (way.isGeometric ? width + place : place) * Self.short)
      }
      way.weights.withUnsafeBufferPointer { weights in
        rutverk_weigh(
          pointers.baseAddress, weights.baseAddress, Int32(truncatingIfNeeded: way.places.count), sums, size)
      }
    }
    return sums
  }

  /// Cuts what each run's index can be into buckets: most of them where some of the units lie.
  private func sample(_ groups: [Scores], _ noises: [UInt32?], _ ways: inout [Way]) {
    let last = (table.indexed - 1) / Self.short * Self.short
    for group in groups {
      for start in Array(stride(from: 0, to: last, by: Self.short * Self.sampled)) + [last] {
        let size = min(Self.short, table.indexed - start)
        fill(group, noises[group.noise], start, size)
        for run in group.runs {
          let sums = weigh(ways[run], size)
          for unit in 0..<size {
            ways[run].least = min(ways[run].least, sums[unit])
            ways[run].most = max(ways[run].most, sums[unit])
          }
        }
      }
      for run in group.runs {
        let way = ways[run]
        var (least, most) = (way.least, way.most)
        for (place, weight) in zip(way.places, way.weights) where weight > 0 {
          let extent = group.extents[way.isGeometric ? table.variables.count + place : place]
          least += weight * (extent.least - way.least)
          most += weight * (extent.most - way.most)
        }
        ways[run].bins = Self.bins(core: (way.least, way.most), all: (min(least, way.least), max(most, way.most)))
      }
    }
  }

  /// Buckets: three of four for the core, and the others for what is below and above it.
  private static func bins(core: (least: Float, most: Float), all: (least: Float, most: Float)) -> rutverk_bins {
    let side = Float(size / 8)
    func scale(_ buckets: Float, _ least: Float, _ most: Float) -> Float {
      let scale = buckets / (most - least)
      return scale.isFinite && scale > 0 ? scale : 0
    }
    return rutverk_bins(
      least: core.least, most: core.most, first: side, scale: scale(Float(size) - 2 * side, core.least, core.most),
      below: scale(side, all.least, core.least), above: scale(side, core.most, all.most), last: Float(size - 1))
  }

  /// Puts the bucket of each unit's index into each run's column.
  private func combine(_ groups: [Scores], _ noises: [UInt32?], _ ways: [Way], _ result: inout [RunColumns]) {
    for start in stride(from: 0, to: table.indexed, by: Self.short) {
      let size = min(Self.short, table.indexed - start)
      for group in groups {
        fill(group, noises[group.noise], start, size)
        for run in group.runs {
          let sums = weigh(ways[run], size)
          result[run].steps.withUnsafeMutableBufferPointer { bins in
            guard let bins = bins.baseAddress else { return }
            rutverk_bin(sums, ways[run].bins, bins + start, size)
          }
        }
      }
    }
  }

  /// Ranks units by their buckets, puts steps in their place, and sets them beside the main run.
  private func rank(_ column: inout RunColumns) -> RunOutcome? {
    let indexed = table.indexed
    let (buckets, standings, bucketSteps) = (buckets.base, standings.base, bucketSteps.base)
    buckets.initialize(repeating: rutverk_bucket(), count: Self.size)
    return column.steps.withUnsafeMutableBufferPointer { bins -> RunOutcome? in
      guard let bins = bins.baseAddress else { return nil }
      (bins + indexed).update(repeating: PercentileSteps.none, count: table.people.count - indexed)
      table.people.withUnsafeBufferPointer { rutverk_add(bins, $0.baseAddress, buckets, indexed) }
      guard let squares = stand(buckets) else { return nil }
      var (distance, product, changed, kept) = (0.0, 0.0, 0, 0.0)
      standing.withBuffers { percentiles, ranks, first, end in
        let (p, r) = (columns.base, columns.base + Self.short)
        for start in stride(from: 0, to: indexed, by: Self.short) {
          let size = min(Self.short, indexed - start)
          rutverk_rank(bins + start, standings, bucketSteps, p, r, size)
          var (apart, alike) = (0.0, 0.0)
          rutverk_compare(p, percentiles + start, r, ranks + start, size, &apart, &alike)
          distance += apart
          product += alike
          changed += rutverk_outside(bins + start, first + start, end + start, size)
        }
      }
      let worst = steps.first[steps.classes - 1]
      table.people.withUnsafeBufferPointer { people in
        for unit in standing.worst { kept += bins[unit] >= worst ? people[unit] : 0 }
      }
      let scale = (squares * main.rankSquares).squareRoot()
      return RunOutcome(
        meanRankShift: distance / Double(indexed), worstClassKept: main.worst > 0 ? min(1, kept / main.worst) : .nan,
        rankCorrelation: scale > 0 ? min(1, max(-1, product / scale)) : .nan, changedClass: changed)
    }
  }

  /// What each bucket stands for; the squares of all ranks summed, or nil where one holds too much.
  private func stand(_ buckets: UnsafePointer<rutverk_bucket>) -> Double? {
    var (total, count) = (0.0, 0.0)
    for place in 0..<Self.size {
      total += buckets[place].weight
      count += buckets[place].count
    }
    let most = RunTable.light * total
    let scale = total > 0 ? 100 / total : 0
    let middle = (count - 1) / 2
    var (below, rank, squares) = (0.0, 0.0, 0.0)
    var (number, end) = (1, steps.end(of: 1))
    for place in 0..<Self.size {
      let bucket = buckets[place]
      if bucket.count == 0 { continue }
      if bucket.count > 1, bucket.weight > most { return nil }
      let percentile = total > 0 ? (below + bucket.weight / 2) * scale : 50
      while percentile >= end {
        number += 1
        end = steps.end(of: number)
      }
      let own = rank + (bucket.count - 1) / 2 - middle
      standings.base[place] = rutverk_standing(percentile: Float(percentile), rank: Float(own))
      bucketSteps.base[place] = steps.step(percentile, number: number)
      squares += bucket.count * own * own
      below += bucket.weight
      rank += bucket.count
    }
    return squares
  }
}

/// What runs by tables are compared with: ``MainRun`` of the indexed units, in single precision and in steps.
struct MainStanding: Sendable {
  private let percentiles: [Float]
  private let ranks: [Float]
  /// The steps of the unit's class: the first, and one behind the last.
  private let first: [UInt16]
  private let end: [UInt16]
  /// Units in the worst class.
  let worst: [Int]

  init(_ main: MainRun, steps: PercentileSteps) {
    percentiles = main.percentiles.map { Float($0) }
    ranks = main.ranks.map { Float($0) }
    first = main.classes.map { $0 > 0 ? steps.first[Int($0) - 1] : 0 }
    end = main.classes.map { $0 > 0 ? steps.first[Int($0)] : 0 }
    worst = main.classes.indices.filter { main.classes[$0] == steps.classes }
  }

  /// Calls `body` with percentiles, ranks, and first and end of classes.
  func withBuffers(
    _ body: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<UInt16>, UnsafePointer<UInt16>) -> Void
  ) {
    percentiles.withUnsafeBufferPointer { percentiles in
      ranks.withUnsafeBufferPointer { ranks in
        first.withUnsafeBufferPointer { first in
          end.withUnsafeBufferPointer { end in
            guard let percentiles = percentiles.baseAddress, let ranks = ranks.baseAddress,
              let first = first.baseAddress, let end = end.baseAddress
            else { return }
            body(percentiles, ranks, first, end)
          }
        }
      }
    }
  }
}

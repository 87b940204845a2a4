import CRunLanes
import Columns
import Foundation
import TestSupport
import Testing

@testable import Livsvillkor
@testable import Sensitivity

/// Runs by tables beside those that sort.
@Suite struct TableRunTests {
  /// Units with a share, a mean, a share per cent and a count by area, none of which lacks; a few are too small for an index.
  static func world(_ seed: UInt64, rows: Int) -> (definition: Definition, units: Units) {
    var random = SeededRandom(seed)
    func variable(_ name: String, _ group: String, _ worse: Definition.Worse, perArea: Bool = false)
      -> Definition.Variable
    {
      Definition.Variable(
        name, group: group, measures: [.value([ColumnReference(name)])], worse: worse, perArea: perArea)
    }
    let definition = Definition(
      name: "test", groups: [Definition.Group("first"), Definition.Group("second", weight: 2)],
      variables: [
        variable("share", "first", .high), variable("mean", "first", .low), variable("cent", "second", .low),
        variable("unga_0_15", "second", .high, perArea: true), variable("other", "second", .high),
      ], population: [[ColumnReference("population")]])
    let people = (0..<rows).map { _ in Double(10 + Int(random.unit() * random.unit() * 200)) }
    func parts(_ whole: Double, _ most: Double) -> NumberColumn {
      NumberColumn(people.map { whole * (Double(Int(random.unit() * most * $0)) / $0 * 1e4).rounded() / 1e4 })
    }
    var units = Units(
      population: NumberColumn(people),
      measures: [
        .value(parts(1, 0.6)), .value(NumberColumn(people.map { _ in (2000 + 2000 * random.unit()).rounded() / 10 })),
        .value(parts(100, 1)), .value(NumberColumn(people.map { Double(Int(random.unit() * 0.4 * $0)) })),
        .value(parts(1, 0.2)),
      ])
    units.areaSquareMetres = people.indices.map { $0 % 5 == 0 ? 1_000_000 : 62_500 }
    return (definition, units)
  }

  static func analysis(
    _ world: (definition: Definition, units: Units),
    _ sources: Set<SensitivityPlan.Source> = Set(SensitivityPlan.Source.allCases),
    runs: Int, threads: Int = 2, byTables: Bool
  ) throws -> SensitivityAnalysis {
    let main = try LivsvillkorIndex.compute(definition: world.definition, units: world.units, threads: 1)
    return try SensitivityAnalysis(
      main: main, units: world.units, keys: RunTests.keys(world.units.count),
      plan: SensitivityPlan(runs: runs, seed: 5, sources: sources, weightDraws: .uniform(0.5, 1.5), noise: 3),
      threads: threads, leastUnits: byTables ? 100 : .max)
  }

  private func columns(_ analysis: SensitivityAnalysis) -> [[Double]] {
    var table = Table()
    analysis.addFields(to: &table)
    return table.fields.map { field in
      guard case .numbers(let column)? = table.column(field.name) else { return [] }
      return column.values
    }
  }

  @Test(arguments: [true, false])
  func tablesAreWithinTheirBound(_ hasNoise: Bool) throws {
    let world = Self.world(11, rows: 2500)
    var sources = Set(SensitivityPlan.Source.allCases)
    if !hasNoise { sources.remove(.noise) }
    let quick = try Self.analysis(world, sources, runs: 42, byTables: true)
    let plain = try Self.analysis(world, sources, runs: 42, byTables: false)
    #expect(quick.unsortedShare == RunTable.light && plain.unsortedShare == BucketRanks.light)
    #expect(quick.choices == plain.choices)
    // Half of what a bucket holds, and what scores by rank are off by.
    let bound = 100 * RunTable.light
    for (a, b) in zip(quick.outcomes + quick.alone.map(\.outcome), plain.outcomes + plain.alone.map(\.outcome)) {
      #expect(abs(a.meanRankShift - b.meanRankShift) < 0.02)
      #expect(abs(a.worstClassKept - b.worstClassKept) < 0.005)
      #expect(abs(a.rankCorrelation - b.rankCorrelation) < 1e-4)
      #expect(abs(a.changedClass - b.changedClass) < 20)
    }
    let (found, expected) = (columns(quick), columns(plain))
    #expect(found.count == 9 && found.count == expected.count)
    var moved = 0
    for (place, column) in expected.enumerated() {
      for row in column.indices {
        let (a, b) = (found[place][row], column[row])
        if a.isNaN && b.isNaN { continue }
        // Percentiles; then shares of 42 runs, of which one or two may be on another side of a border.
        let isNear = abs(a - b) <= (place < 3 ? bound + 200 / Double(quick.bins) : 2.5 / 42)
        if !isNear { Issue.record("column \(place), row \(row): \(a), \(b)") }
        if place >= 3, a != b { moved += 1 }
      }
    }
    #expect(moved < 6 * world.units.count / 100)
  }

  @Test func threadsDoNotMatter() throws {
    let world = Self.world(12, rows: 1200)
    let (one, two) = (
      try Self.analysis(world, runs: 14, threads: 1, byTables: true),
      try Self.analysis(world, runs: 14, threads: 2, byTables: true)
    )
    #expect(one.unsortedShare == RunTable.light)
    #expect(one.outcomes == two.outcomes)
    // Bits, for null is not equal to itself.
    let isSame = columns(one).map { $0.map(\.bitPattern) } == columns(two).map { $0.map(\.bitPattern) }
    #expect(isSame)
  }

  /// A run in which one bucket holds much is sorted: two thirds of the units are alike.
  @Test func whatIsTooCoarseIsSorted() throws {
    var world = Self.world(13, rows: 900)
    world.units.population = NumberColumn([Double](repeating: 40, count: 900))
    for place in world.units.measures.indices {
      guard case .value(let column) = world.units.measures[place] else { continue }
      world.units.measures[place] = .value(
        NumberColumn(column.values.enumerated().map { $0.offset % 3 == 0 ? $0.element : column.values[1] }))
    }
    let sources: Set<SensitivityPlan.Source> = [.weights, .method]
    let (quick, plain) = (
      try Self.analysis(world, sources, runs: 20, byTables: true),
      try Self.analysis(world, sources, runs: 20, byTables: false)
    )
    #expect(quick.outcomes == plain.outcomes)
    #expect(columns(quick) == columns(plain))
  }

  /// Places are in the order of values; a place of one value has no other.
  @Test(arguments: [200, 50_000])
  func placesAreInOrder(_ count: Int) throws {
    var random = SeededRandom(14)
    let people = (0..<count).map { _ in Double(1 + random.below(60)) }
    let plain = people.map { random.below(40) == 0 ? .nan : Double(random.below(Int($0) + 1)) / $0 }
    @Sendable func values(_ unit: Int, _ found: UnsafeMutablePointer<Double>) {
      for draw in 0..<3 {
        found[draw] =
          plain[unit].isNaN ? .nan : min(1, max(0, (plain[unit] * people[unit] + Double(draw - 1)) / people[unit]))
      }
    }
    let places = try ValuePlaces(span: 3, people: people, unit: 1, threads: 2) { values($0, $1) }
    var all: [(value: Double, place: Int)] = []
    var wrong = 0
    for unit in people.indices {
      var found = [Double](repeating: 0, count: 3)
      values(unit, &found)
      for draw in 0..<3 {
        let place = places.places[3 * unit + draw]
        if (place == ValuePlaces.null) != found[draw].isNaN { wrong += 1 }
        if !found[draw].isNaN { all.append((found[draw], Int(place))) }
      }
    }
    #expect(wrong == 0)
    all.sort { $0.value < $1.value }
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.place <= $1.place })
    var ends: [Int: (least: Double, most: Double)] = [:]
    for (value, place) in all {
      let old = ends[place] ?? (value, value)
      ends[place] = (min(old.least, value), max(old.most, value))
    }
    let single = ends.filter { places.isSingle[$0.key] }
    #expect(single.count > 5)
    #expect(single.allSatisfy { $0.value.most - $0.value.least < 1e-14 })
  }

  /// Steps tell the class of a percentile, however near to its border.
  @Test func stepsTellClasses() {
    let steps = PercentileSteps(cuts: [20, 40, 60, 99.999])
    for percentile in stride(from: 0, through: 100, by: 0.01) + [
      19.999_999_9, 20, 99.998_9, 99.999, 39.999_9, 40.000_1,
    ] {
      let number = steps.number(percentile)
      let step = steps.step(percentile, number: number)
      #expect(step >= steps.first[number - 1] && step < steps.first[number], "\(percentile)")
      #expect(abs(Double(step) / PercentileSteps.all * 100 - percentile) < 0.002)
    }
  }

  /// The loops in C, with what is left over behind their vectors, beside plain ones.
  @Test(arguments: [0, 1, 7, 8, 33])
  func lanes(_ count: Int) {
    var random = SeededRandom(15)
    func numbers(_ range: Double) -> [Double] { (0..<count).map { _ in random.unit() * range } }
    let (plain, steps, weights) = (numbers(1), numbers(0.1), numbers(9))
    let keys = (0..<count).map { CountNoise.key("\($0)".utf8) }
    var draws = [UInt8](repeating: 9, count: count)
    let noise = CountNoise(most: 3, seed: 4)
    rutverk_draws(keys, noise.key(ofVariable: "x"), 7, &draws, count)
    #expect(
      draws.map(Int.init) == keys.map { Int(noise.draws(unit: $0, variable: noise.key(ofVariable: "x")).0) + 3 })
    var sums = TableMoments()
    let limits = rutverk_noise(zero: 3, lower: 0, upper: 1)
    rutverk_add_moments(plain, steps, draws, limits, 0.5, weights, count, &sums.sums)
    let values = plain.indices.map { min(1, max(0, plain[$0] + (Double(draws[$0]) - 3) * steps[$0])) }
    #expect(abs(sums.sums.weight - weights.reduce(0, +)) < 1e-12)
    #expect(abs(sums.sums.product - zip(values, weights).reduce(0) { $0 + ($1.0 - 0.5) * $1.1 }) < 1e-12)
    #expect(
      abs(sums.sums.square - zip(values, weights).reduce(0) { $0 + ($1.0 - 0.5) * ($1.0 - 0.5) * $1.1 }) < 1e-12)
    #expect(sums.sums.least == values.min() ?? .infinity && sums.sums.most == values.max() ?? -.infinity)
    var scores = [Float](repeating: 0, count: count)
    let scale = rutverk_scale(origin: 0.5, factor: 2, offset: 0, least: -0.8, most: 0.8)
    rutverk_scores(plain.map { Float($0) }, steps.map { Float($0) }, draws, limits, scale, &scores, count)
    for (score, value) in zip(scores, values) {
      #expect(abs(Double(score) - min(0.8, max(-0.8, 2 * value - 1))) < 1e-6)
    }
    var logarithms = [Float](repeating: 0, count: count)
    rutverk_logarithms(scores, -1, 0.5, &logarithms, count)
    for (score, found) in zip(scores, logarithms) {
      #expect(abs(Double(found) - log((Double(score) + 1) / 2)) < 4e-7)
    }
    var bins = [UInt16](repeating: 0, count: count)
    let range = rutverk_bins(least: -0.5, most: 0.5, first: 10, scale: 80, below: 40, above: 30, last: 99)
    rutverk_bin(scores, range, &bins, count)
    for (score, bin) in zip(scores, bins) {
      let place =
        score < -0.5 ? 10 + (score + 0.5) * 40 : score > 0.5 ? 90 + (score - 0.5) * 30 : 10 + (score + 0.5) * 80
      #expect(abs(Float(bin) + 0.5 - min(99.5, max(0, place))) < 0.501)
    }
  }
}

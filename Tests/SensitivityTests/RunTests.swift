import Columns
import Core
import TestSupport
import Testing

@testable import Livsvillkor
@testable import Sensitivity

/// Every run beside the index of a definition and a table that are changed by hand.
@Suite struct RunTests {
  /// A table of 150 units: a ratio, a share, a mean and a count by area; some lack a variable, some are too small.
  static func world(_ seed: UInt64, rows: Int = 150) -> (definition: Definition, units: Units) {
    var random = SeededRandom(seed)
    func column(_ name: String) -> [ColumnReference] { [ColumnReference(name)] }
    let definition = Definition(
      name: "test", groups: [Definition.Group("first"), Definition.Group("second", weight: 2)],
      variables: [
        Definition.Variable(
          "ratio", group: "first", measures: [.ratio(numerator: column("n"), denominator: column("d"))], worse: .high),
        Definition.Variable("share", group: "first", measures: [.value(column("s"))], worse: .low, weight: 1.5),
        Definition.Variable("mean", group: "second", measures: [.value(column("m"))], worse: .low),
        Definition.Variable(
          "unga_0_15", group: "second", measures: [.value(column("u"))], worse: .high, perArea: true),
      ], population: [[ColumnReference("population")]])
    let people = (0..<rows).map { _ in Double(10 + Int(random.unit() * random.unit() * 400)) }
    let wholes = people.map { Double(Int($0 * 0.6)) }
    func some(_ value: Double) -> Double { random.unit() < 0.03 ? .nan : value }
    let parts = wholes.map { some(Double(Int(random.unit() * $0))) }
    let shares = people.map { some(Double(Int(random.unit() * $0)) / $0) }
    let means = people.map { _ in some(200 + 200 * random.unit()) }
    let young = people.map { some(Double(Int(random.unit() * 0.4 * $0))) }
    var units = Units(
      population: NumberColumn(people),
      measures: [
        .ratio(numerator: NumberColumn(parts), denominator: NumberColumn(wholes)), .value(NumberColumn(shares)),
        .value(NumberColumn(means)), .value(NumberColumn(young)),
      ])
    units.areaSquareMetres = people.indices.map { $0 % 5 == 0 ? 1_000_000 : 62_500 }
    return (definition, units)
  }

  static func analysis(
    _ world: (definition: Definition, units: Units), _ sources: Set<SensitivityPlan.Source>, runs: Int,
    draws: SensitivityPlan.WeightDraws = .uniform(0.5, 1.5), threads: Int = 2
  ) throws -> SensitivityAnalysis {
    let main = try LivsvillkorIndex.compute(definition: world.definition, units: world.units, threads: 1)
    return try SensitivityAnalysis(
      main: main, units: world.units, keys: keys(world.units.count),
      plan: SensitivityPlan(runs: runs, seed: 5, sources: sources, weightDraws: draws, noise: 3), threads: threads)
  }

  static func keys(_ count: Int) -> [UInt64] { (0..<count).map { CountNoise.key("unit \($0)".utf8) } }

  /// The table with the noise of a seed, written out.
  static func noisy(_ units: Units, seed: UInt32) -> Units {
    let noise = CountNoise(most: 3, seed: seed)
    var result = units
    func draw(_ row: Int, _ name: String) -> (Double, Double) {
      noise.draws(unit: keys(row + 1)[row], variable: noise.key(ofVariable: name))
    }
    guard case .ratio(let parts, let wholes) = units.measures[0], case .value(let shares) = units.measures[1],
      case .value(let young) = units.measures[3]
    else { return units }
    var (newParts, newWholes, newShares, newYoung) = (parts.values, wholes.values, shares.values, young.values)
    for row in newParts.indices {
      let (part, whole) = draw(row, "ratio")
      if wholes.values[row] > 0 {
        newWholes[row] = max(1, wholes.values[row] + whole)
        newParts[row] = min(max(0, parts.values[row] + part), newWholes[row])
        if parts.values[row].isNaN { newParts[row] = .nan }
      }
      let people = units.population.values[row]
      if !shares.values[row].isNaN {
        newShares[row] = min(people, max(0, shares.values[row] * people + draw(row, "share").0)) / people
      }
      if !young.values[row].isNaN { newYoung[row] = max(0, young.values[row] + draw(row, "unga_0_15").0) }
    }
    result.measures = [
      .ratio(numerator: NumberColumn(newParts), denominator: NumberColumn(newWholes)),
      .value(NumberColumn(newShares)),
      units.measures[2], .value(NumberColumn(newYoung)),
    ]
    return result
  }

  /// Outcomes of all runs, those of a geometric mean of z-scores or of minmax aside, which no definition has.
  @Test(arguments: [1, 2] as [UInt64], [false, true])
  func runsAreIndices(_ seed: UInt64, _ hasNoise: Bool) throws {
    let world = Self.world(seed)
    let sources: Set<SensitivityPlan.Source> =
      hasNoise ? Set(SensitivityPlan.Source.allCases) : [.weights, .method, .aggregation, .drop]
    let analysis = try Self.analysis(world, sources, runs: 42)
    let main = analysis.main
    var compared = 0
    for (choice, outcome) in zip(analysis.choices, analysis.outcomes) {
      #expect((choice.noise != nil) == hasNoise)
      if choice.averages == .geometric, choice.method == .zscore || choice.method == .minmax { continue }
      let definition = try choice.definition(from: world.definition)
      var units = choice.noise.map { Self.noisy(world.units, seed: $0) } ?? world.units
      if let dropped = choice.dropped { units.measures.remove(at: dropped) }
      // Units without an index in the main run are in no run.
      for row in main.index.indices where main.index[row].isNaN && units.population.values[row] >= 20 {
        #expect(main.status[row] != UnitStatus.ok)
      }
      let run = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
      let rows = main.index.indices.filter { !main.index[$0].isNaN }
      let plain = Self.outcome(run.index, rows: rows, main: main)
      #expect(abs(plain.meanRankShift - outcome.meanRankShift) < 1e-9, "\(choice)")
      #expect(abs(plain.worstClassKept - outcome.worstClassKept) < 1e-12, "\(choice)")
      #expect(abs(plain.rankCorrelation - outcome.rankCorrelation) < 1e-9, "\(choice)")
      #expect(plain.changedClass == outcome.changedClass, "\(choice)")
      compared += 1
    }
    #expect(compared > 20)
  }

  /// Ranks by counting, for some rows.
  static func outcome(_ index: [Double], rows: [Int], main: IndexResult) -> RunOutcome {
    let people = main.population.values
    let total = rows.reduce(0) { $0 + people[$1] }
    func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 }
    var (shift, kept, worst, changed) = (0.0, 0.0, 0.0, 0)
    var ranks: [(Double, Double)] = []
    for row in rows {
      var (below, same, rank, mainRank) = (0.0, 0.0, 0.0, 0.0)
      for other in rows {
        if near(index[other], index[row]) {
          same += people[other]
          rank += 0.5
        } else if index[other] < index[row] {
          below += people[other]
          rank += 1
        }
        if main.index[other] == main.index[row] {
          mainRank += 0.5
        } else if main.index[other] < main.index[row] {
          mainRank += 1
        }
      }
      let percentile = 100 * (below + same / 2) / total
      let number = 1 + [20.0, 40, 60, 80].count { percentile >= $0 * (1 - 1e-12) }
      shift += abs(percentile - main.percentile[row])
      if number != Int(main.classes[row]) { changed += 1 }
      if main.classes[row] == 5 { worst += people[row] }
      if main.classes[row] == 5, number == 5 { kept += people[row] }
      ranks.append((rank, mainRank))
    }
    let n = Double(rows.count)
    let means = (ranks.reduce(0) { $0 + $1.0 } / n, ranks.reduce(0) { $0 + $1.1 } / n)
    let product = ranks.reduce(0) { $0 + ($1.0 - means.0) * ($1.1 - means.1) }
    let squares = ranks.reduce((0.0, 0.0)) { sums, rank in
      (sums.0 + (rank.0 - means.0) * (rank.0 - means.0), sums.1 + (rank.1 - means.1) * (rank.1 - means.1))
    }
    return RunOutcome(
      meanRankShift: shift / n, worstClassKept: kept / worst,
      rankCorrelation: product / (squares.0 * squares.1).squareRoot(), changedClass: changed)
  }

  @Test func kindsAreFound() throws {
    let analysis = try Self.analysis(Self.world(1), [.noise], runs: 3)
    #expect(analysis.kinds == [.ratio, .share(whole: 1), .none, .count])
  }

  @Test func noiseIsEvenAndItsOwn() {
    let noise = CountNoise(most: 3, seed: 77)
    let key = noise.key(ofVariable: "a")
    var counts = [Int](repeating: 0, count: 7)
    for unit in Self.keys(7000) {
      let (first, second) = noise.draws(unit: unit, variable: key)
      counts[Int(first) + 3] += 1
      counts[Int(second) + 3] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 2000) < 200 }, "\(counts)")
    let unit = CountNoise.key("u".utf8)
    #expect(noise.draws(unit: unit, variable: key) == CountNoise(most: 3, seed: 77).draws(unit: unit, variable: key))
    #expect(
      (0..<20 as Range<UInt32>).contains { seed in
        let other = CountNoise(most: 3, seed: seed)
        return other.draws(unit: unit, variable: other.key(ofVariable: "a")) != noise.draws(unit: unit, variable: key)
      })
  }

  /// With weights that do not vary, and noise on, weights have no effect at all, and noise has all of it.
  @Test func aNullFactorHasNoEffect() throws {
    let analysis = try Self.analysis(Self.world(4), [.weights, .noise], runs: 1024, draws: .uniform(1, 1))
    let sources = SensitivitySummary(analysis).sources
    for place in RunOutcome.outputs.indices {
      let (weights, noise) = (try #require(sources[0].effects[place]), try #require(sources[1].effects[place]))
      #expect(weights.total == SobolEffect.Share(value: 0, from: 0, to: 0))
      #expect(abs(noise.total.value - 1) < 0.2)
    }
  }

  /// Nothing varies: each run is the main run.
  @Test func nothingVaries() throws {
    let analysis = try Self.analysis(Self.world(2), [.weights], runs: 5, draws: .uniform(1, 1))
    #expect(
      analysis.outcomes.allSatisfy { $0.changedClass == 0 && $0.meanRankShift < 1e-9 && $0.worstClassKept == 1 })
    #expect(analysis.uncertainty.allSatisfy { $0.isNaN || $0 == 0 })
    var table = Table()
    analysis.addFields(to: &table)
    guard case .numbers(let p05)? = table.column("percentile_p05"),
      case .numbers(let p95)? = table.column("percentile_p95")
    else {
      Issue.record("no columns")
      return
    }
    for row in p05.values.indices {
      if analysis.main.percentile[row].isNaN {
        #expect(p05.values[row].isNaN)
      } else {
        #expect(abs(p05.values[row] - analysis.main.percentile[row]) < 0.001)
        #expect(p05.values[row] == p95.values[row])
      }
    }
  }

  @Test func threadsDoNotMatter() throws {
    let world = Self.world(3, rows: 4200)
    let all = Set(SensitivityPlan.Source.allCases)
    let (one, four) = (
      try Self.analysis(world, all, runs: 9, threads: 1), try Self.analysis(world, all, runs: 9, threads: 4)
    )
    #expect(one.outcomes == four.outcomes)
    #expect(one.draws == four.draws)
    var (first, second) = (Table(), Table())
    one.addFields(to: &first)
    four.addFields(to: &second)
    #expect(first == second)
  }

  /// Shares of classes and quantiles by unit, from the choices of every run made one by one.
  @Test func unitsGetSharesOfTheirRuns() throws {
    let world = Self.world(6, rows: 120)
    let analysis = try Self.analysis(world, [.weights], runs: 40, draws: .dirichlet)
    let runs = try analysis.choices.map {
      try LivsvillkorIndex.compute(definition: $0.definition(from: world.definition), units: world.units, threads: 1)
    }
    var table = Table()
    analysis.addFields(to: &table)
    func column(_ name: String) throws -> [Double] {
      guard case .numbers(let column)? = table.column(name) else { throw Failure(.software, "no column \(name)") }
      return column.values
    }
    let (medians, shares, uncertain) = (
      try column("percentile_p50"), try column("class_share_5"), try column("class_uncertain")
    )
    for row in world.units.population.values.indices where !analysis.main.index[row].isNaN {
      let sorted = runs.map { $0.percentile[row] }.sorted()
      #expect(abs(medians[row] - (sorted[19] + sorted[20]) / 2) < 0.1)
      #expect(abs(shares[row] - Double(runs.count { $0.classes[row] == 5 }) / 40) < 1e-12)
      #expect(abs(uncertain[row] - Double(runs.count { $0.classes[row] != analysis.main.classes[row] }) / 40) < 1e-12)
    }
  }

  @Test func refusals() throws {
    let world = Self.world(1)
    let single = try world.definition.dropping(["ratio", "share", "mean"])
    var units = world.units
    units.measures = [units.measures[3]]
    #expect(failure { _ = try Self.analysis((single, units), [.drop], runs: 3) }?.kind == .usage)
  }
}

import Columns
import Core
import Livsvillkor
import Parallel
import Synchronization

/// Monte Carlo over what the index' method leaves open: how sure each unit's percentile and class are, and on which choice that depends.
///
/// The units that are ranked are those of the main run, in every run; means, spreads and ranks are measured anew in each run. Classes
/// keep the main run's shares of the people.
package struct SensitivityAnalysis: Sendable {
  /// The main run.
  package let main: IndexResult
  /// What varied.
  package let plan: SensitivityPlan
  /// Which inputs each run got.
  package let design: SaltelliDesign
  /// Each run's choices.
  package let choices: [RunChoice]
  /// What each run gave.
  package let outcomes: [RunOutcome]
  /// Each choice by itself, all else as in the main run.
  package let alone: [Alternative]
  /// What stands behind each variable, for the noise.
  package let kinds: [CountKind]
  /// What the runs gave each unit.
  let tally: UnitTally
  /// The place among the counting units of each row; −1 for none.
  let places: [Int32]

  /// The share of all people, or of all units, up to which units whose indices are next to each other share a percentile.
  package let unsortedShare: Double
  /// Whether runs were made by tables.
  package let isByTables: Bool

  /// A choice by itself.
  package struct Alternative: Sendable {
    /// `method`, `aggregation` or `drop`.
    package var source: SensitivityPlan.Source
    /// The choice, or the variable that is dropped.
    package var choice: String
    /// What it gives.
    package var outcome: RunOutcome
  }

  /// Makes all runs. `main` is the index of `units`; `keys` say by what the noise of each row is hashed; `leastUnits` from how many on
  /// runs are made by tables.
  ///
  /// Throws ``Failure``: usage for a plan that does not fit the definition, bad data for a table whose units are all alike.
  package init(
    main result: IndexResult, units: Units, keys: [UInt64], plan: SensitivityPlan, threads: Int,
    leastUnits: Int = RunTable.leastUnits
  ) throws {
    let definition = result.definition
    if plan.sources.contains(.drop), definition.variables.count < 2 {
      throw Failure(.usage, "no variable is left when the only one is dropped", field: "--vary", value: "drop")
    }
    let counting = try CountingUnits(result, units: units, keys: keys, threads: threads)
    let main = MainRun(result, units: counting)
    if !(main.rankSquares > 0) {
      throw Failure(
        .badData, "all units have the same index, so no order can change", field: "index",
        expected: "at least two units whose index differs")
    }
    let design = SaltelliDesign(runs: plan.runs, widths: plan.widths(definition), seed: plan.seed)
    let choices = (0..<plan.runs).map {
      RunChoice(design.inputs(ofRun: $0), plan: plan, definition: definition)
    }
    let others = Self.alternatives(definition)

    // Without noise the scores are the same in every run.
    var plain: RunEvaluator.Plain?
    if !plan.sources.contains(.noise) {
      var made = RunEvaluator.Plain(values: UnitValues(variables: definition.variables.count))
      made.values.fill(counting, noise: nil)
      var ranks = BucketRanks()
      for method in Set((choices + others.map(\.choice)).map(\.method)) {
        var table = ScoreTable()
        table.fill(counting, values: made.values, method: method, ranks: &ranks)
        made.tables[method] = table
      }
      plain = made
    }

    let steps = PercentileSteps(cuts: main.cuts)
    let standing = MainStanding(main, steps: steps)
    let table = try RunTable(
      counting, main: main, noise: plan.sources.contains(.noise) ? plan.noise : nil, leastUnits: leastUnits,
      threads: threads)
    isByTables = table != nil
    unsortedShare = table != nil ? RunTable.light : BucketRanks.light
    let workers = Workers { [plain] in
      let evaluator = { RunEvaluator(units: counting, main: main, noise: plan.noise, plain: plain, steps: steps) }
      let quick = table.map {
        TableRuns($0, definition: definition, main: main, steps: steps, standing: standing)
      }
      return Worker(evaluator, quick: quick, units: counting.count)
    }
    let parts = stride(from: 0, to: others.count, by: 6).map { $0..<min(others.count, $0 + 6) }
    alone = try Parallel.map(count: parts.count, threads: threads) { part in
      try workers.lend { worker in
        let others = others[parts[part]]
        return zip(others, try worker.evaluate(others.map(\.choice))).map {
          Alternative(source: $0.source, choice: $0.name, outcome: $1)
        }
      }
    }.flatMap { $0 }
    let tally = UnitTally(units: counting.count, steps: steps)
    let items = Self.items(design, units: counting.count)
    let made = try Parallel.map(count: items.count, threads: threads) { item in
      try workers.lend { worker in
        let outcomes = try worker.evaluate(Array(choices[items[item]]))
        tally.add(worker.columns.prefix(outcomes.count), turn: item)
        return outcomes
      }
    }
    var places = [Int32](repeating: -1, count: result.index.count)
    for (place, row) in counting.rows.enumerated() { places[row] = Int32(truncatingIfNeeded: place) }
    (self.main, self.plan, self.design, self.choices, outcomes) = (result, plan, design, choices, made.flatMap { $0 })
    (kinds, self.tally, self.places) = (counting.kinds, tally, places)
  }

  /// The runs that are made together: those of some rows, so that the tally, which is larger than a processor's caches, is gone through
  /// seldom. A row has two noises, whose draws are kept meanwhile; each run behind the rows has its own, so as many go together as have
  /// as many noises.
  private static func items(_ design: SaltelliDesign, units: Int) -> [Range<Int>] {
    let most = min(32, max(8, mostItemBytes / (3 * max(1, units))), max(8, design.runs / 16))
    let rows = max(1, most / design.runsPerRow)
    let inRows = design.rows * design.runsPerRow
    func parts(_ runs: Range<Int>, _ size: Int) -> [Range<Int>] {
      stride(from: runs.lowerBound, to: runs.upperBound, by: size).map { $0..<min(runs.upperBound, $0 + size) }
    }
    return parts(0..<inRows, rows * design.runsPerRow) + parts(inRows..<design.runs, 2 * rows)
  }

  /// What the runs that are made together may take in ``RunColumns``.
  private static let mostItemBytes = 32 << 20

  private static func alternatives(
    _ definition: Definition
  ) -> [(source: SensitivityPlan.Source, name: String, choice: RunChoice)] {
    let main = RunChoice(definition)
    var list: [(source: SensitivityPlan.Source, name: String, choice: RunChoice)] = []
    for method in Normalisation.allCases where method != main.method {
      var choice = main
      choice.method = method
      list.append((.method, method.rawValue, choice))
    }
    for averages in RunChoice.averages(of: definition).dropFirst() {
      var choice = main
      choice.averages = averages
      list.append((.aggregation, averages.rawValue, choice))
    }
    if definition.variables.count > 1 {
      for (place, variable) in definition.variables.enumerated() {
        var choice = main
        choice.dropped = place
        list.append((.drop, variable.name, choice))
      }
    }
    return list
  }
}

/// What makes runs, with its storage.
private struct Worker: ~Copyable {
  private let make: () -> RunEvaluator
  private var evaluator: RunEvaluator
  private var quick: TableRuns?
  private let units: Int
  /// What each of the runs made last gave its units; those that follow are of no use.
  private(set) var columns: [RunColumns] = []

  init(_ make: @escaping () -> RunEvaluator, quick: consuming TableRuns?, units: Int) {
    self.make = make
    evaluator = make()
    self.quick = quick
    self.units = units
  }

  /// Makes runs, by tables where they will do.
  mutating func evaluate(_ choices: [RunChoice]) throws -> [RunOutcome] {
    while columns.count < choices.count { columns.append(RunColumns(units: units)) }
    guard var outcomes = try quick?.evaluate(choices, into: &columns) else {
      return try evaluator.evaluate(choices, into: &columns)
    }
    let others = outcomes.indices.filter { outcomes[$0] == nil }
    for run in others {
      var column = [RunColumns(units: units)]
      outcomes[run] = try evaluator.evaluate([choices[run]], into: &column)[0]
      columns[run] = column[0]
    }
    // These are few, and take as much memory as all the others.
    if !others.isEmpty { evaluator = make() }
    return outcomes.compactMap { $0 }
  }
}

/// Workers, each lent to one thread at a time.
private final class Workers: Sendable {
  /// A box, since arrays hold no noncopyable values. Only who has taken it from ``idle`` touches it.
  private final class Box: @unchecked Sendable {
    var worker: Worker
    init(_ worker: consuming Worker) { self.worker = worker }
  }

  private let idle = Mutex<[Box]>([])
  private let make: @Sendable () -> Box

  init(_ make: @escaping @Sendable () -> Worker) {
    self.make = { Box(make()) }
  }

  func lend<Result>(_ body: (inout Worker) throws -> Result) rethrows -> Result {
    let box = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { $0.append(box) } }
    return try body(&box.worker)
  }
}

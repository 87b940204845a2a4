import Core
import Livsvillkor

/// Makes runs, one after the other, in storage that is used again.
struct RunEvaluator: ~Copyable {
  /// What runs without noise take, made once.
  struct Plain: Sendable {
    var values: UnitValues
    /// By normalisation.
    var tables: [Normalisation: ScoreTable] = [:]
  }

  private let units: CountingUnits
  private let main: MainRun
  private let noise: Int
  private let plain: Plain?
  private var values: UnitValues
  private var table = ScoreTable()
  private var ranks = BucketRanks()
  private var indices: [[Double]] = []
  private let steps: PercentileSteps

  /// An evaluator; `plain` has the scores of each normalisation where no run has noise.
  init(units: CountingUnits, main: MainRun, noise: Int, plain: Plain?, steps: PercentileSteps) {
    (self.units, self.main, self.noise, self.plain, self.steps) = (units, main, noise, plain, steps)
    values = UnitValues(variables: units.definition.variables.count)
  }

  /// Makes the runs of these choices, those with the same noise together, and of them those with the same scores; puts each unit's steps
  /// into the runs' `columns`.
  mutating func evaluate(_ choices: [RunChoice], into columns: inout [RunColumns]) throws -> [RunOutcome] {
    var outcomes = [RunOutcome?](repeating: nil, count: choices.count)
    for first in choices.indices where outcomes[first] == nil {
      let seed = choices[first].noise
      let alike = choices.indices.filter { choices[$0].noise == seed }
      if plain == nil { values.fill(units, noise: seed.map { CountNoise(most: noise, seed: $0) }) }
      for method in Normalisation.allCases {
        let runs = alike.filter { choices[$0].method == method }
        if runs.isEmpty { continue }
        let ways = try runs.map { run in
          let definition = try choices[run].definition(from: units.definition)
          let kept = units.definition.variables.indices.filter { $0 != choices[run].dropped }
          return ScoreCombination(definition, places: kept)
        }
        while indices.count < ways.count { indices.append([Double](repeating: 0, count: units.count)) }
        let resolution: Double
        if let plain, let table = plain.tables[method] {
          table.combine(plain.values, ways, into: &indices, count: units.count)
          resolution = table.resolution
        } else {
          table.fill(units, values: values, method: method, ranks: &ranks)
          table.combine(values, ways, into: &indices, count: units.count)
          resolution = table.resolution
        }
        for (place, run) in runs.enumerated() { outcomes[run] = rank(place, resolution, &columns[run]) }
      }
    }
    return outcomes.compactMap { $0 }
  }

  /// Ranks the units by one of the indices, sets their percentiles beside the main run's, and keeps what the tally wants of them. Units
  /// that have no index in the main run have none here.
  private mutating func rank(_ place: Int, _ resolution: Double, _ column: inout RunColumns) -> RunOutcome {
    if main.indexed < units.count {
      for unit in main.classes.indices where main.classes[unit] == 0 { indices[place][unit] = .nan }
    }
    let worst = UInt8(truncatingIfNeeded: steps.classes)
    let steps = steps
    var (shift, kept, changed, products, squares) = (0.0, 0.0, 0, 0.0, 0.0)
    var ranked = 0
    let middle = Double(main.indexed - 1) / 2
    let (main, people) = (main, units.people)
    column.steps.withUnsafeMutableBufferPointer { target in
      target.update(repeating: PercentileSteps.none)
      indices[place].withUnsafeBufferPointer { index in
        people.withUnsafeBufferPointer { people in
          main.withBuffers { mainRanks, mainPercentiles, mainClasses in
            ranked = ranks.rank(index, weights: people, tie: .within(resolution), cuts: main.cuts) {
              unit, percentile, rank in
              let number = steps.number(percentile)
              target[unit] = steps.step(percentile, number: number)
              shift += abs(percentile - mainPercentiles[unit])
              changed &+= Int(mainClasses[unit]) != number ? 1 : 0
              kept += number == Int(worst) && mainClasses[unit] == worst ? people[unit] : 0
              products += (rank - middle) * mainRanks[unit]
              squares += (rank - middle) * (rank - middle)
            }
          }
        }
      }
    }
    let scale = (squares * main.rankSquares).squareRoot()
    return RunOutcome(
      meanRankShift: ranked > 0 ? shift / Double(ranked) : .nan,
      worstClassKept: main.worst > 0 ? kept / main.worst : .nan,
      rankCorrelation: scale > 0 ? min(1, max(-1, products / scale)) : .nan, changedClass: changed)
  }
}

import Core
import Livsvillkor

/// Makes runs, one after the other, in storage that is used again.
struct RunEvaluator: ~Copyable {
  private let units: CountingUnits
  private let main: MainRun
  private let noise: Int
  private let threads: Int
  /// Scores without noise, by normalisation.
  private let plain: [Normalisation: ScoreTable]
  private var noisy: ScoreTable
  private var order = RankedOrder()
  private var indices: [[Double]] = []
  /// What each of the runs made last gave its units; those that follow are of no use.
  private(set) var columns: [RunColumns] = []

  /// An evaluator; `plain` has the scores of each normalisation that runs without noise take.
  init(units: CountingUnits, main: MainRun, noise: Int, plain: [Normalisation: ScoreTable], threads: Int) {
    (self.units, self.main, self.noise, self.plain, self.threads) = (units, main, noise, plain, threads)
    noisy = ScoreTable(variables: units.definition.variables.count)
  }

  /// Makes the runs of these choices, those with the same scores together.
  mutating func evaluate(_ choices: [RunChoice]) throws -> [RunOutcome] {
    var outcomes = [RunOutcome?](repeating: nil, count: choices.count)
    while columns.count < choices.count { columns.append(RunColumns(units: units.count)) }
    for first in choices.indices where outcomes[first] == nil {
      let (seed, method) = (choices[first].noise, choices[first].method)
      let alike = choices.indices.filter { choices[$0].noise == seed && choices[$0].method == method }
      let ways = try alike.map { run in
        let definition = try choices[run].definition(from: units.definition)
        let kept = units.definition.variables.indices.filter { $0 != choices[run].dropped }
        return ScoreCombination(definition, places: kept)
      }
      while indices.count < ways.count { indices.append([Double](repeating: 0, count: units.count)) }
      let resolution: Double
      if seed == nil, let table = plain[method] {
        table.combine(ways, into: &indices, count: units.count)
        resolution = table.resolution
      } else {
        try noisy.fill(
          units, method: method, noise: seed.map { CountNoise(most: noise, seed: $0) }, order: &order,
          threads: threads)
        noisy.combine(ways, into: &indices, count: units.count)
        resolution = noisy.resolution
      }
      for (place, run) in alike.enumerated() {
        outcomes[run] = rank(place, resolution, run)
      }
    }
    return outcomes.compactMap { $0 }
  }

  /// Ranks the units by one of the indices. Units that have none in the main run have none here.
  private mutating func rank(_ place: Int, _ resolution: Double, _ run: Int) -> RunOutcome {
    var column: [Double] = []
    swap(&column, &indices[place])
    defer { swap(&column, &indices[place]) }
    let indexed = main.classes
    return column.withUnsafeMutableBufferPointer { index in
      if main.indexed < index.count {
        for unit in 0..<index.count where indexed[unit] == 0 { index[unit] = .nan }
      }
      order.sort(UnsafeBufferPointer(index))
      let correlation = rank(index, resolution)
      return compare(UnsafeBufferPointer(index), run, correlation)
    }
  }

  /// Puts the percentiles in the place of the index, by the order that was found; returns the rank correlation with the main run.
  private func rank(_ index: UnsafeMutableBufferPointer<Double>, _ resolution: Double) -> Double {
    let ranked = order.entries.count
    let middle = Double(ranked - 1) / 2
    let apart = RankedOrder.Apart(resolution)
    var (products, squares) = (0.0, 0.0)
    main.units.withUnsafeBufferPointer { units in
      order.entries.withUnsafeBufferPointer { entries in
        let total = ranked == main.indexed ? main.population : entries.reduce(0) { $0 + units[$1.number].people }
        var (below, start) = (0.0, 0)
        while start < ranked {
          let first = entries[start]
          let unit = units[first.number]
          var (people, ranks) = (unit.people, unit.rank)
          var end = start + 1
          // Most units stand alone, which the keys tell.
          if end < ranked, !apart.tells(first, entries[end]) {
            let least = index[first.number]
            while end < ranked,
              index[entries[end].number] - least <= resolution || index[entries[end].number] == least
            {
              people += units[entries[end].number].people
              ranks += units[entries[end].number].rank
              end += 1
            }
          }
          let percentile = total > 0 ? 100 * (below + people / 2) / total : 50
          for i in start..<end { index[entries[i].number] = percentile }
          let rank = Double(start + end - 1) / 2 - middle
          products += rank * ranks
          squares += rank * rank * Double(end - start)
          below += people
          start = end
        }
      }
    }
    let scale = (squares * main.rankSquares).squareRoot()
    return scale > 0 ? min(1, max(-1, products / scale)) : .nan
  }

  /// Sets the percentiles beside the main run's, unit by unit, and keeps what the tally wants of them.
  private mutating func compare(
    _ percentiles: UnsafeBufferPointer<Double>, _ run: Int, _ correlation: Double
  ) -> RunOutcome {
    let worst = UInt8(truncatingIfNeeded: main.cuts.count + 1)
    let cuts = main.cuts.map { $0 - 1e-12 * $0 }
    var (shift, kept, changed, ranked) = (0.0, 0.0, 0, 0)
    let main = main
    columns[run].withBuffers { steps, classes in
      for unit in 0..<percentiles.count {
        let percentile = percentiles[unit]
        if percentile.isNaN {
          classes[unit] = 0
          continue
        }
        var number: UInt8 = 1
        for cut in cuts { number &+= percentile >= cut ? 1 : 0 }
        steps[unit] = UInt16(percentile * (UnitTally.steps / 100) + 0.5)
        classes[unit] = number
        ranked &+= 1
        shift += abs(percentile - main.percentiles[unit])
        changed &+= main.classes[unit] != number ? 1 : 0
        if number == worst, main.classes[unit] == worst { kept += main.units[unit].people }
      }
    }
    return RunOutcome(
      meanRankShift: ranked > 0 ? shift / Double(ranked) : .nan,
      worstClassKept: main.worst > 0 ? kept / main.worst : .nan,
      rankCorrelation: correlation, changedClass: changed)
  }
}

import Livsvillkor

/// What an analysis says of all units together.
package struct SensitivitySummary: Sendable {
  /// How an outcome is spread over the runs.
  package struct Spread: Sendable {
    package var mean: Double
    package var p05: Double
    package var p50: Double
    package var p95: Double

    /// Of these values; quantiles are linear between values.
    init(_ values: [Double]) {
      let sorted = values.filter { !$0.isNaN }.sorted()
      func quantile(_ fraction: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let place = fraction * Double(sorted.count - 1)
        let lower = sorted[Int(place)]
        return lower + (place - Double(Int(place)))
          * ((Int(place) + 1 < sorted.count ? sorted[Int(place) + 1] : last) - lower)
      }
      mean = sorted.isEmpty ? .nan : sorted.reduce(0, +) / Double(sorted.count)
      (p05, p50, p95) = (quantile(0.05), quantile(0.5), quantile(0.95))
    }
  }

  /// A class of the main run.
  package struct ClassCount: Sendable {
    /// 1 (best) and up.
    package var number: Int
    /// Its units and people.
    package var units: Int
    package var population: Double
    /// Those of ``SensitivityAnalysis/uncertainty`` above ``limit``.
    package var uncertainUnits: Int
    package var uncertainPopulation: Double
  }

  /// A source and what share of each of ``RunOutcome/outputs`` goes back to it.
  package struct SourceEffects: Sendable {
    package var source: SensitivityPlan.Source
    /// Nil where there are no effects to be had of an output.
    package var effects: [SobolEffect?]
  }

  /// What a unit's share of runs outside its class must be above to be called uncertain.
  package static let limit = 0.2

  package let rankCorrelation: Spread
  package let meanRankShift: Spread
  package let worstClassKept: Spread
  package let classes: [ClassCount]
  package let sources: [SourceEffects]
  /// Why there are no effects of each output; nil where there are.
  package let noEffects: [String?]

  /// Of an analysis.
  package init(_ analysis: SensitivityAnalysis) {
    let outcomes = analysis.outcomes
    rankCorrelation = Spread(outcomes.map(\.rankCorrelation))
    meanRankShift = Spread(outcomes.map(\.meanRankShift))
    worstClassKept = Spread(outcomes.map(\.worstClassKept))
    let effects = RunOutcome.outputs.enumerated().map { place, output in
      analysis.design.effects(outcomes.map(output.value), seed: analysis.plan.seed &+ UInt64(place))
    }
    noEffects = effects.map { $0 != nil ? nil : analysis.design.rows == 0 ? "too_few_runs" : "constant" }
    sources = analysis.plan.sources.enumerated().map { place, source in
      SourceEffects(source: source, effects: effects.map { $0?[place] })
    }
    let result = analysis.main
    var counts = (1...result.definition.classes.count).map {
      ClassCount(number: $0, units: 0, population: 0, uncertainUnits: 0, uncertainPopulation: 0)
    }
    for (row, uncertain) in analysis.uncertainty.enumerated() where !uncertain.isNaN {
      let (place, people) = (Int(result.classes[row]) - 1, result.population.values[row])
      counts[place].units += 1
      counts[place].population += people
      if uncertain > Self.limit {
        counts[place].uncertainUnits += 1
        counts[place].uncertainPopulation += people
      }
    }
    classes = counts
  }
}

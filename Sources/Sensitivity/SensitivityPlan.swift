import Core
import Livsvillkor

/// What a sensitivity analysis leaves open, and how often it draws.
package struct SensitivityPlan: Sendable, Equatable {
  /// A source of uncertainty: a factor of the design.
  package enum Source: String, Sendable, CaseIterable {
    /// The weights of variables and groups.
    case weights
    /// The noise on counts.
    case noise
    /// How values become scores.
    case method
    /// How scores are averaged.
    case aggregation
    /// One variable left out, or none.
    case drop
  }

  /// How weights are drawn. The definition's weight is multiplied by the draw; a level's weights count by their sum.
  package enum WeightDraws: Sendable, Equatable {
    /// Evenly between two factors, 0 < lower ≤ upper.
    case uniform(Double, Double)
    /// −ln u: where the definition's weights are equal, all shares that sum to 1 are equally likely (Dirichlet, all parameters 1).
    case dirichlet
  }

  /// Runs, 1 … ``mostRuns``.
  package var runs: Int
  /// What all draws follow from.
  package var seed: UInt64
  /// What varies, in the order of ``Source``.
  package var sources: [Source]
  /// How weights are drawn.
  package var weightDraws: WeightDraws
  /// The largest noise on a count: whole numbers from −noise to noise are equally likely.
  package var noise: Int

  /// The runs that a unit's counts can hold.
  package static let mostRuns = 65_535

  /// A plan.
  package init(runs: Int, seed: UInt64, sources: Set<Source>, weightDraws: WeightDraws, noise: Int) {
    (self.runs, self.seed, self.weightDraws, self.noise) = (runs, seed, weightDraws, noise)
    self.sources = Source.allCases.filter(sources.contains)
  }

  /// The design's columns for each source.
  func widths(_ definition: Definition) -> [Int] {
    sources.map { $0 == .weights ? definition.variables.count + definition.groups.count : 1 }
  }
}

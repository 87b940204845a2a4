import Foundation
import Livsvillkor

/// What one run takes for each thing that is left open.
package struct RunChoice: Sendable, Equatable {
  /// How scores are averaged, on both levels.
  package enum Averages: String, Sendable, CaseIterable {
    /// As the definition has it, where it mixes both.
    case defined = "as_defined"
    case arithmetic
    case geometric
  }

  /// Weights of the definition's variables, then of its groups.
  package var weights: [Double]
  /// What the noise follows from; nil without noise.
  package var noise: UInt32?
  /// How values become scores.
  package var method: Normalisation
  /// How scores are averaged.
  package var averages: Averages
  /// The place of the variable that is left out; nil for none.
  package var dropped: Int?

  /// The definition's own choices.
  package init(_ definition: Definition) {
    weights = definition.variables.map(\.weight) + definition.groups.map(\.weight)
    method = definition.normalisation
    averages = Self.averages(of: definition)[0]
  }

  /// The choices for a run's inputs, as the design gives them: discrete ones by the whole part of u × their number (A. Saisana,
  /// A. Saltelli and S. Tarantola, Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite
  /// indicators, J. R. Statist. Soc. A 168, 2005).
  init(_ inputs: [[Double]], plan: SensitivityPlan, definition: Definition) {
    self.init(definition)
    func pick<Choice>(_ choices: [Choice], _ u: Double) -> Choice {
      choices[min(choices.count - 1, Int(u * Double(choices.count)))]
    }
    for (source, draws) in zip(plan.sources, inputs) {
      let u = draws.first ?? 0
      switch source {
      case .weights:
        weights = zip(weights, draws).map { weight, u in
          switch plan.weightDraws {
          case .uniform(let lower, let upper): weight * (lower + (upper - lower) * u)
          case .dirichlet: weight * -log(u)
          }
        }
      case .noise: noise = UInt32(u * 0x1p32)
      case .method: method = pick(Normalisation.allCases, u)
      case .aggregation: averages = pick(Self.averages(of: definition), u)
      case .drop: dropped = pick([nil] + definition.variables.indices.map { $0 }, u)
      }
    }
  }

  /// The averages that there are for a definition, its own first.
  package static func averages(of definition: Definition) -> [Averages] {
    let all = Set(definition.groups.map(\.aggregation) + [definition.indexAggregation])
    return switch all {
    case [.arithmetic]: [.arithmetic, .geometric]
    case [.geometric]: [.geometric, .arithmetic]
    default: [.defined, .arithmetic, .geometric]
    }
  }

  /// The definition that this choice makes of another. What it averages geometrically may be z-scores, see `ScoreTable`.
  package func definition(from base: Definition) throws -> Definition {
    var result = base
    for i in base.variables.indices { result.variables[i].weight = weights[i] }
    for i in base.groups.indices { result.groups[i].weight = weights[base.variables.count + i] }
    result.setMethod(method)
    if averages != .defined {
      let aggregation: Aggregation = averages == .arithmetic ? .arithmetic : .geometric
      for i in result.groups.indices { result.groups[i].aggregation = aggregation }
      result.indexAggregation = aggregation
    }
    guard let dropped else { return result }
    result = try result.dropping([base.variables[dropped].name], reason: "dropped in this run")
    if case .atLeast(let least) = result.missing { result.missing = .atLeast(min(least, result.variables.count)) }
    return result
  }
}

extension Definition {
  /// Takes another normalisation, with the limits of z-scores that are the default where the definition has another.
  mutating func setMethod(_ method: Normalisation) {
    if method == normalisation { return }
    clip = method == .zscore ? Limits(-3, 3) : nil
    normalisation = method
  }
}

import ArgumentParser
import Core
import Sensitivity

/// How weights are drawn.
enum WeightDrawChoice: String, ExpressibleByArgument, CaseIterable {
  case uniform
  case dirichlet
}

/// What a sensitivity analysis draws.
struct DrawOptions: ParsableArguments {
  @Option(help: "Runs. Effects of the sources need a multiple: with all five, 7168 give 1,024 rows.")
  var runs = 1000

  @Option(help: "The number that all draws follow from.")
  var seed: UInt64 = 1

  @Option(help: "What varies, with commas between: weights, noise, method, aggregation, drop (default: all).")
  var vary: String?

  @Option(help: "Factors between which weights vary, such as 0.5..1.5 (the default).")
  var weightRange: String?

  @Option(help: "How weights vary: uniform within --weight-range, or dirichlet (any shares alike).")
  var weightDraws = WeightDrawChoice.uniform

  @Option(help: "Largest noise on a count of people (default: 3).")
  var noise: Int?

  @Option(help: "Write each run's choices and what they gave to FILE, such as draws.csv.", completion: .file())
  var draws: String?

  func validate() throws {
    if !(1...SensitivityPlan.mostRuns).contains(runs) {
      throw ValidationError("--runs takes a number from 1 to \(SensitivityPlan.mostRuns), not \(runs).")
    }
    if let noise, !(1...1000).contains(noise) {
      throw ValidationError("--noise takes a number of people from 1 to 1000, not \(noise).")
    }
  }

  /// The plan that the options ask for.
  func plan() throws -> SensitivityPlan {
    let sources = try chosenSources()
    if noise != nil, !sources.contains(.noise) { throw unused("--noise", "noise") }
    if weightRange != nil, !sources.contains(.weights) { throw unused("--weight-range", "weights") }
    if weightDraws == .dirichlet {
      if !sources.contains(.weights) { throw unused("--weight-draws", "weights") }
      if weightRange != nil { throw Failure(.usage, "--weight-range does not go with --weight-draws dirichlet") }
    }
    return SensitivityPlan(
      runs: runs, seed: seed, sources: sources,
      weightDraws: weightDraws == .dirichlet ? .dirichlet : try range(weightRange ?? "0.5..1.5"), noise: noise ?? 3)
  }

  private func unused(_ option: String, _ source: String) -> Failure {
    Failure(.usage, "\(option) is of no use where --vary leaves \(source) out")
  }

  private func chosenSources() throws -> Set<SensitivityPlan.Source> {
    guard let vary else { return Set(SensitivityPlan.Source.allCases) }
    let known = SensitivityPlan.Source.allCases.map(\.rawValue)
    var found: Set<SensitivityPlan.Source> = []
    for word in vary.split(separator: ",", omittingEmptySubsequences: false) {
      guard let source = SensitivityPlan.Source(rawValue: String(word)) else {
        throw Failure(
          .usage, "--vary: no such source", value: String(word), expected: known.joined(separator: ", "),
          hint: Suggestion.hint(for: String(word), among: known))
      }
      if !found.insert(source).inserted {
        throw Failure(.usage, "--vary names a source twice", value: String(word))
      }
    }
    return found
  }

  private func range(_ text: String) throws -> SensitivityPlan.WeightDraws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    // 0.5..1.5 falls into 0, 5, nothing, 1, 5.
    guard let gap = parts.firstIndex(of: ""), let lower = Double(parts[..<gap].joined(separator: ".")),
      let upper = Double(parts[(gap + 1)...].joined(separator: ".")), lower > 0, lower <= upper, upper.isFinite
    else {
      throw Failure(
        .usage, "--weight-range takes two factors above 0, the lesser first", value: text,
        expected: "such as 0.5..1.5")
    }
    return .uniform(lower, upper)
  }
}

import Reports

/// Whether a step runs, and why.
package enum JobDecision: Equatable, Sendable {
  /// Why a step runs.
  package enum Reason: Equatable, Sendable {
    case firstTime
    case forced
    case otherCommand
    case otherProgram
    case otherOptions([String])
    case otherInputs([String])
    /// Files that the step wrote are not there any more, or not as it left them.
    case otherOutputs([String])
  }

  /// It runs.
  case run(Reason)
  /// Inputs, options, program and outputs are those of the last run.
  case upToDate
  /// It runs if one of these steps, which run before it, changes what it reads.
  case dependsOn([String])

  /// What is to be done with a step.
  ///
  /// - Parameters:
  ///   - now: the step as it would be recorded, with its inputs as they are and its outputs as they are found
  ///   - last: the step as it was recorded last
  package init(now: JobRecord.Step, last: JobRecord.Step?, isForced: Bool) {
    guard let last else {
      self = .run(.firstTime)
      return
    }
    self =
      if isForced {
        .run(.forced)
      } else if now.command != last.command {
        .run(.otherCommand)
      } else if now.program != last.program {
        .run(.otherProgram)
      } else if now.options != last.options {
        .run(.otherOptions(Self.differences(now.options, last.options, \.name)))
      } else if now.inputs != last.inputs {
        .run(.otherInputs(Self.differences(now.inputs, last.inputs, \.file)))
      } else if now.outputs != last.outputs {
        .run(.otherOutputs(Self.differences(now.outputs, last.outputs, \.file)))
      } else {
        .upToDate
      }
  }

  /// Names of what is in one list and not, or not so, in the other.
  private static func differences<Item: Equatable>(_ a: [Item], _ b: [Item], _ name: (Item) -> String) -> [String] {
    var names: [String] = []
    for item in a.filter({ !b.contains($0) }) + b.filter({ !a.contains($0) }) where !names.contains(name(item)) {
      names.append(name(item))
    }
    return names
  }

  /// The decision in words.
  package func text(_ language: Language) -> String {
    func list(_ names: [String]) -> String {
      names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    }
    return switch self {
    case .upToDate: language.text(sv: "körs inte: inget har ändrats", en: "does not run: nothing has changed")
    case .dependsOn(let steps):
      language.text(
        sv: "körs om det ändras som görs av \(list(steps))", en: "runs if what \(list(steps)) makes changes")
    case .run(let reason):
      switch reason {
      case .firstTime: language.text(sv: "körs: första gången", en: "runs: for the first time")
      case .forced: language.text(sv: "körs: --force", en: "runs: --force")
      case .otherCommand: language.text(sv: "körs: ett annat kommando", en: "runs: another command")
      case .otherProgram: language.text(sv: "körs: programmet är ett annat", en: "runs: the program is another one")
      case .otherOptions(let names):
        language.text(sv: "körs: ändrade val (\(list(names)))", en: "runs: changed options (\(list(names)))")
      case .otherInputs(let names):
        language.text(sv: "körs: ändrade indata (\(list(names)))", en: "runs: changed inputs (\(list(names)))")
      case .otherOutputs(let names):
        language.text(
          sv: "körs: resultat saknas eller har ändrats (\(list(names)))",
          en: "runs: outputs are missing or changed (\(list(names)))")
      }
    }
  }
}

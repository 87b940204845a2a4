import ArgumentParser
import Core

/// What a run takes of its inputs, for every command that reads any.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take more (or less) of inputs than usual: \(InputLimit.allCases.map(\.rawValue).joined(separator: ", ")).",
      discussion: "The limits and their values are in the README.", valueName: "name=value"))
  var inputLimit: [String] = []

  func validate() throws {
    // Before any input is looked at.
    do {
      try InputLimit.set(inputLimit)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

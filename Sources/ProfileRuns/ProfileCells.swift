import Inputs
import Outputs
import Reports
import Livsvillkor
import Overlay
import Profile

/// Indexed cells with the variables of a definition.
enum ProfileCells {
  /// Variables whose plain values are shares in every built-in definition.
  private static let shares: Set = [
    "utbildning", "forvarvsfrekvens", "utlandsk_bakgrund", "trangboddhet", "ensamstaende", "unga_0_15", "unga_16_19",
  ]

  /// Reads the cells and those of the definition's variables that they have.
  static func layer(
    _ parameters: ProfileRun.Parameters, journal: Journal
  ) throws -> (layer: ProfileLayer, record: InputRecord) {
    let definition = parameters.definition
    let names = definition.variables.flatMap { [$0.name, $0.name + "_z"] }
    let input = try CellLayerInput(parameters.cellSource, further: names, journal: journal)
    let there = definition.variables.filter { input.further[$0.name] != nil || input.further[$0.name + "_z"] != nil }
    if there.isEmpty {
      journal.note(
        "\(parameters.cells): no column of a variable of the definition \(definition.name): no variables and no contributions"
          + " (--definition)")
    }
    let variables = there.map { variable in
      let values = input.further[variable.name] ?? []
      return ProfileLayer.Variable(
        variable.name, group: variable.group, weight: weight(of: variable, among: there, definition),
        unit: unit(of: variable, values: values), isWorseWhenLow: variable.worse == .low, values: values,
        scores: input.further[variable.name + "_z"] ?? [])
    }
    let worst = min(input.layer.worstClass ?? 0, 100)
    let count = max(parameters.classCount ?? (worst > 0 ? worst : definition.classes.count), worst)
    return (ProfileLayer(cells: input.layer, variables: variables, classCount: count), input.record)
  }

  /// A variable's part of the index: of its group among the groups that are there, times its own in the group.
  private static func weight(
    of variable: Definition.Variable, among there: [Definition.Variable], _ definition: Definition
  ) -> Double {
    let members = there.filter { $0.group == variable.group }
    let groups = definition.groups.filter { group in there.contains { $0.group == group.name } }
    guard let group = groups.first(where: { $0.name == variable.group }) else { return 0 }
    let inGroup = variable.weight / members.reduce(0) { $0 + $1.weight }
    return inGroup * group.weight / groups.reduce(0) { $0 + $1.weight }
  }

  private static func unit(of variable: Definition.Variable, values: [Double]) -> ProfileLayer.Unit {
    if variable.perArea { return .perSquare }
    let isRatio = variable.measures.contains { if case .ratio = $0 { true } else { false } }
    let isWithinOne = values.allSatisfy { $0.isNaN || (0...1).contains($0) }
    return isWithinOne && (isRatio || shares.contains(variable.name)) ? .share : .number
  }
}

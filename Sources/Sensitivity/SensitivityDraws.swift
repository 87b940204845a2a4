import Columns
import Livsvillkor

extension SensitivityAnalysis {
  /// All draws, a row a run, so that any run can be made again: `run`, `row` and `part` (`a`, `b`, or the source that is taken from b),
  /// `weight_<variable>` and `weight_<group>` before they are divided by their sum, `noise_seed`, `method`, `aggregation`, `dropped`,
  /// and what came out: `mean_rank_shift`, `worst_class_kept`, `rank_correlation`, `changed_class`.
  package var draws: Table {
    let runs = choices.indices
    let exact = FieldKind.real(decimals: nil)
    var table = Table()
    table.add("run", .integer, numbers: runs.map { Double($0 + 1) })
    table.add("row", .integer, numbers: runs.map { Double(design.place(ofRun: $0).row + 1) })
    table.add(
      "part",
      texts: TextColumn(
        runs.map { run in
          switch design.place(ofRun: run).part {
          case .a: "a"
          case .b: "b"
          case .exchanged(let factor): plan.sources[factor].rawValue
          }
        }))
    let definition = main.definition
    for (place, name) in (definition.variables.map(\.name) + definition.groups.map(\.name)).enumerated() {
      table.add("weight_\(name)", exact, numbers: choices.map { $0.weights[place] })
    }
    table.add("noise_seed", .integer, numbers: choices.map { $0.noise.map(Double.init) ?? .nan })
    table.add("method", texts: TextColumn(choices.map(\.method.rawValue)))
    table.add("aggregation", texts: TextColumn(choices.map(\.averages.rawValue)))
    table.add("dropped", texts: TextColumn(choices.map { $0.dropped.map { definition.variables[$0].name } ?? "" }))
    table.add("mean_rank_shift", exact, numbers: outcomes.map(\.meanRankShift))
    table.add("worst_class_kept", exact, numbers: outcomes.map(\.worstClassKept))
    table.add("rank_correlation", exact, numbers: outcomes.map(\.rankCorrelation))
    table.add("changed_class", .integer, numbers: outcomes.map { Double($0.changedClass) })
    return table
  }
}

import Columns
import Core
import Livsvillkor
import Outputs
import Parallel
import Reports
import Sensitivity

/// `rutverk sensitivity`: tables of cells or zones in, the index of each unit out, and how sure it is.
package struct SensitivityRun {
  /// The units with the index' fields and those of the analysis.
  package let layer: LayerContents
  /// The analysis.
  package let analysis: SensitivityAnalysis
  /// The inputs read.
  package let inputs: [InputRecord]
  /// The run's choices and outcomes, a row a run.
  package var draws: LayerContents {
    LayerContents(name: "draws", table: analysis.draws, shapes: .none)
  }

  /// Reads, joins, computes the index, and draws.
  package init(_ parameters: IndexRun.Parameters, plan: SensitivityPlan, journal: Journal) throws {
    let input = try IndexInput(parameters, journal: journal)
    let index = try IndexRun.index(input, parameters, journal)
    let keys = try Self.keys(input.identity, threads: parameters.threads)
    analysis = try journal.stage(journal.words.drawing) {
      try Failure.naming(parameters.tables) {
        try SensitivityAnalysis(
          main: index, units: input.units, keys: keys, plan: plan, threads: parameters.threads)
      }
    }
    var table = input.identity
    try IndexRun.addFields(of: index, to: &table)
    analysis.addFields(to: &table)
    layer = LayerContents(name: "livsvillkor", table: table, shapes: input.shapes)
    inputs = input.inputs
    if plan.sources.contains(.noise), analysis.kinds.allSatisfy({ $0 == .none }) {
      journal.note(
        "the noise changes nothing: no variable is a count, a ratio of counts or a share of the population")
    }
    if analysis.design.rows == 0 {
      journal.note(
        "no effects: \(plan.runs) runs are too few for \(plan.sources.count) sources, which take "
          + "\(SaltelliDesign.leastRows * analysis.design.runsPerRow) at least")
    }
  }

  /// What the noise of each unit is hashed by: the text `ruta/size_m`, or the zone's key.
  private static func keys(_ identity: Table, threads: Int) throws -> [UInt64] {
    let blocks = try Parallel.blocks(of: identity.rowCount, threads: threads) { rows -> [UInt64] in
      guard case .texts(let names, let first) = identity.slice(0, rows) else { return rows.map { _ in 0 } }
      let sizes: ArraySlice<Double>? =
        if identity.fields.count > 1, case .numbers(let sizes) = identity.slice(1, rows) { sizes } else { nil }
      return rows.map { row in
        let end = sizes.map { "/\(Int($0[$0.startIndex + row - rows.lowerBound]))" } ?? ""
        return names.withBytes(first + row - rows.lowerBound) { CountNoise.key(Array($0) + Array(end.utf8)) }
      }
    }
    return blocks.flatMap { $0 }
  }
}

import DryRuns
import Core
import Outputs
import Reports

/// What a run has found: a layer for the output files, statistics, and tables for people.
struct Findings {
  /// What every output file holds; nil where the run has written its layers itself, or has none.
  var layer: LayerContents?
  /// The statistics, told last so that they hold what the journal recorded while the layer was written.
  let statistics: (Journal) throws -> JSONTree
  let tables: (Language) -> [TextTable]

  init(
    _ layer: LayerContents?, _ statistics: @escaping (Journal) throws -> JSONTree,
    _ tables: @escaping (Language) -> [TextTable]
  ) {
    (self.layer, self.statistics, self.tables) = (layer, statistics, tables)
  }
}

extension RunOptions {
  /// Does what was asked for: tells what a run would do, or stages the outputs, runs, and says what the stages cost.
  ///
  /// `dry` looks at the inputs; `staging` makes the outputs ready before any work is done, in a dry run too; `stages`
  /// foretells how many stages `body` takes.
  func run<Target>(
    dry: (inout DryRun) throws -> Void, staging: () throws -> Target, stages: (Target) -> Int,
    body: (Target, Journal) throws -> Void
  ) throws {
    if dryRun {
      var found = DryRun(lang)
      try dry(&found)
      try found.outputs { _ = try staging() }
      return try found.finish(show: Console.out) { Console.error($0) }
    }
    let target = try staging()
    let journal = journal(stages: stages(target))
    try body(target, journal)
    finish(journal)
  }

  /// A run that ends in a layer, statistics and tables. `inputs` are those that no output may replace; `stages` those of
  /// the run itself, without the one that each output takes; `rasters` says what it can write as one.
  func run(
    _ outputs: OutputOptions, inputs: [String?], rasters: LayerWriter.Rasters = .none, stages: Int,
    dry: (inout DryRun) throws -> Void, findings: (Journal) throws -> Findings
  ) throws {
    try run(
      dry: dry, staging: { try outputs.prepare(inputs: inputs.compactMap(\.self), rasters: rasters) },
      stages: { _ in stages + outputs.output.count }
    ) { try write(findings($1), to: $0, journal: $1) }
  }

  /// Writes the layer and the statistics, puts all outputs in place, and shows the tables where nothing else goes to
  /// standard output.
  func write(_ findings: Findings, to target: Outputs, journal: Journal) throws {
    try journal.conclude()
    if let layer = findings.layer { try target.write(layer, threads: workers, journal: journal) }
    try target.commit(findings.statistics(journal), threads: workers, language: lang)
    try show(findings.tables(lang), isWanted: target.showsTables)
  }
}

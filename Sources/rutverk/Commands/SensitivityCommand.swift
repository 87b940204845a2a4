import IndexRuns
import ArgumentParser
import Core
import Files
import Reports
import Sensitivity

/// `rutverk sensitivity`
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity", abstract: "Try what the index leaves open: how sure each unit's class is, and why.",
    discussion: """
      Makes the index again and again with other weights, noise on the counts, normalisations, averages and without single \
      variables. Each unit gets the range of its percentile, its share of runs in each class, and how often it is in another class \
      than the index' own (class_uncertain); the statistics say which choice the order depends on.

      Example: rutverk sensitivity rutor.csv --output rutor.gpkg --stats rutor.json
      """)

  @Argument(help: "Tables of cells or zones, as for index.", completion: .file())
  var tables: [String]

  @OptionGroup var options: IndexOptions
  /// Not offered: it is here to say why.
  @Option(help: .hidden, completion: .file())
  var reference: String?

  @OptionGroup(title: "Draws") var draws: DrawOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if tables.isEmpty { throw ValidationError("Give at least one table.") }
  }

  func run() throws {
    let plan = try draws.plan()
    if let reference {
      throw Failure(
        .usage,
        "--reference does not go with sensitivity: what percentile a unit has under other weights depends on all units of "
          + "the run that made the reference", value: reference, hint: "give the tables of that run")
    }
    let parameters = try options.parameters(tables: tables, threads: execution.workers)
    try execution.run(
      dry: { try $0.index(parameters) },
      staging: {
        let target = try outputs.prepare(inputs: tables, rasters: parameters.key == nil ? .ofCells : .ofZones)
        return (target, try draws.draws.map { try target.stage($0) })
      }, stages: { _ in 4 + outputs.output.count + (draws.draws == nil ? 0 : 1) }
    ) { staged, journal in
      let result = try SensitivityRun(parameters, plan: plan, journal: journal)
      let (target, table) = staged
      if let table { try target.write(result.draws, to: table, threads: execution.workers, journal: journal) }
      try execution.write(
        Findings(result.layer, { try result.statistics(parameters, $0) }, result.tables), to: target, journal: journal
      )
    }
  }
}

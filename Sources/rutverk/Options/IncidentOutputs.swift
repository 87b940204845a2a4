import ArgumentParser
import Charts
import Core
import Files
import IncidentRuns
import Outputs
import Reports

/// Partial results of `incidents`.
struct IncidentPartialOptions: ParsableArguments {
  @Option(
    help: """
      Write a partial result to FILE, for `rutverk merge`; - is standard output. Series, charts, hot spots and tables are then \
      asked of merge.
      """, completion: .file())
  var partial: String?

  @Option(help: "What this part is called: parts that count the same are the same part unless their names differ.")
  var part: String?

  /// What is wrong with them beside `others`; nil: nothing.
  func fault(_ others: [(String, Bool)]) -> String? {
    if part != nil, partial == nil { return "--part goes with --partial." }
    guard partial != nil, let other = others.first(where: \.1)?.0 else { return nil }
    return "\(other) shows a part of the points only: give it to `rutverk merge`, not beside --partial."
  }
}

/// What `incidents`, and `merge` of its parts, write: layers, charts, statistics and partial result, all together or none.
struct IncidentOutputs {
  let outputs: Outputs
  private let hotspots: LayerWriter.Target?
  private let series: LayerWriter.Target?
  private let charts: [(name: String, file: StagedFile)]
  private let partial: PartialTarget?
  /// Stages that writing takes.
  let stages: Int

  /// Stages everything, before any work is done.
  init(
    _ options: OutputOptions, hotspots: String?, series: String?, charts: [String], partial: String?, inputs: [String]
  ) throws {
    let outputs = try options.prepare(inputs: inputs)
    self.outputs = outputs
    self.hotspots = try hotspots.map(outputs.stage)
    self.series = try series.map(outputs.stage)
    self.charts = try charts.map { ($0, try outputs.file($0)) }
    self.partial = try partial.map { try PartialTarget($0, in: outputs) }
    stages = options.output.count + charts.count + [hotspots, series, partial].count { $0 != nil }
  }

  /// What the run has to make.
  var making: IncidentParts.Making {
    if partial == nil { return .nothing }
    return outputs.hasFiles || hotspots != nil || series != nil || !charts.isEmpty ? .partial : .partialOnly
  }

  /// Writes what was asked for. With a partial result alone no table is shown.
  func write(
    _ result: IncidentRun, partName: String, form: PoliceForm?, _ execution: RunOptions, journal: Journal
  ) throws {
    let (threads, language) = (execution.workers, execution.lang)
    try journal.conclude()
    if let partial {
      try journal.stage(journal.writing(partial.name)) {
        try partial.write { try result.writePartial(to: $0, name: partName) }
      }
    }
    if making == .partialOnly {
      try outputs.commit(.null)
      try partial?.send()
      return
    }
    if !outputs.isLayerless { try outputs.write(result.output(), threads: threads, journal: journal) }
    if let hotspots { try outputs.write(result.hotspots(), to: hotspots, threads: threads, journal: journal) }
    if let series, let layer = result.seriesOutput() {
      try outputs.write(layer, to: series, threads: threads, journal: journal)
    }
    if !charts.isEmpty {
      let chart = try result.chart(language, journal: journal)
      for (name, file) in charts {
        guard let format = ChartFormat(rawValue: OutputOptions.ending(name)) else { continue }
        try journal.stage(journal.writing(name)) { try file.write(try chart.picture(format)) }
      }
    }
    try outputs.commit(result.statistics(journal), threads: threads, language: language)
    if let partial, partial.isStandardOutput {
      try partial.send()
    } else {
      try execution.show(result.tables(language, form: form), isWanted: outputs.showsTables)
    }
  }
}

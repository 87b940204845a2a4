import FootprintRuns
import Outputs
import Reports

/// What `footprint` and `merge` write: layer, statistics, series and partial result, all together or none.
struct FootprintOutputs {
  private let outputs: Outputs
  private let series: LayerWriter.Target?
  private let partial: PartialTarget?
  /// Stages that writing takes.
  let stages: Int

  /// Stages a layer, statistics and a series, for a run without options.
  init(layers: [String], statistics: String, series: String, inputs: [String]) throws {
    let outputs = try Outputs(layers: layers, statistics: statistics, crs: nil, inputs: inputs)
    self.outputs = outputs
    self.series = try outputs.stage(series)
    partial = nil
    stages = layers.count + 1
  }

  /// Stages everything, before any work is done.
  init(_ options: OutputOptions, series: String?, partial: String?, inputs: [String]) throws {
    let outputs = try options.prepare(inputs: inputs)
    self.outputs = outputs
    self.series = try series.map { try outputs.stage($0) }
    self.partial = try partial.map { try PartialTarget($0, in: outputs) }
    stages = options.output.count + (series == nil ? 0 : 1) + (partial == nil ? 0 : 1)
  }

  /// Writes what was asked for. With a partial result alone nothing is counted and no table is shown.
  func write(
    partial writePartial: (String) throws -> Void, result: (Journal) throws -> FootprintResult,
    _ execution: RunOptions, journal: Journal
  ) throws {
    try journal.conclude()
    if let partial { try journal.stage(journal.writing(partial.name)) { try partial.write(writePartial) } }
    guard partial == nil || outputs.hasFiles || series != nil else {
      try outputs.commit(.null)
      try partial?.send()
      return
    }
    let result = try result(journal)
    try write(result, threads: execution.workers, journal: journal)
    if let partial, partial.isStandardOutput {
      try partial.send()
    } else {
      try execution.show(result.tables(execution.lang), isWanted: outputs.showsTables)
    }
  }

  /// Writes layer, series and statistics, and puts all in place.
  func write(_ result: FootprintResult, threads: Int, journal: Journal) throws {
    try outputs.write(try result.output(), threads: threads, journal: journal)
    if let series, let layer = result.seriesOutput() {
      try outputs.write(layer, to: series, threads: threads, journal: journal)
    }
    try outputs.commit(result.statistics(journal), threads: threads, language: journal.language)
  }
}

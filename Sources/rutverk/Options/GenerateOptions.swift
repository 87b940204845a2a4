import ArgumentParser
import Core
import Files
import Outputs
import Reports
import Synthetic

/// The world that data is made for.
struct WorldOptions: ParsableArguments {
  @Option(help: "The number that everything follows from.")
  var seed: UInt64 = 1

  @Option(help: "Number of towns.")
  var towns = 1

  @Flag(help: "The whole of Sweden, with 2,000 towns.")
  var sweden = false

  @Option(help: "Inhabitants of the world (default: as many as its towns have in Sweden).")
  var people: Int?

  var world: SyntheticWorld {
    get throws {
      if sweden, people == nil { return try SyntheticWorld.sweden(seed: seed) }
      return try SyntheticWorld(
        seed: seed, towns: sweden ? 2000 : towns, extent: sweden ? .sweden : nil, people: people)
    }
  }
}

/// The world and the output files of a layer that is made up.
struct GeneratedLayerOptions: ParsableArguments {
  @OptionGroup(title: "World") var world: WorldOptions
  @OptionGroup(title: "Output") var outputs: LayerOutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions

  /// Makes a layer of the world, on so many threads, and writes it; without an output there is nothing to show.
  func make(_ layer: (SyntheticWorld, Int) throws -> LayerContents) throws {
    guard !outputs.output.isEmpty else {
      throw Failure(
        .usage, "generate needs an output", expected: "--output FILE", hint: "- is GeoJSON on standard output")
    }
    if execution.dryRun { return try Console.out(outputs.output.joined(separator: ", ") + "\n") }
    let target = try Outputs(
      layers: outputs.output, statistics: nil, crs: outputs.crs, inputs: [], hasStyles: !outputs.noStyle)
    let journal = execution.journal(stages: 1 + outputs.output.count)
    let made = try journal.stage(execution.generating) { try layer(try world.world, execution.workers) }
    try target.write(made, threads: execution.workers, journal: journal)
    try target.commit(.null)
    execution.finish(journal)
  }
}

/// The world and the file of a table that is made up and may be too long to keep.
struct GeneratedFileOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "Write the table to FILE.csv; - is standard output.", completion: .file())
  var output: String

  @OptionGroup(title: "World") var world: WorldOptions
  @OptionGroup(title: "Run") var execution: RunOptions

  func validate() throws {
    if output != "-", OutputOptions.ending(output) != "csv" {
      throw ValidationError("--output takes a name that ends with .csv here, not \(output).")
    }
  }

  /// Makes a table of the world, on so many threads; it is handed on piece by piece, as bytes, to the last argument.
  func make(_ rows: (SyntheticWorld, Int, Journal, ([UInt8]) throws -> Void) throws -> Void) throws {
    if execution.dryRun { return try Console.out(output + "\n") }
    let set = try OutputSet()
    let file = output == "-" ? nil : try set.file(output)
    let journal = execution.journal(stages: 1)
    try journal.stage(execution.generating) {
      try rows(try world.world, execution.workers, journal) { bytes in
        if let file { try file.write(bytes) } else { try Console.out(bytes) }
      }
    }
    try set.commit()
    execution.finish(journal)
  }
}

extension RunOptions {
  /// What the one stage of making data up is called.
  var generating: String { "Generating" }
}

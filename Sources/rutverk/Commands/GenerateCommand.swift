import ArgumentParser
import Diagnostics
import Pipelines
import Projections
import Reports
import Synthetic

/// `rutverk generate`
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Make synthetic data: grids, areas, zones.",
    discussion: """
      The same seed gives the same bytes, on any machine and for any number of threads. Grids look like the national table: \
      its means, spreads and correlations. Areas and zones fit the grid of the same seed and world.
      """,
    subcommands: [Grid.self, Areas.self, Zones.self])

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

  struct Grid: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grid", abstract: "A mixed grid: 250 m in towns, 1000 m outside, with the index's variables.",
      discussion: "Example: rutverk generate grid --sweden --cells 400000 --output rutor.csv")

    @Option(help: "Number of cells (default: 400,000 for Sweden, 4,500 a town otherwise).")
    var cells: Int?

    @Option(help: "Share of cells that lack a variable.")
    var nullShare = 0.02

    @OptionGroup(title: "World") var world: WorldOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions

    func run() throws {
      try write(outputs, execution) {
        let table = try generateGrid(
          try world.world, GridOptions(cells: cells, nullShare: nullShare, threads: execution.workers))
        return try LayerContents.cells(named: "rutor", table: table)
      }
    }
  }

  struct Areas: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "areas", abstract: "Areas like those that the police assesses, where living conditions are poor.",
      discussion: "Example: rutverk generate areas --seed 7 --count 10 --special-shapes --output omraden.geojson")

    @Option(help: "Number of areas.")
    var count = 10

    @Option(help: "Number of cells of the grid that they go with.")
    var cells: Int?

    @Flag(help: "One area with a hole, one of two parts, two that overlap, one across the grid's edge.")
    var specialShapes = false

    @Option(help: "Vertices of each outline.")
    var vertices = 64

    @OptionGroup(title: "World") var world: WorldOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions

    func run() throws {
      try write(outputs, execution) {
        let options = AreaOptions(
          specialShapes: specialShapes, cells: cells, vertices: vertices, threads: execution.workers)
        return try LayerContents.areas(
          named: "omraden", try generateAreas(try world.world, count: count, options))
      }
    }
  }

  struct Zones: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "zones", abstract: "Zones like DeSO that tile the world without gaps or overlaps.",
      discussion: "Example: rutverk generate zones --sweden --count 6000 --output zoner.gpkg")

    @Option(help: "Number of zones.")
    var count = 100

    @Option(help: "Number of cells of the grid that they go with.")
    var cells: Int?

    @Option(help: "Vertices of each zone, about.")
    var vertices = 400

    @OptionGroup(title: "World") var world: WorldOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions

    func run() throws {
      try write(outputs, execution) {
        let options = ZoneOptions(verticesPerZone: vertices, cells: cells, threads: execution.workers)
        return try LayerContents.areas(named: "zoner", try generateZones(try world.world, count: count, options))
      }
    }
  }
}

/// Makes a layer and writes it; without an output there is nothing to show.
private func write(
  _ options: OutputOptions, _ run: RunOptions, _ make: () throws -> LayerContents
) throws {
  guard !options.output.isEmpty else {
    throw Failure(
      .usage, "generate needs an output", expected: "--output FILE", hint: "- is GeoJSON on standard output")
  }
  if options.stats != nil { throw Failure(.usage, "generate has no statistics", hint: "leave --stats out") }
  if run.dryRun { return try Console.out(options.output.joined(separator: ", ") + "\n") }
  let target = try options.prepare(inputs: [])
  let journal = run.journal(stages: 1 + options.output.count)
  let layer = try journal.stage(run.lang.text(sv: "Genererar", en: "Generating"), make)
  try target.write(layer, threads: run.workers, journal: journal)
  try target.commit(.null)
  run.finish(journal)
}

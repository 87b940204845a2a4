import Outputs
import ArgumentParser
import Core
import Files
import Projections
import Reports
import Synthetic

/// `rutverk generate`
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make synthetic data: grids, areas, zones, stations, events, points, assessments.",
    discussion: """
      The same seed gives the same bytes, on any machine and for any number of threads. Grids look like the national table \
      over their cells of at least 20 inhabitants, weighted by people: its means and spreads within 5 %, its correlations \
      within 0.05. Areas and zones fit the grid of the same seed and world, events the stations.
      """,
    subcommands: [
      Grid.self, Areas.self, Zones.self, Stations.self, Events.self, Points.self, Assessments.self,
      Report.self,
    ])

  struct Grid: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grid", abstract: "A mixed grid: 250 m in towns, 1000 m outside, with the index's variables.",
      discussion: """
        Example: rutverk generate grid --sweden --cells 400000 --output rutor.csv

        The national means, spreads (within 5 %) and correlations (within 0.05) are those of the cells of at least 20 \
        inhabitants, weighted by people, the young as shares of the population: the cells that get an index. In smaller \
        cells a share is of a few persons or households, so that over all cells the spread of single parents is some 17 % \
        and that of youth some 29 % larger, and correlations with youth are weaker by up to 0.2.
        """)

    @Option(help: "Number of cells (default: 400,000 for Sweden, 4,500 a town otherwise).")
    var cells: Int?

    @Option(help: "Share of cells that lack a variable.")
    var nullShare = 0.02

    @OptionGroup var layer: GeneratedLayerOptions

    func run() throws {
      try layer.make { world, threads in
        let table = try generateGrid(
          world, GridOptions(cells: cells, nullShare: nullShare, threads: threads))
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

    @OptionGroup var layer: GeneratedLayerOptions

    func run() throws {
      try layer.make { world, threads in
        let options = AreaOptions(
          specialShapes: specialShapes, cells: cells, vertices: vertices, threads: threads)
        return try LayerContents.areas(
          named: "omraden", try generateAreas(world, count: count, options))
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

    @OptionGroup var layer: GeneratedLayerOptions

    func run() throws {
      try layer.make { world, threads in
        let options = ZoneOptions(verticesPerZone: vertices, cells: cells, threads: threads)
        return try LayerContents.areas(named: "zoner", try generateZones(world, count: count, options))
      }
    }
  }

  struct Stations: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stations", abstract: "Base stations, denser in towns: station, e, n in SWEREF 99 TM.",
      discussion: "Example: rutverk generate stations --count 200 --output stationer.csv")

    @Option(help: "Number of stations (default: 20,000 for Sweden, 200 a town otherwise).")
    var count: Int?

    @OptionGroup var layer: GeneratedLayerOptions

    func run() throws {
      try layer.make { world, _ in
        let table = try generateStations(world, count: count ?? world.defaultStations)
        return LayerContents(name: "stationer", table: table, shapes: .none)
      }
    }
  }

  struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "events", abstract: "Phone activity at base stations, as CSV: phone, timestamp, station.",
      discussion: """
        Example: rutverk generate events --count 100000 --output handelser.csv

        The stations are those of `generate stations` with the same seed, world and number. Timestamps are local time.
        """)

    @Option(help: "Number of events.")
    var count = 100_000

    @Option(help: "Number of phones (default: as many as have eight events a day).")
    var phones: Int?

    @Option(help: "Number of stations that they go with (default: that of generate stations).")
    var stations: Int?

    @Option(help: "First day.")
    var start = "2020-03-01"

    @Option(help: "Number of days.")
    var days = 30

    @Option(help: "Share of events without a station, or with one that does not exist.")
    var unlocatedShare = 0.02

    @Option(help: "Order of the events: time or phone.")
    var order = EventOptions.Order.time

    @OptionGroup var file: GeneratedFileOptions

    func run() throws {
      try file.make { world, threads, _, write in
        let table = try generateStations(world, count: stations ?? world.defaultStations)
        let options = EventOptions(
          count: count, phones: phones, start: start, days: days, unlocatedShare: unlocatedShare, order: order,
          threads: threads)
        try generateEvents(world, stations: table, options, to: write)
      }
    }
  }
}

extension EventOptions.Order: ExpressibleByArgument {}

import Inputs
import Reports
import ArgumentParser
import Core
import Files
import Synthetic

extension GenerateCommand {
  /// `rutverk generate points`.
  struct Points: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "points", abstract: "Incidents with places and times, as CSV: id, e, n, time, category.",
      discussion: """
        Example: rutverk generate points --count 100000 --areas omraden.geojson --output punkter.csv

        Places are in SWEREF 99 TM, denser in towns and in the areas given; times are local time.
        """)

    @Option(help: "Number of points.")
    var count = 100_000

    @Option(help: "Areas in which more happens than elsewhere.", completion: .file())
    var areas: String?

    @Option(help: "Share of points in the areas.")
    var areaShare = 0.1

    @Option(help: "Share of points near towns.")
    var townShare = 0.7

    @Option(help: "Share of points without coordinates.")
    var unlocatedShare = 0.01

    @Option(help: "First day.")
    var start = "2019-01-01"

    @Option(help: "Number of days.")
    var days = 731

    @OptionGroup var file: GeneratedFileOptions

    func run() throws {
      try file.make { world, threads, journal, write in
        let shapes = try areas.map { path in
          try AreaInput(
            path: path, options: InputOptions(), fields: AreaFields.Names(), threads: threads, journal: journal
          ).set.areas.map(\.polygon)
        }
        let options = PointOptions(
          count: count, areas: shapes ?? [], areaShare: areaShare, townShare: townShare,
          unlocatedShare: unlocatedShare, start: start, days: days, threads: threads)
        try generatePoints(world, options, to: write)
      }
    }
  }
}

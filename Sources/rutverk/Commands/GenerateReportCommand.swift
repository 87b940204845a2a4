import ArgumentParser
import Columns
import Core
import Outputs
import Projections
import Reports
import Synthetic

extension GenerateCommand {
  /// `rutverk generate report`.
  struct Report: ParsableCommand {
    /// Reports whose figures a country can have.
    enum Model: String, ExpressibleByArgument, CaseIterable {
      case lagesbild2021 = "lagesbild-2021"
    }

    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "A country with the figures of the police's report: areas, cells, stations and events.",
      discussion: """
        The 60 utsatta områden of 2019 have 13 % of the dygnsavtryck (22 × 43.1, 10 × 30.4 and 28 × 23.0 of 14,550), 5 % of the \
        people and 0.02 % of the ground; of 137 other reported areas 16 have no activity. Places and phones are made up, and \
        the least of each class is a tenth of a phone-day or more. Nothing of it is data of the police.

        Example: rutverk generate report --output land
        rutverk footprint --events land/handelser.csv --stations land/stationer.csv --areas land/omraden.geojson \
        --cells land/rutor.csv
        """)

    @Option(help: "The report.")
    var like = Model.lagesbild2021

    @Option(
      name: [.short, .long], help: "Folder for omraden.geojson, rutor.csv, stationer.csv and handelser.csv.",
      completion: .file())
    var output: String

    @Option(help: "The number that places follow from.")
    var seed: UInt64 = 1

    @OptionGroup(title: "Run") var execution: RunOptions

    private var names: [String] {
      ["omraden.geojson", "rutor.csv", "stationer.csv", "handelser.csv"].map { "\(output)/\($0)" }
    }

    func run() throws {
      if execution.dryRun { return try Console.out(names.map { $0 + "\n" }.joined()) }
      let outputs = try Outputs(layers: [], statistics: nil, crs: nil, inputs: [])
      try outputs.makeFolder(output)
      let journal = execution.journal(stages: 1 + names.count)
      let country = try journal.stage(execution.generating) { try ReportCountry(seed: seed) }
      var areas = country.areas.attributes
      areas.add("befolkning", .integer, numbers: country.populations.map(Double.init))
      let layers = [
        LayerContents(
          name: "omraden", table: areas,
          shapes: .polygons(country.areas.shapes, crs: try CoordinateSystem.gridPlane())),
        LayerContents(name: "rutor", table: country.cells, shapes: .none),
        LayerContents(name: "stationer", table: country.stations, shapes: .none),
      ]
      for (name, layer) in zip(names, layers) {
        try outputs.write(
          layer, to: try outputs.stage(name), threads: execution.workers, journal: journal)
      }
      let events = names[3]
      let file = try outputs.file(events)
      try journal.stage(journal.writing(events)) { try country.writeEvents { try file.write($0) } }
      try outputs.commit(.null)
      execution.finish(journal)
    }
  }
}

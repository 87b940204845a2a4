import Areas
import ArgumentParser
import Core
import Inputs
import Outputs
import Projections
import Reports
import Synthetic

extension GenerateCommand {
  /// `rutverk generate assessments`.
  struct Assessments: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "assessments",
      abstract: "Assessments of areas in several years, and answers to questions about them.",
      discussion: """
        The last year has the areas' own classes. Answers are in long form, one a row, on a scale from 1 to 5.

        Example: rutverk generate assessments --areas omraden.geojson --output bedomningar.geojson --answers svar.csv
        """)

    @Option(help: "The areas: a polygon layer in any format.", completion: .file())
    var areas: String

    @Option(help: "Years of the assessments, with commas between them.")
    var years = "2017,2019,2021"

    @Option(help: "The number that everything follows from.")
    var seed: UInt64 = 1

    @Option(
      name: [.short, .long], help: "Write the assessments to FILE, a layer in the format of its ending.",
      completion: .file())
    var output: String

    @Option(help: "Write the answers to FILE.csv.", completion: .file())
    var answers: String

    @OptionGroup(title: "Run") var execution: RunOptions

    func validate() throws {
      if OutputOptions.ending(answers) != "csv" {
        throw ValidationError("--answers takes a name that ends with .csv, not \(answers).")
      }
    }

    func run() throws {
      if execution.dryRun { return try Console.out("\(output)\n\(answers)\n") }
      let target = try Outputs(layers: [output], statistics: nil, crs: nil, inputs: [areas])
      let file = try target.file(answers)
      let journal = execution.journal(stages: 3)
      let set = try AreaInput(
        path: areas, options: InputOptions(), fields: AreaFields.Names(), threads: execution.workers, journal: journal
      ).set
      let severity = Dictionary(
        uniqueKeysWithValues: zip(AreaClass.bySeverity, (1...AreaClass.bySeverity.count).reversed()))
      let made = try journal.stage(execution.generating) {
        try SyntheticAssessments(
          set.areas.map {
            AssessedArea(
              id: $0.id, name: $0.title, severity: $0.areaClass.flatMap { severity[$0] }, shape: $0.polygon)
          },
          years: years.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }, seed: seed)
      }
      try target.write(
        LayerContents(
          name: "bedomningar", table: made.table,
          shapes: .polygons(made.shapes, crs: try CoordinateSystem.gridPlane())),
        threads: execution.workers, journal: journal)
      try file.write(made.answers)
      try target.commit(.null)
      execution.finish(journal)
    }
  }
}

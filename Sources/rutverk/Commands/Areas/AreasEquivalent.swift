import AreaSetRuns
import Reports
import ArgumentParser
import Core

extension AreaEquivalentRun.Surface: ExpressibleByArgument {}

extension AreasCommand {
  /// `rutverk areas equivalent`
  struct Equivalent: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "equivalent",
      abstract: "Which neighbouring municipalities together are about as large as the areas.",
      discussion: """
        Lists every group of municipalities that border on each other and whose surface misses that of the areas by at most \
        --within per cent, the nearest first.

        Example: rutverk areas equivalent omraden.gpkg --where "year = 2019" --municipalities kommuner.gpkg
        """)

    @OptionGroup var one: AreaReportOptions

    @Option(help: "The municipalities: a polygon layer in any format.", completion: .file())
    var municipalities: String

    @OptionGroup var municipality: NamedLayerOptions<MunicipalityWords>

    @Option(help: "Most municipalities in a group, 1 to 6.")
    var maxSize = 2

    @Option(help: "By how many per cent a group may miss; doubled until there is one.", completion: .file())
    var within = 10.0

    @Option(help: "Surface to rank by: ellipsoidal or planar.")
    var rankBy = AreaEquivalentRun.Surface.ellipsoidal

    @Option(help: "How many metres the two sides of a border may lie apart, as in simplified layers.")
    var borderTolerance = 50.0

    @Option(
      help: "Least length of a common border in metres; must be over twice the tolerance to leave out mere corners.")
    var minBorder = 200.0

    @Flag(help: "Refuse invalid polygons instead of repairing them.")
    var strict = false

    func validate() throws {
      if !(1...6).contains(maxSize) {
        throw ValidationError("--max-size takes a number from 1 to 6, not \(maxSize).")
      }
      if !(within > 0 && within <= 1000) { throw ValidationError("--within takes per cent above 0, not \(within).") }
      if !(borderTolerance > 0 && borderTolerance <= 10_000) {
        throw ValidationError("--border-tolerance takes metres above 0, not \(borderTolerance).")
      }
      if !(minBorder >= 0 && minBorder.isFinite) {
        throw ValidationError("--min-border takes metres from 0 up, not \(minBorder).")
      }
    }

    func run() throws {
      var parameters = AreaEquivalentRun.Parameters(
        areas: one.areas, municipalities: municipalities, threads: one.execution.workers)
      parameters.areaInput = one.layer.input(one.reading, isStrict: strict)
      parameters.areaFields = one.layer.fields
      parameters.municipalityInput = municipality.layer.input(one.reading, isStrict: strict)
      parameters.municipalityFields = municipality.fields
      parameters.maximumSize = maxSize
      parameters.within = within / 100
      parameters.surface = rankBy
      parameters.borderTolerance = borderTolerance
      parameters.minimumBorder = minBorder
      try one.run(
        stages: 4, isStrict: strict, beside: municipalities,
        dry: { try $0.areas(municipalities, parameters.municipalityInput, parameters.municipalityFields) }
      ) { journal in
        let result = try AreaEquivalentRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }
}

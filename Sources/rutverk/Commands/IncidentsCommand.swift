import Areas
import Files
import AreaSetRuns
import Outputs
import IncidentRuns
import Reports
import ArgumentParser
import Core
import Incidents
import LocalTime

/// `rutverk incidents`
struct IncidentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incidents", abstract: "Count points in areas, by period and class: shares, rates, concentration.",
    discussion: """
      A point on a border is inside. Each area's own count ignores the other areas; classes and outside use an exclusive \
      partition by severity, so that they sum to all. Every share stands beside its n, every rate beside its interval; \
      a class has the rate of all its people and the mean of its areas' rates. A period that the events, or --from and \
      --to, cut short is named with its months, and its rates are marked. Where no figure can be had it is null, and \
      status says why.

      Example: rutverk incidents --points skjutningar.csv --areas omraden.gpkg --period year --stats ut.json
      """)

  @OptionGroup(title: "Points") var points: IncidentPointOptions
  @OptionGroup(title: "Points") var details: IncidentDetailOptions

  @Option(
    help: "Counts in place of points: a table with period, class, count, and the country's total.",
    completion: .file())
  var counts: String?

  @Option(help: "The areas: a polygon layer in any format.", completion: .file())
  var areas: String?

  @OptionGroup(title: "Areas") var areaFields: AreaFieldOptions
  @OptionGroup(title: "Areas") var validity: ValidityOptions

  @Option(help: "Length of the periods: year, quarter, month or all (default: year where points have times).")
  var period: PeriodLength?

  @OptionGroup var days: DayOptions
  @OptionGroup(title: "Population") var population: PopulationOptions

  @OptionGroup var country: CountryOptions
  @OptionGroup var land: CountryLandOption

  @Option(help: "Counts below this are marked.")
  var lowCount = 20

  @OptionGroup var small: MinCountOption

  @Option(help: "Tables show rates per 1000 or 100000 inhabitants; files have both.")
  var per = RateBase.thousand

  @Option(
    help: "The areas with this identifier are left out as by --where: of classes, ground and people. May be repeated."
  )
  var exclude: [String] = []

  @Option(help: "Fields of the areas that name the units above them, the lowest level first: LPO,REGION.")
  var hierarchy: String?

  @Option(help: "A polygon layer of units above the areas: police districts, municipalities.", completion: .file())
  var parents: String?

  @Option(help: "Show this many squares of 250 m with most events.")
  var hotspots = 0

  @Option(help: "Write those squares to FILE, in the format of its ending.", completion: .file())
  var hotspotsOutput: String?

  @OptionGroup(title: "Series") var series: SeriesOptions
  @OptionGroup(title: "Partial results") var partials: IncidentPartialOptions

  @Option(help: "Show one table in the form of the police's report: tabell4, tabell5 or tabell6.")
  var table: PoliceForm?

  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if lowCount < 0 { throw ValidationError("--low-count takes a number from 0 up.") }
    if !(0...100_000).contains(hotspots) { throw ValidationError("--hotspots takes a number from 0 to 100000.") }
    if hotspotsOutput != nil, hotspots == 0 { throw ValidationError("--hotspots-output needs --hotspots.") }
    if small.minCount > 1, let other = unprotected {
      // What these tell is of squares, other units and other periods than the counts that are protected together.
      throw ValidationError(
        "--min-count does not go with \(other): nothing ensures that it gives away no withheld count.")
    }
    if counts != nil {
      let others: [(String, Bool)] = [
        ("--points", points.points != nil), ("--areas", areas != nil), ("--output", !outputs.output.isEmpty),
        ("--hotspots", hotspots > 0), ("--exclude", !exclude.isEmpty), ("--hierarchy", hierarchy != nil),
        ("--parents", parents != nil), ("--period", period != nil), ("--categories", details.kinds.categories != nil),
        ("--population-field", population.populationField != nil), ("--cells", population.inhabitants.cells != nil),
        ("--partial", partials.partial != nil), ("--valid-from-field", validity.validFromField != nil),
        ("--valid-to-field", validity.validToField != nil),
      ]
      if let other = series.given { throw ValidationError("--counts does not go with \(other).") }
      if let other = others.first(where: \.1) { throw ValidationError("--counts does not go with \(other.0).") }
      return
    }
    if let fault = partials.fault([
      ("--series", series.series != nil), ("--chart", !series.chart.isEmpty),
      ("--hotspots-output", hotspotsOutput != nil), ("--table", table != nil),
    ]) {
      throw ValidationError(fault)
    }
    if points.points == nil || areas == nil { throw ValidationError("Give --points and --areas, or --counts.") }
    if let other = series.given, validity.validFromField != nil || validity.validToField != nil {
      // A period on a part of which an area holds is no period to compare with others.
      throw ValidationError("\(other) does not go with --valid-from-field and --valid-to-field.")
    }
    if let fault = series.fault(
      hotspots: hotspots, hasParents: parents != nil, hasHierarchy: hierarchy != nil,
      isPartial: partials.partial != nil)
    {
      throw ValidationError(fault)
    }
    if levels.contains(where: \.isEmpty) {
      throw ValidationError("--hierarchy takes fields with commas between them.")
    }
  }

  /// The first option whose figures are not protected together with the counts.
  private var unprotected: String? {
    let all: [(String, Bool)] = [
      ("--counts", counts != nil), ("--partial", partials.partial != nil), ("--hotspots", hotspots > 0),
      ("--parents", parents != nil),
      ("--cells", population.inhabitants.cells != nil), ("--valid-from-field", validity.validFromField != nil),
      ("--valid-to-field", validity.validToField != nil),
    ]
    return series.given ?? all.first(where: \.1)?.0
  }

  private var levels: [String] {
    hierarchy?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  func run() throws {
    var parameters = IncidentParameters(threads: execution.workers)
    parameters.points = points.points
    parameters.counts = counts
    parameters.areas = areas
    parameters.fields = IncidentParameters.Fields(
      time: points.timeField, category: details.kinds.categoryField, link: details.linkField)
    parameters.categories = details.kinds.categories
    parameters.period = period
    parameters.timezone = points.timezone
    (parameters.from, parameters.to) = try days.range()
    try population.apply(to: &parameters, reading)
    parameters.countryKm2 = country.countryKm2
    parameters.landKm2 = land.countryLandKm2
    parameters.lowCount = lowCount
    parameters.minCount = small.minCount
    parameters.per = per
    parameters.hotspots = hotspots
    parameters.exclude = exclude
    parameters.hierarchy = levels
    parameters.parents = parents
    parameters.series = series.parameters
    parameters.areaFields = areaFields.fields
    parameters.areaFields.validity = validity.columns
    parameters.areaInput = areaFields.input(reading.table)
    parameters.pointInput = points.input(reading.table)
    parameters.tableInput = reading.input()
    let inputs = [
      points.points, counts, areas, population.population, population.inhabitants.cells,
      details.kinds.categories, parents,
    ].compactMap(\.self)
    try execution.run(
      dry: { try $0.incidents(parameters) },
      staging: {
        try IncidentOutputs(
          outputs, hotspots: hotspotsOutput, series: series.series, charts: series.chart, partial: partials.partial,
          inputs: inputs)
      },
      stages: { counts != nil ? 1 : 5 + (parents == nil ? 0 : 1) + $0.stages }
    ) { target, journal in
      if counts != nil {
        return try execution.write(counted(parameters, journal), to: target.outputs, journal: journal)
      }
      let result = try IncidentRun(parameters, making: target.making, journal: journal)
      try target.write(
        result, partName: partials.part ?? "", form: table, execution, journal: journal)
    }
  }

  /// The figures of a table of counts.
  private func counted(_ parameters: IncidentParameters, _ journal: Journal) throws -> Findings {
    let result = try IncidentCountRun(parameters, journal: journal)
    return Findings(nil, result.statistics) { result.tables($0, form: table) }
  }
}

import AreaSetRuns
import IncidentRuns
import Reports
import ArgumentParser
import Core
import Incidents
import LocalTime

extension Correction: ExpressibleByArgument {}

/// `rutverk compare`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Points before and after, in areas and in their controls: relative change.",
    discussion: """
      Both windows must be the same days of the calendar, or as long as each other; --per-day lifts that. The control is the \
      unit above less the area, or other areas; without one the change stands alone. The ratio says how much more the one \
      changed than the other, and nothing about why. Where any count that a figure is made of is below 20, it is marked and \
      its interval is exact (conditional on the totals); else log-normal. A ring stands beside: whether events moved there.

      Example: rutverk compare --points skjutningar.csv --areas omraden.gpkg --area A1 --before 2018-01-01..2018-12-31 \
      --after 2019-01-01..2019-12-31 --control parent --parents lpo.gpkg --ring 500 --category-field brottstyp
      """)

  /// Controls that are a word.
  enum Control: String, ExpressibleByArgument, CaseIterable {
    case parent
  }

  @OptionGroup(title: "Points") var points: IncidentPointOptions
  @OptionGroup(title: "Points") var categories: IncidentCategoryOptions

  @Option(
    help:
      "Counts in place of points: a table with area_before, area_after and, for a control, control_before, control_after; or two or four numbers.",
    completion: .file()
  )
  var counts: String?

  @Option(help: "The areas: a polygon layer in any format.", completion: .file())
  var areas: String?

  @OptionGroup(title: "Areas") var areaFields: AreaFieldOptions

  @Option(help: "Compare the area of this identifier or name (default: all areas by class). May be repeated.")
  var area: [String] = []

  @OptionGroup var before: WindowOptions<Before>
  @OptionGroup var after: WindowOptions<After>

  @Flag(help: "Take counts per day, so that the windows may differ in length.")
  var perDay = false

  @Option(help: "parent: compare with the unit of --parents that holds the area, less the area.")
  var control: [Control] = []

  @Option(help: "A polygon layer of units above the areas: police districts, municipalities.", completion: .file())
  var parents: String?

  @Option(help: "Compare with the area of this identifier or name. Repeated: with all of them together.")
  var controlArea: [String] = []

  @Option(
    help:
      "Beside the control: whether events moved to what lies within so many metres of the areas, less all areas. May be repeated."
  )
  var ring: [Double] = []

  @Option(help: "Correction of p values for the number of comparisons: holm, or bh (Benjamini-Hochberg).")
  var correction = Correction.holm

  @Option(help: "Field with the inhabitants of the areas, and of the units above them.")
  var populationField: String?

  @OptionGroup var inhabitants: InhabitantOptions

  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    for width in ring where !(width > 0 && width <= 1_000_000) {
      throw ValidationError("--ring takes metres above 0, not \(width).")
    }
    if populationField != nil, inhabitants.cells != nil {
      throw ValidationError("Give one of --population-field and --cells.")
    }
    if counts != nil {
      let others: [(String, Bool)] = [
        ("--points", points.points != nil), ("--areas", areas != nil), ("--output", !outputs.output.isEmpty),
        ("--area", !area.isEmpty), ("--control", !control.isEmpty), ("--control-area", !controlArea.isEmpty),
        ("--ring", !ring.isEmpty), ("--parents", parents != nil), ("--population-field", populationField != nil),
        ("--cells", inhabitants.cells != nil), ("--category-field", categories.categoryField != nil),
        ("--categories", categories.categories != nil),
      ]
      if let other = others.first(where: \.1) { throw ValidationError("--counts does not go with \(other.0).") }
      return
    }
    if points.points == nil || areas == nil { throw ValidationError("Give --points and --areas, or --counts.") }
    if control.isEmpty != (parents == nil) {
      throw ValidationError("--control parent and --parents LAYER go together.")
    }
  }

  func run() throws {
    var parameters = CompareParameters(threads: execution.workers)
    parameters.points = points.points
    parameters.areas = areas
    parameters.counts = counts
    parameters.before = try before.days()
    parameters.after = try after.days()
    parameters.isPerDay = perDay
    parameters.areaNames = area
    parameters.usesParents = !control.isEmpty
    parameters.parents = parents
    parameters.controlNames = controlArea
    parameters.rings = ring
    parameters.correction = correction
    parameters.incidents.fields.time = points.timeField
    parameters.incidents.fields.category = categories.categoryField
    parameters.incidents.categories = categories.categories
    parameters.incidents.timezone = points.timezone
    parameters.incidents.populationField = populationField
    parameters.incidents.cells = inhabitants.cells
    parameters.incidents.cellInput = try inhabitants.zones.input(reading)
    parameters.incidents.cellsPopulationField = inhabitants.cellsPopulationField
    parameters.incidents.areaFields = areaFields.fields
    parameters.incidents.areaInput = areaFields.input(reading.table)
    parameters.incidents.pointInput = points.input(reading.table)
    parameters.incidents.tableInput = reading.input()
    try parameters.checkWindows()
    try execution.run(
      outputs, inputs: [points.points, counts, areas, parents, inhabitants.cells, categories.categories],
      stages: counts != nil ? 0 : 3 + (parents == nil ? 0 : 1) + (inhabitants.cells == nil ? 0 : 1),
      dry: { try $0.compare(parameters) }
    ) { journal in
      let result =
        counts == nil
        ? try CompareRun.result(parameters, journal: journal) : try CompareCounts.result(parameters, journal: journal)
      return Findings(result.output, result.statistics, result.tables)
    }
  }
}

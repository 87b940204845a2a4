import IncidentRuns
import Inputs
import ArgumentParser
import Core
import Incidents
import LocalTime

extension PeriodLength: ExpressibleByArgument {}
extension PoliceForm: ExpressibleByArgument {}
extension RateBase: ExpressibleByArgument {}

/// The points, and which of their columns say when.
struct IncidentPointOptions: ParsableArguments {
  @Option(
    help:
      "The points: a table with lon, lat or e, n (CSV, also .gz, .zst, or - for standard input), or a point layer.",
    completion: .file())
  var points: String?

  @OptionGroup var layer: LayerOptions<PointWords>
  @OptionGroup var coordinates: CoordinateOptions

  @Option(help: "Column with the time (default: found by its usual names).")
  var timeField: String?

  @Option(help: "Time zone of times without an offset, and of the calendar.")
  var timezone = "Europe/Stockholm"

  /// The options of the points.
  func input(_ table: TableOptions) -> InputOptions {
    var options = layer.input(table)
    options.pointFields = coordinates.fields
    return options
  }
}

/// The points of a layer or table.
enum PointWords: LayerWords {
  static let (prefix, features) = ("points", "points")
  static let example: String? = "typ = 'Skottlossning'"
}

/// What kinds of events are told apart.
struct IncidentCategoryOptions: ParsableArguments {
  @Option(help: "Column with the category; figures are given for each.")
  var categoryField: String?

  @Option(
    help: "Groups of categories, from a YAML file; activity_driven marks offences that the police finds itself.",
    completion: .file())
  var categories: String?
}

/// What is told of events besides where and when they were.
struct IncidentDetailOptions: ParsableArguments {
  @OptionGroup var kinds: IncidentCategoryOptions

  @Option(help: "Column with the identifier of the area that an event is linked to, without lying in it.")
  var linkField: String?
}

/// What rates are of.
struct PopulationOptions: ParsableArguments {
  @Option(help: "Field of the areas with their inhabitants.")
  var populationField: String?

  @Option(
    help: "Table of inhabitants: id, period, population. Rows named riket are the country's.", completion: .file())
  var population: String?

  @OptionGroup var inhabitants: InhabitantOptions

  @Option(help: "Inhabitants of the country, for its share and the rate of the rest.")
  var countryPopulation: Double?

  func validate() throws {
    if [populationField, population, inhabitants.cells].compactMap({ $0 }).count > 1 {
      throw ValidationError("Give one of --population-field, --population and --cells.")
    }
    if let countryPopulation, !(countryPopulation > 0 && countryPopulation.isFinite) {
      throw ValidationError("--country-population takes a positive number.")
    }
  }

  func apply(to parameters: inout IncidentParameters, _ reading: CellTableOptions) throws {
    parameters.populationField = populationField
    parameters.population = population
    parameters.cells = inhabitants.cells
    parameters.cellInput = try inhabitants.zones.input(reading)
    parameters.cellsPopulationField = inhabitants.cellsPopulationField
    parameters.countryPopulation = countryPopulation
  }
}

import ArgumentParser
import FootprintRuns
import Inputs

/// The people and the ground that phone activity is set against.
struct PeopleOptions: ParsableArguments {
  @OptionGroup var inhabitants: InhabitantOptions

  @Option(help: "Side of the cells in metres, for tables that do not say.")
  var cellSize: Int32?

  @Option(help: "Inhabitants of the country, for shares of it (default: the sum of the cells').")
  var countryPopulation: Double?

  @OptionGroup var country: CountryOptions

  func validate() throws {
    if cellSize != nil, inhabitants.cells == nil { throw ValidationError("--cell-size needs --cells.") }
    if let countryPopulation, !(countryPopulation > 0 && countryPopulation.isFinite) {
      throw ValidationError("--country-population takes a positive number.")
    }
  }

  /// Where people and ground are from; `populationField` is one of the areas.
  func source(_ table: TableOptions, populationField: String? = nil, threads: Int) throws -> PeopleSource {
    var source = PeopleSource()
    source.populationField = populationField
    source.countryPopulation = countryPopulation
    source.countryKm2 = country.countryKm2
    source.cells = try inhabitants.cells.map {
      var reading = CellTableOptions()
      (reading.table, reading.cellSize) = (table, cellSize)
      var source = CellSource(
        $0, populationField: inhabitants.cellsPopulationField, populationFlag: "--cells-population-field",
        options: try inhabitants.zones.input(reading), threads: threads)
      source.isOfPeopleAlone = true
      return source
    }
    return source
  }
}

import Areas
import Inputs
import Incidents
import LocalTime

/// What `rutverk incidents` is to do.
package struct IncidentParameters: Sendable, Codable {
  /// Columns of the points named on the command line.
  package struct Fields: Sendable, Codable {
    /// `--time-field`; nil: found by its usual names.
    package var time: String?
    /// `--category-field`; nil: not counted by category.
    package var category: String?
    /// `--link-field`; nil: no links.
    package var link: String?

    /// Columns by name.
    package init(time: String? = nil, category: String? = nil, link: String? = nil) {
      (self.time, self.category, self.link) = (time, category, link)
    }
  }

  /// The point file; nil when counts are given.
  package var points: String?
  /// A table of counts in place of points.
  package var counts: String?
  /// The area layer; nil only with ``counts``.
  package var areas: String?
  /// Columns of the points.
  package var fields = Fields()
  /// Length of the periods; nil: years where the points have times, else all together.
  package var period: PeriodLength?
  /// Name of the time zone in which times without an offset are, and periods are counted.
  package var timezone = "Europe/Stockholm"
  /// First day that counts.
  package var from: CivilDate?
  /// Last day that counts.
  package var to: CivilDate?
  /// Field of the areas with their inhabitants.
  package var populationField: String?
  /// A table of inhabitants by area and period.
  package var population: String?
  /// Cells, or zones by `cellInput.key`, with inhabitants, laid over the areas exactly.
  package var cells: String?
  /// Population field of the cells; nil: found by its usual names.
  package var cellsPopulationField: String?
  /// Inhabitants of the country; nil: as the population source says.
  package var countryPopulation: Double?
  /// Area of the country, km².
  package var countryKm2 = Country.km2
  /// Area of its land, km².
  package var landKm2 = Country.landKm2
  /// Definition of groups of categories.
  package var categories: String?
  /// Counts below this are marked.
  package var lowCount = 20
  /// Of how many inhabitants rates are shown to people.
  package var per = RateBase.thousand
  /// Counts from 1 up that are below it are withheld; 0 or 1: none.
  package var minCount = 0
  /// How many squares with most events to show.
  package var hotspots = 0
  /// Areas that are taken out.
  package var exclude: [String] = []
  /// Fields of the areas that name the units above them, the lowest level first.
  package var hierarchy: [String] = []
  /// A polygon layer of units above the areas.
  package var parents: String?
  /// Series, trends, charts, squares within areas, units with and without areas.
  package var series = SeriesParameters()
  /// Identifier, name and class fields of the areas.
  package var areaFields = AreaFields.Names()
  /// How the areas are read.
  package var areaInput = InputOptions()
  /// How the points are read.
  package var pointInput = InputOptions()
  /// How the cells are read.
  package var cellInput = InputOptions()
  /// How the other tables and layers are read.
  package var tableInput = InputOptions()
  /// Workers.
  package var threads: Int

  /// Every option at its default.
  package init(threads: Int) { self.threads = threads }

  /// The cells as they are to be read; nil without.
  package var cellSource: CellSource? {
    cells.map {
      CellSource(
        $0, populationField: cellsPopulationField, populationFlag: "--cells-population-field", options: cellInput,
        threads: threads)
    }
  }
}

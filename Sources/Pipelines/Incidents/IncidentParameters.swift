import Incidents
import LocalTime

/// What `rutverk incidents` is to do.
public struct IncidentParameters: Sendable {
  /// Columns of the points named on the command line.
  public struct Fields: Sendable {
    /// `--time-field`; nil: found by its usual names.
    public var time: String?
    /// `--category-field`; nil: not counted by category.
    public var category: String?
    /// `--link-field`; nil: no links.
    public var link: String?

    /// Columns by name.
    public init(time: String? = nil, category: String? = nil, link: String? = nil) {
      self.time = time
      self.category = category
      self.link = link
    }
  }

  /// The point file; nil when counts are given.
  public var points: String?
  /// A table of counts in place of points.
  public var counts: String?
  /// The area layer; nil only with ``counts``.
  public var areas: String?
  /// Columns of the points.
  public var fields = Fields()
  /// Length of the periods; nil: years where the points have times, else all together.
  public var period: PeriodLength?
  /// Name of the time zone in which times without an offset are, and periods are counted.
  public var timezone = "Europe/Stockholm"
  /// First day that counts.
  public var from: CivilDate?
  /// Last day that counts.
  public var to: CivilDate?
  /// Field of the areas with their inhabitants.
  public var populationField: String?
  /// A table of inhabitants by area and period.
  public var population: String?
  /// Cells with inhabitants, laid over the areas exactly.
  public var cells: String?
  /// Population field of the cells; nil: found by its usual names.
  public var cellsPopulationField: String?
  /// Inhabitants of the country; nil: as the population source says.
  public var countryPopulation: Double?
  /// Area of the country, km².
  public var countryKm2 = 447_425.0
  /// Definition of groups of categories.
  public var categories: String?
  /// Counts below this are marked.
  public var lowCount = 20
  /// How many squares with most events to show.
  public var hotspots = 0
  /// Areas that are taken out.
  public var exclude: [String] = []
  /// Fields of the areas that name the units above them, the lowest level first.
  public var hierarchy: [String] = []
  /// A polygon layer of units above the areas.
  public var parents: String?
  /// Identifier, name and class fields of the areas.
  public var areaFields = AreaInput.FieldNames()
  /// How the areas are read.
  public var areaInput = InputOptions()
  /// How the points are read.
  public var pointInput = InputOptions()
  /// How the other tables and layers are read.
  public var tableInput = InputOptions()
  /// Workers.
  public var threads: Int

  /// Every option at its default.
  public init(threads: Int) { self.threads = threads }
}

import Inputs
import MapRuns
import ArgumentParser
import Cartography
import Core

extension Palette: ExpressibleByArgument {}

/// The layers of a map.
struct MapLayerOptions: ParsableArguments {
  @Option(
    help: "The cells: what `rutverk index` writes, or a table with Ruta codes and a class.", completion: .file())
  var cells: String?

  @OptionGroup var zones: ZoneLayerOptions

  @Option(help: "Field with the cells' class (default: class or klass).")
  var cellsClassField: String?

  @Option(
    help:
      "Classes of the cells' index, where the layer is a part without its worst (default: the worst class it has).")
  var classCount: Int?

  @Option(help: "The areas: what `rutverk overlay` writes, or any polygon layer.", completion: .file())
  var areas: String?

  @OptionGroup var areaFields: AreaFieldOptions

  @Option(help: "Polygons under the map: coast, municipalities.", completion: .file())
  var base: String?

  @OptionGroup var baseLayer: LayerOptions<BaseWords>

  @Option(help: "Field with the base polygons' names (default: found by its usual names).")
  var baseNameField: String?

  func validate() throws {
    for (flag, isGiven) in [("--key", zones.key != nil), ("--class-count", classCount != nil)]
    where isGiven && cells == nil { throw ValidationError("\(flag) needs --cells.") }
    if let classCount, !(1...20).contains(classCount) { throw ValidationError("--class-count takes 1 to 20.") }
    if cells == nil, areas == nil, base == nil { throw ValidationError("A map needs --cells, --areas or --base.") }
  }

  /// The inputs that no output may replace.
  var files: [String] { [cells, areas, base].compactMap { $0 } }

  /// Fills in the layers of a run.
  func apply(to parameters: inout MapRun.Parameters, _ reading: CellTableOptions) throws {
    parameters.cells = cells
    parameters.areas = areas
    parameters.base = base
    parameters.cellClassField = cellsClassField
    parameters.classCount = classCount
    parameters.cellInput = try zones.input(reading)
    parameters.areaInput = areaFields.input(reading.table)
    parameters.areaFields = areaFields.fields
    parameters.baseInput = baseLayer.input(reading.table, isStrict: areaFields.strict)
    parameters.baseNameField = baseNameField
  }
}

/// What lies under a map.
enum BaseWords: LayerWords { static let (prefix, features) = ("base", "base polygons") }

/// How a map looks.
struct MapLookOptions: ParsableArguments {
  @Option(
    help: """
      Colours of the classes: livsvillkor (green to red, darker the worse), viridis, cividis, blaorange, bla (light to dark blue), gra (print in \
      black); all safe for colour blindness (default: livsvillkor; for a figure bla, or blaorange where it has a middle).
      """)
  var palette: Palette?

  @Option(
    help: """
      Squares that cells are gathered in where they are too small to be seen, each in the class of most people: auto, or \
      their side in METRES; the smallest cells' own side for none.
      """)
  var aggregate = "auto"

  @OptionGroup var rings: RingOptions

  @Option(help: "Title; \"\" for none (default: a plain one).")
  var title: String?

  @Option(help: "Where the data is from, for the foot of the map.")
  var source = ""

  @Option(help: "Year of the cells' data, for the line that says what the map rests on.")
  var dataYear = ""

  @Option(help: "Statistics of the run that wrote the cells: definition and what was left out, for the same line.")
  var cellsStats: String?

  @Option(help: "Date for the foot of the map, such as 2026-03-01; none is taken from the clock.")
  var date = ""

  func validate() throws {
    guard aggregate != "auto" else { return }
    guard let side = Int32(aggregate), (1...1_000_000).contains(side) else {
      throw ValidationError("--aggregate takes auto or a number of metres, such as 5000, not \(aggregate).")
    }
  }

  /// Fills in the look of a run.
  func apply(to parameters: inout MapRun.Parameters) {
    parameters.palette = palette ?? .livsvillkor
    parameters.isPaletteGiven = palette != nil
    parameters.aggregation = Int32(aggregate).map { .metres($0) } ?? .auto
    parameters.ringRule = rings.rule
    parameters.title = title
    parameters.source = source
    parameters.dataYear = dataYear
    parameters.cellStatistics = cellsStats
    parameters.date = date
  }
}

/// The page and the ground that it shows.
struct MapPageOptions: ParsableArguments {
  @Option(help: "Size of the page: a5, a4, a3, a2, 210x297mm or 1600x1200px.")
  var size = "a4"

  @Flag(help: "Turn the page on its side.")
  var landscape = false

  @Option(help: "Pixels an inch (default: 300; 96 for a size in pixels).")
  var dpi: Double?

  @Option(help: "Show this area, by identifier or name, and what lies around it.")
  var extentArea: String?

  @Option(help: "Show this polygon of the base, by name: a municipality.")
  var extentMunicipality: String?

  @Option(help: "Show west,south,east,north in SWEREF 99 TM or degrees (default: the cells).")
  var bbox: String?

  func validate() throws {
    if [extentArea, extentMunicipality, bbox].count(where: { $0 != nil }) > 1 {
      throw ValidationError("Give one of --extent-area, --extent-municipality and --bbox.")
    }
  }

  /// Whether the page may be turned to fit the ground: paper that nobody turned.
  var isTurnable: Bool { !landscape && !size.lowercased().hasSuffix("px") && !size.lowercased().hasSuffix("mm") }

  /// The page.
  func page() throws -> PageSize { try PageSize(size, isLandscape: landscape, dotsPerInch: dpi) }

  /// The ground.
  func extent() throws -> MapExtent {
    if let extentArea { return .area(extentArea) }
    if let extentMunicipality { return .base(extentMunicipality) }
    return try bbox.map { .box(try MapRun.box($0)) } ?? .data
  }
}

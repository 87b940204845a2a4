import Columns
import Geometry

/// What a MANIFEST.md says of a generated data set: its parameters, its CRS and its columns.
public struct DatasetDescription: Sendable, Equatable {
  /// A column of the data set.
  public struct ColumnDescription: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its unit or form.
    public var unit: String
    /// What it holds.
    public var meaning: String
  }

  /// The coordinate reference system of all generated data.
  public static let crs = "EPSG:3006"

  /// What the data set is, one line.
  public var title: String
  /// The seed it follows from.
  public var seed: UInt64
  /// Further parameters by name, in order, as text.
  public var parameters: [(name: String, value: String)]
  /// Its columns, in order.
  public var columns: [ColumnDescription]

  /// Bitwise on all parts.
  public static func == (a: DatasetDescription, b: DatasetDescription) -> Bool {
    a.title == b.title && a.seed == b.seed && a.columns == b.columns
      && a.parameters.elementsEqual(b.parameters, by: { $0 == $1 })
  }

  /// A grid made by ``generateGrid(_:_:)``.
  public init(grid table: Table, world: SyntheticWorld, options: GridOptions) {
    let small = Self.rows(table, where: { $0 == 250 })
    title = "Synthetic grid cells with living conditions; no real place or person is behind them"
    seed = world.seed
    parameters = Self.parameters(of: world)
    parameters += [
      ("cells", "\(table.rowCount)"), ("of which 250 m", "\(small)"),
      ("of which 1000 m", "\(table.rowCount - small)"),
      ("share of cells that lack one variable", "\(options.nullShare)"),
    ]
    columns = Self.cellColumns + Variable.allCases.map(Self.column)
  }

  /// Areas made by ``generateAreas(_:count:_:)`` or zones made by ``generateZones(_:count:_:)``.
  public init(areas: [SyntheticArea], world: SyntheticWorld) {
    let areClassed = areas.contains { $0.areaClass != nil }
    title =
      areClassed
      ? "Synthetic areas with a police class; no real place is behind them"
      : "Synthetic statistical zones that tile the land; no real place is behind them"
    seed = world.seed
    parameters = Self.parameters(of: world)
    parameters += [
      ("features", "\(areas.count)"), ("vertices", "\(areas.reduce(0) { $0 + $1.shape.vertexCount })"),
    ]
    columns = [
      ColumnDescription(name: "id", unit: "text", meaning: "unique key"),
      ColumnDescription(name: "name", unit: "text", meaning: "made-up name, unique"),
    ]
    if areClassed {
      columns.append(ColumnDescription(name: "class", unit: "text", meaning: "the police's words for the class"))
    }
    columns.append(ColumnDescription(name: "kommun", unit: "text", meaning: "the nearest made-up town"))
  }

  /// Stations made by ``generateStations(_:count:_:)``.
  public init(stations table: Table, world: SyntheticWorld) {
    title = "Synthetic base stations; no real station is behind them"
    seed = world.seed
    parameters = Self.parameters(of: world) + [("stations", "\(table.rowCount)")]
    columns = [
      ColumnDescription(name: "station", unit: "text", meaning: "unique key"),
      ColumnDescription(name: "e", unit: "metres", meaning: "easting in EPSG:3006"),
      ColumnDescription(name: "n", unit: "metres", meaning: "northing in EPSG:3006"),
    ]
  }

  /// Events written by ``generateEvents(_:stations:_:to:)``.
  public init(events totals: EventTotals, world: SyntheticWorld, options: EventOptions) {
    title = "Synthetic phone activity; no real phone or person is behind it"
    seed = world.seed
    parameters = Self.parameters(of: world)
    parameters += [
      ("events", "\(totals.events)"), ("of which unlocated", "\(totals.unlocated)"),
      ("phones", "\(options.phoneCount)"), ("first day", options.start), ("days", "\(options.days)"),
      ("order", options.order.rawValue),
    ]
    columns = [
      ColumnDescription(name: "phone", unit: "8 hexadecimal digits", meaning: "a made-up phone"),
      ColumnDescription(name: "timestamp", unit: "ISO 8601", meaning: "local time, Europe/Stockholm, no offset"),
      ColumnDescription(
        name: "station", unit: "text", meaning: "key of a station; sometimes empty or not in the table"),
    ]
  }

  /// The text of a MANIFEST.md, with the command that makes the file.
  public func markdown(file: String, command: String) -> String {
    var text = "# \(file)\n\n\(title).\n\nMade by:\n\n```\n\(command)\n```\n\n"
    text += "- CRS: \(Self.crs) (SWEREF 99 TM)\n- seed: \(seed)\n"
    for (name, value) in parameters { text += "- \(name): \(value)\n" }
    text += "\n| column | unit | meaning |\n| --- | --- | --- |\n"
    for column in columns { text += "| `\(column.name)` | \(column.unit) | \(column.meaning) |\n" }
    return text
  }

  private static func parameters(of world: SyntheticWorld) -> [(name: String, value: String)] {
    let extent: String
    switch world.extent {
    case .sweden: extent = "a rough outline of Sweden"
    case .window(let box): extent = "E \(Int(box.minX))–\(Int(box.maxX)), N \(Int(box.minY))–\(Int(box.maxY))"
    }
    return [("towns", "\(world.towns.count)"), ("extent", extent), ("people planned", "\(world.people)")]
  }

  private static func rows(_ table: Table, where matches: (Double) -> Bool) -> Int {
    guard case .numbers(let sizes)? = table.column("size_m") else { return 0 }
    return sizes.values.reduce(0) { $0 + (matches($1) ? 1 : 0) }
  }

  private static let cellColumns = [
    ColumnDescription(name: "ruta", unit: "13 digits", meaning: "south-west corner in EPSG:3006, E then N"),
    ColumnDescription(
      name: "size_m", unit: "metres",
      meaning: "side of the cell; a 1,000 m cell holds only what lies outside its 250 m cells"),
    ColumnDescription(name: "population", unit: "people", meaning: "inhabitants"),
  ]

  private static func column(_ variable: Variable) -> ColumnDescription {
    let (unit, meaning): (String, String)
    switch variable {
    case .inkomst: (unit, meaning) = ("1,000 SEK", "median net income")
    case .utbildning: (unit, meaning) = ("share, 0–1", "at most lower-secondary education")
    case .forvarvsfrekvens: (unit, meaning) = ("share, 0–1", "in gainful employment")
    case .utlandskBakgrund: (unit, meaning) = ("share, 0–1", "born abroad or with both parents born abroad")
    case .trangboddhet: (unit, meaning) = ("share, 0–1", "living overcrowded")
    case .ensamstaende: (unit, meaning) = ("share, 0–1", "single parents' share of households")
    case .unga0Till15: (unit, meaning) = ("people", "children of 0–15, with an error of up to ±3")
    case .unga16Till19: (unit, meaning) = ("people", "youth of 16–19, with an error of up to ±3")
    }
    return ColumnDescription(name: variable.name, unit: unit, meaning: meaning)
  }
}

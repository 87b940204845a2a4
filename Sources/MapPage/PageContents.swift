import Geometry
import Reports

/// Everything that a page shows, as plain values: ``MapPage`` turns it into bytes.
public struct PageContents: Sendable {
  /// The heading.
  public var title: String
  /// The line under the heading: what is shown, source, date.
  public var subtitle = ""
  /// The language of the page's own words.
  public var language = Language.sv
  /// The classes of the index in their order, best first.
  public var classes: [PageClass] = []
  /// How squares without an index look, and what they are called.
  public var noClass = PageClass(label: "", colour: "#dcdcdc", hatch: "#b4b4b4")
  /// The squares.
  public var cells = PageCells()
  /// The areas.
  public var areas = PageAreas()
  /// Outlines under the squares, such as municipalities.
  public var base = PageBase()
  /// Rings around large groups; nil: none.
  public var rings: PageRings?
  /// West, south, east, north of what is seen first, metres; nil: all squares, else all areas.
  public var extent: BoundingBox?
  /// Pairs of a label and a text: source, date, classes.
  public var facts: [(label: String, text: String)] = []
  /// How the map is to be read, one sentence or more each.
  public var notes: [String] = []

  /// A page of that heading without any layer.
  public init(title: String) { self.title = title }
}

/// A class of squares or a kind of areas: its name and its look.
public struct PageClass: Sendable, Equatable {
  /// Its name, `1 bäst`.
  public var label: String
  /// What one of its members is called; the same where there is no other word.
  public var single: String
  /// A shorter name for narrow columns; the same where there is none.
  public var short: String
  /// Its colour, `#rrggbb`.
  public var colour: String
  /// Colour of the hatching over it where that is to be seen; nil: a darker shade.
  public var hatch: String?
  /// Width of its line, CSS pixels (areas).
  public var width: Double
  /// Dash, gap, dash, gap … of its line, CSS pixels (areas); empty: solid.
  public var dash: [Double]

  /// A class of that name and colour.
  public init(label: String, colour: String, hatch: String? = nil, width: Double = 2, dash: [Double] = []) {
    self.label = label
    single = label
    short = label
    self.colour = colour
    self.hatch = hatch
    self.width = width
    self.dash = dash
  }
}

/// Land under the squares and its borders over them.
public struct PageBase: Sendable {
  /// Outlines in SWEREF 99 TM.
  public var outlines: [MultiPolygon] = []
  /// Colour of the land, `#rrggbb`.
  public var land = "#fafaf7"
  /// Colour around it.
  public var surroundings = "#dce6ec"
  /// Colour of the borders.
  public var border = "#7d7d7d"
  /// Width of the borders, CSS pixels.
  public var width = 0.75

  /// No base.
  public init() {}
}

/// One figure of every square or area.
public struct PageFigure: Sendable {
  /// Its name for programs, such as `population`, `index`, `index_mean`.
  public var key: String
  /// Its name for people.
  public var label: String
  /// Decimals that are stored and shown.
  public var decimals: Int
  /// The unit that follows the number; empty: none.
  public var unit = ""
  /// One of the index's variables, which are shown apart.
  public var isVariable = false
  /// Shown only for squares that have a class: those with too few people have no figures of their own.
  public var needsClass = false
  /// The values; NaN is no value.
  public var values: [Double]

  /// A figure of those values.
  public init(
    key: String, label: String, decimals: Int, unit: String = "", isVariable: Bool = false, needsClass: Bool = false,
    values: [Double]
  ) {
    self.key = key
    self.label = label
    self.decimals = decimals
    self.unit = unit
    self.isVariable = isVariable
    self.needsClass = needsClass
    self.values = values
  }
}

/// The squares, column by column.
public struct PageCells: Sendable {
  /// Side, metres.
  public var sizes: [Int] = []
  /// Easting of the south-west corner, metres, a multiple of the size.
  public var e: [Int] = []
  /// Northing of the south-west corner, metres, a multiple of the size.
  public var n: [Int] = []
  /// Place in ``PageContents/classes``; -1: no class.
  public var classes: [Int] = []
  /// Place in ``reasons`` of why a square has no class; empty: nothing is known about any.
  public var reasons: [Int] = []
  /// Words for why a square has no class, at most 127; the first is empty.
  public var reasonLabels: [String] = []
  /// Whether a square's class is uncertain; empty: of none.
  public var isUncertain: [Bool] = []
  /// The figures; `population` and `index` are known by their key.
  public var figures: [PageFigure] = []

  /// No squares.
  public init() {}
}

/// The areas, column by column.
public struct PageAreas: Sendable {
  /// Identifiers.
  public var ids: [String] = []
  /// Names; empty where an area has none.
  public var names: [String] = []
  /// Place in ``kinds``.
  public var classes: [Int] = []
  /// The kinds of areas, most severe first.
  public var kinds: [PageClass] = []
  /// Outlines in SWEREF 99 TM.
  public var outlines: [MultiPolygon] = []
  /// The figures; `index_mean` is known by its key.
  public var figures: [PageFigure] = []

  /// No areas.
  public init() {}
}

/// Rings whose area is proportional to a number.
public struct PageRings: Sendable {
  /// The name of the layer.
  public var title: String
  /// What the rings mean.
  public var note = ""
  /// Their colour, `#rrggbb`.
  public var colour: String
  /// Radius of a ring for the number 1, CSS pixels; others grow by the square root.
  public var pixelsPerRoot: Double
  /// The squares that have a ring, as places among the cells.
  public var cells: [Int]
  /// The number that each ring stands for, rounded.
  public var numbers: [Int]
  /// The sizes in the legend.
  public var legendSizes: [Int]

  /// Rings of those numbers.
  public init(
    title: String, note: String = "", colour: String, pixelsPerRoot: Double, cells: [Int], numbers: [Int],
    legendSizes: [Int]
  ) {
    self.title = title
    self.note = note
    self.colour = colour
    self.pixelsPerRoot = pixelsPerRoot
    self.cells = cells
    self.numbers = numbers
    self.legendSizes = legendSizes
  }
}

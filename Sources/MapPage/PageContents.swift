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

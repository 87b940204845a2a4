import Cartography
import Geometry
import Reports

/// Everything that a page shows, as plain values: ``MapPage`` turns it into bytes.
package struct PageContents: Sendable {
  /// The heading.
  package var title: String
  /// The line under the heading: what is shown, source, date.
  package var subtitle = ""
  /// The language of the page's own words.
  package var language = Language.sv
  /// The classes of the index in their order, best first.
  package var classes: [PageClass] = []
  /// How squares without an index look, and what they are called.
  package var noClass = PageClass(label: "", colour: "#dcdcdc", hatch: "#b4b4b4")
  /// How squares look whose value is withheld, and what they are called; nil: none is.
  package var withheld: PageClass?
  /// The squares.
  package var cells = PageCells()
  /// The areas.
  package var areas = PageAreas()
  /// Outlines under the squares, such as municipalities.
  package var base = PageBase()
  /// The squares that cells are gathered in where they are too small to be seen.
  package var aggregation = Aggregation.auto
  /// What the layer of squares is called; empty: the usual word.
  package var cellsTitle = ""
  /// Rings around large groups; nil: none.
  package var rings: PageRings?
  /// West, south, east, north of what is seen first, metres; nil: all squares, else all areas.
  package var extent: BoundingBox?
  /// Pairs of a label and a text: source, date, classes.
  package var facts: [(label: String, text: String)] = []
  /// How the map is to be read, one sentence or more each.
  package var notes: [String] = []

  /// A page of that heading without any layer.
  package init(title: String) { self.title = title }
}

/// A class of squares or a kind of areas: its name and its look.
package struct PageClass: Sendable {
  /// Its name, `1 bäst`.
  package var label: String
  /// What one of its members is called; the same where there is no other word.
  package var single: String
  /// A shorter name for narrow columns; the same where there is none.
  package var short: String
  /// Its colour, `#rrggbb`.
  package var colour: String
  /// Colour of the hatching over it where that is to be seen; nil: a darker shade.
  package var hatch: String?
  /// Width of its line, CSS pixels (areas).
  package var width: Double
  /// Dash, gap, dash, gap … of its line, CSS pixels (areas); empty: solid.
  package var dash: [Double]

  /// Corners of the mark of areas that are too small for a line, CSS pixels around its middle (areas).
  package var mark: [(x: Double, y: Double)] = []
  /// Whether the mark is a line, not filled.
  package var isHollow = false

  /// A class of that name and colour.
  package init(label: String, colour: String, hatch: String? = nil, width: Double = 2, dash: [Double] = []) {
    self.label = label
    single = label
    short = label
    (self.colour, self.hatch, self.width, self.dash) = (colour, hatch, width, dash)
  }
}

/// A rectangle on paper: millimetres from the upper left corner, y growing downwards.
package struct PageBox: Sendable, Equatable {
  /// Left border.
  package var x: Double
  /// Upper border.
  package var y: Double
  /// Width.
  package var width: Double
  /// Height.
  package var height: Double

  /// A rectangle of that place and size.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Right border.
  package var right: Double { x + width }
  /// Lower border.
  package var bottom: Double { y + height }

  /// Whether the two share more than a border.
  package func overlaps(_ other: PageBox) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether the other lies wholly inside.
  package func contains(_ other: PageBox) -> Bool {
    x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
  }

  /// The rectangle with every border moved outwards (negative: inwards).
  package func grown(by distance: Double) -> PageBox {
    PageBox(x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
  }

  /// Its outline.
  package var path: PagePath {
    var path = PagePath()
    path.addRectangle(x, y, right, bottom)
    return path
  }
}

/// Lines on paper in flat arrays, millimetres.
package struct PagePath: Sendable, Equatable {
  /// Millimetres from the left.
  package private(set) var x: [Double] = []
  /// Millimetres from the top.
  package private(set) var y: [Double] = []
  /// Where each line ends (exclusive).
  package private(set) var ends: [Int] = []
  /// Whether lines return to their start.
  package var isClosed: Bool

  /// A path without lines.
  package init(isClosed: Bool = true) { self.isClosed = isClosed }

  /// Whether there is nothing to draw.
  package var isEmpty: Bool { ends.isEmpty }

  /// Adds a vertex to the line being built.
  package mutating func add(_ px: Double, _ py: Double) {
    x.append(px)
    y.append(py)
  }

  /// Ends the line being built.
  package mutating func endLine() { if x.count > ends.last ?? 0 { ends.append(x.count) } }

  /// Adds a rectangle.
  package mutating func addRectangle(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
    add(left, top)
    add(right, top)
    add(right, bottom)
    add(left, bottom)
    endLine()
  }

  /// Adds a line between two points.
  package mutating func addLine(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    add(x1, y1)
    add(x2, y2)
    endLine()
  }
}

/// Pixels, row by row from the top: `0xAARRGGBB`, colours multiplied by the opacity.
package struct Raster: Sendable, Equatable {
  /// Pixels a row.
  package let columns: Int
  /// All pixels.
  package let pixels: [UInt32]

  /// Pixels of so many columns.
  package init(columns: Int, pixels: [UInt32]) {
    self.columns = columns
    self.pixels = pixels
  }
}

/// What a map is drawn on. A bridge to a drawing library provides it; lengths are millimetres on paper.
package protocol Canvas: ~Copyable {
  /// Pixels a millimetre of a picture made of pixels; nil for one made of lines.
  var pixelsPerMillimetre: Double? { get }
  /// Fills; a place inside an even number of lines is outside.
  borrowing func fill(_ path: PagePath, _ colour: Colour, opacity: Double)
  /// Draws along lines.
  borrowing func stroke(_ path: PagePath, _ line: LineStyle)
  /// Draws circles.
  borrowing func strokeCircles(x: [Double], y: [Double], radii: [Double], _ line: LineStyle)
  /// Draws only what lies inside, until the clip is popped.
  borrowing func pushClip(_ path: PagePath)
  /// Ends the last clip.
  borrowing func popClip()
  /// Paints pixels without smoothing.
  borrowing func paint(_ raster: Raster, in box: PageBox) throws
  /// How far text of that style goes.
  borrowing func width(of text: String, _ style: TextStyle) -> Double
  /// Draws text; y is the line that the letters stand on.
  borrowing func draw(_ text: String, x: Double, y: Double, _ style: TextStyle)
}

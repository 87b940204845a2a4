import Drawing

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
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
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

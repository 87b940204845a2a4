import Drawing

/// A rectangle on paper: millimetres from the upper left corner, y growing downwards.
public struct PageBox: Sendable, Equatable {
  /// Left border.
  public var x: Double
  /// Upper border.
  public var y: Double
  /// Width.
  public var width: Double
  /// Height.
  public var height: Double

  /// A rectangle of that place and size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Right border.
  public var right: Double { x + width }
  /// Lower border.
  public var bottom: Double { y + height }

  /// Whether the two share more than a border.
  public func overlaps(_ other: PageBox) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether the other lies wholly inside.
  public func contains(_ other: PageBox) -> Bool {
    x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
  }

  /// The rectangle with every border moved outwards (negative: inwards).
  public func grown(by distance: Double) -> PageBox {
    PageBox(x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
  }

  /// Its outline.
  public var path: PagePath {
    var path = PagePath()
    path.addRectangle(x, y, right, bottom)
    return path
  }
}

/// An axis-parallel rectangle, borders included, in the unit of its coordinates.
public struct BoundingBox: Sendable, Equatable {
  /// West border.
  public var minX: Double
  /// South border.
  public var minY: Double
  /// East border.
  public var maxX: Double
  /// North border.
  public var maxY: Double

  /// The rectangle between two corners.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// Whether the two share a point; touching counts.
  public func meets(_ other: BoundingBox) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }

  /// The smallest rectangle around both.
  public func union(_ other: BoundingBox) -> BoundingBox {
    BoundingBox(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }
}

extension MultiPolygon {
  /// Whether every coordinate is a finite number.
  public var isFinite: Bool { x.allSatisfy(\.isFinite) && y.allSatisfy(\.isFinite) }

  /// The smallest rectangle around all vertices; nil without any.
  public var bounds: BoundingBox? {
    guard let firstX = x.first, let firstY = y.first else { return nil }
    var box = BoundingBox(minX: firstX, minY: firstY, maxX: firstX, maxY: firstY)
    for i in x.indices {
      box.minX = min(box.minX, x[i])
      box.maxX = max(box.maxX, x[i])
      box.minY = min(box.minY, y[i])
      box.maxY = max(box.maxY, y[i])
    }
    return box
  }
}

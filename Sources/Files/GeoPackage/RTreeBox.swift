import Geometry

/// An envelope in single precision, as SQLite's R-tree keeps it: never smaller than the true one.
struct RTreeBox: BitwiseCopyable {
  var minX: Float
  var maxX: Float
  var minY: Float
  var maxY: Float

  /// Of a row without geometry, which is not in the tree.
  static let none = RTreeBox(minX: .nan, maxX: .nan, minY: .nan, maxY: .nan)

  /// Whether there is a geometry.
  var exists: Bool { !minX.isNaN }

  private init(minX: Float, maxX: Float, minY: Float, maxY: Float) {
    (self.minX, self.maxX, self.minY, self.maxY) = (minX, maxX, minY, maxY)
  }

  /// The smallest around `box`, whose numbers are finite.
  init(_ box: BoundingBox) {
    minX = Self.down(box.minX)
    maxX = -Self.down(-box.maxX)
    minY = Self.down(box.minY)
    maxY = -Self.down(-box.maxY)
  }

  private static func down(_ value: Double) -> Float {
    let nearest = Float(value)
    return Double(nearest) > value ? nearest.nextDown : nearest
  }

  /// The smallest around both.
  func union(_ other: RTreeBox) -> RTreeBox {
    RTreeBox(
      minX: min(minX, other.minX), maxX: max(maxX, other.maxX), minY: min(minY, other.minY),
      maxY: max(maxY, other.maxY))
  }
}

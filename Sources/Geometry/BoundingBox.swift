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
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
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
  public var isFinite: Bool { Self.areFinite(x) && Self.areFinite(y) }

  /// Whether all of some values are finite numbers, looked at four at a time.
  package static func areFinite(_ values: [Double]) -> Bool {
    values.withUnsafeBytes { bytes in
      // What is finite stays 0 when it is multiplied with 0, and nothing else does.
      var rest = SIMD4<Double>.zero
      let fours = bytes.count / 32
      for four in 0..<fours { rest += bytes.loadUnaligned(fromByteOffset: 32 * four, as: SIMD4<Double>.self) * 0 }
      return rest == .zero && values[(4 * fours)...].allSatisfy(\.isFinite)
    }
  }

  /// The smallest rectangle around all vertices; nil without any.
  public var bounds: BoundingBox? {
    guard let (minX, maxX) = Self.range(of: x), let (minY, maxY) = Self.range(of: y) else { return nil }
    return BoundingBox(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
  }

  /// The smallest and the largest of some values, four at a time; those after the first that are not a number count as
  /// nothing.
  private static func range(of values: [Double]) -> (Double, Double)? {
    guard let first = values.first else { return nil }
    return values.withUnsafeBytes { bytes in
      var (low, high) = (SIMD4(repeating: first), SIMD4(repeating: first))
      let count = bytes.count / 8
      var i = 0
      while i + 4 <= count {
        let four = bytes.loadUnaligned(fromByteOffset: 8 * i, as: SIMD4<Double>.self)
        low.replace(with: four, where: four .< low)
        high.replace(with: four, where: four .> high)
        i += 4
      }
      var (least, most) = (low.min(), high.max())
      if first.isNaN { (least, most) = (first, first) }
      for value in values[i...] {
        if value < least { least = value }
        if value > most { most = value }
      }
      return (least, most)
    }
  }
}

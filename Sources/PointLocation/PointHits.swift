/// Which polygons cover each of some points.
public struct PointHits: Sendable {
  /// For each point the first polygon, in the order of the layer, that covers it; −1 where none does, and for
  /// coordinates that are not finite.
  public var first: [Int32]
  /// The further polygons of points that lie in several, because these overlap or share a border: ascending by point,
  /// then by polygon.
  public var more: [(point: Int32, polygon: Int32)]
}

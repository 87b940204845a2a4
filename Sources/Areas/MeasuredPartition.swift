import Geometry

/// Areas' exclusive partition with the ground of each piece, so that sums over areas are the ground of their union.
public struct MeasuredPartition: Sendable {
  /// Who keeps which ground.
  public let partition: ExclusivePartition
  /// Ellipsoidal area of what each area keeps, km², in the order of the set.
  public let exclusiveKm2: [Double]
  /// Planar area of what each area keeps, square metres, in the order of the set.
  public let exclusiveSquareMetres: [Double]

  /// Measures the pieces.
  ///
  /// - Parameters:
  ///   - partition: the areas' partition.
  ///   - km2: ellipsoidal area of each whole area, km².
  ///   - squareMetres: planar area of each whole area, square metres.
  ///   - measure: ellipsoidal area of a polygon, km²; called for the pieces that lost ground.
  public init(
    _ partition: ExclusivePartition, km2: [Double], squareMetres: [Double],
    measure: (MultiPolygon) throws -> Double
  ) rethrows {
    var (exclusiveKm2, exclusiveSquareMetres) = (km2, squareMetres)
    for i in km2.indices where partition.isCut[i] {
      exclusiveKm2[i] = try measure(partition.pieces[i])
      exclusiveSquareMetres[i] = partition.pieces[i].planarArea
    }
    (self.partition, self.exclusiveKm2, self.exclusiveSquareMetres) = (partition, exclusiveKm2, exclusiveSquareMetres)
  }

  /// Ground of the union of areas, by their places in the set: ellipsoidal and planar, both km².
  public func union(_ members: some Sequence<Int>) -> (km2: Double, planarKm2: Double) {
    members.reduce((0, 0)) { ($0.0 + exclusiveKm2[$1], $0.1 + exclusiveSquareMetres[$1] / 1e6) }
  }
}

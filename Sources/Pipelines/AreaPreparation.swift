import Diagnostics
import Geometry
import Parallel
import Projections
import Topology

/// Polygons on their way into the plane of the grid: transformed, checked, repaired, measured.
enum AreaPreparation {
  struct Result {
    var polygons: [MultiPolygon]
    var km2: [Double]
    /// What was wrong with which polygon, and whether its repair left nothing of it.
    var faults: [(place: Int, fault: PolygonFault, isLost: Bool)]
  }

  private struct One: Sendable {
    var polygon: MultiPolygon
    var km2: Double
    var fault: PolygonFault?
    var isOnEarth = true
  }

  /// Prepares polygons.
  ///
  /// - Parameter place: names a polygon, for the message where its coordinates are not on Earth.
  static func prepare(
    _ polygons: [MultiPolygon], crs: CoordinateSystem, threads: Int, place: (Int) -> Failure
  ) throws -> Result {
    let plane = try InputCRS.plane()
    // Large blocks: making a context of each library takes as long as preparing dozens of polygons.
    let block = max(16, polygons.count / (4 * threads))
    let prepared = try Parallel.blocks(of: polygons.count, block: block, threads: threads) { range in
      let topology = try TopologyContext()
      let transformer = try Transformer(from: crs, to: plane)
      let meter = try AreaMeter(for: plane)
      return try range.map { i in
        var polygon = try transformer.transformed(polygons[i])
        guard InputCRS.isOnEarth(polygon) else { return One(polygon: polygon, km2: .nan, isOnEarth: false) }
        let fault = try topology.validity(of: polygon)
        if fault != nil { polygon = try topology.repaired(polygon) }
        return One(polygon: polygon, km2: try meter.squareKilometres(of: polygon), fault: fault)
      }
    }.flatMap { $0 }
    if let lost = prepared.firstIndex(where: { !$0.isOnEarth }) {
      throw place(lost).with(message: "the coordinates are not on Earth", hint: "is its coordinate system right?")
    }
    let faults = prepared.enumerated().compactMap { i, one in
      one.fault.map { (i, $0, one.polygon.planarArea == 0) }
    }
    return Result(polygons: prepared.map(\.polygon), km2: prepared.map(\.km2), faults: faults)
  }

}

extension PolygonFault {
  /// `Self-intersection at 560250.0 6590125.0`, to the millimetre.
  var text: String { "\(reason) at \(Self.rounded(x)) \(Self.rounded(y))" }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

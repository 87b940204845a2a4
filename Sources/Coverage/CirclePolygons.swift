import Core
import Geometry
import Parallel

/// Polygons prepared for many circles: each one's edges in rows, and a lattice that tells which polygons lie near.
///
/// Holding it apart from ``CircleShares`` lets several radii share the preparation.
public struct CirclePolygons: Sendable {
  let overlaps: [CircleOverlap]
  private let lattice: CircleBoxLattice

  /// Prepares the polygons: O(vertices).
  ///
  /// - Parameters:
  ///   - polygons: valid polygons in metres of one plane; they may overlap, and one without a vertex or with a
  ///     coordinate that is not finite meets no circle.
  ///   - threads: workers; the result does not depend on them.
  /// - Throws: a `Failure` of kind `badData` for more polygons than 32 bits can number.
  public init(_ polygons: [MultiPolygon], threads: Int) throws {
    guard polygons.count <= Int(Int32.max) else {
      throw Failure(.badData, "too many polygons", value: String(polygons.count), expected: "at most 2147483647")
    }
    overlaps = try Parallel.blocks(of: polygons.count, block: 16, threads: threads) { range in
      range.map { CircleOverlap(polygons[$0]) }
    }.flatMap { $0 }
    lattice = CircleBoxLattice(overlaps.map(\.bounds))
  }

  /// Number of polygons.
  public var count: Int { overlaps.count }

  /// The circles whose bounding box meets that of any polygon, ascending.
  func near(x: [Double], y: [Double], radii: [Double], threads: Int) throws -> [Int] {
    let reach = CircleReach(of: overlaps.map(\.bounds), radius: radii.max() ?? 0)
    return try Parallel.blocks(of: x.count, block: 8192, threads: threads) { range in
      reach.centres(x, y, range).filter {
        lattice.mayMeet(BoundingBox(aroundX: x[$0], y: y[$0], radius: radii[$0]))
      }
    }.flatMap { $0 }
  }

  /// Appends the polygons whose bounding box may meet the circle to `found`, ascending.
  func candidates(x: Double, y: Double, radius: Double, into found: inout [Int32]) {
    lattice.append(meeting: BoundingBox(aroundX: x, y: y, radius: radius), to: &found)
    found.sort()
  }
}

extension BoundingBox {
  /// The box of a circle.
  fileprivate init(aroundX x: Double, y: Double, radius: Double) {
    self.init(minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius)
  }
}

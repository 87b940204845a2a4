import Areas
import Geometry
import Parallel
import Topology

/// The next other area of each, by the distance between outlines.
enum NearestAreas {
  /// One entry an area; nil for an area without an outline, and for one that is alone. Of areas equally near the first.
  ///
  /// - Parameters:
  ///   - polygons: valid outlines in metres.
  ///   - threads: workers; the result does not depend on them.
  static func of(_ polygons: [MultiPolygon], threads: Int) throws -> [Neighbour?] {
    let boxes = polygons.map(\.bounds)
    return try Parallel.blocks(of: polygons.count, block: 8, threads: threads) { range in
      let topology = try TopologyContext()
      return try range.map { try next(to: $0, polygons, boxes, topology) }
    }.flatMap { $0 }
  }

  /// Boxes are no further apart than outlines, so that what lies behind the nearest outline's distance is not looked at.
  private static func next(
    to index: Int, _ polygons: [MultiPolygon], _ boxes: [BoundingBox?], _ topology: borrowing TopologyContext
  ) throws -> Neighbour? {
    guard let box = boxes[index] else { return nil }
    var candidates: [(metres: Double, area: Int)] = []
    candidates.reserveCapacity(boxes.count)
    for (other, its) in boxes.enumerated() where other != index {
      if let its { candidates.append((box.distance(to: its), other)) }
    }
    candidates.sort { $0 < $1 }
    var best: Neighbour?
    var touching = 0
    var place = 0
    try topology.distances(from: polygons[index]) { metres in
      if let metres {
        let (area, nearest) = (candidates[place].area, best?.metres ?? .infinity)
        if metres <= Neighbour.touch { touching += 1 }
        if metres < nearest || (metres == nearest && area < best?.area ?? .max) {
          best = Neighbour(area: area, metres: metres, touching: 0)
        }
        place += 1
      }
      guard place < candidates.count, candidates[place].metres <= max(best?.metres ?? .infinity, Neighbour.touch)
      else {
        return nil
      }
      return polygons[candidates[place].area]
    }
    best?.touching = touching
    return best
  }
}

extension BoundingBox {
  /// The distance between two boxes; 0 where they meet.
  fileprivate func distance(to other: BoundingBox) -> Double {
    let (dx, dy) = (
      max(0, other.minX - maxX, minX - other.maxX), max(0, other.minY - maxY, minY - other.maxY)
    )
    return (dx * dx + dy * dy).squareRoot()
  }
}

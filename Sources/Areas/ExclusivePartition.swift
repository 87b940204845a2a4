import Core
import Geometry
import Parallel

/// Two areas that share ground.
public struct AreaOverlap: Sendable, Equatable {
  /// The one that comes first in the partition: more severe, or of one class the earlier in its layer.
  public var first: Int
  /// The other one.
  public var second: Int
  /// Planar area of their intersection, square metres.
  public var areaSquareMetres: Double

  /// An overlap of that size.
  public init(first: Int, second: Int, areaSquareMetres: Double) {
    (self.first, self.second, self.areaSquareMetres) = (first, second, areaSquareMetres)
  }
}

/// Each point of the plane belongs to one area at most: the most severe that covers it, of one class the first in its
/// layer. So classes and outside sum to the total.
public struct ExclusivePartition: Sendable {
  /// What each area keeps, in the order of the set; the whole area for those that overlap nothing.
  public let pieces: [MultiPolygon]
  /// Whether an area lost something.
  public let isCut: [Bool]
  /// The overlaps, by (first, second).
  public let overlaps: [AreaOverlap]

  /// Overlaps below this are what rounding of coordinates leaves between areas that touch, square metres.
  public static let smallestOverlapSquareMetres = 1e-3

  /// The polygon operations that the partition needs; a bridge to a geometry library provides them.
  public struct Operations: Sendable {
    /// Planar area that two polygons share, square metres.
    public var sharedArea: @Sendable (MultiPolygon, MultiPolygon) throws -> Double
    /// The first polygon without the second.
    public var difference: @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon

    /// Operations that work independently on any thread.
    public init(
      sharedArea: @escaping @Sendable (MultiPolygon, MultiPolygon) throws -> Double,
      difference: @escaping @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon
    ) {
      (self.sharedArea, self.difference) = (sharedArea, difference)
    }
  }

  /// Cuts the areas of `set`.
  ///
  /// - Parameters:
  ///   - set: valid areas.
  ///   - pairs: pairs of areas that may share ground, such as those whose bounding boxes meet.
  ///   - operations: polygon operations.
  ///   - threads: workers; the result does not depend on them.
  public init(_ set: AreaSet, pairs: [(Int, Int)], operations: Operations, threads: Int) throws {
    let ordered = pairs.map { a, b in (set.rank(a), a) < (set.rank(b), b) ? (a, b) : (b, a) }
      .sorted { $0 < $1 }
    let shared = try Parallel.blocks(of: ordered.count, block: 16, threads: threads) { range in
      try range.map { i in
        let (a, b) = ordered[i]
        return try operations.sharedArea(set.areas[a].polygon, set.areas[b].polygon)
      }
    }.flatMap { $0 }
    overlaps = zip(ordered, shared).compactMap { pair, area in
      area >= Self.smallestOverlapSquareMetres
        ? AreaOverlap(first: pair.0, second: pair.1, areaSquareMetres: area) : nil
    }
    var predecessors = [[Int]](repeating: [], count: set.areas.count)
    for overlap in overlaps { predecessors[overlap.second].append(overlap.first) }
    isCut = predecessors.map { !$0.isEmpty }
    let cuts = predecessors
    pieces = try Parallel.map(count: set.areas.count, threads: threads) { i in
      try cuts[i].reduce(set.areas[i].polygon) { try operations.difference($0, set.areas[$1].polygon) }
    }
  }
}

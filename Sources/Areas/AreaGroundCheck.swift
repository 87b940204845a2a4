import Geometry
import Parallel

/// What can be found out about areas from their outlines: ground in common, and gaps between neighbours.
public struct AreaGroundCheck: Sendable {
  /// The polygon operations that the check needs; a bridge to a geometry library provides them.
  public struct Operations: Sendable {
    /// Planar area that two polygons share, square metres.
    public var sharedArea: @Sendable (MultiPolygon, MultiPolygon) throws -> Double
    /// Areal intersection of two polygons.
    public var intersection: @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon
    /// The first polygon without the second.
    public var difference: @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon
    /// The union of any number.
    public var union: @Sendable ([MultiPolygon]) throws -> MultiPolygon
    /// What rings enclose that do not cross, each given as a part: inside of one, outside of the next within it.
    public var enclosed: @Sendable (MultiPolygon) throws -> MultiPolygon
    /// The polygon with everything filled that is narrower than so many metres.
    public var closed: @Sendable (MultiPolygon, Double) throws -> MultiPolygon
    /// Everything within so many metres.
    public var grown: @Sendable (MultiPolygon, Double) throws -> MultiPolygon

    /// Operations that work independently on any thread.
    public init(
      sharedArea: @escaping @Sendable (MultiPolygon, MultiPolygon) throws -> Double,
      intersection: @escaping @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon,
      difference: @escaping @Sendable (MultiPolygon, MultiPolygon) throws -> MultiPolygon,
      union: @escaping @Sendable ([MultiPolygon]) throws -> MultiPolygon,
      enclosed: @escaping @Sendable (MultiPolygon) throws -> MultiPolygon,
      closed: @escaping @Sendable (MultiPolygon, Double) throws -> MultiPolygon,
      grown: @escaping @Sendable (MultiPolygon, Double) throws -> MultiPolygon
    ) {
      self.sharedArea = sharedArea
      self.intersection = intersection
      self.difference = difference
      self.union = union
      self.enclosed = enclosed
      self.closed = closed
      self.grown = grown
    }
  }

  private let polygons: [MultiPolygon]
  private let operations: Operations
  private let threads: Int

  /// A check of valid outlines in metres; empty ones are passed over.
  public init(_ polygons: [MultiPolygon], operations: Operations, threads: Int) {
    (self.polygons, self.operations, self.threads) = (polygons, operations, threads)
  }

  /// Two outlines are the same when they differ by less than this share of their area.
  private static let sameShare = 1e-9

  /// Pairs that share ground, or have the same outline.
  ///
  /// - Parameter pairs: pairs (a < b) that may share ground, ascending.
  public func overlaps(among pairs: [(Int, Int)]) throws -> [AreaFinding] {
    try Parallel.blocks(of: pairs.count, block: 16, threads: threads) { range in
      try range.compactMap { i in
        let (a, b) = pairs[i]
        // A tenth of the time that it takes to cut the ground out.
        guard
          try operations.sharedArea(polygons[a], polygons[b]) >= ExclusivePartition.smallestOverlapSquareMetres / 2
        else { return nil }
        let ground = try operations.intersection(polygons[a], polygons[b])
        let (shared, sizes) = (ground.planarArea, (polygons[a].planarArea, polygons[b].planarArea))
        guard shared >= ExclusivePartition.smallestOverlapSquareMetres else { return nil }
        if shared >= (1 - Self.sameShare) * max(sizes.0, sizes.1) {
          return AreaFinding(
            .duplicateGeometry, area: b, other: a, outline: ground, areaSquareMetres: shared,
            detail: "the two outlines are the same")
        }
        let share = shared / min(sizes.0, sizes.1)
        return AreaFinding(
          .overlap, area: b, other: a, outline: ground, areaSquareMetres: shared,
          detail: share >= 1 - Self.sameShare ? "one lies within the other" : "")
      }
    }.flatMap { $0 }
  }

  /// Pieces of ground narrower than `width` metres between two areas or more.
  ///
  /// The union of neighbouring areas is closed by `width` and what that fills is looked at piece by piece; a piece counts
  /// when it touches two areas or more, so narrow inlets of one area are none. A wedge is no gap
  /// either, but for the tip of a very sharp one.
  ///
  /// - Parameter pairs: pairs (a < b) that may share ground, all of them.
  public func gaps(narrowerThan width: Double, suspects pairs: [(Int, Int)]) throws -> [AreaFinding] {
    let clusters = BoxClusters(polygons.map(\.bounds), within: width).clusters.filter { $0.count > 1 }
    let unions = try JoinedOutlines(polygons, suspects: pairs, threads: threads)
    let filled = try Parallel.blocks(of: clusters.count, block: 1, threads: threads) { range in
      try range.flatMap { i in
        let union = try unions.union(of: clusters[i], operations)
        let filled = try operations.difference(try operations.closed(union, width), union)
        return filled.partEnds.indices.map { (cluster: clusters[i], piece: filled.part($0)) }
      }
    }.flatMap { $0 }
    let found = try Parallel.map(count: filled.count, threads: threads) { i in
      try gap(filled[i].piece, in: filled[i].cluster)
    }
    // Clusters are in the order of their first areas; within one by its areas.
    return zip(filled, found).compactMap { filled, gap in gap.map { (cluster: filled.cluster[0], gap: $0) } }
      .sorted { a, b in
        (a.cluster, a.gap.other ?? 0, a.gap.area, -a.gap.areaSquareMetres)
          < (b.cluster, b.gap.other ?? 0, b.gap.area, -b.gap.areaSquareMetres)
      }.map(\.gap)
  }

  /// How far from a piece an area may lie and still touch it, metres: closing moves corners by rounding only.
  private static let touch = 0.01

  /// A piece of ground that closing fills as a gap; nil for one that is none.
  private func gap(_ piece: MultiPolygon, in cluster: [Int]) throws -> AreaFinding? {
    let size = piece.planarArea
    guard size >= ExclusivePartition.smallestOverlapSquareMetres else { return nil }
    let reach = try operations.grown(piece, Self.touch)
    guard let box = reach.bounds else { return nil }
    let touching = try cluster.filter { i in
      guard let own = polygons[i].bounds, own.meets(box) else { return false }
      return try operations.sharedArea(reach, polygons[i]) > 0
    }
    guard touching.count > 1 else { return nil }
    return AreaFinding(
      .gap, area: touching[1], other: touching[0], outline: piece, areaSquareMetres: size,
      detail: touching.count > 2 ? "between \(touching.count) areas" : "")
  }
}

/// Boxes that hang together: each is within a distance of another of its cluster.
private struct BoxClusters {
  /// Places of the boxes, ascending within a cluster and by the clusters' first place.
  let clusters: [[Int]]

  init(_ boxes: [BoundingBox?], within distance: Double) {
    var leader = Array(boxes.indices)
    func root(_ i: Int) -> Int {
      var place = i
      while leader[place] != place {
        leader[place] = leader[leader[place]]
        place = leader[place]
      }
      return place
    }
    let order = boxes.indices.compactMap { i in boxes[i].map { (box: $0, place: i) } }
      .sorted { ($0.box.minX, $0.place) < ($1.box.minX, $1.place) }
    // From west to east, looking back at those that still reach so far.
    var open: [(box: BoundingBox, place: Int)] = []
    for one in order {
      open.removeAll { $0.box.maxX + distance < one.box.minX }
      for other in open
      where other.box.minY - distance <= one.box.maxY && one.box.minY - distance <= other.box.maxY {
        let (a, b) = (root(one.place), root(other.place))
        leader[max(a, b)] = min(a, b)
      }
      open.append(one)
    }
    var members: [Int: [Int]] = [:]
    for one in order { members[root(one.place), default: []].append(one.place) }
    clusters = members.keys.sorted().map { (members[$0] ?? []).sorted() }
  }
}

extension MultiPolygon {
  /// One part as a geometry of its own.
  fileprivate func part(_ part: Int) -> MultiPolygon {
    var result = MultiPolygon()
    result.beginPart()
    for ring in rings(ofPart: part) {
      for i in vertices(ofRing: ring) { result.addVertex(x[i], y[i]) }
      result.endRing()
    }
    return result
  }
}

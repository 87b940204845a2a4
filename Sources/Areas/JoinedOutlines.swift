import Core
import Geometry

/// Unions of outlines, joined along common edges as far as they go.
struct JoinedOutlines: Sendable {
  private let polygons: [MultiPolygon]
  /// Outlines that have to be joined by looking for crossings: without them no two share ground.
  private let crossing: Set<Int>
  private let free: FreeEdges

  /// Fewer outlines are joined at once as they are.
  private static let few = 8

  /// - Parameters:
  ///   - polygons: valid outlines.
  ///   - suspects: pairs that may share ground, all of them.
  init(_ polygons: [MultiPolygon], suspects: [(Int, Int)], threads: Int) throws {
    self.polygons = polygons
    var degrees: [Int: Int] = [:]
    for (a, b) in suspects {
      degrees[a, default: 0] += 1
      degrees[b, default: 0] += 1
    }
    // Of each pair one, rather that with more of them: one area that grew over its neighbours, not all of these.
    func weight(_ place: Int) -> Int { (degrees[place] ?? 0) << 32 | place }
    var crossing: Set<Int> = []
    for (a, b) in suspects.sorted(by: { max(weight($0.0), weight($0.1)) > max(weight($1.0), weight($1.1)) })
    where !crossing.contains(a) && !crossing.contains(b) {
      crossing.insert(weight(a) > weight(b) ? a : b)
    }
    let isLeftOut = crossing
    self.crossing = crossing
    free = try FreeEdges(polygons, without: { isLeftOut.contains($0) }, threads: threads)
  }

  /// The union of some of the outlines.
  func union(of outlines: [Int], _ operations: AreaGroundCheck.Operations) throws -> MultiPolygon {
    let plain = outlines.filter { !crossing.contains($0) }
    let size = plain.reduce(0) { $0 + polygons[$1].planarArea }
    let smallest = ExclusivePartition.smallestOverlapSquareMetres
    guard FastPath.joinedOutlines.isOn, outlines.count >= Self.few,
      let rings = free.rings(of: plain, smallest: smallest),
      case let joined = try operations.enclosed(rings),
      // Neighbours whose vertices are not the same ones leave rings that cover each other.
      abs(joined.planarArea - size) <= 1e-9 * size + smallest
    else { return try operations.union(outlines.map { polygons[$0] }) }
    if plain.count == outlines.count { return joined }
    // Those alone first: each step of a union looks through all that it gets.
    let others = outlines.filter { crossing.contains($0) }.map { polygons[$0] }
    return try operations.union([joined, operations.union(others)])
  }
}

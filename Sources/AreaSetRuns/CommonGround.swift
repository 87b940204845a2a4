import Areas
import Coverage
import Geometry
import Parallel

/// Ground that areas of two lists have in common.
struct CommonGround {
  private let old: [Area]
  private let new: [Area]
  private let threads: Int

  /// Side of the squares in which shared ground is looked for, metres.
  private static let suspectSquare = 250

  init(_ old: [Area], _ new: [Area], _ threads: Int) {
    (self.old, self.new, self.threads) = (old, new, threads)
  }

  /// The ground of each of these pairs, 0 included.
  func between(_ pairs: [(Int, Int)]) throws -> [SharedArea] {
    try Parallel.blocks(of: pairs.count, block: 16, threads: threads) { range in
      range.map { i in
        let (a, b) = pairs[i]
        let (before, now) = (old[a].polygon, new[b].polygon)
        let shared = before == now ? now.planarArea : SharedGround.squareMetres(of: before, and: now)
        return SharedArea(old: a, new: b, squareMetres: shared)
      }
    }.flatMap { $0 }
  }

  /// The pairs among these areas that share ground, but for pairs that cannot be the best of either: two areas whose outline
  /// stands unchanged in the other list.
  func among(_ olds: [Int], _ news: [Int]) throws -> [SharedArea] {
    let twins = twins(olds, news)
    let isTwin = (Set(twins.map(\.0)), Set(twins.map(\.1)))
    let polygons = olds.map { old[$0].polygon } + news.map { new[$0].polygon }
    let suspects = try SharedGround.suspects(among: polygons, size: Self.suspectSquare, threads: threads)
      .filter { $0.0 < olds.count && $0.1 >= olds.count }
      .map { (olds[$0.0], news[$0.1 - olds.count]) }
      .filter { !(isTwin.0.contains($0.0) && isTwin.1.contains($0.1)) }
    return try between(twins + suspects)
  }

  /// A box and a number of vertices, by which equal outlines are looked up.
  private struct Frame: Hashable {
    var corners: [Double]
    var vertices: Int

    init(_ polygon: MultiPolygon) {
      corners = polygon.bounds.map { [$0.minX, $0.minY, $0.maxX, $0.maxY] } ?? []
      vertices = polygon.vertexCount
    }
  }

  /// Pairs with the same outline, vertex by vertex.
  private func twins(_ olds: [Int], _ news: [Int]) -> [(Int, Int)] {
    var places: [Frame: [Int]] = [:]
    for b in news { places[Frame(new[b].polygon), default: []].append(b) }
    return olds.flatMap { a in
      (places[Frame(old[a].polygon)] ?? []).filter { new[$0].polygon == old[a].polygon }.map { (a, $0) }
    }
  }
}

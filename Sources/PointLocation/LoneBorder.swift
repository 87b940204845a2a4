/// What is left of the borders in a cell when those that two polygons share are taken away: at a coast, for one, the
/// coast.
///
/// Where that is one line that goes through the cell once and has the polygons on its left, as many polygons are on
/// either side of it all over the cell, one more on the left than on the right.
struct LoneBorder {
  struct Edge: Equatable {
    var a: SIMD2<Double>
    var b: SIMD2<Double>
  }

  /// Cells with more edges are not worth looking at: each edge is compared with every other.
  static let mostEdges = 64

  /// From outside of the cell to outside of it.
  private var line: [Edge] = []

  /// The line through a cell, given by its south-west corner, out of all edges that touch the cell; nil where they are not
  /// known to leave one.
  init?(_ edges: [Edge], corner: SIMD2<Double>, _ lattice: LocatorLattice) {
    var left = Self.withoutShared(edges)
    guard let first = left.firstIndex(where: { edge in !left.contains { $0.b == edge.a } }) else { return nil }
    line.append(left.remove(at: first))
    while let next = left.firstIndex(where: { $0.a == line[line.count - 1].b }) { line.append(left.remove(at: next)) }
    let cell = lattice.cell(corner)
    // With all bends inside, what is inside the cell is in one piece.
    guard left.isEmpty, lattice.cell(line[0].a) != cell, lattice.cell(line[line.count - 1].b) != cell,
      line.dropFirst().allSatisfy({ lattice.cell($0.a) == cell }), isSimple
    else { return nil }
  }

  /// Edges that no other runs along in the opposite direction, without those of no length.
  private static func withoutShared(_ edges: [Edge]) -> [Edge] {
    var left: [Edge] = []
    for edge in edges where edge.a != edge.b {
      if let opposite = left.firstIndex(of: Edge(a: edge.b, b: edge.a)) {
        left.remove(at: opposite)
      } else {
        left.append(edge)
      }
    }
    return left
  }

  /// Whether no two edges share more than the vertex between them.
  private var isSimple: Bool {
    for (place, edge) in line.enumerated() {
      for (other, next) in line.enumerated().dropFirst(place + 1) {
        if other == place + 1 {
          if Orientation.side(edge.a, edge.b, next.b) == 0, !Self.leadOnward(edge, next) { return false }
        } else if !Self.isBeside(edge, next), !Self.isBeside(next, edge) {
          return false
        }
      }
    }
    return true
  }

  /// Whether two edges of one straight line have the same direction.
  private static func leadOnward(_ edge: Edge, _ next: Edge) -> Bool {
    (edge.a .< edge.b) == (next.a .< next.b) && (edge.a .> edge.b) == (next.a .> next.b)
  }

  /// Whether an edge lies wholly on one side of the line through another.
  private static func isBeside(_ edge: Edge, _ other: Edge) -> Bool {
    Orientation.side(other.a, other.b, edge.a) * Orientation.side(other.a, other.b, edge.b) > 0
  }

  /// Whether no more than one polygon is anywhere in the cell, when `count` are at its south-west corner.
  ///
  /// A corner that is in none lies to the right of the line, for there cannot be fewer than none. One that is in one has to lie
  /// to the left: it does when the way north from there crosses the line from left to right.
  func leavesOne(count: Int, corner: SIMD2<Double>, side: Double, vertices: UnsafePointer<SIMD2<Double>>) -> Bool {
    if count != 1 { return count == 0 }
    let way = CellTest(SIMD2(corner.x, corner.y + side), corner: corner, vertices: vertices)
    var turns = 0
    for edge in line where way.isPassedNorthward(by: edge.a, edge.b) { turns += edge.a.x < edge.b.x ? 1 : -1 }
    return turns == -1
  }
}

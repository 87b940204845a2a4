import Core
import Geometry
import Parallel

/// Finds which polygons cover points. Borders count as inside, those of holes too (as GEOS' `covers`).
///
/// A lattice of square cells lies over the polygons. Most cells are crossed by no border, and tell their polygon at
/// once; blocks of 16 × 16 cells that all tell the same are kept as one. A cell that a border crosses knows the few
/// edges that touch it and, for each polygon, whether its corner is inside (``CellTest``), so a point costs the edges in
/// its cell, however many vertices and polygons there are. All decisions are exact (``Orientation``): the answer is that
/// of real numbers, on edges, vertices and shared borders as elsewhere.
public struct PointLocator: Sendable {
  /// Polygons, those without a vertex counted too.
  public let polygonCount: Int

  /// Pairs (a < b) of polygons that may share ground, ascending; that borders meet is not enough. Every pair that does
  /// share ground is among them, but for a chance of 2⁻⁶⁴ a cell (borders are compared by their hash), unless there are more
  /// than `StackedGround` allows, which is for whoever needs them to check.
  public let suspects: [(Int, Int)]

  let lattice: LocatorLattice?
  let index: CellIndex
  let store: VertexStore
  let vertexCount: Int

  /// Largest magnitude of a coordinate, metres.
  private static let farthest = 1e15
  /// Vertices that one worker takes at a time.
  private static let verticesPerBlock = 1 << 15

  /// Builds the index: O(vertices + cells).
  ///
  /// - Parameters:
  ///   - polygons: valid polygons in the plane, metres; any winding, holes, several parts. They may overlap. One that
  ///     is not valid covers what the even-odd rule says. One without vertices covers nothing.
  ///   - threads: workers; the result does not depend on them.
  /// - Throws: ``Failure`` (bad data) for a coordinate that is not finite or beyond 10¹⁵ m, and for more polygons or
  ///   vertices than 30 or 32 bits can number.
  public init(_ polygons: [MultiPolygon], threads: Int) throws {
    try self.init(polygons, side: nil, threads: threads)
  }

  /// Builds the index on cells of a given side, 250 m times a power of two; nil takes the side that suits the edges. Polygons,
  /// threads and errors are those of ``init(_:threads:)``.
  init(_ polygons: [MultiPolygon], side: Double?, threads: Int) throws {
    polygonCount = polygons.count
    vertexCount = polygons.reduce(0) { $0 + $1.vertexCount }
    guard polygons.count < 1 << 30, vertexCount < 1 << 32 else {
      throw Failure(
        .badData, "too many polygons or vertices", value: "\(polygons.count), \(vertexCount)",
        expected: "less than 2^30 polygons and 2^32 vertices")
    }
    store = VertexStore(count: vertexCount)
    let survey = try PolygonSurvey(polygons, farthest: Self.farthest, threads: threads)
    guard let box = survey.box else {
      lattice = nil
      index = CellIndex([], in: WordSlabs())
      suspects = []
      return
    }
    let lattice = LocatorLattice(
      around: box, side: side ?? LocatorLattice.side(forMeanEdge: survey.meanEdge))
    self.lattice = lattice
    (index, suspects) = try CellIndex.build(
      polygons, lattice: lattice, boxes: survey.boxes, store: store, verticesPerBlock: Self.verticesPerBlock,
      threads: threads)
  }

  /// For each point the polygons that cover it.
  ///
  /// - Parameters:
  ///   - x: eastings, metres; not a number where a point has none.
  ///   - y: northings.
  ///   - threads: workers; the result does not depend on them.
  /// - Throws: ``Failure`` (software) for arrays of different lengths or of more than 2³¹ points.
  public func locate(x: [Double], y: [Double], threads: Int) throws -> PointHits {
    guard x.count == y.count, x.count <= Int(Int32.max) else {
      throw Failure(.software, "\(x.count) eastings but \(y.count) northings to locate")
    }
    guard let lattice else { return PointHits(first: [Int32](repeating: -1, count: x.count), more: []) }
    let search = CellSearch(lattice: lattice, bands: index.bands, vertices: UnsafePointer(store.vertices))
    var more: [(point: Int32, polygon: Int32)] = []
    let first = try [Int32](unsafeUninitializedCapacity: x.count) { buffer, count in
      nonisolated(unsafe) let target = buffer
      let found = try withExtendedLifetime((index, store)) {
        try Parallel.blocks(of: x.count, block: 16_384, threads: threads) { range in
          x.withUnsafeBufferPointer { x in
            y.withUnsafeBufferPointer { y in search.locate(x, y, range, first: target) }
          }
        }
      }
      for part in found { more += part }
      count = x.count
    }
    return PointHits(first: first, more: more)
  }
}

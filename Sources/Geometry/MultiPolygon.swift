/// An areal geometry: any number of parts, each one outer ring and its holes, in flat arrays.
///
/// Coordinates are planar: easting (or longitude) in `x`, northing (or latitude) in `y`, in the unit of the CRS
/// that the owner knows. Rings are closed (last vertex = first) and may have any winding; a ring's role comes from
/// its place, the first of a part is the outer one.
public struct MultiPolygon: Sendable, Equatable {
  /// Eastings (or longitudes), one a vertex.
  public var x: [Double] = []
  /// Northings (or latitudes), one a vertex.
  public var y: [Double] = []
  /// Where each ring ends in `x`/`y` (exclusive).
  public private(set) var ringEnds: [Int] = []
  /// Where each part ends in ``ringEnds`` (exclusive).
  public private(set) var partEnds: [Int] = []

  /// A geometry without parts.
  public init() {}

  /// One part from rings given as (x, y) pairs: the outer ring, then holes. Open rings are closed.
  public init(_ rings: [[(Double, Double)]]) {
    addPart(rings)
  }

  /// A rectangle, counter-clockwise.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.init([[(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY)]])
  }

  /// True without a single ring.
  public var isEmpty: Bool { ringEnds.isEmpty }

  /// All vertices, closing ones included.
  public var vertexCount: Int { x.count }

  /// Adds one part from rings given as (x, y) pairs: the outer ring, then holes. Open rings are closed. Nothing is added
  /// without an outer ring: a hole must not take its place.
  public mutating func addPart(_ rings: [[(Double, Double)]]) {
    guard let outer = rings.first, !outer.isEmpty else { return }
    beginPart()
    for ring in rings {
      for (px, py) in ring { addVertex(px, py) }
      endRing()
    }
  }

  /// Starts a part; rings that end after this belong to it.
  public mutating func beginPart() { partEnds.append(ringEnds.count) }

  /// Adds a vertex to the ring being built.
  public mutating func addVertex(_ px: Double, _ py: Double) {
    x.append(px)
    y.append(py)
  }

  /// Ends the ring being built, closes it if it is open, and gives it to the last part.
  public mutating func endRing() {
    if partEnds.isEmpty { beginPart() }
    let start = ringEnds.last ?? 0
    guard x.count > start else { return }
    if x[start] != x[x.count - 1] || y[start] != y[y.count - 1] { addVertex(x[start], y[start]) }
    ringEnds.append(x.count)
    partEnds[partEnds.count - 1] = ringEnds.count
  }

  /// The vertices of ring `ring`, closing one included.
  public func vertices(ofRing ring: Int) -> Range<Int> { (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring] }

  /// The rings of part `part`: the outer one, then holes.
  public func rings(ofPart part: Int) -> Range<Int> { (part == 0 ? 0 : partEnds[part - 1])..<partEnds[part] }

  /// The index of the first vertex with a NaN or an infinity.
  public var firstVertexNotFinite: Int? {
    isFinite ? nil : x.indices.first { !(x[$0].isFinite && y[$0].isFinite) }
  }

  /// Removes all parts but keeps the memory, for scratch geometries that are filled again and again.
  public mutating func removeAll() {
    x.removeAll(keepingCapacity: true)
    y.removeAll(keepingCapacity: true)
    ringEnds.removeAll(keepingCapacity: true)
    partEnds.removeAll(keepingCapacity: true)
  }

  /// Adds all parts of another geometry.
  public mutating func append(_ other: MultiPolygon) {
    let (vertices, rings) = (x.count, ringEnds.count)
    x += other.x
    y += other.y
    ringEnds += other.ringEnds.map { $0 + vertices }
    partEnds += other.partEnds.map { $0 + rings }
  }

  /// The geometry with each vertex moved by `transform`; structure unchanged.
  public func mapped(_ transform: (Double, Double) throws -> (Double, Double)) rethrows -> MultiPolygon {
    var result = self
    for i in x.indices { (result.x[i], result.y[i]) = try transform(x[i], y[i]) }
    return result
  }
}

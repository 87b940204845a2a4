/// The chains of a cell, with the vertices as offsets from the cell's south-west corner, rounded to 32 bits: a point is
/// then answered out of a few words side by side. What these offsets cannot decide is decided by the vertices themselves.
///
/// Layout in words: each chain's first vertex and its edges, as ``CellTest`` reads them; then, chain after chain, y of its
/// vertices and x of its vertices, both with the last one repeated until the edges are a multiple of ``group``.
enum RoundedChains {
  /// Edges that are looked at together.
  private static let group = 4
  private typealias Group = SIMD4<Float>

  /// Adds chains.
  static func append(
    _ chains: ArraySlice<RecordWriter.Chain>, vertices: UnsafePointer<SIMD2<Double>>, corner: SIMD2<Double>,
    to words: inout [UInt32]
  ) {
    for chain in chains {
      words.append(chain.start)
      words.append(chain.count)
    }
    for chain in chains {
      let first = vertices + Int(chain.start)
      let edges = Int(chain.count)
      let places = words.count
      let count = padded(edges) + 1
      words.append(contentsOf: repeatElement(0, count: 2 * count))
      words.withUnsafeMutableBufferPointer { words in
        for i in 0..<count {
          let offset = offset(of: first[min(i, edges)], from: corner)
          words[places + i] = offset.y.bitPattern
          words[places + count + i] = offset.x.bitPattern
        }
      }
    }
  }

  /// A place as seen from a cell's corner. Rounding keeps the order of numbers, and here also the sign: what is too near to
  /// the corner's lines for 32 bits is not on them.
  @inline(__always)
  static func offset(of place: SIMD2<Double>, from corner: SIMD2<Double>) -> SIMD2<Float> {
    let exact = place - corner
    var rounded = SIMD2<Float>(exact)
    if rounded.x == 0, exact.x != 0 { rounded.x = exact.x < 0 ? -.leastNonzeroMagnitude : .leastNonzeroMagnitude }
    if rounded.y == 0, exact.y != 0 { rounded.y = exact.y < 0 ? -.leastNonzeroMagnitude : .leastNonzeroMagnitude }
    return rounded
  }

  @inline(__always)
  private static func padded(_ edges: Int) -> Int { (edges &+ (group &- 1)) & ~(group &- 1) }

  /// How often, modulo 2, the way from the corner north and then east to a point of the cell (see ``CellTest``) meets the
  /// chains; nil where the rounded offsets cannot tell.
  ///
  /// Offsets that differ are in the order of what they stand for. Determinants have a bound for their error.
  @inline(__always)
  static func crossings(
    _ chains: UnsafePointer<UInt32>, count chainCount: Int, _ point: SIMD2<Float>, side: Float
  ) -> Int? {
    var y = UnsafeRawPointer(chains + 2 &* chainCount)
    let northing = Group(repeating: point.y)
    var count = 0
    for chain in 0..<chainCount {
      let edges = Int(chains[2 &* chain &+ 1])
      let toX = 4 &* (padded(edges) &+ 1)
      for i in stride(from: 0, to: 4 &* edges, by: 4 &* group) {
        let group = y + i
        let ay = group.loadUnaligned(as: Group.self)
        let by = group.loadUnaligned(fromByteOffset: 4, as: Group.self)
        let ax = group.loadUnaligned(fromByteOffset: toX, as: Group.self)
        let bx = group.loadUnaligned(fromByteOffset: toX &+ 4, as: Group.self)
        let isAt = (ay .== northing) .| (by .== northing)
        let isOnWay = ((ay .> northing) .^ (by .> northing)) .| ((ax .< 0) .^ (bx .< 0))
        // Most groups have nothing to do with the way.
        guard isAny(isAt .| isOnWay) else { continue }
        guard !isAny(isAt), let met = crossings(group, toX, point, side) else { return nil }
        count ^= met
      }
      y += 2 &* toX
    }
    return count
  }

  /// Whether an odd number (1) or an even one (0) of a group's edges is crossed on the way; nil where rounding leaves that open.
  /// The group begins with its y, and has its x so many bytes behind.
  @inline(__always)
  private static func crossings(
    _ group: UnsafeRawPointer, _ toX: Int, _ point: SIMD2<Float>, _ side: Float
  ) -> Int? {
    func vertex(_ place: Int) -> SIMD2<Float> {
      SIMD2(
        group.loadUnaligned(fromByteOffset: toX &+ 4 &* place, as: Float.self),
        group.loadUnaligned(fromByteOffset: 4 &* place, as: Float.self))
    }
    var count = 0
    var a = vertex(0)
    for k in 1...self.group {
      let b = vertex(k)
      if (a.y > point.y) != (b.y > point.y) {
        guard let isMet = meetsEastward(a, b, point, side) else { return nil }
        count ^= isMet ? 1 : 0
      }
      if (a.x < 0) != (b.x < 0) {
        let (west, east) = a.x < b.x ? (a, b) : (b, a)
        guard let atTurn = isBelow(west, east, point.y, side), let atCorner = isBelow(west, east, 0, side) else {
          return nil
        }
        count ^= atTurn != atCorner ? 1 : 0
      }
      a = b
    }
    return count
  }

  @inline(__always)
  private static func isAny(_ mask: SIMDMask<SIMD4<Int32>>) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves.x | halves.y != 0
  }

  /// Whether an edge that passes the point's northing does so on the way from the cell's west line to the point.
  @inline(__always)
  private static func meetsEastward(
    _ a: SIMD2<Float>, _ b: SIMD2<Float>, _ point: SIMD2<Float>, _ side: Float
  ) -> Bool? {
    let (west, east) = a.x < b.x ? (a.x, b.x) : (b.x, a.x)
    if west == point.x { return nil }
    if west > point.x || east < 0 { return false }
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    var isWestOfPoint = east < point.x
    if !isWestOfPoint {
      guard let turn = self.turn(low, high, point, side) else { return nil }
      isWestOfPoint = turn < 0
    }
    if west >= 0 { return isWestOfPoint }
    guard let turn = self.turn(low, high, SIMD2(0, point.y), side) else { return nil }
    return isWestOfPoint != (turn < 0)
  }

  /// Whether an edge that crosses the cell's west line does so below a northing.
  @inline(__always)
  private static func isBelow(_ west: SIMD2<Float>, _ east: SIMD2<Float>, _ northing: Float, _ side: Float) -> Bool? {
    if max(west.y, east.y) < northing { return true }
    if min(west.y, east.y) > northing { return false }
    return turn(west, east, SIMD2(0, northing), side).map { $0 > 0 }
  }

  /// Twice the area of the triangle from an edge to a place, positive where the place is to its left; nil where it is
  /// smaller than its error may be.
  ///
  /// With m no less than any offset, each of the determinant's factors is at most 2m and 2⁻²⁴ · 2m off: together at most
  /// 16m² · 2⁻²⁴. The bound is twice that.
  @inline(__always)
  private static func turn(
    _ a: SIMD2<Float>, _ b: SIMD2<Float>, _ place: SIMD2<Float>, _ side: Float
  ) -> Double? {
    let (a, b, place) = (SIMD2<Double>(a), SIMD2<Double>(b), SIMD2<Double>(place))
    let most = max(max(abs(a.x), abs(a.y)), max(max(abs(b.x), abs(b.y)), Double(side)))
    let (first, second) = (a - place, b - place)
    let twiceArea = first.x * second.y - first.y * second.x
    return abs(twiceArea) > most * most * 0x1p-19 ? twiceArea : nil
  }
}

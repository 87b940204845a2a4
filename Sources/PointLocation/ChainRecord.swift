/// The record of a cell with a polygon on one side of its border and another, or none, on the other: nearly every cell
/// that a border crosses, alone or between neighbours that share it.
///
/// It holds the vertices as offsets from the cell's south-west corner, rounded to 32 bits: a point is then answered out of
/// a few words side by side. What these offsets cannot decide is decided by the vertices themselves.
///
/// Layout in words: ``flag`` and the number of chains; the two polygons' numbers doubled, plus 1 where the corner is inside
/// (the second may be ``nobody``); the number of vertices; each chain's first vertex and its edges, as ``CellTest`` reads
/// them; then x and y of the vertices, chain after chain.
enum ChainRecord {
  /// In a record's first word.
  static let flag: UInt32 = 1 << 31
  /// On the other side of the border is no polygon.
  static let nobody = UInt32.max
  /// Where the chains' places and lengths stand.
  static let chains = 4

  /// Words of a record.
  @inline(__always)
  static func length(_ record: UnsafePointer<UInt32>) -> Int {
    chains + 2 * (Int(record[0] & ~flag) + Int(record[3]))
  }

  /// Adds a record. `first` and `second` are words as in the layout.
  static func append(
    _ first: UInt32, _ second: UInt32, _ chains: ArraySlice<BandBuilder.Mark>,
    vertices: UnsafePointer<SIMD2<Double>>, corner: SIMD2<Double>, to words: inout [UInt32]
  ) {
    words.append(flag | UInt32(truncatingIfNeeded: chains.count))
    words.append(first)
    words.append(second)
    words.append(chains.reduce(0) { $0 + $1.count + 1 })
    for chain in chains {
      words.append(chain.start)
      words.append(chain.count)
    }
    for chain in chains {
      for vertex in Int(chain.start)...Int(chain.start) + Int(chain.count) {
        let offset = SIMD2<Float>(vertices[vertex] - corner)
        words.append(offset.x.bitPattern)
        words.append(offset.y.bitPattern)
      }
    }
  }

  /// How often, modulo 2, the way from the corner north and then east to a point of the cell (see ``CellTest``) meets the
  /// border; nil where the rounded offsets cannot tell.
  ///
  /// Rounding keeps the order of numbers, so offsets that differ are in the order of what they stand for, and those from
  /// the corner have its sign. Determinants have a bound for their error.
  @inline(__always)
  static func crossings(_ record: UnsafePointer<UInt32>, _ point: SIMD2<Float>, side: Float) -> Int? {
    let chainCount = Int(record[0] & ~flag)
    var offsets = UnsafeRawPointer(record + (chains &+ 2 &* chainCount))
    var count = 0
    for chain in 0..<chainCount {
      let edges = Int(record[chains &+ 2 &* chain &+ 1])
      var a = offsets.loadUnaligned(as: SIMD2<Float>.self)
      if a.y == point.y { return nil }
      for i in 1...edges {
        let b = offsets.loadUnaligned(fromByteOffset: 8 &* i, as: SIMD2<Float>.self)
        if b.y == point.y { return nil }
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
      offsets += 8 &* (edges &+ 1)
    }
    return count
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

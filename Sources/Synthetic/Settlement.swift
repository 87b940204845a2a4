import Parallel

/// How built up a place is, and by which town.
///
/// The score of a place is R / (R + d) for the town that gives most, d its distance and R the town's radius: 1 in a
/// centre, ½ on a round town's rim, towards 0 in the wilds. Two smooth fields fray it, so that towns have ragged rims,
/// outlying villages and gaps.
struct Settlement: Sendable {
  private static let bucketSide = 10_000.0
  /// Buckets along the side of a block.
  private static let blockSide = 8

  private let towns: [Town]
  private let coarse: SmoothField
  private let fine: SmoothField
  private let originX: Double
  private let originY: Double
  private let columns: Int
  private let rows: Int
  /// Towns that can give most somewhere in a bucket of the map, one list a bucket.
  private let candidates: [[Int32]]

  init(world: SyntheticWorld, threads: Int) throws {
    let box = world.extent.bounds
    let towns = world.towns
    let side = Self.bucketSide
    self.towns = towns
    coarse = SmoothField(seed: world.seed, stream: RandomStream.settlement, wavelength: 2_500)
    fine = SmoothField(seed: world.seed, stream: RandomStream.settlement + 1, wavelength: 700)
    originX = box.minX
    originY = box.minY
    let columns = max(1, Int(((box.maxX - box.minX) / side).rounded(.up)))
    let rows = max(1, Int(((box.maxY - box.minY) / side).rounded(.up)))
    (self.columns, self.rows) = (columns, rows)
    // First for blocks of buckets, so that a bucket looks at its block's towns only.
    let block = Self.blockSide
    let (blockColumns, blockRows) = ((columns + block - 1) / block, (rows + block - 1) / block)
    let everyTown = towns.indices.map { Int32($0) }
    let wide = side * Double(block)
    let ofBlocks = try Parallel.map(count: blockColumns * blockRows, threads: threads) { at in
      let x = box.minX + (Double(at % blockColumns) + 0.5) * wide
      let y = box.minY + (Double(at / blockColumns) + 0.5) * wide
      return Self.candidates(towns, among: everyTown, around: x, y, side: wide)
    }
    candidates = try Parallel.map(count: columns * rows, threads: threads) { bucket in
      let (column, row) = (bucket % columns, bucket / columns)
      let x = box.minX + (Double(column) + 0.5) * side
      let y = box.minY + (Double(row) + 0.5) * side
      let among = ofBlocks[row / block * blockColumns + column / block]
      return Self.candidates(towns, among: among, around: x, y, side: side)
    }
  }

  /// The towns whose d/R can be the least somewhere in a square around a point.
  private static func candidates(
    _ towns: [Town], among indices: [Int32], around x: Double, _ y: Double, side: Double
  ) -> [Int32] {
    let halfDiagonal = side * 0.7072
    var nearest = [Double](repeating: 0, count: indices.count)
    var bound = Double.infinity
    for (at, index) in indices.enumerated() {
      let town = towns[Int(index)]
      let distance = ((town.e - x) * (town.e - x) + (town.n - y) * (town.n - y)).squareRoot()
      bound = min(bound, (distance + halfDiagonal) / town.radius)
      nearest[at] = max(0, distance - halfDiagonal) / town.radius
    }
    return indices.indices.filter { nearest[$0] <= bound }.map { indices[$0] }
  }

  /// The score of a place (metres), 0 … 1.2, and its town.
  func score(_ x: Double, _ y: Double) -> (score: Double, town: Int32) {
    let column = min(columns - 1, max(0, Int((x - originX) / Self.bucketSide)))
    let row = min(rows - 1, max(0, Int((y - originY) / Self.bucketSide)))
    var (least, nearest) = (Double.infinity, Int32(0))
    for index in candidates[row * columns + column] {
      let town = towns[Int(index)]
      let (dx, dy) = (town.e - x, town.n - y)
      let ratio = (dx * dx + dy * dy) / (town.radius * town.radius)
      if ratio < least { (least, nearest) = (ratio, index) }
    }
    let smooth = 1 / (1 + least.squareRoot())
    let frayed = smooth * (1 + 0.12 * coarse.value(x, y) + 0.07 * fine.value(x, y))
    return (min(1.2, max(0, frayed)), nearest)
  }
}

import Geometry
import TestSupport

/// Point in polygon in whole numbers, edge by edge: slow and plainly right.
///
/// One unit is `unit` metres, a power of two, so that doubles and whole numbers say the same.
struct Plain {
  var rings: [[SIMD2<Int>]]
  var unit = 1.0

  var polygon: MultiPolygon {
    var result = MultiPolygon()
    for ring in rings { result.addPart([ring.map { (Double($0.x) * unit, Double($0.y) * unit) }]) }
    return result
  }

  /// The border counts as covered, else the number of edges to the west decides.
  func covers(_ p: SIMD2<Int>) -> Bool {
    var isInside = false
    for ring in rings {
      for i in ring.indices {
        let (a, b) = (ring[i], ring[(i + 1) % ring.count])
        let side = Self.side(a, b, p)
        let isBeside = min(a.x, b.x) <= p.x && p.x <= max(a.x, b.x) && min(a.y, b.y) <= p.y && p.y <= max(a.y, b.y)
        if side == 0 && isBeside { return true }
        if (a.y > p.y) != (b.y > p.y), (side < 0) == (a.y < b.y) { isInside.toggle() }
      }
    }
    return isInside
  }

  /// The sign of (ax − px)(by − py) − (ay − py)(bx − px), in 128 bits.
  static func side(_ a: SIMD2<Int>, _ b: SIMD2<Int>, _ p: SIMD2<Int>) -> Int {
    let left = (a.x - p.x).multipliedFullWidth(by: b.y - p.y)
    let right = (a.y - p.y).multipliedFullWidth(by: b.x - p.x)
    if left.high != right.high { return left.high > right.high ? 1 : -1 }
    return left.low == right.low ? 0 : left.low > right.low ? 1 : -1
  }
}

/// A tiling of columns × rows tiles between corners that were moved about, each border with a corner of its own in it.
struct Tiling {
  let polygons: [MultiPolygon]
  /// Places on borders: corners, bends, and the exact middles of border pieces.
  private(set) var borderPlaces: [(place: SIMD2<Double>, tiles: [Int32])] = []
  let columns: Int
  let rows: Int
  let side: Double
  let origin: SIMD2<Double>

  /// Corners are multiples of 1/64 m, so that middles are exact.
  init(columns: Int, rows: Int, side: Double, origin: SIMD2<Double>, seed: UInt64) {
    (self.columns, self.rows, self.side, self.origin) = (columns, rows, side, origin)
    var random = SeededRandom(seed)
    func moved(_ place: SIMD2<Double>, _ by: Double, _ random: inout SeededRandom) -> SIMD2<Double> {
      let step = SIMD2(Double.random(in: -by...by, using: &random), Double.random(in: -by...by, using: &random))
      return ((place + step) * 64).rounded(.toNearestOrEven) / 64
    }
    var corners: [[SIMD2<Double>]] = []
    for row in 0...rows {
      corners.append(
        (0...columns).map { column in
          let place = origin + SIMD2(Double(column), Double(row)) * side
          let isRim = row == 0 || row == rows || column == 0 || column == columns
          return isRim ? place : moved(place, side / 5, &random)
        })
    }
    // A bend in the middle of each border inside; horizontal ones first.
    var across: [[SIMD2<Double>]] = []
    var upright: [[SIMD2<Double>]] = []
    for row in 0...rows {
      across.append(
        (0..<columns).map { column in
          let middle = (corners[row][column] + corners[row][column + 1]) / 2
          return row == 0 || row == rows ? middle : moved(middle, side / 8, &random)
        })
    }
    for row in 0..<rows {
      upright.append(
        (0...columns).map { column in
          let middle = (corners[row][column] + corners[row + 1][column]) / 2
          return column == 0 || column == columns ? middle : moved(middle, side / 8, &random)
        })
    }
    var polygons: [MultiPolygon] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let ring = [
          corners[row][column], across[row][column], corners[row][column + 1], upright[row][column + 1],
          corners[row + 1][column + 1], across[row + 1][column], corners[row + 1][column], upright[row][column],
        ]
        polygons.append(MultiPolygon([ring.map { ($0.x, $0.y) }]))
      }
    }
    self.polygons = polygons
    func tiles(_ places: [(Int, Int)]) -> [Int32] {
      places.filter { $0.0 >= 0 && $0.0 < rows && $0.1 >= 0 && $0.1 < columns }.map { Int32($0.0 * columns + $0.1) }
        .sorted()
    }
    for row in 0...rows {
      for column in 0...columns {
        borderPlaces.append(
          (
            corners[row][column],
            tiles([(row, column), (row - 1, column), (row, column - 1), (row - 1, column - 1)])
          ))
        if column < columns {
          let both = tiles([(row, column), (row - 1, column)])
          borderPlaces.append((across[row][column], both))
          borderPlaces.append(((corners[row][column] + across[row][column]) / 2, both))
        }
        if row < rows {
          let both = tiles([(row, column), (row, column - 1)])
          borderPlaces.append((upright[row][column], both))
          borderPlaces.append(((corners[row + 1][column] + upright[row][column]) / 2, both))
        }
      }
    }
  }
}

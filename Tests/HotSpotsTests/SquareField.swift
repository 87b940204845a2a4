@testable import HotSpots

/// Neighbours of squares in rows and columns.
enum SquareField {
  static func neighbours(rows: Int, columns: Int, corners: Bool) -> Neighbours {
    var pairs: [UInt64] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let steps = corners ? [(0, 1), (1, -1), (1, 0), (1, 1)] : [(0, 1), (1, 0)]
        for (up, right) in steps where row + up < rows && (0..<columns).contains(column + right) {
          pairs.append(UInt64(row * columns + column) << 32 | UInt64((row + up) * columns + column + right))
        }
      }
    }
    return Neighbours(count: rows * columns, pairs: pairs)
  }
}

/// As `a` and `b` of esda's double precision, relative to their size.
func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool { abs(a - b) <= tolerance * max(1, abs(b)) }

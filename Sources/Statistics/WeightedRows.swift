import Parallel

/// The rows of a table that have weight, listed once for all the columns that are summed over them.
///
/// In a national grid four cells in five have too few people to count. Passes over the others alone meet no branch that
/// cannot be foretold, and read each weight once.
package struct WeightedRows: Sendable {
  /// Rows in a block: sums are taken over blocks of this size, or over whole multiples of it.
  package static let blockSize = 8192

  /// Some rows one after the other.
  struct Block: Sendable {
    /// The rows of the block with a weight above zero, ascending.
    var rows: [Int32]
    /// Their weights.
    var weights: [Double]
  }

  /// The blocks, in order; the last one may be short.
  let blocks: [Block]
  /// Rows of the table, with weight or without.
  let count: Int

  /// The rows whose weight is above zero; NaN is none. At most 2³¹ − 1 rows.
  package init(_ weights: [Double], threads: Int) throws {
    count = weights.count
    blocks = try Parallel.blocks(of: weights.count, block: Self.blockSize, threads: threads) { range in
      let rows = [Int32](unsafeUninitializedCapacity: range.count) { rows, count in
        for row in range {
          rows[count] = Int32(truncatingIfNeeded: row)
          count &+= weights[row] > 0 ? 1 : 0
        }
      }
      return Block(rows: rows, weights: rows.map { weights[Int($0)] })
    }
  }

  /// The blocks that hold the rows of `range`, which starts at a multiple of ``blockSize``.
  func blocks(of range: Range<Int>) -> ArraySlice<Block> {
    blocks[range.lowerBound / Self.blockSize..<(range.upperBound + Self.blockSize - 1) / Self.blockSize]
  }
}

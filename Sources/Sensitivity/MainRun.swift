import Livsvillkor
import Statistics

/// What runs are compared with: the index as it is, of the counting units.
struct MainRun: Sendable {
  /// The mean rank of the units with the same index, less that of all; 0 without an index.
  let ranks: [Double]
  /// 0–100; NaN without an index.
  let percentiles: [Double]
  /// From 1; 0 without an index.
  let classes: [UInt8]
  /// Units with an index.
  let indexed: Int
  /// People in the worst class.
  let worst: Double
  /// The squares of ``ranks`` summed.
  let rankSquares: Double
  /// Percentiles from which on each class after the first begins: those of the main run, whatever its class rule.
  let cuts: [Double]

  init(_ result: IndexResult, units counting: CountingUnits) {
    var ranks = [Double](repeating: 0, count: counting.count)
    percentiles = counting.rows.map { result.percentile[$0] }
    classes = counting.rows.map { result.classes[$0] }
    let index = counting.rows.map { result.index[$0] }
    var order = RankedOrder()
    index.withUnsafeBufferPointer { order.sort($0) }
    let middle = Double(order.entries.count - 1) / 2
    var (start, squares) = (0, 0.0)
    while start < order.entries.count {
      let value = index[order.entries[start].number]
      var end = start + 1
      while end < order.entries.count, index[order.entries[end].number] == value { end += 1 }
      let rank = Double(start + end - 1) / 2 - middle
      for i in start..<end { ranks[order.entries[i].number] = rank }
      squares += rank * rank * Double(end - start)
      start = end
    }
    self.ranks = ranks
    indexed = order.entries.count
    rankSquares = squares
    worst = result.statistics.classes.last?.population ?? 0
    cuts = result.statistics.classes.dropFirst().map { $0.percentile.from ?? 100 }
  }

  /// Calls `body` with ``ranks``, ``percentiles`` and ``classes``.
  @inline(__always)
  func withBuffers(
    _ body: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    ranks.withUnsafeBufferPointer { ranks in
      percentiles.withUnsafeBufferPointer { percentiles in
        classes.withUnsafeBufferPointer { classes in body(ranks, percentiles, classes) }
      }
    }
  }
}

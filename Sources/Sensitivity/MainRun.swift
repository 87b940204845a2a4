import Livsvillkor
import Statistics

/// What runs are compared with: the index as it is, of the counting units.
struct MainRun: Sendable {
  /// What a run asks of the units in its own order, side by side.
  struct Unit: Sendable {
    var people: Double
    /// The mean rank of the units with the same index, less that of all.
    var rank: Double
  }

  let units: [Unit]
  /// 0–100; NaN without an index.
  let percentiles: [Double]
  /// From 1; 0 without an index.
  let classes: [UInt8]
  /// Units with an index, and people in them.
  let indexed: Int
  let population: Double
  /// People in the worst class.
  let worst: Double
  /// The squares of ``Unit/rank`` summed.
  let rankSquares: Double
  /// Percentiles from which on each class after the first begins: those of the main run, whatever its class rule.
  let cuts: [Double]

  init(_ result: IndexResult, units counting: CountingUnits) {
    var units = counting.people.map { Unit(people: $0, rank: 0) }
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
      for i in start..<end { units[order.entries[i].number].rank = rank }
      squares += rank * rank * Double(end - start)
      start = end
    }
    self.units = units
    indexed = order.entries.count
    rankSquares = squares
    population = result.statistics.indexedPopulation
    worst = result.statistics.classes.last?.population ?? 0
    cuts = result.statistics.classes.dropFirst().map { $0.percentile.from ?? 100 }
  }
}

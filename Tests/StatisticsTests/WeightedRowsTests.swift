import Parallel
import Core
import TestSupport
import Testing

@testable import Statistics

/// Sums over the rows that have weight, against sums over all rows: the same terms in the same order, so the same bits.
@Suite struct WeightedRowsTests {
  private func columns(_ rows: Int) -> (values: [Double], weights: [Double]) {
    var random = SeededRandom(UInt64(rows) + 5)
    let values = (0..<rows).map { _ in random.unit() < 0.05 ? .nan : random.unit() * 1e4 - 3e3 }
    let weights = (0..<rows).map { _ in
      let draw = random.unit()
      return draw < 0.6 ? .nan : draw < 0.7 ? 0 : draw < 0.72 ? -5 : random.unit() * 300
    }
    return (values, weights)
  }

  @Test(arguments: [0, 1, 8191, 8192, 8193, 65_536, 150_001], [1, 3])
  func listsTheRowsWithWeight(rows: Int, threads: Int) throws {
    let (_, weights) = columns(rows)
    let listed = try WeightedRows(weights, threads: threads)
    let plain = weights.indices.filter { weights[$0] > 0 }
    #expect(listed.blocks.flatMap { $0.rows.map(Int.init) } == plain)
    #expect(listed.blocks.flatMap(\.weights) == plain.map { weights[$0] })
    #expect(listed.count == rows)
    for (place, block) in listed.blocks.enumerated() {
      #expect(block.rows.allSatisfy { Int($0) / WeightedRows.blockSize == place })
    }
  }

  @Test func momentsHaveTheBitsOfPlainLoops() throws {
    let (values, weights) = columns(200_000)
    let moments = try WeightedMoments(values: values, weights: weights, threads: 2)
    var (weight, product) = (CompensatedSum(), CompensatedSum())
    var count = 0
    for start in stride(from: 0, to: values.count, by: 65_536) {
      var (w, p) = (CompensatedSum(), CompensatedSum())
      for row in start..<min(values.count, start + 65_536) where weights[row] > 0 && !values[row].isNaN {
        w.add(weights[row])
        p.add(weights[row] * values[row])
        count += 1
      }
      weight.add(w)
      product.add(p)
    }
    let rough = product.value / weight.value
    var (deviation, square) = (CompensatedSum(), CompensatedSum())
    for start in stride(from: 0, to: values.count, by: 65_536) {
      var (d, s) = (CompensatedSum(), CompensatedSum())
      for row in start..<min(values.count, start + 65_536) where weights[row] > 0 && !values[row].isNaN {
        let distance = values[row] - rough
        d.add(weights[row] * distance)
        s.add(weights[row] * distance * distance)
      }
      deviation.add(d)
      square.add(s)
    }
    let shift = deviation.value / weight.value
    #expect(moments.count == count)
    #expect(moments.weight == weight.value)
    #expect(moments.mean == rough + shift)
    #expect(moments.standardDeviation == max(0, square.value / weight.value - shift * shift).squareRoot())
  }
}

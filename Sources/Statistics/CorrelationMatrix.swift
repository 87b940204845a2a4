import Parallel
import Core

/// Weighted correlations (Pearson) between columns, each pair over the rows where both are not null.
public struct CorrelationMatrix: Sendable, Equatable {
  /// `rows[i][j]` is the correlation of columns `i` and `j`, −1 … 1; symmetric, 1 on the diagonal.
  ///
  /// NaN where the pair shares no row with weight or where one of the two does not vary over the shared rows: where its
  /// largest and smallest value differ by at most 8 units in the last place of the larger of the two.
  public let rows: [[Double]]

  /// One pass over blocks of fixed size, joined in block order, and a second one for pairs that need it.
  ///
  /// `moments` are those of each column with these `weights`; the sums are taken of (x − mean)/deviation, so they lose
  /// no digits to a far origin. Where the rows that a pair shares lie far from the columns' means, beside how far they lie
  /// from each other, the pair is summed again about its own means. All columns and `weights` have the same length.
  public init(columns: [[Double]], moments: [WeightedMoments], weights: [Double], threads: Int) throws {
    try self.init(
      columns: columns, moments: moments, rows: try WeightedRows(weights, threads: threads), threads: threads)
  }

  /// The correlations over the rows that have weight, given as ``WeightedRows``; `moments` are the columns' with these weights.
  package init(columns: [[Double]], moments: [WeightedMoments], rows: WeightedRows, threads: Int) throws {
    let width = columns.count
    // Units without weight add nothing, and in a national grid most have none.
    let parts = try Parallel.map(count: rows.blocks.count, threads: threads) { place in
      PairSums(columns: columns, moments: moments, block: rows.blocks[place])
    }
    var sums = [PairSum](repeating: PairSum(), count: width * width)
    for part in parts {
      for pair in sums.indices { sums[pair].add(part.sums[pair]) }
    }
    var result = [[Double]](repeating: [Double](repeating: .nan, count: width), count: width)
    for i in 0..<width {
      for j in i..<width {
        let sum = sums[i * width + j]
        let r =
          sum.losesDigits
          ? PairMoments(columns[i], columns[j], rows: rows).correlation : sum.correlation
        result[i][j] = i == j && !r.isNaN ? 1 : r
        result[j][i] = result[i][j]
      }
    }
    self.rows = result
  }
}

/// Σw, Σwx, Σwy, Σwx², Σwy², Σwxy of a pair of columns.
private struct PairSum: Sendable {
  var terms = (
    CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum()
  )

  mutating func add(_ plain: PlainPairSum) {
    terms.0.add(plain.w)
    terms.1.add(plain.x)
    terms.2.add(plain.y)
    terms.3.add(plain.xx)
    terms.4.add(plain.yy)
    terms.5.add(plain.xy)
  }

  /// Means of x and y, and of their squares about these means.
  private var means: (x: Double, y: Double, xx: Double, yy: Double) {
    let w = terms.0.value
    let (x, y) = (terms.1.value / w, terms.2.value / w)
    return (x, y, terms.3.value / w - x * x, terms.4.value / w - y * y)
  }

  /// Whether the rows share weight, but the squares about the means keep less than a thousandth of those about zero, so
  /// that three digits and more are lost to the difference.
  var losesDigits: Bool {
    let w = terms.0.value
    guard w > 0 else { return false }
    let (_, _, xx, yy) = means
    return !(xx > 1e-3 * terms.3.value / w) || !(yy > 1e-3 * terms.4.value / w)
  }

  var correlation: Double {
    let w = terms.0.value
    guard w > 0 else { return .nan }
    let (x, y, xx, yy) = means
    return min(1, max(-1, (terms.5.value / w - x * y) / (xx.squareRoot() * yy.squareRoot())))
  }
}

/// The sums of one pair of columns over one block, where plain addition is exact enough.
private struct PlainPairSum: Sendable {
  var w = 0.0
  var x = 0.0
  var y = 0.0
  var xx = 0.0
  var yy = 0.0
  var xy = 0.0
}

/// The sums of all pairs over one block of rows.
private struct PairSums: Sendable {
  var sums: [PlainPairSum]

  init(columns: [[Double]], moments: [WeightedMoments], block: WeightedRows.Block) {
    let width = columns.count
    sums = [PlainPairSum](repeating: PlainPairSum(), count: width * width)
    let rows = block.rows
    // Standardised values, zero where null, and whether they are there: null rows then add nothing to a product.
    var scaled = [Double]()
    var present = [Double]()
    scaled.reserveCapacity(width * rows.count)
    present.reserveCapacity(width * rows.count)
    for (column, moment) in zip(columns, moments) {
      let scale = moment.standardDeviation > 0 ? 1 / moment.standardDeviation : 0
      for row in rows {
        let value = column[Int(row)]
        scaled.append(value.isNaN ? 0 : (value - moment.mean) * scale)
        present.append(value.isNaN ? 0 : 1)
      }
    }
    scaled.withUnsafeBufferPointer { scaled in
      present.withUnsafeBufferPointer { present in
        block.weights.withUnsafeBufferPointer { weights in
          for i in 0..<width {
            var j = i
            while j < width {
              // An odd one is taken twice.
              let other = min(j + 1, width - 1)
              let pairs = Self.pairs(i, (j, other), scaled, present, weights)
              sums[i * width + j] = pairs.0
              sums[i * width + other] = pairs.1
              j += 2
            }
          }
        }
      }
    }
  }

  /// The sums of column `i` with two others, one in each half of a register; each adds its terms in the order of the rows.
  /// A column's entries stand behind those of the column before it, as many as there are weights.
  private static func pairs(
    _ i: Int, _ others: (Int, Int), _ scaled: UnsafeBufferPointer<Double>, _ present: UnsafeBufferPointer<Double>,
    _ weight: UnsafeBufferPointer<Double>
  ) -> (PlainPairSum, PlainPairSum) {
    typealias Two = SIMD2<Double>
    let count = weight.count
    let (atX, atFirst, atSecond) = (i * count, others.0 * count, others.1 * count)
    var (w, sumX, sumY, xx, yy, xy) = (Two.zero, Two.zero, Two.zero, Two.zero, Two.zero, Two.zero)
    for row in 0..<count {
      let (this, both) = (Two(repeating: scaled[atX &+ row]), Two(repeating: weight[row]))
      let there = Two(repeating: weight[row] * present[atX &+ row])
      let values = Two(scaled[atFirst &+ row], scaled[atSecond &+ row])
      let has = Two(present[atFirst &+ row], present[atSecond &+ row])
      let others = both * has
      w += there * has
      sumX += others * this
      sumY += there * values
      xx += others * this * this
      yy += there * values * values
      xy += both * this * values
    }
    return (
      PlainPairSum(w: w.x, x: sumX.x, y: sumY.x, xx: xx.x, yy: yy.x, xy: xy.x),
      PlainPairSum(w: w.y, x: sumX.y, y: sumY.y, xx: xx.y, yy: yy.y, xy: xy.y)
    )
  }
}

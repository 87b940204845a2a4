/// The step from raw fields to the eight true values of a cell, fitted to the national targets.
///
/// A Gaussian copula in three steps: whiten the fields over the world's own people (a big town sees only one wave of
/// the widest field, so that raw fields are neither centred nor uncorrelated there); give them the wanted correlations
/// by a Cholesky factor; and send each through its own distribution function and the national quantile curve. Curves
/// bend correlations and noise weakens them, so correlations, spreads and means are corrected a few times by what
/// comes out, noise included.
struct LivingConditions: Sendable {
  private static let tableSize = 2048
  private static let reach = 5.0

  /// The affine map of eight raw fields to eight correlated ones: `matrix · raw + shift`.
  private var matrix: SquareMatrix
  private var shift: [Double]
  /// Per variable, the true value at ``tableSize`` + 1 points of the correlated field from −reach to reach.
  private var table: [Double]

  /// Turns the raw fields of `latent[start ..< start + 8]` into true values, in place.
  func transform(_ latent: inout [Double], start: Int) {
    let count = Variable.count
    // Lower triangle: from the last to the first, each needs only raw fields before it.
    for v in stride(from: count - 1, through: 0, by: -1) {
      var field = shift[v]
      for k in 0...v { field += matrix.entries[v * count + k] * latent[start + k] }
      latent[start + v] = lookUp(v, field)
    }
  }

  private func lookUp(_ variable: Int, _ field: Double) -> Double {
    let position = Self.position(field)
    let slot = min(Self.tableSize - 1, Int(position))
    let at = variable * (Self.tableSize + 1) + slot
    return table[at] + (position - Double(slot)) * (table[at + 1] - table[at])
  }

  /// A field's place on the table, 0 … tableSize.
  private static func position(_ field: Double) -> Double {
    min(Double(tableSize), max(0, (field + reach) * (Double(tableSize) / (2 * reach))))
  }
}

extension LivingConditions {
  /// Units to fit to: cells, one weight each, and how each is measured.
  struct Sample {
    var size: [Int32] = []
    var e: [Int32] = []
    var n: [Int32] = []
    var population: [Int32] = []
    var weights: [Double] = []
  }

  /// Fits the step to a sample of a world's cells; `measure` tells how true values become published ones.
  static func fitted(to sample: Sample, fields: LatentFields, measure: CellMeasure) -> LivingConditions {
    let (units, count) = (sample.e.count, Variable.count)
    var raw = [Double](repeating: 0, count: units * count)
    for unit in 0..<units {
      fields.write(size: sample.size[unit], e: sample.e[unit], n: sample.n[unit], to: &raw, start: unit * count)
    }
    let moments = WeightedMoments(raw, variables: count, weights: sample.weights)
    let whitening = moments.covariances.nearestCholeskyFactor.lowerTriangleInverse

    var wanted = SquareMatrix(rows: NationalTargets.correlations)
    var spreads = [Double](repeating: 1, count: count)
    var offsets = [Double](repeating: 0, count: count)
    var conditions = LivingConditions(matrix: wanted, shift: offsets, table: [])
    for round in 0..<9 {
      wanted = Self.positiveDefinite(wanted)
      conditions = LivingConditions(whitening: whitening, means: moments.means, correlations: wanted)
      conditions.tabulate(raw, weights: sample.weights, spreads: spreads, offsets: offsets)
      if round == 8 { break }
      let found = conditions.published(raw, sample: sample, measure: measure)
      for i in 0..<count {
        if found.deviations[i] > 0 {
          let ratio = NationalTargets.deviations[i] / found.deviations[i]
          spreads[i] = min(1.3, max(0.3, spreads[i] * min(1.25, max(0.75, ratio))))
        }
        offsets[i] += NationalTargets.means[i] - found.means[i]
        for j in 0..<i {
          let step = NationalTargets.correlations[i][j] - found.correlation(i, j)
          wanted[i, j] = min(0.98, max(-0.98, wanted[i, j] + 0.9 * step))
          wanted[j, i] = wanted[i, j]
        }
      }
    }
    return conditions
  }

  /// The matrix, or where it is no correlation matrix any more, the nearest to it on the way back to the targets.
  private static func positiveDefinite(_ wanted: SquareMatrix) -> SquareMatrix {
    var matrix = wanted
    for step in 1...20 where matrix.choleskyFactor == nil {
      let back = Double(step) / 20
      for i in 0..<matrix.order {
        for j in 0..<matrix.order {
          matrix[i, j] = (1 - back) * wanted[i, j] + back * NationalTargets.correlations[i][j]
        }
      }
    }
    return matrix
  }

  private init(whitening: SquareMatrix, means: [Double], correlations: SquareMatrix) {
    matrix = correlations.nearestCholeskyFactor * whitening
    shift = [Double](repeating: 0, count: means.count)
    table = []
    for i in 0..<matrix.order {
      for k in 0..<matrix.order { shift[i] -= matrix[i, k] * means[k] }
    }
  }

  /// Makes each variable's table: field → share of the people below → national quantile, spread and moved.
  private mutating func tabulate(_ raw: [Double], weights: [Double], spreads: [Double], offsets: [Double]) {
    let (count, size) = (Variable.count, Self.tableSize)
    table = [Double](repeating: 0, count: count * (size + 1))
    for v in 0..<count {
      var histogram = [Double](repeating: 0, count: size)
      for unit in weights.indices {
        var field = shift[v]
        for k in 0...v { field += matrix.entries[v * count + k] * raw[unit * count + k] }
        histogram[min(size - 1, Int(Self.position(field)))] += weights[unit]
      }
      let total = histogram.reduce(0, +)
      var below = 0.0
      for slot in 0...size {
        let value = NationalTargets.value(of: v, at: total > 0 ? below / total : 0.5)
        table[v * (size + 1) + slot] =
          NationalTargets.means[v] + spreads[v] * (value - NationalTargets.means[v]) + offsets[v]
        if slot < size { below += histogram[slot] }
      }
    }
  }

  /// The moments of what would be published of the sample, the young as shares of the population.
  private func published(_ raw: [Double], sample: Sample, measure: CellMeasure) -> WeightedMoments {
    let count = Variable.count
    var values = raw
    var whole = [Int32](repeating: 0, count: raw.count)
    for unit in sample.e.indices {
      let start = unit * count
      transform(&values, start: start)
      measure.write(
        values, population: sample.population[unit], size: sample.size[unit], e: sample.e[unit], n: sample.n[unit],
        to: &whole, start: start)
      for v in 0..<count {
        values[start + v] = Double(whole[start + v]) / CellMeasure.scale(v)
        if v >= Variable.unga0Till15.rawValue { values[start + v] /= Double(sample.population[unit]) }
      }
    }
    return WeightedMoments(values, variables: count, weights: sample.weights)
  }
}

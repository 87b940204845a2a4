import Livsvillkor
import Statistics

/// The values of the counting units under one noise, a column a variable, and what scores are measured against.
struct UnitValues: Sendable {
  /// A variable's weighted mean and spread, and its extremes, over the units that have people and a value.
  struct Moments: Sendable {
    var mean: Double
    /// 0 where all values are one but for rounding.
    var deviation: Double
    var least: Double
    var most: Double

    init(
      mean: Double = .nan, deviation: Double = 0, least: Double = .infinity, most: Double = -.infinity
    ) {
      (self.mean, self.deviation, self.least, self.most) = (mean, deviation, least, most)
    }
  }

  /// A column per variable.
  private(set) var columns: [[Double]]
  /// One per variable.
  private(set) var moments: [Moments]

  /// Units that are taken at a time: their values stay in a processor's first cache.
  private static let chunk = 1024

  /// Of no units yet.
  init(variables: Int) {
    columns = [[Double]](repeating: [], count: variables)
    moments = [Moments](repeating: Moments(), count: variables)
  }

  /// The units' values with this noise, or without. What no noise reaches is made only the first time.
  mutating func fill(_ units: CountingUnits, noise: CountNoise?) {
    for variable in columns.indices {
      let isFirst = columns[variable].count != units.count
      if isFirst { columns[variable] = units.plain(variable) }
      if units.kinds[variable] == .none, !isFirst { continue }
      let plain = units.plain(variable)
      // Units stand by their index, so one in the middle has a value like the mean, the same one in every run.
      var sums = Sums(pivot: plain[(plain.count / 2)...].first { !$0.isNaN } ?? 0)
      columns[variable].withUnsafeMutableBufferPointer { column in
        units.people.withUnsafeBufferPointer { people in
          guard let values = column.baseAddress, let weights = people.baseAddress else { return }
          for start in stride(from: 0, to: units.count, by: Self.chunk) {
            let range = start..<min(units.count, start + Self.chunk)
            if let noise {
              units.values(variable, noise: noise, range, into: values + start)
            } else if !isFirst {
              for unit in range { values[unit] = plain[unit] }
            }
            if units.definition.winsorise == nil { sums.add(values + start, weights + start, range.count) }
          }
        }
      }
      if let percentiles = units.definition.winsorise {
        let distribution = WeightedDistribution(values: columns[variable], weights: units.people)
        let lower = distribution.quantile(percentiles.lower / 100)
        let upper = distribution.quantile(percentiles.upper / 100)
        for unit in 0..<units.count {
          let value = columns[variable][unit]
          columns[variable][unit] = value < lower ? lower : value > upper ? upper : value
        }
        columns[variable].withUnsafeBufferPointer { column in
          units.people.withUnsafeBufferPointer { people in
            guard let values = column.baseAddress, let weights = people.baseAddress else { return }
            sums.add(values, weights, units.count)
          }
        }
      }
      moments[variable] = sums.moments
    }
  }
}

/// Weighted sums of distances from a value near the mean: one pass over a column gives mean and spread without loss.
private struct Sums {
  var pivot: Double
  private var weight = SIMD2<Double>.zero
  private var product = SIMD2<Double>.zero
  private var square = SIMD2<Double>.zero
  private var least = Double.infinity
  private var most = -Double.infinity

  init(pivot: Double) { self.pivot = pivot }

  /// Adds units; a NaN value and a weight of zero count as nothing.
  mutating func add(_ values: UnsafePointer<Double>, _ weights: UnsafePointer<Double>, _ count: Int) {
    // Sums of their own, which are added to the others: what is small is not lost in what is large.
    var (weight, product, square) = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
    var (least, most) = (least, most)
    let pivots = SIMD2(repeating: pivot)
    var unit = 0
    while unit < count {
      let isPair = unit + 1 < count
      let value = SIMD2(values[unit], isPair ? values[unit + 1] : .nan)
      var w = SIMD2(weights[unit], isPair ? weights[unit + 1] : 0)
      let known = value .== value .& w .> 0
      w.replace(with: 0, where: .!known)
      let distance = (value - pivots).replacing(with: 0, where: .!known)
      weight += w
      let product1 = w * distance
      product += product1
      square += product1 * distance
      if known[0] {
        least = value[0] < least ? value[0] : least
        most = value[0] > most ? value[0] : most
      }
      if known[1] {
        least = value[1] < least ? value[1] : least
        most = value[1] > most ? value[1] : most
      }
      unit += 2
    }
    self.weight += weight
    self.product += product
    self.square += square
    (self.least, self.most) = (least, most)
  }

  var moments: UnitValues.Moments {
    UnitValues.Moments(
      weight: weight.sum(), product: product.sum(), square: square.sum(), least: least, most: most, pivot: pivot)
  }
}

extension UnitValues.Moments {
  /// Of weights, weights × distances from a pivot, and weights × their squares summed, and of extremes.
  init(weight: Double, product: Double, square: Double, least: Double, most: Double, pivot: Double) {
    self.init()
    if least > most { return }
    if ValueRange.isConstant(least, most) {
      self.init(mean: least, deviation: 0, least: least, most: most)
    } else {
      let shift = product / weight
      let variance = max(0, square / weight - shift * shift)
      self.init(mean: pivot + shift, deviation: variance.squareRoot(), least: least, most: most)
    }
  }
}

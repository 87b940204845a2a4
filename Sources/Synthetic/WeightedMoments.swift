import Core

/// Weighted means, standard deviations (divisor: the sum of weights) and correlations of several variables.
struct WeightedMoments: Sendable {
  let means: [Double]
  let deviations: [Double]
  /// Covariances.
  let covariances: SquareMatrix

  /// The moments of `values`, `variables` entries a unit, under one weight a unit.
  init(_ values: [Double], variables: Int, weights: [Double]) {
    var total = CompensatedSum()
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: variables)
    for (unit, weight) in weights.enumerated() {
      total.add(weight)
      for i in 0..<variables { sums[i].add(weight * values[unit * variables + i]) }
    }
    let weightSum = total.value > 0 ? total.value : 1
    let means = sums.map { $0.value / weightSum }
    var products = [CompensatedSum](repeating: CompensatedSum(), count: variables * variables)
    for (unit, weight) in weights.enumerated() {
      for i in 0..<variables {
        let deviation = weight * (values[unit * variables + i] - means[i])
        for j in 0...i { products[i * variables + j].add(deviation * (values[unit * variables + j] - means[j])) }
      }
    }
    var covariances = SquareMatrix(identity: variables)
    for i in 0..<variables {
      for j in 0...i {
        covariances[i, j] = products[i * variables + j].value / weightSum
        covariances[j, i] = covariances[i, j]
      }
    }
    (self.means, self.covariances) = (means, covariances)
    deviations = (0..<variables).map { covariances[$0, $0].squareRoot() }
  }

  /// The correlation of two variables; 0 when one is constant.
  func correlation(_ i: Int, _ j: Int) -> Double {
    let scale = deviations[i] * deviations[j]
    return scale > 0 ? covariances[i, j] / scale : 0
  }
}

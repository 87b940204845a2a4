import Foundation

/// A Poisson regression with a log link: counts with means exp(offset + x·β), by maximum likelihood.
///
/// Fitted by iteratively reweighted least squares from (y + ȳ)/2 (P. McCullagh and J. A. Nelder, Generalized Linear Models,
/// 2nd ed. 1989, sections 2.5 and 6.2), with the steps halved where the deviance grows. Equal to statsmodels' `GLM` with
/// `Poisson` within 1e-6 (`PoissonRegressionTests`).
public struct PoissonRegression: Sendable, Equatable {
  /// One coefficient a column, on the scale of the logarithm.
  public let coefficients: [Double]
  /// Their covariance, the inverse of the information, row by row: as many squared.
  public let covariance: [Double]
  /// Twice the log-likelihood that the fit lacks to a mean of its own for each count.
  public let deviance: Double
  /// Pearson's Σ (y − μ)²/μ.
  public let pearson: Double
  /// Counts less coefficients.
  public let degreesOfFreedom: Int

  /// Why there are no coefficients.
  public enum Lack: String, Error, Sendable {
    /// Fewer counts than coefficients.
    case tooFew
    /// All counts are 0: the mean's logarithm is below all bounds.
    case noEvents
    /// A column follows from the others.
    case collinear
    /// The likelihood grows for ever in some direction, as where all events are in the first period: some coefficient has no
    /// finite estimate.
    case separated
  }

  /// Fits counts.
  ///
  /// - Parameters:
  ///   - counts: numbers from 0 up.
  ///   - design: columns, each as long as `counts`; the constant is one of them.
  ///   - offsets: logarithms of the exposures, as long.
  /// - Throws: ``Lack``, where there is no finite estimate.
  public init(counts: [Double], design: [[Double]], offsets: [Double]) throws(Lack) {
    let (rows, width) = (counts.count, design.count)
    guard rows >= width, width > 0 else { throw .tooFew }
    guard counts.contains(where: { $0 > 0 }) else { throw .noEvents }
    guard Self.inverse(Self.information(design, [Double](repeating: 1, count: rows))) != nil else { throw .collinear }
    let mean = counts.reduce(0, +) / Double(rows)
    var means = counts.map { ($0 + mean) / 2 }
    var linear = zip(means, offsets).map { log($0) - $1 }
    var found = [Double](repeating: 0, count: width)
    var misfit = Double.infinity
    var isFound = false
    for _ in 0..<Self.mostSteps {
      guard let inverse = Self.inverse(Self.information(design, means)) else { throw .separated }
      let working = (0..<rows).map { means[$0] * linear[$0] + counts[$0] - means[$0] }
      let moments = design.map { column in zip(column, working).reduce(0) { $0 + $1.0 * $1.1 } }
      var next = (0..<width).map { i in (0..<width).reduce(0) { $0 + inverse[i * width + $1] * moments[$1] } }
      for _ in 0..<Self.mostHalvings {
        linear = Self.product(design, next)
        means = zip(linear, offsets).map { exp($0 + $1) }
        let deviance = Self.deviance(counts, means)
        if deviance.isFinite, deviance <= misfit * (1 + 1e-9) || misfit.isInfinite {
          misfit = deviance
          break
        }
        next = zip(next, found).map { ($0 + $1) / 2 }
      }
      isFound = zip(next, found).allSatisfy { abs($0 - $1) <= Self.tolerance * max(1, abs($0)) }
      found = next
      if isFound { break }
    }
    // Towards an infinite estimate each step goes as far as the one before.
    guard isFound, misfit.isFinite, let inverse = Self.inverse(Self.information(design, means)) else {
      throw .separated
    }
    (coefficients, covariance, deviance) = (found, inverse, misfit)
    pearson = zip(counts, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    degreesOfFreedom = rows - width
  }

  /// The standard error of a sum of coefficients, each times its weight.
  public func standardError(ofWeighted weights: [Double]) -> Double {
    let width = coefficients.count
    var variance = 0.0
    for i in 0..<width { for j in 0..<width { variance += weights[i] * weights[j] * covariance[i * width + j] } }
    return max(0, variance).squareRoot()
  }

  private static let mostSteps = 60
  private static let mostHalvings = 30
  private static let tolerance = 1e-11

  private static func product(_ design: [[Double]], _ coefficients: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: design[0].count)
    for (column, coefficient) in zip(design, coefficients) {
      for row in sums.indices { sums[row] += column[row] * coefficient }
    }
    return sums
  }

  /// Xᵀ W X, row by row.
  private static func information(_ design: [[Double]], _ weights: [Double]) -> [Double] {
    design.flatMap { a in
      design.map { b in
        var sum = 0.0
        for row in weights.indices { sum += weights[row] * a[row] * b[row] }
        return sum
      }
    }
  }

  private static func deviance(_ counts: [Double], _ means: [Double]) -> Double {
    let sum = zip(counts, means).reduce(0) { sum, pair in
      let (count, mean) = pair
      return sum + 2 * ((count > 0 ? count * log(count / mean) : 0) - (count - mean))
    }
    // Rounding may leave less than nothing.
    return max(0, sum)
  }

  /// The inverse of a symmetric positive definite matrix by Cholesky's factors, scaled to a diagonal of 1 first; nil where
  /// it has none to the precision of the numbers.
  private static func inverse(_ matrix: [Double]) -> [Double]? {
    let width = Int(Double(matrix.count).squareRoot())
    let scale = (0..<width).map { matrix[$0 * width + $0].squareRoot() }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var lower = [Double](repeating: 0, count: matrix.count)
    for i in 0..<width {
      for j in 0...i {
        var sum = matrix[i * width + j] / (scale[i] * scale[j])
        for k in 0..<j { sum -= lower[i * width + k] * lower[j * width + k] }
        if i == j {
          guard sum > 1e-13 else { return nil }
          lower[i * width + i] = sum.squareRoot()
        } else {
          lower[i * width + j] = sum / lower[j * width + j]
        }
      }
    }
    // Column by column: L Lᵀ x = e.
    var inverse = [Double](repeating: 0, count: matrix.count)
    for column in 0..<width {
      var x = [Double](repeating: 0, count: width)
      for i in 0..<width {
        var sum = i == column ? 1.0 : 0
        for k in 0..<i { sum -= lower[i * width + k] * x[k] }
        x[i] = sum / lower[i * width + i]
      }
      for i in (0..<width).reversed() {
        var sum = x[i]
        for k in i + 1..<width { sum -= lower[k * width + i] * x[k] }
        x[i] = sum / lower[i * width + i]
      }
      for i in 0..<width { inverse[i * width + column] = x[i] / (scale[i] * scale[column]) }
    }
    return inverse
  }
}

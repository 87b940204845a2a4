/// A small dense matrix, row by row.
struct SquareMatrix: Equatable, Sendable {
  let order: Int
  var entries: [Double]

  /// The identity.
  init(identity order: Int) {
    self.order = order
    entries = [Double](repeating: 0, count: order * order)
    for i in 0..<order { self[i, i] = 1 }
  }

  /// A matrix of rows of equal length.
  init(rows: [[Double]]) {
    order = rows.count
    entries = rows.flatMap { $0 }
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * order + column] }
    set { entries[row * order + column] = newValue }
  }

  static func * (a: SquareMatrix, b: SquareMatrix) -> SquareMatrix {
    var result = a
    for i in 0..<a.order {
      for j in 0..<a.order {
        var sum = 0.0
        for k in 0..<a.order { sum += a[i, k] * b[k, j] }
        result[i, j] = sum
      }
    }
    return result
  }

  /// The lower triangle L with L·Lᵀ = self; nil unless the matrix is positive definite (no pivot below 1e-6).
  var choleskyFactor: SquareMatrix? {
    var lower = SquareMatrix(identity: order)
    for i in 0..<order {
      for j in 0...i {
        var sum = self[i, j]
        for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
        if i == j {
          guard sum > 1e-6 else { return nil }
          lower[i, i] = sum.squareRoot()
        } else {
          lower[i, j] = sum / lower[j, j]
        }
      }
    }
    return lower
  }

  /// The factor of the nearest usable matrix: whatever stands off the diagonal is shrunk until one exists.
  var nearestCholeskyFactor: SquareMatrix {
    var matrix = self
    for _ in 0..<500 {
      if let factor = matrix.choleskyFactor { return factor }
      for i in 0..<order {
        matrix[i, i] = max(matrix[i, i], 1e-3)
        for j in 0..<order where j != i { matrix[i, j] *= 0.98 }
      }
    }
    return SquareMatrix(identity: order)
  }

  /// The inverse of a lower triangle without zeros on its diagonal.
  var lowerTriangleInverse: SquareMatrix {
    var inverse = SquareMatrix(identity: order)
    for column in 0..<order {
      for row in column..<order {
        var sum = row == column ? 1.0 : 0.0
        for k in column..<row { sum -= self[row, k] * inverse[k, column] }
        inverse[row, column] = sum / self[row, row]
      }
    }
    return inverse
  }
}

import Parallel
import Columns
import Core
import Statistics

extension ColumnPlan {
  /// The index's input from the columns that were read, one per entry of ``requests`` and in that order.
  ///
  /// The sum of several columns is null where any of them is null, and suppressed where any is suppressed. Throws
  /// ``Failure`` (software) when the columns are not those asked for.
  public func units(columns: [NumberColumn], areaSquareMetres: [Double]?, threads: Int) throws -> Units {
    let rows = columns.first?.values.count ?? 0
    guard columns.count == requests.count, columns.allSatisfy({ $0.values.count == rows }) else {
      throw Failure(.software, "the columns read are not those the definition asked for")
    }
    func sum(_ places: [Int]) throws -> NumberColumn { try Self.sum(places.map { columns[$0] }, threads: threads) }
    return Units(
      population: try sum(population),
      measures: try measures.map { measure in
        switch measure {
        case .value(let places): .value(try sum(places))
        case .ratio(let top, let bottom): .ratio(numerator: try sum(top), denominator: try sum(bottom))
        }
      },
      areaSquareMetres: areaSquareMetres, counts: try counts.map { try $0.map(sum) })
  }

  /// The columns' sum, row by row; a single column as it is.
  static func sum(_ columns: [NumberColumn], threads: Int) throws -> NumberColumn {
    guard let first = columns.first else { return NumberColumn([]) }
    if columns.count == 1 { return first }
    let values: [Double] = try filledColumn(count: first.values.count, threads: threads) { range, sums in
      for row in range { sums[row - range.lowerBound] = first.values[row] }
      for column in columns.dropFirst() {
        for row in range { sums[row - range.lowerBound] += column.values[row] }
      }
    }
    let marked = columns.filter { !$0.suppressed.isEmpty }
    if marked.isEmpty { return NumberColumn(values) }
    return NumberColumn(values, suppressed: values.indices.map { row in marked.contains { $0.suppressed[row] } })
  }
}

import Columns
import Diagnostics

/// The columns that are asked for, as steps through a row, and the columns made of what the workers found.
struct ColumnSelection: Sendable {
  /// In file order, each pair of column and kind once.
  private(set) var steps: [ReadStep] = []
  private(set) var numberCount = 0
  private(set) var textCount = 0
  /// For each request its step.
  private var stepOfRequest: [Int] = []

  init(_ requests: [ColumnRequest], columnNames: [String], file: String) throws {
    let columnOfName = Dictionary(columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var wanted: [(column: Int, isNumber: Bool)] = []
    for request in requests {
      guard let column = columnOfName[request.name] else {
        throw Failure(
          .badData, "no such column", file: file, field: request.name,
          hint: Suggestion.hint(for: request.name, among: columnNames))
      }
      wanted.append((column, request.kind == .number))
    }
    for (column, isNumber) in wanted.sorted(by: {
      ($0.column, $0.isNumber ? 0 : 1) < ($1.column, $1.isNumber ? 0 : 1)
    })
    where steps.last?.column != column || steps.last?.isNumber != isNumber {
      steps.append(ReadStep(column: column, isNumber: isNumber, output: isNumber ? numberCount : textCount))
      if isNumber { numberCount += 1 } else { textCount += 1 }
    }
    stepOfRequest = wanted.map { want in
      steps.firstIndex { $0.column == want.column && $0.isNumber == want.isNumber } ?? 0
    }
  }

  /// The columns of the requests, in their order.
  func columns(_ numbers: [[Double]], _ ends: [[Int]], _ results: [ChunkResult], _ chunks: [Chunk]) -> [Column] {
    let made = steps.map { step -> Column in
      step.isNumber
        ? .numbers(numberColumn(numbers[step.output], step.output, results))
        : .texts(textColumn(ends[step.output], step.output, results, chunks))
    }
    return stepOfRequest.map { made[$0] }
  }

  private func numberColumn(_ values: [Double], _ output: Int, _ results: [ChunkResult]) -> NumberColumn {
    var suppressed: [Bool] = []
    for result in results where !result.findings[output].suppressedRows.isEmpty {
      if suppressed.isEmpty { suppressed = Array(repeating: false, count: values.count) }
      for row in result.findings[output].suppressedRows { suppressed[row] = true }
    }
    return NumberColumn(values, suppressed: suppressed)
  }

  private func textColumn(
    _ chunkEnds: [Int], _ output: Int, _ results: [ChunkResult], _ chunks: [Chunk]
  ) -> TextColumn {
    var ends = chunkEnds
    var bytes: [UInt8] = []
    bytes.reserveCapacity(results.reduce(0) { $0 + $1.texts[output].count })
    for (result, chunk) in zip(results, chunks) {
      if !bytes.isEmpty { for row in chunk.rows { ends[row] += bytes.count } }
      bytes.append(contentsOf: result.texts[output])
    }
    return TextColumn(bytes: bytes, ends: ends)
  }
}

import Columns
import Core
import Parallel

/// The columns that are asked for, as steps through a row, and the columns made of what the workers found.
struct ColumnSelection: Sendable {
  /// In file order, each pair of column and kind once.
  private(set) var steps: [ReadStep] = []
  private(set) var numberCount = 0
  private(set) var textCount = 0
  /// For each request its step.
  private var stepOfRequest: [Int] = []

  /// `codes`: whether columns of codes are tried as such; they are texts otherwise.
  init(_ requests: [ColumnRequest], columnNames: [String], file: String, codes: Bool) throws {
    let columnOfName = Dictionary(columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var wanted: [(column: Int, kind: ColumnRequest.Kind)] = []
    for request in requests {
      guard let column = columnOfName[request.name] else {
        throw Failure(
          .badData, "no such column", file: file, field: request.name,
          hint: ShownHeading.hint(for: request.name, among: columnNames))
      }
      wanted.append((column, request.kind == .code && !codes ? .text : request.kind))
    }
    let kinds: [ColumnRequest.Kind] = [.number, .code, .text]
    for column in Set(wanted.map(\.column)).sorted() {
      for kind in kinds where wanted.contains(where: { $0 == (column, kind) }) {
        let isText = kind == .text
        steps.append(ReadStep(column: column, kind: kind, output: isText ? textCount : numberCount))
        if isText { textCount += 1 } else { numberCount += 1 }
      }
    }
    stepOfRequest = wanted.map { want in
      steps.firstIndex { $0.column == want.column && $0.kind == want.kind } ?? 0
    }
  }

  /// The columns of the requests, in their order.
  func columns(
    _ numbers: [[Double]], _ ends: [[Int]], _ results: [ChunkResult], _ chunks: [Chunk], threads: Int
  ) throws -> [Column] {
    let made = try steps.map { step -> Column in
      step.storesNumbers
        ? .numbers(numberColumn(numbers[step.output], step.output, results))
        : .texts(try textColumn(ends[step.output], step.output, results, chunks, threads: threads))
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

  /// The chunks' texts one after the other, and the rows' ends counted on from chunk to chunk.
  private func textColumn(
    _ chunkEnds: [Int], _ output: Int, _ results: [ChunkResult], _ chunks: [Chunk], threads: Int
  ) throws -> TextColumn {
    var total = 0
    let starts = results.map { result in
      defer { total += result.texts[output].count }
      return total
    }
    // Row ends and bytes alike are cut at the chunks.
    let ends: [Int] = try filledColumn(count: chunkEnds.count, cuts: chunks.map(\.rows), threads: threads) {
      chunk, rows, ends in
      for row in rows { ends[row - rows.lowerBound] = chunkEnds[row] + starts[chunk] }
    }
    let pieces = results.indices.map { starts[$0]..<starts[$0] + results[$0].texts[output].count }
    let bytes: [UInt8] = try filledColumn(count: total, cuts: pieces, threads: threads) { chunk, range, bytes in
      _ = bytes.initialize(from: results[chunk].texts[output])
    }
    return TextColumn(bytes: bytes, ends: ends)
  }
}

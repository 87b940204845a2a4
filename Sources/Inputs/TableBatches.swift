import Columns
import Core
import DelimitedText
import Reports

/// A table read in batches of rows, so that what is made of it needs no memory for its text: delimited text as a stream, anything else,
/// which GDAL reads, at once.
package struct TableBatches {
  /// Some rows.
  package struct Batch {
    /// The columns asked for, in the order asked for.
    package let columns: [Column]
    /// Where they come from, for messages.
    package let source: any TableSource
    /// The source's row of each row.
    package let rows: RowNumbers
  }

  /// The table as the user named it.
  package let name: String
  /// Column names in the table's order.
  package let columnNames: [String]
  /// Whether numbers and whole numbers come back as they were written, to the last digit.
  package let keepsNumbers: Bool
  private let form: Form

  private enum Form {
    case text(DelimitedTextStream)
    case table(InputTable)
  }

  /// Opens a file; reads no more than its head.
  package init(path: String, options: InputOptions, threads: Int) throws {
    let file = try InputFile(path)
    if file.isText {
      let stream = try file.stream(options.text, threads: threads)
      (name, columnNames, keepsNumbers, form) = (stream.name, stream.columnNames, true, .text(stream))
    } else {
      let table = try InputTable(path: path, options: options, threads: threads)
      (name, columnNames) = (table.source.name, table.source.columnNames)
      (keepsNumbers, form) = (table.layer?.keepsWholeNumbers ?? true, .table(table))
    }
  }

  /// Reads columns: `transform` makes something of each batch, on any worker; `consume` gets that in the order of rows.
  ///
  /// `transform` may be called twice for a batch: when it throws, again with the rows as messages name them.
  package func forEach<T: Sendable>(
    _ requests: [ColumnRequest], journal: Journal, transform: @Sendable (Batch) throws -> T,
    consume: (T) throws -> Void
  ) throws {
    switch form {
    case .table(let table):
      let read = try table.read(requests, journal: journal)
      try consume(try transform(Batch(columns: read.columns, source: table.source, rows: read.rows)))
    case .text(let stream):
      let name = name
      try stream.forEachBatch(
        columns: requests.map { try stream.column(named: $0.name) },
        transform: { batch in
          var columns: [Column] = []
          for (place, request) in requests.enumerated() {
            if request.kind != .number {
              columns.append(.texts(batch.texts(place)))
              continue
            }
            let reading = batch.numbers(place)
            if let row = reading.faults.first {
              throw batch.failure(row, place, "not a number", value: batch.shown(row, place), expected: "a number")
            }
            columns.append(.numbers(reading.column))
          }
          let source = Lines(name: name, columnNames: requests.map(\.name), rowCount: batch.rowCount)
          do {
            return try transform(Batch(columns: columns, source: source, rows: RowNumbers(all: batch.rowCount)))
          } catch is Failure {
            // Which line a row is costs a look at the text before it: only now.
            var lines: [Int] = []
            for row in 0..<batch.rowCount { lines.append(batch.line(row)) }
            return try transform(Batch(columns: columns, source: source, rows: RowNumbers(lines)))
          }
        }, consume: consume)
    }
  }

  /// What names the lines of a text in messages.
  private struct Lines: TableSource {
    let name: String
    let columnNames: [String]
    let rowCount: Int

    func read(_ requests: [ColumnRequest]) throws -> [Column] {
      throw Failure(.software, "a stream's batch was read twice", file: name)
    }

    func place(ofRow row: Int) -> String { "row \(row)" }
  }
}

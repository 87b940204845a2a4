import Columns
import Core
import Parallel
import TextCodec

/// A table in Arrow's IPC stream or file format, read batch by batch on all workers; memory grows with its largest batch alone.
package struct ArrowTable: Sendable {
  /// The file as the user named it; `standard input` for `-`.
  package let name: String
  /// Column names in the table's order.
  package let columnNames: [String]
  private let input: ByteInput
  private let threads: Int

  /// Rows that a worker takes at a time at most.
  static let sliceRows = 1 << 15

  /// Reads the schema; uses nothing up. Throws ``Failure`` (bad data) for one that is damaged or has columns that are not read.
  package init(_ input: ByteInput, threads: Int) throws {
    (self.input, self.threads, name) = (input, max(1, threads), input.name)
    let head = ReplayedSource(head: input.head(PipeInput.headBytes), then: EmptySource())
    columnNames = try ArrowMessages(head, file: input.name).schema.columns.map(\.name)
  }

  /// Reads the table: `transform` makes something of some rows, on any worker; `consume` gets what it made, in the order of rows, on the
  /// calling thread. Which rows go together is decided by the table alone. A pipe can be read once.
  ///
  /// - Parameters:
  ///   - columns: the columns wanted, by name.
  ///   - badRows: what is done with rows that `transform` refuses.
  /// - Returns: the rows that were left out.
  package func forEachBatch<T: Sendable>(
    columns: [String], badRows: BadRows, transform: @Sendable (borrowing ArrowRows) throws -> T,
    consume: (T) throws -> Void
  ) throws -> RefusedRows {
    let messages = try ArrowMessages(input.bytes(), file: name)
    let wanted = try columns.map { name in
      guard let column = messages.schema.columns.firstIndex(where: { $0.name == name }) else {
        throw Failure(.software, "a column was asked for that is not there, or twice", file: self.name)
      }
      return column
    }
    let relay = Relay(ArrowSlices(messages, most: Self.sliceRows), runners: threads)
    return try input.source.intact {
      var refused = RefusedRows()
      try Parallel.stream(threads: threads) { item -> (T, RefusedRows)? in
        do {
          guard let slice = try relay.turn(item, { try $0.next() }) else { return nil }
          let columns = wanted.map { slice.batch.columns[$0] }
          try messages.check(columns, slice.rows)
          let refusals = FieldBatch.Refusals(badRows)
          let made = try transform(
            ArrowRows(
              place: item, batch: slice.batch, columns: columns, rows: slice.rows, before: slice.before,
              refusals: refusals))
          return (made, RefusedRows(count: refusals.count, failures: refusals.failures.map(\.failure)))
        } catch {
          messages.stop()
          throw error
        }
      } consume: { made in
        do {
          try input.source.checkPages()
          refused.add(made.1)
          try consume(made.0)
        } catch {
          messages.stop()
          throw error
        }
      }
      return refused
    }
  }
}

/// Some rows of an Arrow table and the columns that were asked for. Lives as long as the closure that it is handed to.
package struct ArrowRows: ~Copyable {
  /// The slice's place in the table, from 0 upwards.
  package let place: Int
  /// Rows; at least one.
  package var rowCount: Int { rows.count }
  private let batch: ArrowBatch
  private let columns: [ArrowColumn]
  private let rows: Range<Int>
  private let before: Int
  private let refusals: FieldBatch.Refusals

  fileprivate init(
    place: Int, batch: ArrowBatch, columns: [ArrowColumn], rows: Range<Int>, before: Int,
    refusals: FieldBatch.Refusals
  ) {
    (self.place, self.batch, self.columns, self.rows) = (place, batch, columns, rows)
    (self.before, self.refusals) = (before, refusals)
  }

  /// A column of these rows; `column` counts the columns asked for.
  package func values(_ column: Int) -> ArrowValues { ArrowValues(columns[column], first: rows.lowerBound) }

  /// A row as messages name it: as a line of the same table's text, whose first holds the names.
  package func place(ofRow row: Int) -> String { "row \(before + row + 2)" }

  /// Refuses a row: throws the failure, or counts the row and goes on, as was asked to do with bad rows. Call it at most once a row, in
  /// the order of rows.
  package func refuse(_ row: Int, _ failure: @autoclosure () -> Failure) throws {
    try refusals.add(at: row, failure())
  }
}

/// A column of some rows of an Arrow table. Must not outlive them.
package struct ArrowValues {
  private let column: ArrowColumn
  @usableFromInline let first: Int
  /// Most columns of texts are plain ones, which are read without a call.
  @usableFromInline let plain: PlainTexts?
  private let scratch = Scratch()

  fileprivate init(_ column: ArrowColumn, first: Int) {
    (self.column, self.first, plain) = (column, first, column.plainTexts)
  }

  private final class Scratch { var text = ByteBuffer(capacity: 64) }

  /// The texts of a column that is a dictionary's, and which of them a row has, −1 for none; nil for another column.
  package var dictionary: (texts: ArrowTexts, place: (_ row: Int) -> Int)? {
    guard let texts = column.dictionary else { return nil }
    return (ArrowTexts(texts), { [column, first] in column.isNull(first + $0) ? -1 : column.place(first + $0) })
  }

  /// Calls `body` with the value as a text has it, without blanks around; empty where there is none.
  @inlinable @inline(__always)
  package func withValue<R, E: Error>(_ row: Int, _ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    if let plain { return try body(Span(_unsafeElements: Blanks.trimmed(plain.text(first &+ row)))) }
    return try body(Span(_unsafeElements: bytes(row)))
  }

  /// Valid until the next one is asked for.
  @usableFromInline
  func bytes(_ row: Int) -> UnsafeBufferPointer<UInt8> {
    if column.isText { return Blanks.trimmed(column.text(first &+ row)) }
    scratch.text.removeAll()
    column.write(first &+ row, to: &scratch.text)
    return scratch.text.withBytes { $0 }
  }

  /// A value as a message may show it.
  package func shown(_ row: Int, _ privacy: ValuePrivacy) -> ShownValue {
    ShownValue(withValue(row) { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }, privacy)
  }

  /// How the seconds of a column of times are to be understood; nil for another column.
  package var clock: Clock? {
    guard case .time(let perSecond, let isZoned) = column.kind, column.dictionary == nil else { return nil }
    return Clock(perSecond: perSecond, isZoned: isZoned)
  }

  /// A column's times.
  package struct Clock {
    fileprivate let perSecond: Int64
    /// Whether they are seconds since 1970-01-01T00:00:00Z, not of the wall clock.
    package let isZoned: Bool
  }

  /// Seconds since 1970-01-01T00:00:00 of a column of times, rounded down; nil where there is none.
  package func seconds(_ row: Int, _ clock: Clock) -> Int64? { column.seconds(first &+ row, clock.perSecond) }
}

/// The texts of a dictionary, which many slices share.
package struct ArrowTexts: @unchecked Sendable {
  private let batch: ArrowBatch

  fileprivate init(_ batch: ArrowBatch) { self.batch = batch }

  /// How many.
  package var count: Int { batch.rows }

  /// Whether they are the same dictionary.
  package func isSame(as other: ArrowTexts) -> Bool { batch === other.batch }

  /// Calls `body` with a text without blanks around; empty where there is none.
  package func withText<R>(_ place: Int, _ body: (Span<UInt8>) -> R) -> R {
    body(Span(_unsafeElements: Blanks.trimmed(batch.columns[0].text(place))))
  }
}

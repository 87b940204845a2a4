import Columns
import Core
import TextCodec

/// Some rows of a stream, in file order, and the fields that were asked for.
///
/// Lives as long as the closure that it is handed to. Fields are read in place; nothing is allocated.
public struct FieldBatch: ~Copyable {
  /// The batch's place in the stream, from 0 upwards; there may be gaps.
  public let place: Int
  /// Rows, those left out not counted; at least one.
  public let rowCount: Int
  /// How the bytes of these rows stand for characters. All of them are valid in it.
  public let encoding: TextEncoding

  @usableFromInline let base: UnsafePointer<UInt8>
  @usableFromInline let unquoted: UnsafePointer<UInt8>
  @usableFromInline let spans: UnsafePointer<SIMD2<UInt32>>
  @usableFromInline let stride: Int
  /// Where the block's last 32 bytes begin.
  let lastPlain: UnsafePointer<UInt8>
  private let starts: UnsafePointer<UInt32>
  let rule: DecimalRule
  private let reporter: DefectReporter
  private let columns: [Int]
  private let refusals: Refusals

  init(
    place: Int, rows: Int, index: FieldIndex, stride: Int, reporter: DefectReporter, columns: [Int],
    refusals: Refusals
  ) {
    self.place = place
    rowCount = rows
    encoding = reporter.encoding
    base = reporter.scanner.base
    unquoted = UnsafePointer(index.unquoted)
    spans = UnsafePointer(index.spans)
    self.stride = stride
    lastPlain = base + (reporter.scanner.end - 32)
    starts = UnsafePointer(index.rows)
    rule = reporter.rule ?? .either
    (self.reporter, self.columns, self.refusals) = (reporter, columns, refusals)
  }

  /// Calls `body` with the bytes of a field: those of the file, without quotes around them, doubled quotes single.
  ///
  /// `column` counts the columns asked for, in the order asked for. Windows-1252 stays Windows-1252; where that matters
  /// see ``text(_:_:)``.
  @inlinable @inline(__always)
  public func withField<R, E: Error>(
    _ row: Int, _ column: Int, _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    precondition(row >= 0 && row < rowCount && column >= 0 && column < stride &- 1, "no such field in the batch")
    let span = spans[row &* stride &+ column]
    let (start, end) = (Int(span.x & 0x7FFF_FFFF), Int(span.y & 0x7FFF_FFFF))
    let source = span.x >> 31 == 0 ? base : unquoted
    return try body(Span(_unsafeStart: source + start, count: end &- start))
  }

  /// Calls `body` with a field's value, in UTF-8: without the blanks around it, and empty where there is none or where a mark
  /// for "no value" stands without quotes.
  @inlinable @inline(__always)
  public func withValue<R, E: Error>(
    _ row: Int, _ column: Int, _ body: (Span<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    let span = spans[row &* stride &+ column]
    let start = (span.x >> 31 == 0 ? base : unquoted) + Int(span.x & 0x7FFF_FFFF)
    let count = Int(span.y & 0x7FFF_FFFF) &- Int(span.x & 0x7FFF_FFFF)
    // Nearly every field begins with a digit or a letter, though not with the N of most marks, and ends with no blank.
    if encoding == .utf8, count > 0, Self.isPlain(start[0]) & (start[count &- 1] &- 0x21 < 0x5E ? 1 : 0) != 0 {
      return try body(Span(_unsafeStart: start, count: count))
    }
    let value = value(row, column)
    if encoding == .utf8 || value.allSatisfy({ $0 < 0x80 }) { return try body(Span(_unsafeElements: value)) }
    return try body(Self.utf8(value).span)
  }

  /// One for a digit or a letter but N and n, else zero; without a branch, since either may come with every row.
  @inlinable @inline(__always)
  static func isPlain(_ byte: UInt8) -> UInt64 {
    // A bit for each ASCII byte: digits among the first 64, letters among the others.
    let set: UInt64 = byte & 0x40 == 0 ? 0x03FF_0000_0000_0000 : 0x07FF_BFFE_07FF_BFFE
    return set &>> UInt64(byte & 0x3F) & UInt64(byte &>> 7 ^ 1)
  }

  /// A field as a message may show it.
  public func shown(_ row: Int, _ column: Int) -> ShownValue { ShownValue(text(row, column), reporter.privacy) }

  /// A field as text, as it stands.
  func text(_ row: Int, _ column: Int) -> String {
    withField(row, column) { field in
      field.withUnsafeBufferPointer { bytes in
        guard encoding == .windows1252 else { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: Self.utf8(bytes), as: UTF8.self)
      }
    }
  }

  /// A field as a number: NaN where it is null or suppressed, nil where it is no number.
  public func number(_ row: Int, _ column: Int) -> Double? {
    let (start, end) = range(row, column)
    switch meaning(UnsafeBufferPointer(start: start, count: end - start)) {
    case .number(let number): return number.value
    case .null, .suppressed: return .nan
    case .notANumber: return nil
    }
  }

  /// The number of the line that the row starts in, from 1, as an editor counts. Costs a look at the batch's text.
  public func line(_ row: Int) -> Int {
    precondition(row >= 0 && row < rowCount, "no such row in the batch")
    return reporter.line(of: Int(starts[row]))
  }

  /// What is wrong with a row, with file, row and field; `field` counts the columns asked for, nil is the whole row.
  ///
  /// The value is not named unless it is given, see ``shown(_:_:)``.
  public func failure(
    _ row: Int, _ field: Int?, _ message: String, value: ShownValue? = nil, expected: String? = nil,
    hint: String? = nil
  ) -> Failure {
    Failure(
      .badData, message, file: reporter.file, place: "row \(line(row))",
      field: field.map { reporter.columnNames[columns[$0]] }, value: value, expected: expected, hint: hint)
  }

  /// Refuses a row that has the right fields but cannot be used: throws the failure, or counts the row and goes on,
  /// as the stream was asked to do with bad rows. Call it at most once a row, in the order of rows.
  public func refuse(_ row: Int, _ failure: @autoclosure () -> Failure) throws {
    try refusals.add(at: Int(starts[row]), failure())
  }

  /// Rows that the receiver of a batch refused.
  final class Refusals {
    let policy: BadRows
    private(set) var count = 0
    private(set) var failures: [(position: Int, failure: Failure)] = []

    init(_ policy: BadRows) { self.policy = policy }

    func add(at position: Int, _ failure: @autoclosure () -> Failure) throws {
      if policy == .stop { throw failure() }
      count += 1
      if failures.count < RefusedRows.kept { failures.append((position, failure())) }
    }
  }
}

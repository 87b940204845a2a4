import Foundation
import TestSupport
import Testing

@testable import Files
@testable import SQLite

/// Columns in memory as rows that SQL selects from.
@Suite struct RowSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func rows(
    _ columns: [RowColumn], count: Int, _ definitions: String, into target: String = "t"
  ) throws -> [[String]] {
    let path = scratch.file("t.db")
    let database = try SQLiteConnection(path, file: path)
    try database.run("DROP TABLE IF EXISTS t; CREATE TABLE t(\(definitions))")
    try database.insert(columns, rows: count, into: target)
    return try SQLiteReading(path).rows("SELECT * FROM t ORDER BY rowid")
  }

  @Test func everyKindOfColumn() throws {
    let (reals, wholes) = (Kept([0.5, .nan, -3, 1e300]), Kept([1.0, -9_007_199_254_740_992, .nan, 0]))
    let small = Kept<Int32>([7, .min, .max, 0])
    let (texts, ends) = (Kept(Array("Åäöab".utf8)), Kept([0, 6, 6, 7, 8]))
    let (choices, choiceEnds) = (Kept(Array("låghög".utf8)), Kept([0, 4, 4, 8]))
    let codes = Kept<UInt16>([2, 0, 1, 2])
    let (blobs, blobEnds) = (Kept<UInt8>([1, 2, 0, 255]), Kept([0, 1, 1, 4, 4]))
    let columns = [
      RowColumn.nulls, .reals(reals.start), .integers(wholes.start), .integers(small.start),
      .texts(texts.start, ends: ends.start), .choices(codes.start, of: choices.start, ends: choiceEnds.start),
      .blobs(blobs.start, ends: blobEnds.start),
    ]
    try withExtendedLifetime((reals, wholes, small, texts, ends, choices, choiceEnds, codes, blobs, blobEnds)) {
      let read = try rows(columns, count: 4, "k, r REAL, w INTEGER, s INTEGER, t TEXT, c TEXT, b BLOB")
      #expect(
        read == [
          ["NULL", "0.5", "1", "7", "Åäö", "hög", "01"],
          ["NULL", "NULL", "-9007199254740992", "-2147483648", "NULL", "låg", "NULL"],
          ["NULL", "-3.0", "NULL", "2147483647", "a", "NULL", "0200FF"],
          ["NULL", "1.0e+300", "0", "0", "b", "hög", "NULL"],
        ])
      let none = try rows(columns, count: 0, "a, b, c, d, e, f, g")
      #expect(none.isEmpty)
    }
  }

  /// A connection has one source for each number of columns, and goes on with keys where they were.
  @Test func severalInsertsIntoSomeColumns() throws {
    let path = scratch.file("t.db")
    let database = try SQLiteConnection(path, file: path)
    try database.run("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)")
    let values = Kept<Int32>([10, 20, 30])
    let column = RowColumn.integers(values.start)
    try withExtendedLifetime(values) {
      try database.insert([column], rows: 2, into: "t(a)")
      try database.insert([column, column], rows: 3, into: "t(a, b)")
      try database.insert([column], rows: 1, into: "t(b)")
      try database.insert([column, .nulls], rows: 3, into: "t(id, b)")
      // What SQLite refuses is an error: a key that is there.
      #expect(throws: (any Error).self) { try database.insert([column], rows: 3, into: "t(id)") }
    }
    #expect(
      try SQLiteReading(path).rows("SELECT * FROM t") == [
        ["1", "10", "NULL"], ["2", "20", "NULL"], ["3", "10", "10"], ["4", "20", "20"], ["5", "30", "30"],
        ["6", "NULL", "10"], ["10", "NULL", "NULL"], ["20", "NULL", "NULL"], ["30", "NULL", "NULL"],
      ])
  }
}

/// Values that stay where they are.
private final class Kept<T: BitwiseCopyable> {
  private let values: UnsafeMutableBufferPointer<T>

  init(_ values: [T]) {
    self.values = .allocate(capacity: values.count)
    _ = self.values.initialize(from: values)
  }

  deinit { values.deallocate() }

  var start: UnsafePointer<T>? { UnsafePointer(values.baseAddress) }
}

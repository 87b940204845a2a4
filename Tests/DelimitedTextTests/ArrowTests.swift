import Columns
import Core
import Disk
import Foundation
import Testing

@testable import DelimitedText

/// Tables in Arrow's formats. The files are `Tests/Attack/corpus/arrow/seed-…`, a few rows each, written by pyarrow.
@Suite struct ArrowTests {
  private static func bytes(_ name: String) throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: tests.appendingPathComponent("Attack/corpus/arrow/\(name)")))
  }

  /// The whole text, in pieces of a few bytes.
  private static func text(_ bytes: [UInt8]) throws -> String {
    let text = try ArrowText(PiecewiseSource(bytes), file: "t")
    var all: [UInt8] = []
    while case let piece = try text.head(5).bytes, !piece.isEmpty { all += piece }
    return String(decoding: all, as: UTF8.self)
  }

  private static func failure(_ bytes: [UInt8]) -> Failure? {
    do {
      _ = try text(bytes)
      return nil
    } catch { return error as? Failure }
  }

  @Test func everyTypeAsText() throws {
    // Nulls are nothing, NA is a name, blanks are left to the reader; the second batch has a dictionary of its own.
    let row = { (code: [String]) in
      """
      ,true,-1,18446744073709551615,46700000001,0.1,1000000,"å, ""ä""\",x,2020-02-29,2020-03-01 10:00:00,\
      2020-03-01 10:00:00.005,2020-03-01 10:00:00.000005Z,2020-03-01 10:00:00.000000000,\(code[0])
      ,,2,,-5,,3,"NA",,,1969-12-31 23:59:59,1969-12-31 23:59:59.999,,,\(code[1])
      ,false,,0,,2.5,,," y ",1969-12-31,,,,,\(code[2])

      """
    }
    let names = [
      "none", "bool", "i8", "u64", "i64", "f32", "f64", "text", "large", "date", "s", "ms", "us", "ns", "code",
    ]
    let heading = names.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    #expect(try Self.text(Self.bytes("seed-types")) == heading + row(["b", "a", ""]) + row(["c", "c", "a"]))
    #expect(try Self.text(Self.bytes("seed-file")) == Self.text(Self.bytes("seed-events")))
  }

  /// Values without a text between are those of the text, on any number of threads.
  @Test(arguments: [1, 3]) func valuesAreThoseOfTheText(threads: Int) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).arrows")
    try Data(Self.bytes("seed-types")).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let table = try ArrowTable(ByteInput(path: url.path), threads: threads)
    var rows: [[String]] = []
    let refused = try table.forEachBatch(
      columns: table.columnNames, badRows: .skip,
      transform: { batch in
        var rows: [[String]] = []
        for row in 0..<batch.rowCount {
          rows.append(
            table.columnNames.indices.map { column in
              batch.values(column).withValue(row) {
                $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
              }
            })
          if row == 1 { try batch.refuse(row, Failure(.badData, "x", place: batch.place(ofRow: row))) }
        }
        return rows
      }, consume: { rows += $0 })
    let stream = try DelimitedTextStream(
      ByteInput(path: url.path).arrowText(),
      options: ByteInput.arrowOptions(.init(delimiter: 59, decimalComma: true)),
      threads: threads)
    var texts: [[String]] = []
    let columns = Array(stream.columnNames.indices)
    try stream.forEachBatch(columns: columns) { batch in
      let all = columns.map { batch.texts($0) }
      return (0..<batch.rowCount).map { row in all.map { $0[row] } }
    } consume: {
      texts += $0
    }
    #expect(rows == texts && rows.count == 6 && stream.columnNames == table.columnNames)
    #expect(refused.failures.map(\.place) == ["row 3", "row 6"])
  }

  /// Wherever a table breaks off that is noticed: what came before is never taken for the whole.
  @Test(arguments: ["seed-types", "seed-events", "seed-file"]) func cutShortAnywhere(_ name: String) throws {
    let bytes = try Self.bytes(name)
    for count in 0..<bytes.count {
      let failure = Self.failure(Array(bytes[..<count]))
      #expect(failure?.kind == .badData, "\(name), \(count) bytes")
    }
    #expect(Self.failure(bytes) == nil)
    #expect(Self.failure(bytes + [0])?.kind == .badData)
  }

  /// A byte that is another one traps nowhere; what is refused is bad data.
  @Test(arguments: ["seed-types", "seed-file"]) func damagedAnywhere(_ name: String) throws {
    let bytes = try Self.bytes(name)
    var refused = 0
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[place] ^= mask
        guard let failure = Self.failure(damaged) else { continue }
        #expect(failure.kind == .badData, "\(name), byte \(place): \(failure)")
        refused += 1
      }
    }
    #expect(refused > bytes.count)
  }

  @Test(arguments: [
    ("seed-packed", "the Arrow data are compressed, which is not read", String?.none),
    ("seed-list", "the column holds list, which is not read", "list"),
    ("seed-delta", "the Arrow data add to a dictionary, which is not read", "station"),
  ]) func whatIsNotRead(_ name: String, _ message: String, _ field: String?) throws {
    let failure = Self.failure(try Self.bytes(name))
    #expect(failure?.message == message && failure?.field == field && failure?.hint != nil)
  }
}

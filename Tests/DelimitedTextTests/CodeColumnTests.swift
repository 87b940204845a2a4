import Columns
import Core
import Testing

@testable import DelimitedText

/// Columns of codes: numbers where each is 13 digits, texts as soon as one is not.
@Suite struct CodeColumnTests {
  private func read(_ text: String, chunkBytes: Int = 1 << 20, skipping: Bool = false) throws -> [Column] {
    try withFile(Array(text.utf8)) { path in
      var options = DelimitedTextOptions()
      options.chunkBytes = chunkBytes
      let file = try DelimitedTextFile(path: path, options: options, threads: 2)
      let requests = [ColumnRequest("ruta", .code), ColumnRequest("n", .number)]
      return skipping ? try file.readPassingOverBadRows(requests).columns : try file.read(requests)
    }
  }

  private func code(_ row: Int) -> String { String(3_930_006_134_000 + 250 * row) }

  private func table(_ rows: Int, lineEnd: String = "\n", _ code: (Int) -> String) -> String {
    "ruta,n" + lineEnd + (0..<rows).map { "\(code($0)),\($0)\(lineEnd)" }.joined()
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [7, 64, 1 << 20]) func thirteenDigitsAreNumbers(
    lineEnd: String, chunkBytes: Int
  ) throws {
    let columns = try read(table(500, lineEnd: lineEnd, code), chunkBytes: chunkBytes)
    #expect(columns[0] == .numbers(NumberColumn((0..<500).map { Double(code($0)) ?? .nan })))
    #expect(columns[1] == .numbers(NumberColumn((0..<500).map(Double.init))))
  }

  @Test func leadingZerosAndTheLargestCode() throws {
    let codes = ["0000000000000", "0000000000001", "9999999999999", "0123456789012"]
    let columns = try read(table(4) { codes[$0] } + "\"1111111111111\",5.25")
    #expect(columns[0] == .numbers(NumberColumn([0, 1, 9_999_999_999_999, 123_456_789_012, 1_111_111_111_111])))
  }

  /// One row that is something else, anywhere, makes all of them texts.
  @Test(
    arguments: [
      "CRS3006RES250mN6475250E377500", "", "393000613400", "39300061340000", "\"393000613400\"", " 3930006134000",
      "3930006134000.0", "393000613400x", "3.9e12",
    ], [0, 250, 499])
  func oneOtherTextMakesAllTexts(other: String, place: Int) throws {
    let columns = try read(table(500) { $0 == place ? other : code($0) }, chunkBytes: 256)
    let unquoted = other.filter { $0 != "\"" && $0 != " " }
    #expect(columns[0] == .texts(TextColumn((0..<500).map { $0 == place ? unquoted : code($0) })))
    #expect(columns[1] == .numbers(NumberColumn((0..<500).map(Double.init))))
  }

  @Test func theFirstDefectIsNamedAsEver() throws {
    let ragged = table(300) { $0 == 200 ? "1,2" : $0 == 100 ? "other" : code($0) }
    let failure = try #require(throws: Failure.self) { try read(ragged, chunkBytes: 64) }
    #expect(failure.place == "row 202")
    let kept = try read(ragged, chunkBytes: 64, skipping: true)
    #expect(kept[0].count == 299)
  }

  /// The same column asked for as code and as text.
  @Test func asCodeAndAsText() throws {
    try withFile(Array((table(50, code)).utf8)) { path in
      let file = try DelimitedTextFile(path: path, threads: 1)
      let columns = try file.read([.init("ruta", .text), .init("ruta", .code), .init("ruta", .number)])
      #expect(columns[0] == .texts(TextColumn((0..<50).map(code))))
      for column in columns[1...] {
        if case .numbers(let numbers) = column { #expect(numbers.values == (0..<50).map { Double(code($0)) ?? 0 }) }
      }
    }
  }
}

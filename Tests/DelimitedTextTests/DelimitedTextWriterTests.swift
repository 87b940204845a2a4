import Columns
import Core
import Foundation
import Parallel
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct DelimitedTextWriterTests {
  private func text(
    _ table: Table, _ writer: DelimitedTextWriter = .init(), block: Int = 1 << 20, threads: Int = 1
  ) throws -> String {
    var writer = writer
    writer.blockBytes = block
    var bytes: [UInt8] = []
    try writer.write(table, threads: threads) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func writesFieldsByTheirKind() throws {
    var table = Table()
    table.add("ruta", texts: TextColumn(["3775006475250", "a\"b,c\nd", ""]))
    table.add("antal", .integer, numbers: [12, .nan, -3])
    table.add("andel", .real(decimals: 3), numbers: [0.12345, 0.5, -0.0001])
    table.add("index", .real(decimals: nil), numbers: [1.0 / 3, 1e-7, 2])
    let column = NumberColumn([1, .nan, .nan], suppressed: [false, false, true])
    table.add(Field("kvar, inte", .integer), .numbers(column))
    #expect(
      try text(table) == """
        ruta,antal,andel,index,"kvar, inte"
        3775006475250,12,0.123,0.3333333333333333,1
        "a""b,c\nd",,0.5,1e-07,
        ,-3,0,2,

        """)
    #expect(
      try text(table, .init(delimiter: UInt8(ascii: ";"), decimalComma: true, byteOrderMark: true))
        .hasPrefix("\u{FEFF}ruta;antal;andel;index;kvar, inte\n3775006475250;12;0,123;0,3333333333333333;1\n"))
    #expect(try text(table, .init(decimalComma: true)).contains("3775006475250,\"12\",\"0,123\","))
  }

  /// Formulas lose their force in text fields, numbers keep their sign.
  @Test func formulasAreEscaped() throws {
    var table = Table()
    table.add("=x", texts: TextColumn(["=1+1", "+4", "-5", "@a", "\tb", "\rc", "a=b", "=\"x\""]))
    table.add("n", .integer, numbers: Array(repeating: -1, count: 8))
    let expected = "'=x,n\n'=1+1,-1\n'+4,-1\n'-5,-1\n'@a,-1\n'\tb,-1\n\"'\rc\",-1\na=b,-1\n\"'=\"\"x\"\"\",-1\n"
    #expect(try text(table) == expected)
  }

  @Test func aLoneNullIsStillARow() throws {
    var table = Table()
    table.add("a", .integer, numbers: [1, .nan, 3])
    let written = try text(table)
    #expect(written == "a\n1\n\"\"\n3\n")
    #expect(try read(written, ["n:a"])[0].asNumbers == [1, nil, 3])
  }

  @Test func infinityIsADefect() {
    var table = Table()
    table.add("a", .integer, numbers: [.infinity])
    #expect(failure { _ = try text(table) }?.kind == .software)
  }

  /// What is written reads back, whatever the blocks and threads.
  @Test(arguments: 0..<20) func readsBack(_ seed: Int) throws {
    var generator = SeededRandom(seed)
    let rows = Int.random(in: 0...300, using: &generator)
    let pieces = ["a", "ö", "\"", "\n", ",", ";", " ", "NA", "x", "\r", "😀", ""]
    let texts = (0..<rows).map { _ in
      "t" + (0..<3).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    }
    let numbers = (0..<rows).map { _ in
      generator.once(in: 5) ? Double.nan : Double.random(in: -1e6...1e6, using: &generator)
    }
    var table = Table()
    table.add("text", texts: TextColumn(texts))
    table.add("tal", .real(decimals: nil), numbers: numbers)
    let writer = DelimitedTextWriter(
      delimiter: seed % 2 == 0 ? UInt8(ascii: ",") : UInt8(ascii: ";"), decimalComma: seed % 3 == 0)
    let written = try text(table, writer)
    for (block, threads) in [(1, 1), (100, 2), (1000, 3)] {
      #expect(try text(table, writer, block: block, threads: threads) == written)
    }
    let columns = try read(
      written, ["text", "n:tal"], delimiter: Character(Unicode.Scalar(writer.delimiter)),
      decimalComma: writer.decimalComma, chunk: 17, threads: 2)
    // Blanks at the ends are no part of a text.
    #expect(columns[0].asTexts == texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
    #expect(columns[1].asNumbers == numbers.map { $0.isNaN ? nil : $0 })
  }

  @Test func theSinksErrorEndsTheWriting() throws {
    struct Full: Error {}
    var table = Table()
    table.add("a", .integer, numbers: Array(repeating: 1, count: 1000))
    var writer = DelimitedTextWriter()
    writer.blockBytes = 100
    for threads in [1, 2, 5] {
      var calls = 0
      #expect(throws: Full.self) {
        try writer.write(table, threads: threads) { _ in
          calls += 1
          if calls == 7 { throw Full() }
        }
      }
      #expect(calls == 7)
    }
  }
}

@Suite struct OrderedStreamTests {
  @Test(arguments: [1, 2, 3, 8]) func itemsComeInOrder(_ threads: Int) throws {
    for count in [0, 1, 2, 100, 5000] {
      var taken: [Int] = []
      try Parallel.stream(count: count, threads: threads) {
        $0 * $0
      } consume: {
        taken.append($0)
      }
      #expect(taken == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: [1, 2, 8]) func theFirstErrorEndsTheStream(_ threads: Int) {
    struct Bad: Error, Equatable { var item: Int }
    for bad in [0, 1, 57, 999] {
      var taken = 0
      #expect(throws: Bad(item: bad)) {
        try Parallel.stream(count: 1000, threads: threads) { item in
          if item >= bad { throw Bad(item: item) }
        } consume: {
          taken += 1
        }
      }
      #expect(taken == bad)
    }
  }
}

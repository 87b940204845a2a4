import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct DelimitedTextFileTests {
  @Test func readsColumnsInTheOrderAskedFor() throws {
    let text = "ruta,inkomst,namn\n3775006475250,268.7,Åre\n0377500647525,,\"a,\"\"b\"\"\nc\"\n"
    let columns = try read(text, ["namn", "n:inkomst", "ruta", "n:ruta", "n:inkomst"])
    #expect(columns[0].asTexts == ["Åre", "a,\"b\"\nc"])
    #expect(columns[1].asNumbers == [268.7, nil])
    // Codes keep their zeros as text.
    #expect(columns[2].asTexts == ["3775006475250", "0377500647525"])
    #expect(columns[3].asNumbers == [3_775_006_475_250, 377_500_647_525])
    #expect(columns[4] == columns[1])
  }

  /// Null, zero and suppressed are three things.
  @Test func nullZeroAndSuppressed() throws {
    let text = "a;b\n;x\nNA;0\n..;-0\n.;*\n 0 ;X\nNaN;1\n"
    let columns = try read(text, ["n:a", "n:b"])
    #expect(columns[0].asNumbers == [nil, nil, .infinity, nil, 0, nil])
    #expect(columns[1].asNumbers == [.infinity, 0, 0, .infinity, .infinity, 1])
    guard case .numbers(let a) = columns[0] else { return }
    #expect(a.suppressed == [false, false, true, false, false, false])
    let plain = try read("a\n1\n", ["n:a"])
    #expect(plain == [.numbers(NumberColumn([1]))])
  }

  @Test func textMarkersWithoutQuotesAreNull() throws {
    #expect(try read("a,b\nNA,\"NA\"\nNULL,nan\n", ["a", "b"]).map(\.asTexts) == [["", ""], ["NA", ""]])
    let marks = ["N/A", "#N/A", "<NA>", "null", "None", ".", "..", "-", "–"]
    #expect(try read("a\n" + marks.joined(separator: "\n") + "\n", ["a"])[0].asTexts == marks.map { _ in "" })
    // Texts that only look like them.
    let others = ["X", "x", "Nan", "na", "None.", "0", "...."]
    #expect(try read("a\n" + others.joined(separator: "\n") + "\n", ["a"])[0].asTexts == others)
  }

  /// A key is the same whatever blanks stand around it, in quotes or without.
  @Test func blanksAroundTextsAreNoPartOfThem() throws {
    let text = "a;b\nA;1\nA ;2\n\"A\u{A0}\";3\n\u{2009}\tA\u{202F};4\n\u{FEFF}A B;5\n"
    #expect(try read(text, ["a"])[0].asTexts == ["A", "A", "A", "A", "A B"])
    // In Windows-1252 the no-break space is one byte.
    let bytes = Array("a\n".utf8) + [0xA0, 0xC5, 0xA0, 0x0A]
    let read = try withFile(bytes) { try DelimitedTextFile(path: $0).read([request("a")]) }
    #expect(read[0].asTexts == ["Å"])
  }

  /// Beside whole numbers `1,234` may be a thousand: the reading stops unless the column or the user tells.
  @Test(arguments: [";", "\t"]) func aSignThatMayBeOneOfThousands(_ delimiter: String) throws {
    func read(_ cells: [String], _ comma: Bool? = nil) throws -> [Double?] {
      let text = "a\(delimiter)b\n" + cells.map { "\($0)\(delimiter)x\n" }.joined()
      return try withFile(Array(text.utf8)) { path in
        let options = DelimitedTextOptions(decimalComma: comma)
        return try DelimitedTextFile(path: path, options: options).read([request("n:a")])[0].asNumbers
      }
    }
    for cells in [["950", "1,234", "700"], ["1.234", "5"], ["12,345", "123,456", "0"], ["1.100", "NA", "1.110"]] {
      let problem = failure { _ = try read(cells) }
      #expect(problem?.kind == .badData && problem?.field == "a")
      #expect(problem?.hint?.contains("--decimal") == true)
      #expect(problem?.value?.text == cells.first { $0.contains { ",.".contains($0) } })
    }
    #expect(try read(["950", "1,234", "700"], true) == [950, 1.234, 700])
    #expect(try read(["950", "1,234", "1,234,567.5", "-12,345"], false) == [950, 1234, 1_234_567.5, -12_345])
    #expect(failure { _ = try read(["1,23"], false) }?.message == "not a number")
    #expect(failure { _ = try read(["1,234.567,8"], false) }?.message == "not a number")
    // The column tells by itself.
    #expect(try read(["950", "1,234", "0,250"]) == [950, 1.234, 0.25])
    #expect(try read(["950", "1,234", "12,5"]) == [950, 1.234, 12.5])
    #expect(try read(["950", "1,234", "1 200"]) == [950, 1.234, 1200])
    #expect(try read(["18.063", "NA", "59.3344"]) == [18.063, nil, 59.3344])
  }

  /// A column whose numbers all may be thousands: another column of the file tells, where it has that sign before decimals.
  @Test func aSignThatAnotherColumnDecides() throws {
    func numbers(_ rows: [String]) throws -> [[Double?]] {
      try read("a;b\n" + rows.joined(separator: "\n") + "\n", ["n:b", "n:a"]).map(\.asNumbers)
    }
    #expect(try numbers(["1,100;0,5", "1,110;2"]) == [[0.5, 2], [1.1, 1.11]])
    #expect(try numbers(["1.100;-0.25", "950;7"]) == [[-0.25, 7], [1.1, 950]])
    for rows in [["1.100;0,5", "1.110;0,5"], ["1,100;2,200"], ["1;1", "1.100;1 200"]] {
      let problem = failure { _ = try numbers(rows) }
      #expect(
        problem?.field == "a"
          && problem?.value?.text == String(rows.first { $0.contains("1.1") || $0.contains("1,1") }?.prefix(5) ?? ""))
    }
  }

  @Test func swedishNumbers() throws {
    let text = "a;b\r\n1 234,5;\"1\u{A0}234\"\r\n-0,25;\u{2212}7\r\n1\u{2007}100;\u{A0}1\u{202F}100\u{3000}\r\n"
    #expect(try read(text, ["n:a", "n:b"]).map(\.asNumbers) == [[1234.5, -0.25, 1100], [1234, -7, 1100]])
    // Each column may have its own separator.
    #expect(try read("a;b\n1,5;1.5\n", ["n:a", "n:b"]).map(\.asNumbers) == [[1.5], [1.5]])
    #expect(try read("a,b\n\"1,5\",2\n", ["n:a"], decimalComma: true)[0].asNumbers == [1.5])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineEndsAndEmptyLines(_ end: String) throws {
    for last in ["", end, end + end] {
      for chunk in [1, 2, 3, 1 << 20] {
        let text = [end + "a,b", "", "1,2", "", "", "3,"].joined(separator: end) + last
        #expect(try read(text, ["n:a", "n:b"], chunk: chunk).map(\.asNumbers) == [[1, 3], [2, nil]])
      }
    }
  }

  @Test(
    arguments: [
      ("a;b;c\n1,5;2,5;3,5\n", UInt8(ascii: ";")), ("a\tb\n1,5\t2\n", 0x09), ("a|b\n1|2\n", UInt8(ascii: "|")),
      ("a,b\n1,2\n", UInt8(ascii: ",")), ("a\n1\n", UInt8(ascii: ",")), ("a;b\n", UInt8(ascii: ";")),
      ("x|1,x|2,x|3\n1,2,3\n4,5,6\n", UInt8(ascii: ",")), ("\"a,b\";c\n\"1;2;3\";4\n", UInt8(ascii: ";")),
      ("sep=|\na|b;c\n1|2\n", UInt8(ascii: "|")), ("namn, kort;n\nÅre, by;1\nMora;2\n", UInt8(ascii: ";")),
    ] as [(String, UInt8)])
  func findsTheDelimiter(_ text: String, _ delimiter: UInt8) throws {
    let found = try withFile(Array(text.utf8)) { try DelimitedTextFile(path: $0).delimiter }
    #expect(found == delimiter)
  }

  @Test func encodings() throws {
    let windows: [UInt8] =
      Array("län,n\nSk".utf8).flatMap { $0 == 0xC3 ? [] : [$0 == 0xA4 ? 0xE4 : $0] } + [
        0xE5, 0x6E, 0x65, 0x2C, 0x31, 0xA0, 0x30, 0x30, 0x30, 0x0A,
      ]
    try withFile(windows) { path in
      let file = try DelimitedTextFile(path: path)
      #expect(file.encoding == .windows1252 && file.columnNames == ["län", "n"])
      let columns = try file.read([request("län"), request("n:n")])
      #expect(columns[0].asTexts == ["Skåne"])
      #expect(columns[1].asNumbers == [1000])
    }
    try withFile([0xEF, 0xBB, 0xBF] + Array("län\nSkåne\n".utf8)) { path in
      let file = try DelimitedTextFile(path: path)
      #expect(file.encoding == .utf8 && file.columnNames == ["län"])
      #expect(file.place(ofRow: 0) == "row 2")
    }
  }

  @Test func headerOnlyHasNoRows() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n\r\n"] {
      try withFile(Array(text.utf8)) { path in
        let file = try DelimitedTextFile(path: path)
        #expect(file.rowCount == 0 && file.columnNames == ["a", "b"])
        #expect(try file.read([request("n:a"), request("b")]).map(\.count) == [0, 0])
      }
    }
  }

  @Test func headerBlanksAreTrimmed() throws {
    let names = try withFile(Array(" a ;\"b \";\u{A0}c\t\n1;2;3\n".utf8)) {
      try DelimitedTextFile(path: $0).columnNames
    }
    #expect(names == ["a", "b", "c"])
  }

  @Test func placesAreLinesOfTheFile() throws {
    try withFile(Array("a,b\n\n1,\"x\ny\"\n2,z\n".utf8)) { path in
      let file = try DelimitedTextFile(path: path)
      #expect((0..<2).map(file.place) == ["row 3", "row 5"])
    }
  }

  /// Files that fill their last page to the last byte and end in digits: nothing behind them may be read.
  @Test(arguments: [1, 7, 8, 9, 23, 24, 25, 40, 52, 80]) func endsAtAPage(_ digits: Int) throws {
    for tail in [String(repeating: "1", count: digits), "-1." + String(repeating: "3", count: digits)] {
      var text = "a,b\n"
      while text.utf8.count < 4096 - tail.utf8.count - 9 { text += "1,2\n" }
      text += "1" + String(repeating: " ", count: 4096 - tail.utf8.count - text.utf8.count - 2) + "," + tail
      #expect(text.utf8.count == 4096)
      let column = try read(text, ["n:b"])[0].asNumbers
      #expect(column.last == Double(tail))
    }
  }

  @Test func badRowsCanBePassedOver() throws {
    try withFile(Array("a,b\n1,x\nfel,y\n3\n4,z\n5,u,v\n".utf8)) { path in
      for chunk in [1, 3, 1 << 20] {
        var options = DelimitedTextOptions()
        options.chunkBytes = chunk
        let file = try DelimitedTextFile(path: path, options: options, threads: 2)
        let (columns, rows, refused) = try file.readPassingOverBadRows([request("n:a"), request("b")])
        #expect(rows == [0, 3])
        #expect(columns[0].asNumbers == [1, 4])
        #expect(columns[1].asTexts == ["x", "z"])
        #expect(refused.map(\.place) == ["row 3", "row 4", "row 6"])
        #expect(refused.first?.value?.text == "fel")
      }
    }
  }

  /// The national table: every number as the standard library reads it.
  @Test(.enabled(if: RealData.has("deso/deso2018_livsvillkor_inputs_2022.csv"), "real data absent"))
  func readsTheNationalTable() throws {
    let path = RealData.path("deso/deso2018_livsvillkor_inputs_2022.csv")
    let file = try DelimitedTextFile(path: path)
    #expect(file.rowCount == 5984)
    let slow = SlowReader(Array(try Data(contentsOf: URL(fileURLWithPath: path))), delimiter: ",", newline: "\n")
    let columns = try file.read(file.columnNames.enumerated().map { ColumnRequest($1, $0 == 0 ? .text : .number) })
    #expect(columns[0].asTexts == slow.rows.dropFirst().map { $0[0].text })
    for column in 1..<columns.count {
      #expect(
        columns[column].asNumbers == slow.rows.dropFirst().map { SlowReader.number($0[column].text, comma: false) })
    }
  }
}

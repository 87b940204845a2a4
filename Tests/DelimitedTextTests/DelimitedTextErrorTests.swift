import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct DelimitedTextErrorTests {
  /// The message without the file's name, for all columns read as text, or those named as numbers.
  private func message(_ bytes: [UInt8], numbers: [String] = [], options: DelimitedTextOptions = .init()) -> String {
    var messages: Set<String> = []
    for (chunk, threads) in [(1, 1), (2, 2), (7, 1), (1 << 20, 2)] {
      let thrown = failure {
        try withFile(bytes) { path in
          var options = options
          options.chunkBytes = chunk
          let file = try DelimitedTextFile(path: path, options: options, threads: threads)
          _ = try file.read(file.columnNames.map { ColumnRequest($0, numbers.contains($0) ? .number : .text) })
        }
      }
      var text = thrown
      #expect(thrown?.kind == .badData)
      text?.file = nil
      messages.insert(text?.description ?? "none")
    }
    return messages.sorted().joined(separator: " / ")
  }

  private func message(_ text: String, numbers: [String] = []) -> String {
    message(Array(text.utf8), numbers: numbers)
  }

  @Test func textInANumberColumn() {
    #expect(
      message("ruta,inkomst\n1,2\n\n2,många\n3,fel\n", numbers: ["inkomst"])
        == "row 4, field \"inkomst\": not a number: \"många\" (expected a number)")
    #expect(
      message("a,b\n1,-\n", numbers: ["b"])
        == "row 2, field \"b\": not a number: \"-\" (expected a number); "
        + "a dash can mean zero or missing; write 0 or leave the field empty")
    #expect(
      message("a,b\n1,inf\n", numbers: ["b"])
        == "row 2, field \"b\": not a number: \"inf\" (expected a number); numbers must be finite")
    #expect(
      message("a,b\n1,\"1,5\"\n", numbers: ["b"])
        == "row 2, field \"b\": not a number: \"1,5\" (expected a number); "
        + "decimals are expected after a point in this file")
  }

  /// In one row the field that comes first in the file is named, in several rows the first row.
  @Test func theFirstFaultIsNamed() {
    #expect(message("a,b\n1,2\nu,y\nz,1\n", numbers: ["b", "a"]).hasPrefix("row 3, field \"a\""))
    #expect(message("a,b\nx\n1,\"\n\"\n1,y\n", numbers: ["a", "b"]).hasPrefix("row 2: the row has 1 field "))
  }

  @Test func mixedDecimalSigns() {
    #expect(
      message("a;b\n1;1,5\n2;2\n3;3.5\n4;4,5\n", numbers: ["b"])
        == "row 4, field \"b\": a decimal point in a column with decimal commas: \"3.5\" "
        + "(expected one of them all through)")
    #expect(message("a;b\n1;\"1.5\"\n2;u\n3;3,5\n", numbers: ["b"]).hasPrefix("row 3, field \"b\": not a number"))
    // A lone point is a null marker, not a decimal sign.
    #expect(failure { _ = try read("a;b\n1;.\n2;1,5\n", ["n:b"]) } == nil)
  }

  @Test func raggedRows() {
    #expect(
      message("a,b,c\n1,2,3\n1,2\n") == "row 3: the row has 2 fields (expected 3, as in the header)")
    #expect(
      message("a,b\n\"x\ny\",2\n1,2,3\n")
        == "row 4: the row has 3 fields (expected 2, as in the header); is the delimiter part of a text without quotes?"
    )
    #expect(message("a;b\n1;2\n3\n").hasPrefix("row 3: the row has 1 field "))
  }

  @Test func quotes() {
    #expect(message("a,b\n1,\"x\n2,y\n") == "row 2: a quote opens here and never closes")
    #expect(message("a,b\n1,x\"y\"\n").hasPrefix("row 2: a quote inside a field that does not start with one"))
    #expect(message("a,b\n1,x\"y\n").hasPrefix("row 2: a quote inside a field that does not start with one"))
    #expect(message("a,b\n1,\"x\" y\n").hasPrefix("row 2: text after a closing quote (expected"))
    #expect(message("a,\"b\n1,2\n") == "row 1: a quote opens here and never closes")
  }

  @Test func headers() {
    #expect(
      message("a,b,a\n1,2,3\n")
        == "row 1, field \"a\": columns 1 and 3 have the same name (expected names that differ)")
    #expect(
      message("a;b;\n1;2;3\n")
        == "row 1: column 3 of 3 has no name (expected a name for each column); "
        + "is there a delimiter at the end of the header line?")
    #expect(message("\n\"\",b\n1,2\n").hasPrefix("row 2: column 1 of 2 has no name"))
  }

  @Test func noTable() {
    #expect(message("") == "the file is empty (expected a header line with column names)")
    #expect(message([0xEF, 0xBB, 0xBF]) == "the file is empty (expected a header line with column names)")
    #expect(message("\n\r\n\n") == "the file has empty lines only (expected a header line with column names)")
  }

  @Test func encodings() {
    let expected = "(expected text in UTF-8 or Windows-1252); save it as \"CSV UTF-8\""
    #expect(message([0xFF, 0xFE, 0x61, 0, 0x0A, 0]) == "the file is UTF-16 text \(expected)")
    #expect(message([0xFE, 0xFF, 0, 0x61, 0, 0x0A]) == "the file is UTF-16 text \(expected)")
    #expect(message([0x61, 0, 0x0A, 0]) == "the file holds zero bytes \(expected)")
    #expect(
      message(Array("län,n\nåö,1\n\nä".utf8) + [0xE5, 0x2C, 0x31])
        == "row 4: not UTF-8 (expected UTF-8 like the rest of the file)")
    #expect(
      message([0x61, 0x0A, 0xE5], options: DelimitedTextOptions(encoding: .utf8))
        == "row 2: not UTF-8 (expected UTF-8); is it Windows-1252?")
  }

  @Test func unknownColumn() {
    var thrown = failure { _ = try read("ruta,inkomst\n1,2\n", ["n:inkomts"]) }
    thrown?.file = nil
    #expect(thrown?.description == "field \"inkomts\": no such column; did you mean \"inkomst\"?")
  }

  @Test func files() {
    let missing = failure { _ = try DelimitedTextFile(path: "/nowhere/x.csv") }
    #expect(missing?.kind == .noInput && missing?.file == "/nowhere/x.csv")
    let folder = failure { _ = try DelimitedTextFile(path: FileManager.default.temporaryDirectory.path) }
    #expect(folder?.kind == .noInput && folder?.message == "is a folder")
    let device = failure { _ = try DelimitedTextFile(path: "/dev/null") }
    #expect(device?.kind == .noInput && device?.message == "is not a regular file")
  }
}

import Columns
import TestSupport
import Testing

@testable import DelimitedText
@testable import TextCodec

/// Texts as fields, against the rules applied byte by byte.
@Suite struct TextFieldTests {
  private static let nulls: Set = Set(
    ["NA", "N/A", "n/a", "#N/A", "#SAKNAS!", "<NA>", "NULL", "Null", "null", "NaN", "nan", "None", "."].map {
      Array($0.utf8)
    }
      + ["..", "...", "…", "-", "–", "—"].map { Array($0.utf8) })

  /// What the writer's documentation says, without regard to time.
  private func plainly(_ text: [UInt8], _ delimiter: UInt8) -> [UInt8] {
    guard let first = text.first, let last = text.last else { return [] }
    let special: Set<UInt8> = [delimiter, 0x22, 0x0A, 0x0D]
    let isNull = Self.nulls.contains(text)
    let isQuoted = first == 0x20 || last == 0x20 || isNull || text.contains { special.contains($0) }
    let escaped = ("=+-@\t\r".utf8.contains(first) ? [UInt8(ascii: "'")] : []) + text
    guard isQuoted else { return escaped }
    return [0x22] + escaped.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  @Test(arguments: [",", ";", "\t"] as [Unicode.Scalar])
  func everyTextIsWrittenByTheRules(_ delimiter: Unicode.Scalar) throws {
    let delimiter = UInt8(delimiter.value)
    var generator = SeededRandom(31)
    let alphabet = Array("abcNAULåö0123456789 ,;\"\n\r\t=+-@'".utf8)
    var texts: [[UInt8]] = [
      "NA", "NULL", "NUL", "NAN", "#SAKNAS!", "-", "…", "", " ", "a ", " a", "'", "-1", "3775006475250",
    ].map {
      Array($0.utf8)
    }
    for _ in 0..<20_000 {
      let harmless = Bool.random(using: &generator)
      texts.append(
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          harmless && !generator.once(in: 60)
            ? UInt8.random(in: 0x61...0x7A, using: &generator)
            : alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        })
    }
    let form = TextField(delimiter: delimiter)
    for text in texts where form.bytes(of: text) != plainly(text, delimiter) { Issue.record("\(text)") }

    // The same in a file, in a column that is stored and in one that chooses among the texts.
    var column = TextColumn()
    for text in texts { column.append(utf8: text) }
    let choices = (0..<10).map { column[$0] } + ["a longer text that takes more than one step of sixteen bytes"]
    let codes = texts.indices.map { UInt16($0 % choices.count) }
    var table = Table()
    table.add("text", texts: column)
    table.add(Field("choice", .text), derived: DerivedColumn(count: codes.count, .choices(choices) { codes[$0] }))
    table.add("number", .real(decimals: 1), numbers: texts.indices.map { Double($0) / 2 })
    var written: [UInt8] = []
    try DelimitedTextWriter(delimiter: delimiter).write(table, threads: 2) { written += $0 }
    var expected = Array("text".utf8) + [delimiter] + Array("choice".utf8) + [delimiter] + Array("number\n".utf8)
    for (row, text) in texts.enumerated() {
      expected += plainly(text, delimiter) + [delimiter]
      expected += plainly(Array(choices[Int(codes[row])].utf8), delimiter) + [delimiter]
      expected += Array("\(row / 2)".utf8) + (row % 2 == 1 ? Array(".5".utf8) : []) + [0x0A]
    }
    #expect(written == expected)
  }

  /// One text is longer than all lanes together have room for.
  @Test func aVeryLongText() throws {
    let long = String(repeating: "\"", count: 300_000)
    var table = Table()
    table.add("a", texts: TextColumn(["x", long, ""]))
    table.add("b", .integer, numbers: [1, 2, 3])
    var written: [UInt8] = []
    try DelimitedTextWriter().write(table, threads: 1) { written += $0 }
    #expect(written == Array("a,b\nx,1\n\"\(long)\(long)\",2\n,3\n".utf8))
  }
}

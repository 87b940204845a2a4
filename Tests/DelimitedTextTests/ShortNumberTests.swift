import Core
import TestSupport
import Testing

@testable import DelimitedText

/// Numbers and nulls as fields of a file.
@Suite struct ShortNumberTests {
  /// Fields of all lengths up to ten bytes, empty ones and ends of lines among them, in a file.
  @Test(arguments: ["\n", "\r\n", "\r"]) func fieldsInAFile(lineEnd: String) throws {
    var generator = SeededRandom(42)
    var text = "a,b,c" + lineEnd
    var expected: [[Double]] = [[], [], []]
    for _ in 0..<5000 {
      for column in 0..<3 {
        let decimals = Int.random(in: 0...4, using: &generator)
        let whole = Int.random(in: -99_999...99_999, using: &generator)
        let digits = (0..<decimals).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
        let field = generator.once(in: 8) ? "" : decimals > 0 ? "\(whole).\(digits)" : "\(whole)"
        text += field + (column < 2 ? "," : lineEnd)
        expected[column].append(Double(field) ?? .nan)
      }
    }
    try withFile(Array(text.utf8)) { path in
      let file = try DelimitedTextFile(path: path, threads: 2)
      let columns = try file.read([.init("a", .number), .init("b", .number), .init("c", .number)])
      for (column, wanted) in zip(columns, expected) {
        guard case .numbers(let numbers) = column else { return }
        #expect(same(numbers.values, wanted))
      }
    }
  }

  private func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}

/// Texts that are looked up, against the standard library.
@Suite struct ShortFieldTests {
  private static let kinds = [
    "0", "00", "7", "-7", "0.5", ".5", "5.", "1.25", "0.0001", "1234567", "12345678", "123.456", "0.12345",
    "0.123456",
    "-0.25", "007.50", "", ".", "9999999", "99999.9", "+3", "1 000",
  ]

  /// Few texts and many, so that columns keep the look-up and give it up, at every distance from the file's end.
  @Test(arguments: [3, 40, 100_000], ["\n", "\r\n"]) func agreesWithTheStandardLibrary(distinct: Int, lineEnd: String)
    throws
  {
    var generator = SeededRandom(distinct)
    let pool = (0..<distinct).map { place in
      if place < Self.kinds.count { return Self.kinds[place] }
      let whole = Int.random(in: 0...999, using: &generator)
      return place % 3 == 0 ? "\(whole)" : "\(whole).\(Int.random(in: 0...9999, using: &generator))"
    }
    var text = "a,b,c" + lineEnd
    var expected: [[Double]] = [[], [], []]
    for _ in 0..<12_000 {
      let fields = (0..<3).map { _ in pool[Int.random(in: 0..<distinct, using: &generator)] }
      text += fields.joined(separator: ",") + lineEnd
      for (column, field) in fields.enumerated() {
        let plain = field.filter { $0 != " " && $0 != "+" }
        let whole =
          plain == "." ? "" : plain.hasPrefix(".") ? "0" + plain : plain.hasSuffix(".") ? plain + "0" : plain
        expected[column].append(Double(whole) ?? .nan)
      }
    }
    try withFile(Array(text.utf8)) { path in
      for threads in 1...2 {
        let columns = try DelimitedTextFile(path: path, threads: threads)
          .read([.init("a", .number), .init("b", .number), .init("c", .number)])
        for (column, wanted) in zip(columns, expected) {
          guard case .numbers(let numbers) = column else { continue }
          #expect(numbers.values.map(\.bitPattern) == wanted.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern })
        }
      }
    }
  }

  /// What is no number is none, whatever was read before it.
  @Test(arguments: ["1.2.3", "1-2", "12a", "1\0", "\0", "..5", "1,2,3", "--1", "-", "-."]) func notANumber(
    field: String
  ) throws {
    let text =
      "a,b\n" + String(repeating: "1,0.5\n12,.5\n,5.\n", count: 40) + "7,\(field)\n"
      + String(repeating: "1,2\n", count: 20)
    _ = try withFile(Array(text.utf8)) { path in
      #expect(throws: Failure.self) {
        _ = try DelimitedTextFile(path: path, threads: 1).read([.init("a", .number), .init("b", .number)])
      }
    }
  }
}

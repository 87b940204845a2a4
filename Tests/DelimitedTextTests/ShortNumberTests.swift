import Testing

@testable import DelimitedText

/// Numbers and nulls as fields of a file.
@Suite struct ShortNumberTests {
  /// Fields of all lengths up to ten bytes, empty ones and ends of lines among them, in a file.
  @Test(arguments: ["\n", "\r\n", "\r"]) func fieldsInAFile(lineEnd: String) throws {
    var generator = SeededGenerator(42)
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

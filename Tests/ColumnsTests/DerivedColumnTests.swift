import Columns
import Testing

@Suite struct DerivedColumnTests {
  private let codes: [UInt16] = [2, 0, 1, 2, 2, 0]

  /// A column that chooses among a few texts is, to whoever asks for its texts, the column of those texts.
  @Test func choicesAreTexts() {
    let codes = codes
    let column = DerivedColumn(count: codes.count, .choices(["ok", "", "too_few_people"], { codes[$0] }))
    let texts = ["too_few_people", "ok", "", "too_few_people", "too_few_people", "ok"]
    #expect(column.texts == texts)
    #expect(column.column == .texts(TextColumn(texts)))
    #expect(column.numbers(1..<3).allSatisfy(\.isNaN) && column.numbers(1..<3).count == 2)
    var table = Table()
    table.add("n", .integer, numbers: [1, 2, 3, 4, 5, 6])
    table.add(Field("status", .text), derived: column)
    #expect(table.isText(1) && !table.isText(0))
    #expect(table.choices(0) == nil)
    #expect(table.choices(1)?.texts == ["ok", "", "too_few_people"])
    #expect(table.choices(1)?.codes(2..<4) == [1, 2])
    guard case .texts(let slice, let first) = table.slice(1, 2..<5) else { return }
    #expect((0..<3).map { slice[first + $0] } == Array(texts[2..<5]))
    #expect(slice.isNull(first))
  }
}

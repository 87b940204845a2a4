import Columns
import Testing

@Suite struct ColumnTests {
  private let numbers = NumberColumn([0, .nan, .nan, 7], suppressed: [false, false, true, false])

  @Test func nullZeroAndSuppressedAreThreeThings() {
    #expect(numbers.values[0] == 0 && !numbers.isSuppressed(0))
    #expect(numbers.values[1].isNaN && !numbers.isSuppressed(1))
    #expect(numbers.values[2].isNaN && numbers.isSuppressed(2))
    #expect(NumberColumn([.nan]) == NumberColumn([.nan]))
    #expect(NumberColumn([.nan]) == NumberColumn([.nan], suppressed: [false]))
    #expect(NumberColumn([.nan]) != NumberColumn([.nan], suppressed: [true]))
    #expect(NumberColumn([.nan]) != NumberColumn([0]))
    #expect(NumberColumn([1]) != NumberColumn([1, 1]))
    #expect(!NumberColumn([1, 2]).isSuppressed(1))
  }

  @Test func gatheringKeepsEachRowsState() {
    #expect(
      numbers.gathered([3, 2, 1, 2]) == NumberColumn([7, .nan, .nan, .nan], suppressed: [false, true, false, true]))
    #expect(
      numbers.gathered(orNull: [-1, 2, 0, -1])
        == NumberColumn([.nan, .nan, 0, .nan], suppressed: [false, true, false, false]))
    #expect(NumberColumn([1, 2]).gathered(orNull: [1, -1]).suppressed.isEmpty)
    #expect(numbers.gathered([]) == NumberColumn([]))
  }

  @Test func textsLieInOneBuffer() {
    var texts = TextColumn(["å", "", "Tjärna Ängar"])
    texts.append(utf8: Array("👩‍👩‍👧".utf8))
    #expect(texts.count == 4)
    #expect((0..<4).map { texts[$0] } == ["å", "", "Tjärna Ängar", "👩‍👩‍👧"])
    #expect((0..<4).map(texts.isNull) == [false, true, false, false])
    #expect(texts.range(0) == 0..<2 && texts.range(1) == 2..<2)
    #expect(texts.withBytes(0) { $0.count } == 2)
    #expect(texts.gathered([2, 2, 1]) == TextColumn(["Tjärna Ängar", "Tjärna Ängar", ""]))
    #expect(TextColumn(bytes: Array("abc".utf8), ends: [1, 1, 3]) == TextColumn(["a", "", "bc"]))
    #expect(TextColumn().count == 0)
  }

  @Test func columnsOfEitherKindAreGathered() {
    #expect(Column.numbers(numbers).gathered([3]) == .numbers(NumberColumn([7])))
    #expect(
      Column.texts(TextColumn(["a", "b"])).gathered(orNull: [1, -1, 0]) == .texts(TextColumn(["b", "", "a"])))
    #expect(Column.numbers(numbers).gathered(orNull: [-1]).count == 1)
    #expect(Column.texts(TextColumn(["a"])) != .numbers(NumberColumn([1])))
  }

  @Test func tablesKeepFieldsAndRowsTogether() {
    var table = Table()
    #expect(table.rowCount == 0)
    table.add("ruta", texts: TextColumn(["a", "b"]))
    table.add("population", .integer, numbers: [1, 2])
    #expect(table.rowCount == 2)
    #expect(table.fields == [Field("ruta", .text), Field("population", .integer)])
    #expect(table.column("population") == .numbers(NumberColumn([1, 2])))
    #expect(table.column("index") == nil)
    let turned = table.gathered([1, 0])
    #expect(turned.fields == table.fields)
    #expect(turned.column("ruta") == .texts(TextColumn(["b", "a"])))
    #expect(turned.gathered([1, 0]) == table)
  }
}

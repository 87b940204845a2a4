import Columns
import Core
import Testing

@testable import Grid

@Suite struct CellOrderTests {
  private func cell(_ column: Int32, _ row: Int32, size: Int32 = 250) -> Cell {
    Cell(size: size, e: 250 * column, n: 250 * row)
  }

  private func order(_ cells: [Cell], _ columns: [Column], rows: [Int]? = nil) throws -> CellOrder {
    try CellOrder(
      cells: cells, rows: rows.map { RowNumbers($0) } ?? RowNumbers(all: cells.count), columns: columns,
      names: columns.indices.map { "column \($0)" }, source: MemoryTable([:]))
  }

  @Test func southToNorthThenWestToEastThenSmallToLarge() throws {
    let cells = [cell(4, 4, size: 1000), cell(4, 4), cell(0, 5), cell(5, 0), cell(0, 0)]
    let found = try order(cells, [])
    #expect(found.cells == [cell(0, 0), cell(5, 0), cell(4, 4), cell(4, 4, size: 1000), cell(0, 5)])
    #expect(found.rows == [4, 3, 1, 0, 2])
    #expect(found.repeatedRowCount == 0)
    let again = try order(found.cells, [])
    #expect(again.rows == [0, 1, 2, 3, 4])
  }

  @Test func repetitionsThatAgreeAreDropped() throws {
    let found = try order(
      [cell(1, 0), cell(0, 0), cell(1, 0), cell(1, 0)],
      [.numbers(7, .nan, 7, 7), .texts("a", "", "a", "a")])
    #expect(found.cells == [cell(0, 0), cell(1, 0)])
    #expect(found.rows == [1, 0])
    #expect(found.repeatedRowCount == 2)
  }

  @Test func repetitionsThatContradictAreRefusedWithBothRows() throws {
    let failure = try #require(throws: Failure.self) {
      try order([cell(1, 0), cell(0, 0), cell(1, 0)], [.numbers(1, 1, 1), .numbers(7, 7, 8)], rows: [10, 11, 12])
    }
    #expect(
      failure.description
        == "table.csv, row 13, field \"column 1\": the cell stands here and in row 11 with different values: \"8.0\" "
        + "(expected \"7.0\", as there)")
    #expect(throws: Failure.self) { try order([cell(1, 0), cell(1, 0)], [.texts("a", "b")]) }
    #expect(throws: Failure.self) { try order([cell(1, 0), cell(1, 0)], [.numbers(0, .nan)]) }
  }

  /// Otherwise the order of the rows would decide which of the two comes out.
  @Test func nullAndSuppressedContradictEachOther() throws {
    for flags in [[true, false], [false, true]] {
      let failure = try #require(throws: Failure.self) {
        try order([cell(1, 0), cell(1, 0)], [.numbers(NumberColumn([.nan, .nan], suppressed: flags))])
      }
      #expect(failure.description.contains("suppressed"))
    }
    let both = NumberColumn([.nan, .nan], suppressed: [true, true])
    #expect(try order([cell(1, 0), cell(1, 0)], [.numbers(both)]).repeatedRowCount == 1)
  }
}

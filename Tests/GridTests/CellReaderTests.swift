import Columns
import Core
import Reports
import Testing

@testable import Grid
@testable import Inputs

@Suite struct CellReaderTests {
  private func read(
    _ table: MemoryTable, cellSize: Int32? = nil, skipping: Bool = false
  ) throws -> CellReader {
    let finder = RoleFinder(table.columnNames, file: table.name, options: InputOptions(), journal: Journal())
    let layout = try CellLayout.find(finder, cellSize: cellSize)
    return try CellReader(
      columns: table.read(layout.requests), layout: layout, source: table, rows: RowNumbers(all: table.rowCount),
      skipsBadRows: skipping)
  }

  private func failure(_ table: MemoryTable, cellSize: Int32? = nil) throws -> String {
    try #require(throws: Failure.self) { try read(table, cellSize: cellSize) }.description
  }

  private let corner = Cell(size: 250, e: 377_500, n: 6_475_250)

  @Test func codesOfBothFamilies() throws {
    let codes = Column.texts("3775006475250", "CRS3006RES250mN6475250E377500", "SE_CRS3006RES250mN6475250E377500")
    #expect(try read(MemoryTable(["Ruta250": codes])).cells == [corner, corner, corner])
    #expect(try read(MemoryTable(["rutid": codes]), cellSize: 250).cells == [corner, corner, corner])
    let inspire = Column.texts("CRS3006RES250mN6475250E377500", "CRS3006RES1kmN6475000E377000")
    let reader = try read(MemoryTable(["rutid_inspire": inspire]))
    #expect(reader.cells == [corner, Cell(size: 1000, e: 377_000, n: 6_475_000)])
    #expect(reader.kept == nil && reader.refused.isEmpty && reader.notes.isEmpty)
  }

  @Test func aSizeColumnTellsCellsOfOneCornerApart() throws {
    let table = MemoryTable(["Ruta": .texts("3770006475000", "3770006475000"), "Rutstorl": .numbers(1000, 250)])
    #expect(
      try read(table).cells == [
        Cell(size: 1000, e: 377_000, n: 6_475_000), Cell(size: 250, e: 377_000, n: 6_475_000),
      ])
  }

  @Test func whatContradictsItselfIsRefusedByName() throws {
    #expect(
      try failure(MemoryTable(["Ruta250": .texts("3775006475250", "377500647525")]))
        == "table.csv, row 2, field \"Ruta250\": the code has 12 digits: \"377500647525\" (expected "
        + "\(RutaCode.Fault.expectation))")
    #expect(
      try failure(MemoryTable(["Ruta": .texts("3775006475250"), "size_m": .numbers(1000)]))
        == "table.csv, row 1, field \"Ruta\": the corner is off the lattice of its size: \"3775006475250\" (expected "
        + "easting and northing that are multiples of 1000 m)")
    #expect(
      try failure(MemoryTable(["Ruta": .texts("CRS3006RES250mN6475250E377500"), "size_m": .numbers(1000)]))
        == "table.csv, row 1, field \"Ruta\": the code says 250 m but the size is given as 1000 m: "
        + "\"CRS3006RES250mN6475250E377500\"")
    #expect(
      try failure(MemoryTable(["Ruta": .texts("3775006475250")])).contains("nothing tells the size of the cell"))
    for size in [0, -250, 250.5, .nan, 1e300, 1, 0.25] {
      let table = MemoryTable(["Ruta": .texts("3775006475250"), "size_m": .numbers(size)])
      #expect(try failure(table).hasPrefix("table.csv, row 1, field \"size_m\": not a cell size"))
      #expect(try failure(table).hasSuffix("is it in kilometres?") == [1, 0.25].contains(size))
    }
    #expect(try failure(MemoryTable(["Ruta": .texts("3775006475250")]), cellSize: 0).contains("off the lattice"))
  }

  @Test func badRowsMayBeSkippedAndAreReported() throws {
    let table = MemoryTable(["Ruta250": .texts("3.9e12", "3775006475250", "", "3775106475250")])
    let reader = try read(table, skipping: true)
    #expect(reader.cells == [corner] && reader.kept == [1])
    #expect(reader.refused.map(\.place) == ["row 1", "row 3", "row 4"])
    #expect(reader.refused[0].message.contains("spreadsheet"))
  }

  @Test(arguments: [false, true])
  func xMayBeTheNorthing(isNorthing: Bool) throws {
    let (e, n) = (Column.numbers(377_500, 377_750), Column.numbers(6_475_250, 6_475_250))
    let table = MemoryTable([
      "ruta_x": isNorthing ? n : e, "ruta_y": isNorthing ? e : n, "size_m": .numbers(250, 250),
    ])
    let reader = try read(table)
    #expect(reader.cells == [corner, Cell(size: 250, e: 377_750, n: 6_475_250)])
    #expect(
      reader.notes
        == (isNorthing ? ["table.csv: ruta_x holds the northing and ruta_y the easting (told by their range)"] : []))
  }

  /// One row that is missing or wrong must not turn all the others around.
  @Test(arguments: [Double.nan, 0])
  func aStrayRowDoesNotHideThatXIsTheNorthing(stray: Double) throws {
    let table = MemoryTable([
      "ruta_x": .numbers(6_475_250, stray, 6_475_500), "ruta_y": .numbers(377_500, 377_500, 377_500),
      "size_m": .numbers(250, 250, 250),
    ])
    let reader = try read(table, skipping: true)
    #expect(reader.cells.first == corner)
    #expect(reader.cells.last == Cell(size: 250, e: 377_500, n: 6_475_500))
    #expect(reader.refused.count == (stray.isNaN ? 1 : 0))
  }

  @Test func coordinatesMustBeWholeMetres() throws {
    let table = MemoryTable(["e": .numbers(377_500.5), "n": .numbers(6_475_250)])
    #expect(
      try failure(table, cellSize: 250)
        == "table.csv, row 1, field \"e/n\": the corner is not whole metres: \"377500.5/6475250.0\" (expected the "
        + "south-west corner in SWEREF 99 TM)")
    let infinite = MemoryTable(["e": .numbers(1e12), "n": .numbers(-.infinity)])
    #expect(try failure(infinite, cellSize: 250).contains("not whole metres"))
  }

  @Test func cellsOutsideSwedenAreCounted() throws {
    let table = MemoryTable(["Ruta250": .texts("3775006475250", "0002500000250")])
    #expect(
      try read(table).notes == ["table.csv: 1 of 2 cells lie outside Sweden's part of SWEREF 99 TM"])
  }
}

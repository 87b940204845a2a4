import Columns
import Core
import Grid
import Reports
import Testing

@testable import Inputs

@Suite struct CellLayoutTests {
  private func find(_ names: [String], cellSize: Int32? = nil) throws -> CellColumns {
    try CellLayout.find(
      RoleFinder(names, file: "t.csv", options: InputOptions(), journal: Journal()), cellSize: cellSize)
  }

  @Test(arguments: [
    "Ruta", "RUTA", "RutID_SW", "rutid", "rutid_scb", "rutid_inspire", "rutid_insp", "RUTID_INSP", "rut_id",
    "inspire_id",
  ])
  func codeColumns(_ name: String) throws {
    #expect(try find(["id", name, "inkomst"]) == CellColumns(corner: .code(name), size: .inCode))
    #expect(try find([name], cellSize: 250) == CellColumns(corner: .code(name), size: .fixed(250)))
  }

  @Test(arguments: ["Rutstorl", "AstRutstor", "rutstorl", "size_m", "SIZE_M", "Rutstorlek", "ruta_storl"])
  func sizeColumns(_ name: String) throws {
    let expected = CellColumns(corner: .code("Ruta"), size: .column(name))
    #expect(try find([name, "Ruta"]) == expected)
    // The table's own word goes before the command line's.
    #expect(try find([name, "Ruta"], cellSize: 1000) == expected)
  }

  @Test(arguments: [
    ("Ruta250", Int32(250)), ("ruta_250", 250), ("RUTA1000", 1000), ("Ruta1km", 1000), ("ruta100", 100),
  ])
  func aSizeInTheNameOfTheColumn(_ name: String, _ size: Int32) throws {
    #expect(try find([name]) == CellColumns(corner: .code(name), size: .fixed(size)))
    #expect(try find([name, "size_m"]) == CellColumns(corner: .code(name), size: .column("size_m")))
    #expect(try find([name], cellSize: size) == CellColumns(corner: .code(name), size: .fixed(size)))
  }

  @Test func aSizeThatContradictsTheColumnsNameIsRefused() throws {
    let failure = try #require(throws: Failure.self) { try find(["Ruta250"], cellSize: 1000) }
    #expect(failure.kind == .usage)
    #expect(failure.description.contains("Ruta250"))
  }

  @Test func pairsOfCoordinates() throws {
    #expect(
      try find(["ruta_y", "ruta_x", "size_m"])
        == CellColumns(corner: .coordinates(first: "ruta_x", second: "ruta_y"), size: .column("size_m")))
    #expect(
      try find(["E", "N"], cellSize: 250)
        == CellColumns(corner: .coordinates(first: "E", second: "N"), size: .fixed(250)))
    // A code goes before a pair; half a pair is none.
    #expect(try find(["ruta_x", "ruta_y", "ruta", "size_m"]).corner == .code("ruta"))
    #expect(throws: Failure.self) { try find(["ruta_x", "size_m"]) }
    let failure = try #require(throws: Failure.self) { try find(["ruta_x", "ruta_y"]) }
    #expect(failure.kind == .badData && failure.hint == "or give --cell-size 250")
  }

  @Test func tablesWithoutCellsHaveNone() throws {
    for names in [["desokod", "inkomst", "rutan"], []] {
      let failure = try #require(throws: Failure.self) { try find(names) }
      #expect(failure.message == "no column names the cells")
    }
  }

  @Test func requestsNameTheCornerFirst() throws {
    #expect(
      try find(["size_m", "ruta_y", "ruta_x"]).requests == [
        ColumnRequest("ruta_x", .number), ColumnRequest("ruta_y", .number), ColumnRequest("size_m", .number),
      ])
    #expect(try find(["Ruta250"]).requests == [ColumnRequest("Ruta250", .code)])
  }
}

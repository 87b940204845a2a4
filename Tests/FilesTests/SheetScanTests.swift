import Columns
import Core
import Foundation
import TestSupport
import Testing

@testable import Archives
@testable import Files

/// How many cells GDAL would make of a workbook.
@Suite struct SheetScanTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func cells(_ text: String) -> Int { cells(Array(text.utf8)) }

  private func cells(_ bytes: [UInt8]) -> Int {
    var scan = SheetScan()
    for byte in bytes { scan.take(byte) }
    return scan.cells
  }

  @Test func cellsOfASheet() {
    let row = "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>a</t></is></c><c><f>A1</f></c></row>"
    #expect(cells(row + row) == 6)
    // What stands far away brings all between with it.
    #expect(cells("<row r=\"1000\"><c r=\"AB1000\"><v>1</v></c></row>") == 28_000)
    #expect(cells("<row r = '10' ><c s=\"4\" r\n=\n\"C10\"/></row>") == 30)
    #expect(cells("<row r=\"1&#48;\"><c r=\"&#65;1\"/></row>") == 1_048_576 * 16_384)
    #expect(cells("<row><c r=\"XFD1\"/></row><row/>") == 2 * 16_384)
    #expect(cells("<si><t>a</t></si><si/><xf/></x>") == 3)
  }

  @Test func repeatedCells() {
    func row(_ rows: Int, _ cells: String) -> String {
      "<table:table-row table:number-rows-repeated=\"\(rows)\">\(cells)</table:table-row>"
    }
    let value = "<table:table-cell office:value=\"1\"><text:p>1</text:p></table:table-cell>"
    let empty = "<table:table-cell table:number-columns-repeated=\"16000\"/>"
    #expect(cells("<table:table>" + row(1, value + value) + "</table:table>") == 2)
    #expect(cells("<table:table>" + row(5, value) + row(20, value + value + empty)) == 50)
    // Empty cells at the end of a row and empty rows at the end of a sheet are none.
    #expect(cells("<table:table>" + row(2, value) + row(1_000_000, empty)) == 2)
    #expect(cells("<table:table>" + row(10, empty) + row(2, value)) == 12)
    #expect(cells("<table:table>" + row(1, empty + value)) == 16_001)
    let many = "<table:table-cell office:value=\"1\" table:number-columns-repeated=\"1000\"/>"
    #expect(cells("<table:table>" + row(100, many)) == 100_000)
    #expect(cells("<table:table>" + row(1, value) + "<table:table>" + row(1, value + value)) == 3)
  }

  @Test func whatHidesCells() {
    let row = "<row><c><v>1</v></c></row>"
    #expect(cells("<!-- it's > --x -->" + row) == 1)
    #expect(cells("<?xml version='1.0' a=\">?>" + row) == 1)
    #expect(cells("<x a='\"' b=\">\"/>" + row) == 2)
    #expect(cells("<t><![CDATA[ <row> ' ]] > ]]></t>" + row) == 1)
    #expect(cells(row.utf8.flatMap { [$0, 0] }) == 1)
    var scan = SheetScan()
    for byte in "<!DOCTYPE x [<!ENTITY a \"<row/>\">]>".utf8 { scan.take(byte) }
    #expect(scan.hasDeclarations)
  }

  @Test(arguments: ["xlsx", "ods"]) func workbooksAreLookedAt(_ ending: String) throws {
    var table = Table()
    table.add("tal", .integer, numbers: [1, 2, 3])
    table.add("text", texts: TextColumn(["a", "b", "c"]))
    let path = scratch.file("t.\(ending)")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "t")
    #expect(try WorkbookContent.check(path) == 0)
    var room = WorkbookContent.Room(bytes: 1_000_000, cells: 7)
    #expect(throws: Failure.self) { try WorkbookContent.check(path, &room) }
    room = WorkbookContent.Room(bytes: 500, cells: 1000)
    #expect(throws: Failure.self) { try WorkbookContent.check(path, &room) }
    // The smallest workbooks of both programs.
    room = WorkbookContent.Room(bytes: 1_000_000, cells: 200)
    #expect(try WorkbookContent.check(path, &room) == 0)
  }
}

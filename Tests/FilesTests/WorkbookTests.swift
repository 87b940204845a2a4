import TestSupport
import Columns
import Core
import TestSupport
import Testing

@testable import Archives
@testable import Files

/// Workbooks as people make them: the same rules as for delimited text.
@Suite struct WorkbookTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Text cells read as a column of numbers.
  private func numbers(_ cells: [String], rule: Bool? = nil) throws -> NumberColumn? {
    var table = Table()
    table.add("id", .integer, numbers: cells.indices.map(Double.init))
    table.add("a", texts: TextColumn(cells))
    let path = scratch.file("t.xlsx")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "t")
    let layer = try VectorLayer(path: path)
    if let rule { layer.decimalRule = .given(rule ? .comma : .point) }
    guard case .numbers(let column) = try layer.read([ColumnRequest("a", .number)])[0] else { return nil }
    return column
  }

  @Test func textCellsAreReadAsFieldsOfTextAre() throws {
    let blanks = ["1 100", "1\u{A0}100", "1\u{202F}100", "1\u{2009}100", "\u{A0}1100 "]
    #expect(try numbers(blanks)?.values == [1100, 1100, 1100, 1100, 1100])
    let column = try #require(try numbers(["12,5", "NA", "0", "..", "3", "null"]))
    #expect(
      column == NumberColumn([12.5, .nan, 0, .nan, 3, .nan], suppressed: [false, false, false, true, false, false]))
  }

  @Test func signsThatDoNotTell() throws {
    var problem: Failure?
    do { _ = try numbers(["950", "1,234"]) } catch { problem = error as? Failure }
    #expect(problem?.place == "row 3" && problem?.field == "a" && problem?.value?.text == "1,234")
    #expect(problem?.hint?.contains("--decimal") == true)
    #expect(try numbers(["950", "1,234"], rule: true)?.values == [950, 1.234])
    #expect(try numbers(["950", "1,234"], rule: false)?.values == [950, 1234])
    do { _ = try numbers(["1,234", "2,345"]) } catch { problem = error as? Failure }
    #expect(problem?.value?.text == "1,234" && problem?.place == "row 2")
    do { _ = try numbers(["1,5", "2.5"]) } catch { problem = error as? Failure }
    #expect(problem?.value?.text == "2.5" && problem?.place == "row 3")
  }

  @Test(arguments: ["xlsx", "ods"]) func headingsAndEmptyRows(_ ending: String) throws {
    var table = Table()
    table.add("\u{A0}namn ", texts: TextColumn(["A ", "", " ", "NULL", "B"]))
    table.add("tal", .integer, numbers: [1, .nan, .nan, 3, 4])
    let path = scratch.file("t.\(ending)")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "t")
    let layer = try VectorLayer(path: path)
    #expect(layer.columnNames == ["namn", "tal"])
    #expect(layer.rowCount == 3)
    #expect(layer.notes.contains { $0.contains("2 empty rows") })
    let columns = try layer.read([ColumnRequest("namn", .text), ColumnRequest("tal", .number)])
    #expect(columns == [.texts(TextColumn(["A", "", "B"])), .numbers(NumberColumn([1, 3, 4]))])
    #expect(layer.place(ofRow: 2) == "row 6")
  }

  @Test func formulasWithoutResults() {
    func count(_ cells: String) -> Int {
      var scan = SheetScan()
      for byte in "<sheetData><row>\(cells)</row></sheetData>".utf8 { scan.take(byte) }
      return scan.withoutResult
    }
    #expect(count("<c r=\"A1\"><f>50*2</f><v>100</v></c>") == 0)
    #expect(count("<c r=\"A1\"><f>50*2</f></c>") == 1)
    #expect(count("<c r=\"A1\"><f>50*2</f><v></v></c><c r=\"B1\"><f>A1</f><v/></c>") == 2)
    #expect(count("<c r=\"A1\" t=\"str\"><f ca=\"1\">A2</f><v />\n</c><c r=\"B1\"><v>3</v></c>") == 1)
    #expect(count("<c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"3\"/><c><is><t>f</t></is></c>") == 0)
    #expect(count("<c><f t=\"shared\" si=\"0\"/><v>3</v></c><c><f t=\"shared\" si=\"0\"/></c>") == 1)
  }
}

import Columns
import Reports
import Testing

@testable import Workbooks

/// Workbooks as bytes; that other programs open them is checked by `CommandTests`.
@Suite struct WorkbookTests {
  @Test func theSameSheetsGiveTheSameBytes() throws {
    let book = Workbook([Workbook.Sheet("a", [Workbook.Column("x", .numbers([1, nil, 2.5]))])])
    let bytes = try book.bytes()
    #expect(bytes == (try book.bytes()))
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
  }

  @Test func lettersOfColumns() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702, 16_383].map(WorkbookParts.letters) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
      ])
  }

  @Test func tabsAreShortCleanAndDifferent() {
    let long = String(repeating: "x", count: 40)
    #expect(
      Workbook.names(["a/b", "A_B", "", "'q'", long, long])
        == ["a_b", "A_B 2", "Blad", "q", String(long.prefix(31)), String(long.prefix(29)) + " 2"])
  }

  @Test func tooManyRowsAreRefused() {
    let rows = Workbook.Column("x", .flags([Bool?](repeating: nil, count: 1_048_576)))
    #expect(throws: (any Error).self) { try Workbook([Workbook.Sheet("a", [rows])]).bytes() }
  }

  // MARK: statistics

  private let keys: [JSONKey] = [
    .key("units", .integer),
    .key(
      "areas",
      .list(
        .object([.key("id", .text), .key("class", .word), .key("area_km2", .figure), .key("tags", .list(.text))]))),
    .key("total", .object([.key("areas", .integer), .key("parts", .list(.object([.key("n", .integer)])))])),
    .key("by_status", .named(.integer)), .key("from", .maybe(.date)),
    .key("matrix", .list(.list(.figure))),
    .key("series", .object([.key("starts", .list(.date)), .key("values", .list(.figure))])),
  ]

  private let document: JSONTree = .members([
    "schema": "rutverk/x/1", "run": .members(["version": "0", "inputs": .array([.members(["file": "a.csv"])])]),
    "units": 7,
    "areas": .array([
      .members(["id": "A1", "class": "risk", "area_km2": 1.5, "tags": .array(["p", "q"])]),
      .members(["id": "A2", "class": .null, "area_km2": .null, "tags": .array([])]),
    ]),
    "total": .members(["areas": 2, "parts": .array([.members(["n": 1]), .members(["n": 2])])]),
    "by_status": .members(["ok": 3, "bad": 4]), "from": "2021-03-01",
    "matrix": .array([.array([1, 2]), .array([3, .null])]),
    "series": .members(["starts": .array(["2021-01-01", "2021-01-02"]), "values": .array([0.5, .null])]),
  ])

  private var sheets: [Workbook.Sheet] { StatisticsWorkbook.sheets(document, keys, .en) { "class \($0)" } }

  private func sheet(_ name: String) throws -> Workbook.Sheet { try #require(sheets.first { $0.name == name }) }

  @Test func aSheetForEachTable() {
    #expect(
      sheets.map(\.name)
        == ["Summary", "Areas", "Total", "Total parts", "By status", "Matrix", "Series", "Run"])
  }

  @Test func columnsHaveKindAndUnit() throws {
    let summary = try sheet("Summary")
    #expect(summary.columns.map(\.title) == ["Units", "From"])
    #expect(summary.columns[0].values == .numbers([7]) && summary.columns[1].values == .dates([18_687]))
    let areas = try sheet("Areas")
    #expect(areas.columns.map(\.title) == ["Id", "Class", "Area (km²)", "tags"])
    #expect(areas.columns[1].values == .texts(["class risk", nil]))
    #expect(areas.columns[2].values == .numbers([1.5, nil]) && areas.columns[2].look == .decimals(3))
    #expect(areas.columns[3].values == .texts(["p; q", ""]))
    #expect(StatisticsWorkbook.sheets(document, keys, .sv) { $0 }[1].columns[2].title == "Yta (km²)")
  }

  @Test func listsWithinRowsAreTables() throws {
    #expect(try sheet("Total parts").columns.map(\.values) == [.numbers([1, 2])])
    let status = try sheet("By status")
    #expect(status.columns.map(\.values) == [.texts(["ok", "bad"]), .numbers([3, 4])])
    let matrix = try sheet("Matrix")
    #expect(matrix.columns.map(\.title) == ["No.", "1", "2"])
    #expect(matrix.columns.map(\.values) == [.numbers([1, 2]), .numbers([1, 3]), .numbers([2, nil])])
    let series = try sheet("Series")
    #expect(series.columns.map(\.values) == [.dates([18_628, 18_629]), .numbers([0.5, nil])])
  }

  @Test func theRecordIsTheLastSheet() throws {
    let run = try sheet("Run")
    #expect(run.columns.map(\.values) == [.texts(["version", "inputs 1 file"]), .texts(["0", "a.csv"])])
  }
}

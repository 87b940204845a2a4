import Columns
import Reports
import Testing

@Suite struct StatisticsTableTests {
  /// A row as `section|item|field|value|text`.
  private func rows(_ tree: JSONTree) throws -> [String] {
    let table = StatisticsTable.flatten(tree)
    #expect(table.fields.map(\.name) == ["section", "item", "field", "value", "text"])
    return (0..<table.rowCount).map { row in
      table.columns.map { column in
        switch column {
        case .texts(let texts): texts[row]
        case .numbers(let numbers): numbers.values[row].isNaN ? "" : "\(numbers.values[row])"
        }
      }.joined(separator: "|")
    }
  }

  @Test func oneValueARow() throws {
    let tree = JSONTree.members([
      "units": 5984,
      "run": .members([
        "version": "1.0", "dry": false, "inputs": .array([.members(["path": "a.csv", "features": 3])]),
      ]),
      "classes": .array([
        .members(["class": 1, "bounds": .array([-1.5, .null]), "population": 100]),
        .members(["class": 5, "population": .number(.nan)]),
      ]),
      "areas": .array([.members(["id": "0601", "class": "risk", "km2": -0.25])]),
    ])
    #expect(
      try rows(tree) == [
        "units|||5984.0|",
        "run||version||1.0",
        "run||dry||false",
        "run|1|inputs.path||a.csv",
        "run|1|inputs.features|3.0|",
        "classes|1|class|1.0|",
        "classes|1|bounds.1|-1.5|",
        "classes|1|bounds.2||",
        "classes|1|population|100.0|",
        "classes|5|class|5.0|",
        "classes|5|population||",
        "areas|0601|id||0601",
        "areas|0601|class||risk",
        "areas|0601|km2|-0.25|",
      ])
  }

  @Test func numbersAreNumbers() throws {
    // Text that starts with a minus sign would be escaped as a formula on its way into a CSV file.
    let table = StatisticsTable.flatten(.members(["mu": -0.1, "big": .integer(Int.max)]))
    #expect(table.column("value") == .numbers(NumberColumn([-0.1, 0x1p63])))
    #expect(table.fields.map(\.kind) == [.text, .text, .text, .real(decimals: nil), .text])
  }

  @Test func listsByPeriodOrControlNameBoth() throws {
    let tree = JSONTree.members([
      "periods": .array([
        .members(["period": "2020", "class": "risk", "count": 3]),
        .members(["period": "2020", "class": .null, "count": 4]),
      ]),
      "comparisons": .array([.members(["id": "A", "control": "500 m around", "ratio": 0.5])]),
    ])
    let counts = try rows(tree).filter { $0.contains("count") || $0.contains("ratio") }
    #expect(
      counts == ["periods|2020 risk|count|3.0|", "periods|2020|count|4.0|", "comparisons|A 500 m around|ratio|0.5|"])
  }

  @Test func plainDocumentsGiveNoRows() throws {
    #expect(try rows(.array([1, 2])).isEmpty)
    #expect(try rows(.object([])).isEmpty)
  }
}

import Columns
import Testing

@testable import Reports

/// Objects in columns, against the same objects as trees.
@Suite struct JSONRowsTests {
  private func rows(_ count: Int) -> JSONRows {
    var period = JSONRows(count: count)
    period.add("period", .same("2024"))
    period.add("area_km2", .numbers((0..<count).map { Double($0) / 7 }))
    var rows = JSONRows(count: count)
    rows.add("id", .texts((0..<count).map { $0 % 3 == 0 ? nil : "A\"\($0)" }))
    rows.add("low", .flags((0..<count).map { $0 % 2 == 0 }))
    rows.add("count", .integers((0..<count).map { $0 % 5 == 0 ? nil : $0 - 10 }))
    rows.add("area_km2", .numbers((0..<count).map { $0 % 4 == 0 ? .nan : Double($0) / 7 }))
    rows.add("nothing", .same(.null))
    rows.add("periods", .objects([period, period]))
    rows.add("bounds", .same(.array([1.5, "x"])))
    rows.add("none", .objects([]))
    return rows
  }

  @Test func aRowIsReadableByEye() {
    #expect(
      JSONTree.members(["areas": .rows(rows(1))]).description == """
        {
          "areas": [
            {
              "id": null,
              "low": true,
              "count": null,
              "area_km2": null,
              "nothing": null,
              "periods": [
                {
                  "period": "2024",
                  "area_km2": 0.0
                },
                {
                  "period": "2024",
                  "area_km2": 0.0
                }
              ],
              "bounds": [1.5, "x"],
              "none": []
            }
          ]
        }

        """)
  }

  /// None, one, and more than one thread writes at a time; with one and several threads, and in one piece.
  @Test(arguments: [0, 1, 2, 5000]) func theTextIsThatOfTrees(count: Int) throws {
    let rows = rows(count)
    let document = { (areas: JSONTree) in JSONTree.members(["areas": areas, "empty": .object([]), "end": 1]) }
    let expected = document(.array(rows.trees)).description
    let tree = document(.rows(rows))
    #expect(tree.description == expected)
    for threads in [1, 4] {
      for form in [tree, document(.array(rows.trees))] {
        var text: [UInt8] = []
        try form.write(threads: threads) { text += $0 }
        #expect(String(decoding: text, as: UTF8.self) == expected)
      }
    }
  }

  @Test func objectsWithoutMembersAreEmpty() {
    #expect(JSONTree.rows(JSONRows(count: 2)).description == "[\n  {},\n  {}\n]\n")
  }

  struct Full: Error {}

  @Test func whatTheSinkThrowsIsThrown() {
    var pieces = 0
    #expect(throws: Full.self) {
      try JSONTree.rows(rows(5000)).write(threads: 2) { _ in
        pieces += 1
        if pieces == 2 { throw Full() }
      }
    }
    #expect(pieces == 2)
  }

  /// A table's empty texts and what is no number are null; whole numbers stand without a point.
  @Test func tablesAreRows() {
    var table = Table()
    table.add("id", texts: TextColumn(["a", ""]))
    table.add("n", .integer, numbers: [3, .nan])
    table.add("share", .real(decimals: 1), numbers: [0.25, .nan])
    #expect(
      JSONRows(table).trees == [
        .members(["id": "a", "n": 3, "share": 0.25]), .members(["id": .null, "n": .null, "share": .null]),
      ])
    #expect(
      StatisticsTable.flatten(.members(["areas": .rows(JSONRows(table))]))
        == StatisticsTable.flatten(.members(["areas": .array(JSONRows(table).trees)])))
  }
}

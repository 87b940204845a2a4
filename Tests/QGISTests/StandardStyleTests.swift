import Columns
import Reports
import Testing

@testable import QGIS

/// How layers of results open, told by their fields.
@Suite struct StandardStyleTests {
  private func qml(_ table: Table, _ language: Language = .sv) -> String {
    StandardStyle(of: table, language) { $0?.code.uppercased() ?? "–" }.style.qml
  }

  private func entries(_ qml: String) -> [String] {
    qml.matches(of: /<category symbol="\d+" value="([^"]*)" label="([^"]*)"/).map { "\($0.1)=\($0.2)" }
  }

  @Test func cellsByClass() {
    var table = Table()
    table.add("ruta", texts: TextColumn(["a", "b", "c"]))
    table.add("index", .real(decimals: 3), numbers: [-1, 0, .nan])
    table.add("class", .integer, numbers: [3, 1, .nan])
    let text = qml(table)
    #expect(entries(text) == ["1=1 bäst", "2=2", "3=3 sämst", "=inget index"])
    #expect(text.contains("<previewExpression>&quot;ruta&quot;</previewExpression>"))
    #expect(
      text.contains("field=\"class\" name=\"Klass\"") && qml(table, .en).contains("field=\"class\" name=\"Class\""))
  }

  @Test func areasByClassTheMostSevereFirst() {
    var table = Table()
    table.add("name", texts: TextColumn(["A", "B", "C", "D"]))
    table.add("class", texts: TextColumn(["utsatt", "", "egen", "sarskilt_utsatt"]))
    let text = qml(table)
    #expect(
      entries(text) == ["sarskilt_utsatt=SARSKILT_UTSATT", "utsatt=UTSATT", "egen=EGEN", "=–"])
    #expect(text.contains("fieldName=\"name\"") && text.contains("<mapTip>"))
  }

  @Test func changesFromBetterToWorse() {
    var table = Table()
    table.add("ruta", texts: TextColumn(["a", "b"]))
    table.add("class_change", .integer, numbers: [-2, .nan])
    #expect(
      entries(qml(table, .en)) == [
        "-2=−2 better", "-1=−1 better", "0=same class", "1=+1 worse", "2=+2 worse", "=no comparison",
      ])
  }

  @Test func hotSpotsByTheirClass() {
    var table = Table()
    table.add("ruta", texts: TextColumn(["a"]))
    table.add("moran_class", texts: TextColumn(["HH"]))
    #expect(entries(qml(table)).map { $0.prefix(2) } == ["HH", "HL", "LH", "LL", "no", "=i"])
    table.add("gi_class", texts: TextColumn(["hot_99"]))
    #expect(entries(qml(table)).first == "hot_99=anhopning, 99 %" && entries(qml(table)).count == 8)
  }

  /// Free texts and numbers without end make no legend.
  @Test func whatHasNoClassesIsOutlined() {
    var many = Table()
    many.add("id", texts: TextColumn((0..<30).map { "\($0)" }))
    many.add("class", texts: TextColumn((0..<30).map { "klass \($0)" }))
    var numbers = Table()
    numbers.add("ruta", texts: TextColumn(["a"]))
    numbers.add("index", .integer, numbers: [1])
    numbers.add("class", .integer, numbers: [1000])
    var empty = Table()
    empty.add("ruta", texts: TextColumn([]))
    empty.add("index", .integer, numbers: [])
    empty.add("class", .integer, numbers: [])
    for table in [many, numbers, empty, Table()] {
      #expect(qml(table).contains("type=\"singleSymbol\"") && !qml(table).contains("SimpleFill"))
    }
  }
}

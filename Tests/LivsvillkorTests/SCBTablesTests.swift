import Columns
import Definitions
import Testing

@testable import Livsvillkor

/// The definition `scb` from columns to index, on three squares and what a fourth lacks.
@Suite struct SCBTablesTests {
  @Test func countsBecomeSharesAndDensities() throws {
    let tab1 = SourceColumns(
      name: "Tab1.dbf",
      columns: [
        "Alder_0_6", "Alder_7_15", "Alder_16_1", "Alder_20_2", "Alder_25_4", "Alder_45_6", "Alder_65", "Totalt",
      ])
    let tab4 = SourceColumns(
      name: "Tab4.dbf", columns: ["Sverige", "Norden_uto", "EU_utom_No", "Ovriga_var", "Totalt"])
    let tab9 = SourceColumns(name: "Tab9.dbf", columns: ["Sysselsatt", "EjSsyssels", "Totalt"])
    let tab10 = SourceColumns(
      name: "Tab10.dbf", columns: ["Forgymn", "Gymnasial", "Eftergymn2", "Eftergymn3", "UppgSakn", "Totbef"])
    let tab11 = SourceColumns(name: "Tab11.dbf", columns: ["Kvartil1", "Kvartil2", "Kvartil3", "Kvartil4", "Totalt"])
    let plan = try ColumnPlan(
      BuiltInDefinitions.definition(named: "scb"), sources: [tab1, tab4, tab9, tab10, tab11])
    // Squares one and two are 250 m, three is what is left of a kilometre; four has people but no income.
    let cells: [String: [Double]] = [
      "0Totalt": [100, 200, 50, 40], "0Alder_0_6": [5, 30, 2, 1], "0Alder_7_15": [5, 30, 2, 1],
      "0Alder_16_1": [4, 20, 1, 1], "1Sverige": [90, 80, 48, 40], "1Norden_uto": [4, 20, 1, 0],
      "1EU_utom_No": [3, 40, 1, 0], "1Ovriga_var": [3, 60, 0, 0], "2Sysselsatt": [50, 60, 30, 20],
      "2Totalt": [60, 120, 32, 25], "3Forgymn": [5, 60, 4, 2], "3Gymnasial": [20, 40, 16, 8],
      "3Eftergymn2": [10, 10, 5, 5],
      "3Eftergymn3": [15, 10, 5, 5], "4Kvartil1": [5, 50, 5, .nan], "4Kvartil2": [10, 20, 5, .nan],
      "4Kvartil3": [15, 10, 5, .nan], "4Kvartil4": [20, 0, 5, .nan],
    ]
    let columns = try plan.requests.map { NumberColumn(try #require(cells["\($0.source)\($0.column)"])) }
    let units = try plan.units(
      columns: columns, areaSquareMetres: [62_500, 62_500, 750_000, 62_500], threads: 1)
    let result = try LivsvillkorIndex.compute(definition: plan.definition, units: units, threads: 1)
    func value(_ name: String) throws -> [Double] {
      result.values[try #require(plan.definition.variables.firstIndex { $0.name == name })].values
    }
    #expect(try value("inkomst").prefix(3) == [0.1, 0.625, 0.25])
    #expect(try value("utbildning") == [0.1, 0.5, 4.0 / 30, 0.1])
    #expect(try value("forvarvsfrekvens") == [50.0 / 60, 0.5, 30.0 / 32, 0.8])
    #expect(try value("utlandsk_bakgrund") == [0.1, 0.6, 0.04, 0])
    #expect(try value("unga_0_15") == [10, 60, 4.0 / 12, 2])
    #expect(result.counts[0]?.values == [10, 60, 4, 2])
    #expect(result.counts[1]?.values == [4, 20, 1, 1])
    #expect((0..<4).map { result.statusTexts.texts[$0] } == ["ok", "ok", "ok", "missing:inkomst"])
    #expect(result.classes[1] == 4 && result.percentile[1] == 100 * (150 + 100) / 350)
    #expect(result.statistics.leftOut.map(\.variable) == ["trangboddhet", "ensamstaende"])
    #expect(result.statistics.notes.contains { $0.hasPrefix(DefaultNotice.english) })
  }
}

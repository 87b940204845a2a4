import Definitions
import Foundation
import TestSupport
import Testing

@testable import Livsvillkor

@Suite(
  .enabled(
    if: RealData.has("deso/deso2018_livsvillkor_inputs_2022.csv", "dalarna/cells_1km_livsvillkor.csv"),
    "real data absent"))
struct RealDataTests {
  private struct Wrapped: Encodable {
    var reference: ReferenceStatistics
  }

  @Test func theWholeCountryByDeSO() throws {
    let table = try RealData.table("deso/deso2018_livsvillkor_inputs_2022.csv")
    let codes = try #require(table.cells["desokod"])
    let definition = try BuiltInDefinitions.definition(named: "deso")
    let (used, units) = try RealData.units(definition, table, rows: Array(codes.indices))
    let result = try LivsvillkorIndex.compute(definition: used, units: units, threads: 2)
    #expect(result.statistics.units == 5984)
    #expect(result.statistics.leftOut.map(\.variable) == ["trangboddhet"])
    let tjarna = try #require(codes.firstIndex(of: "2081C1140"))
    #expect(result.percentile[tjarna] > 99.5)
    #expect(result.classes[tjarna] == 5)
    #expect(result.counts[0]?.values[0] == 147)

    // The same in plain loops over the file's own text.
    let plainValues = units.measures.map { measure -> [Double] in
      switch measure {
      case .value(let column): column.values
      case .ratio(let top, let bottom): zip(top.values, bottom.values).map { $1 > 0 ? $0 / $1 : .nan }
      }
    }
    let some = Array(codes.indices).filter { codes[$0].hasPrefix("20") || codes[$0].hasPrefix("25") }
    let plain = PlainIndex(
      used, population: some.map { units.population.values[$0] },
      values: plainValues.map { column in some.map { column[$0] } })
    let (_, someUnits) = try RealData.units(definition, table, rows: some)
    let someResult = try LivsvillkorIndex.compute(definition: used, units: someUnits, threads: 1)
    for row in some.indices { #expect(abs(plain.index[row] - someResult.index[row]) < 1e-10) }

    // Dalarna alone with the national reference, by way of JSON.
    let dalarna = codes.indices.filter { codes[$0].hasPrefix("20") }
    let json = try JSONEncoder().encode(Wrapped(reference: result.statistics.reference))
    let (_, partUnits) = try RealData.units(definition, table, rows: dalarna)
    let part = try LivsvillkorIndex.compute(
      definition: used, units: partUnits, reference: ReferenceFile.read(json: json, file: "stats.json").statistics,
      threads: 1)
    #expect(part.statistics.units == dalarna.count && dalarna.count == 175)
    #expect(part.index.map(\.bitPattern) == dalarna.map { result.index[$0].bitPattern })
    #expect(part.percentile.map(\.bitPattern) == dalarna.map { result.percentile[$0].bitPattern })
    #expect(part.classes == dalarna.map { result.classes[$0] })
  }

  @Test func theSquaresOfDalarna() throws {
    let table = try RealData.table("dalarna/cells_1km_livsvillkor.csv")
    let definition = try BuiltInDefinitions.definition(named: "livsvillkor").dropping(["trangboddhet"])
    let sizes = try #require(table.cells["size_m"]).map { Double($0) ?? .nan }
    let (used, units) = try RealData.units(
      definition, table, areas: sizes.map { $0 * $0 }, rows: Array(sizes.indices))
    let result = try LivsvillkorIndex.compute(definition: used, units: units, threads: 2)
    #expect(result.statistics.units == 4004)
    #expect(result.statistics.indexed == 1667)
    #expect(result.statistics.byStatus.map(\.status) == ["ok", "too_few_people"])
    #expect(result.statistics.leftOut.map(\.variable) == ["trangboddhet"])
  }
}

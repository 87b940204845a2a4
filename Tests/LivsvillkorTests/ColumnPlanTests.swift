import Columns
import Definitions
import Core
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct ColumnPlanTests {
  private let scbTables = [
    SourceColumns(
      name: "Tab1.shp",
      columns: [
        "RutID_SW", "Rutstorl", "Alder_0_6", "Alder_7_15", "Alder_16_1", "Alder_20_2", "Alder_25_4", "Alder_45_6",
        "Alder_65", "Totalt",
      ]),
    SourceColumns(
      name: "Tab4.shp", columns: ["RutID_SW", "Sverige", "Norden_uto", "EU_utom_No", "Ovriga_var", "Totalt"]),
    SourceColumns(name: "Tab9.shp", columns: ["RutID_SW", "SYSSELSATT", "EjSsyssels", "Totalt"]),
    SourceColumns(
      name: "Tab10.shp",
      columns: ["RutID_SW", "Forgymn", "Gymnasial", "Eftergymn2", "Eftergymn3", "UppgSakn", "Totbef"]),
    SourceColumns(
      name: "Tab11.shp", columns: ["RutID_SW", "Kvartil1", "Kvartil2", "Kvartil3", "Kvartil4", "Totalt"]),
  ]

  @Test func scbTablesAreFoundByCutNamesAndNeighbours() throws {
    let plan = try ColumnPlan(BuiltInDefinitions.definition(named: "scb"), sources: scbTables)
    let taken = Dictionary(uniqueKeysWithValues: plan.explanation.map { ($0.variable, $0.taken) })
    #expect(taken["population"] == "Totalt")
    #expect(plan.population.map { plan.requests[$0].source } == [0])
    #expect(taken["forvarvsfrekvens"] == "(SYSSELSATT) / (Totalt)")
    #expect(plan.requests.contains(ColumnPlan.Request(source: 2, column: "Totalt")))
    #expect(
      taken["utlandsk_bakgrund"]
        == "(Norden_uto + EU_utom_No + Ovriga_var) / (Sverige + Norden_uto + EU_utom_No + Ovriga_var)")
    #expect(taken["utbildning"] == "(Forgymn) / (Forgymn + Gymnasial + Eftergymn2 + Eftergymn3)")
    #expect(taken["unga_16_19"] == "Alder_16_1 per 250 m square's area")
    #expect(taken["unga_0_15_antal"] == "Alder_0_6 + Alder_7_15")
    #expect(plan.definition.leftOut.map(\.variable) == ["trangboddhet", "ensamstaende"])
    #expect(plan.definition.variables.count == 6)
    #expect(plan.requiredColumns(ofSource: 4) == ["Kvartil1", "Kvartil2", "Kvartil3", "Kvartil4"])
  }

  @Test func columnsAreReadOnceAndSummedWithNulls() throws {
    let definition = Fixtures.definition([1, 1]) {
      $0.variables[0].measures = [
        .ratio(numerator: [ColumnReference("x")], denominator: [ColumnReference("x"), ColumnReference("y")])
      ]
      $0.variables[1].measures = [.value([ColumnReference("y"), ColumnReference("z")])]
      $0.counts = [
        Definition.Count("unga_0_15_antal", columns: [ColumnReference("z")]),
        Definition.Count("unga_16_19_antal", columns: [ColumnReference("not there")]),
      ]
    }
    let plan = try ColumnPlan(
      definition, sources: [SourceColumns(name: "t", columns: ["z", "y", "x", "POPULATION"])])
    #expect(plan.requests.map(\.column) == ["POPULATION", "x", "y", "z"])
    let units = try plan.units(
      columns: [
        NumberColumn([20, 30, 40]), NumberColumn([1, 2, .nan]), NumberColumn([3, .nan, 4]),
        NumberColumn([5, 6, .nan], suppressed: [false, false, true]),
      ], areaSquareMetres: nil, threads: 1)
    guard case .ratio(_, let denominator) = units.measures[0], case .value(let value) = units.measures[1] else {
      Issue.record("not the measures asked for")
      return
    }
    #expect(denominator == NumberColumn([4, .nan, .nan]))
    #expect(value == NumberColumn([8, .nan, .nan], suppressed: [false, false, true]))
    #expect(units.counts[0] == NumberColumn([5, 6, .nan], suppressed: [false, false, true]))
    #expect(units.counts[1] == nil)
    #expect(
      failure { _ = try plan.units(columns: [], areaSquareMetres: nil, threads: 1) }?.kind == .software)
  }

  @Test func aMissingColumnIsNamedWithTheNearest() throws {
    let definition = try BuiltInDefinitions.definition(named: "livsvillkor").dropping(["trangboddhet"])
    let columns = [
      "population", "inkomst", "utbildnig", "forvarvsfrekvens", "utlandsk_bakgrund", "ensamstaende", "unga_0_15",
      "unga_16_19",
    ]
    let found = failure {
      _ = try ColumnPlan(definition, sources: [SourceColumns(name: "t.csv", columns: columns)])
    }
    #expect(found?.kind == .badData && found?.field == "utbildning" && found?.file == "t.csv")
    #expect(found?.hint == "did you mean \"utbildnig\"?; or leave the variable out with --drop utbildning")
    let nobody = failure {
      _ = try ColumnPlan(definition, sources: [SourceColumns(name: "t.csv", columns: ["x"])])
    }
    #expect(nobody?.field == "population")
  }

  @Test func aColumnInTwoTablesIsAmbiguous() throws {
    let definition = Fixtures.definition([1])
    let sources = [
      SourceColumns(name: "one", columns: ["population", "a"]), SourceColumns(name: "two", columns: ["A"]),
    ]
    // The exact name wins over the one in other case.
    #expect(try ColumnPlan(definition, sources: sources).requests.map(\.source) == [0, 0])
    let twice = [sources[0], SourceColumns(name: "two", columns: ["a"])]
    let found = failure { _ = try ColumnPlan(definition, sources: twice) }
    #expect(found?.message == "more than one column could be meant (a in one, a in two)")
  }

  @Test func oneCutColumnCannotBeTwo() throws {
    // A shapefile has utb_efterg and utb_efte_1; which is which, the names do not say.
    let columns = ["utb_forgym", "utb_gymnas", "utb_efterg", "population", "median_net"]
    let deso = try BuiltInDefinitions.definition(named: "deso").dropping(["inkomst"])
    let found = failure {
      _ = try ColumnPlan(deso, sources: [SourceColumns(name: "t.shp", columns: columns)])
    }
    #expect(found?.field == "utb_efterg" && found?.message.contains("cut to ten") == true)
  }

  @Test func withoutAnyVariableThereIsNoIndex() {
    let definition = Fixtures.definition([1]) { $0.variables[0].isOptional = true }
    let found = failure {
      _ = try ColumnPlan(definition, sources: [SourceColumns(name: "t", columns: ["population"])])
    }
    #expect(found?.kind == .badData)
  }
}

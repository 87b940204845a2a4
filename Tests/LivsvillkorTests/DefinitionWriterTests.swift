import Foundation
import TestSupport
import Testing

@testable import Definitions
@testable import Livsvillkor

@Suite struct DefinitionWriterTests {
  @Test(arguments: BuiltInDefinitions.names) func builtInsReadBackEqual(_ name: String) throws {
    let definition = try BuiltInDefinitions.definition(named: name)
    #expect(definition.name == name)
    // Unchanged it is printed with its comments, changed with every rule spelled out.
    #expect(DefinitionWriter.yaml(definition).hasPrefix("#"))
    let plain = DefinitionWriter.plainYAML(definition)
    #expect(try DefinitionReader.definition(yaml: plain, file: "plain") == definition)
    let dropped = try definition.dropping(["unga_0_15"])
    let text = DefinitionWriter.yaml(dropped)
    #expect(!text.hasPrefix("#"))
    #expect(try DefinitionReader.definition(yaml: text, file: "dropped") == dropped)
  }

  @Test func theDefaultIsThatOfTheSpecification() throws {
    let definition = try BuiltInDefinitions.definition(named: "livsvillkor")
    #expect(definition.groups.map(\.name) == ["ekonomisk_marginalisering", "segregation", "familjeforhallanden"])
    #expect(definition.variables.filter { $0.worse == .low }.map(\.name) == ["inkomst", "forvarvsfrekvens"])
    #expect(definition.variables.filter(\.perArea).map(\.name) == ["unga_0_15", "unga_16_19"])
    #expect(definition.variables.count == 8)
    #expect(
      DefaultNotice.text(for: definition, inSwedish: false) == DefaultNotice.english + " Classes: 1 best – 5 worst.")
  }

  @Test func everySettingReadsBackEqual() throws {
    var random = SeededRandom(21)
    for round in 0..<200 {
      let definition = Fixtures.definition([2, 1]) {
        $0.name = ["x", "med \"citat\" och: kolon", "null", "3", "rad\nbrytning", "-"][round % 6]
        $0.minimumPopulation = (random.unit() * 100).rounded() / 3
        $0.normalisation = Normalisation.allCases[round % 4]
        $0.clip = $0.normalisation == .zscore && round % 3 > 0 ? Limits(-random.unit(), random.unit()) : nil
        $0.winsorise = round % 5 == 0 ? Limits(random.unit(), 99.5) : nil
        if $0.normalisation != .zscore {
          $0.groups[round % 2].aggregation = .geometric
          $0.indexAggregation = round % 2 == 0 ? .geometric : .arithmetic
        }
        $0.missing = [.refuse, .available, .atLeast(2)][round % 3]
        $0.classes =
          [
            ClassRule(.jenks, count: 7), ClassRule(manual: [-0.1, random.unit()], on: .index),
            ClassRule(.standardDeviation, count: 4),
          ][round % 3]
        $0.reference = round % 2 == 0 ? .thisTable : .file("mapp/år \(round).json")
        $0.variables[0].weight = random.unit() * 1e-7
        $0.groups[1].weight = random.unit() * 1e20
        $0.variables[1].perArea = true
        $0.variables[2].isOptional = true
        $0.variables[0].name = "Förvärvsfrekvens"
        $0.variables[0].measures = [
          .ratio(
            numerator: [ColumnReference("on")], denominator: [ColumnReference(["a b", "12", "#x"], beside: "[y]")]),
          .value([ColumnReference("~"), ColumnReference("true")]),
        ]
        $0.population = [[ColumnReference("p")], [ColumnReference("q"), ColumnReference(["r", "s"])]]
        $0.leftOut = [Definition.LeftOut("z", reason: "skäl: inget")]
      }
      try definition.validate()
      let text = DefinitionWriter.yaml(definition)
      #expect(try DefinitionReader.definition(yaml: text, file: "text") == definition, "\(text)")
    }
  }
}

import Core
import Definitions
import Foundation
import TestSupport
import Testing

@testable import Livsvillkor

/// A reference knows what its variables measured, and refuses to score anything else.
@Suite struct MeasureTests {
  private typealias Measure = Definition.Measure

  private func column(_ names: String..., beside: String? = nil) -> ColumnReference {
    ColumnReference(names, beside: beside)
  }

  private func definition(_ measures: [Measure], unit: String? = nil, perArea: Bool = false) -> Definition {
    Fixtures.definition([1, 1]) {
      $0.variables[0].measures = measures
      $0.variables[0].unit = unit
      $0.variables[0].perArea = perArea
    }
  }

  private func reference(_ definition: Definition) throws -> ReferenceStatistics {
    let measure = definition.variables[0].measures.first
    var units = Fixtures.units([30, 40, 50], [[1, 2, 3], [3, 1, 2]])
    if case .ratio? = measure {
      units.measures[0] = .ratio(numerator: .init([1, 2, 3]), denominator: .init([4, 5, 6]))
    }
    if definition.variables[0].perArea { units.areaSquareMetres = [62_500, 62_500, 62_500] }
    return try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1).statistics.reference
  }

  private func refusal(_ reference: ReferenceStatistics, _ definition: Definition) -> String? {
    TestSupport.failure { _ = try reference.matched(to: definition, file: "s.json") }?.message
  }

  @Test func anotherMeasureIsRefused() throws {
    let plain = try reference(definition([.value([column("a")])]))
    let ratio = Measure.ratio(numerator: [column("num")], denominator: [column("d1"), column("d2")])
    let quotient = try reference(definition([ratio]))
    for (reference, other, words) in [
      (
        plain, definition([.ratio(numerator: [column("a")], denominator: [column("population")])]),
        "a is (a) / (population)"
      ),
      (plain, definition([.value([column("k")])]), "a is k, in the reference a"),
      (plain, definition([.value([column("a")])], perArea: true), "per 250 m square's area"),
      (plain, definition([.value([column("a"), column("b")])]), "a is a + b"),
      (
        quotient, definition([.ratio(numerator: [column("k")], denominator: [column("d1"), column("d2")])]),
        "a is (k) / (d1 + d2)"
      ),
      (quotient, definition([.ratio(numerator: [column("num")], denominator: [column("d1")])]), "a is (num) / (d1)"),
      (quotient, definition([.value([column("num")])]), "a is num"),
    ] {
      #expect(
        refusal(reference, other)?.contains(words) == true, "\(words): \(refusal(reference, other) ?? "accepted")")
    }
    #expect(
      try refusal(reference(definition([.value([column("a")])], perArea: true)), definition([.value([column("a")])]))
        != nil)
  }

  /// Columns in another order, another spelling, as DBF cuts them, or with a name that both know are the same columns.
  @Test func theSameMeasureIsTaken() throws {
    let reference = try reference(
      definition([.ratio(numerator: [column("Förgymn")], denominator: [column("Eftergymnasial"), column("Gymn")])]))
    for other in [
      Measure.ratio(numerator: [column("forgymn")], denominator: [column("gymn"), column("Eftergymnasial")]),
      .ratio(numerator: [column("fg_2024", "FORGYMN")], denominator: [column("Gymn"), column("EFTERGYMNA")]),
    ] {
      #expect(refusal(reference, definition([other])) == nil)
    }
    let beside = try self.reference(definition([.value([column("Totalt", beside: "Man")])]))
    #expect(refusal(beside, definition([.value([column("Totalt", beside: "man")])])) == nil)
    #expect(refusal(beside, definition([.value([column("Totalt", beside: "Kvartil1")])])) != nil)
  }

  /// What a definition lists as alternatives of one variable it takes for the same, and that is said.
  @Test func alternativesOfTheDefinition() throws {
    let (first, second) = (Measure.value([column("a")]), Measure.value([column("b")]))
    let reference = try reference(definition([first]))
    let both = definition([second, first])
    #expect(refusal(reference, both) == nil)
    #expect(
      reference.measureNotes(for: both) == ["a is b, in the reference a: the definition takes them for the same"])
    #expect(reference.measureNotes(for: definition([first])).isEmpty)
  }

  @Test func units() throws {
    let measure = Measure.value([column("a")])
    let reference = try reference(definition([measure], unit: "tkr"))
    #expect(
      refusal(reference, definition([measure], unit: "kr"))?.contains("a is a in kr, in the reference a in tkr")
        == true)
    #expect(
      refusal(reference, definition([measure], unit: "tkr")) == nil
        && refusal(reference, definition([measure])) == nil)
    let yaml = DefinitionWriter.yaml(definition([measure], unit: "tkr"))
    #expect(try DefinitionReader.definition(yaml: yaml, file: "d.yaml").variables[0].unit == "tkr")
    // A mean beyond all that the reference has seen is likely in another unit.
    let far = try LivsvillkorIndex.compute(
      definition: definition([measure]), units: Fixtures.units([30, 40, 50], [[1000, 2000, 3000], [3, 1, 2]]),
      reference: reference, threads: 1)
    #expect(far.doubts.count == 1 && far.doubts[0].contains("the mean of a"))
  }

  /// References of earlier versions say nothing of measures: they are taken, and that is said.
  @Test func olderReferences() throws {
    var reference = try reference(definition([.value([column("a")])]))
    let json = try JSONEncoder().encode(["reference": reference])
    #expect(try ReferenceFile.read(json: json, file: "s.json").statistics == reference)
    for i in reference.fingerprint.variables.indices { reference.fingerprint.variables[i].measure = nil }
    let other = definition([.value([column("k")])])
    #expect(refusal(reference, other) == nil)
    #expect(reference.measureNotes(for: other).first?.contains("does not say what a, b measured") == true)
    let older = try JSONEncoder().encode(["reference": reference])
    #expect(!String(decoding: older, as: UTF8.self).contains("measure\""))
    #expect(try ReferenceFile.read(json: older, file: "s.json").statistics == reference)
  }

  /// The measure that the tables' columns allowed comes first of those that a definition lists.
  @Test func theMeasureTakenComesFirst() throws {
    let definition = definition([.value([column("x")]), .value([column("y")])])
    let plan = try ColumnPlan(definition, sources: [SourceColumns(name: "t", columns: ["population", "y", "b"])])
    #expect(plan.definition.variables[0].measures == [.value([column("y")]), .value([column("x")])])
  }
}

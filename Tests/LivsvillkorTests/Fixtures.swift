import Columns
import Core
import Foundation
import TestSupport

@testable import Livsvillkor

/// Small definitions and tables for the tests.
enum Fixtures {
  /// Groups of the given sizes with variables a, b, c …, the odd ones worse when low, values in columns of their name.
  static func definition(_ sizes: [Int], change: (inout Definition) -> Void = { _ in }) -> Definition {
    var variables = [Definition.Variable]()
    for (group, size) in sizes.enumerated() {
      for _ in 0..<size {
        let name = String(UnicodeScalar(UInt8(97 + variables.count)))
        variables.append(
          Definition.Variable(
            name, group: "group\(group + 1)", measures: [.value([ColumnReference(name)])],
            worse: variables.count.isMultiple(of: 2) ? .high : .low))
      }
    }
    var definition = Definition(
      name: "test", groups: sizes.indices.map { Definition.Group("group\($0 + 1)") }, variables: variables,
      population: [[ColumnReference("population")]])
    change(&definition)
    return definition
  }

  /// Units whose measures are values.
  static func units(_ population: [Double], _ values: [[Double]]) -> Units {
    Units(population: NumberColumn(population), measures: values.map { .value(NumberColumn($0)) })
  }

  /// A seeded table with nulls, ties, small and missing populations.
  static func random(rows: Int, variables: Int, nulls: Double, seed: UInt64) -> (
    population: [Double], values: [[Double]]
  ) {
    var random = SeededRandom(seed)
    let population = (0..<rows).map { _ in
      random.unit() < 0.02 ? Double.nan : Double(Int(random.unit() * random.unit() * 900))
    }
    let values = (0..<variables).map { variable in
      (0..<rows).map { _ in
        if random.unit() < nulls { return Double.nan }
        let value = random.unit() + random.unit() * random.unit()
        return variable == 1 ? (value * 20).rounded() * 15 : value * Double(variable * variable + 1)
      }
    }
    return (population, values)
  }
}

extension RealData {
  /// The units of a definition from such a table, restricted to some rows.
  static func units(
    _ definition: Definition, _ table: (names: [String], cells: [String: [String]]), areas: [Double]? = nil,
    rows: [Int]
  ) throws -> (definition: Definition, units: Units) {
    let plan = try ColumnPlan(definition, sources: [SourceColumns(name: "table.csv", columns: table.names)])
    let columns = plan.requests.map { request in
      NumberColumn(rows.map { Double(table.cells[request.column]?[$0] ?? "") ?? .nan })
    }
    return (
      plan.definition,
      try plan.units(columns: columns, areaSquareMetres: areas.map { areas in rows.map { areas[$0] } }, threads: 2)
    )
  }
}

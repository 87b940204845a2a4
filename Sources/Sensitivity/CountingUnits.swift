import Columns
import Core
import Livsvillkor

/// The units that count in means and ranks, one after the other, with their values in a run.
struct CountingUnits: Sendable {
  let definition: Definition
  /// Each unit's row.
  let rows: [Int]
  /// Its people.
  let people: [Double]
  /// What stands behind each variable.
  let kinds: [CountKind]
  private let measures: [Units.Measure]
  /// Each variable's values by row.
  private let values: [[Double]]
  /// The units' grounds in squares of 250 m, by row; nil without areas.
  private let areas: [Double]?
  /// What each row is hashed by.
  private let keys: [UInt64]

  /// The units of an index. `keys` has an entry a row.
  init(_ result: IndexResult, units: Units, keys: [UInt64], threads: Int) throws {
    definition = result.definition
    let weights = try VariableValues.weights(of: units, minimum: definition.minimumPopulation, threads: threads)
    rows = weights.indices.filter { !weights[$0].isNaN }
    people = rows.map { weights[$0] }
    measures = units.measures
    values = result.values.map(\.values)
    areas = units.areaSquareMetres
    self.keys = keys
    kinds = zip(result.definition.variables, zip(units.measures, values)).map {
      CountKind($0, measure: $1.0, values: $1.1)
    }
  }

  var count: Int { rows.count }

  /// The variable's values, with the noise of a run if there is any. A count is never below 0, a part never more than its whole, and
  /// what was null stays null.
  func values(_ variable: Int, noise: CountNoise?, into result: inout [Double]) {
    result.removeAll(keepingCapacity: true)
    result.reserveCapacity(rows.count)
    let plain = values[variable]
    guard let noise, kinds[variable] != .none else {
      for row in rows { result.append(plain[row]) }
      return
    }
    let key = noise.key(ofVariable: definition.variables[variable].name)
    switch (kinds[variable], measures[variable]) {
    case (.ratio, .ratio(let numerator, let denominator)):
      for row in rows {
        let (above, below) = noise.draws(unit: keys[row], variable: key)
        let (part, whole) = (numerator.values[row], denominator.values[row])
        let noisyWhole = max(1, whole + below)
        let noisyPart = max(0, part + above)
        let value = (part <= whole ? min(noisyPart, noisyWhole) : noisyPart) / noisyWhole
        result.append(plain[row].isNaN ? .nan : value)
      }
    case (.share(let whole), _):
      for (row, people) in zip(rows, people) {
        let (above, _) = noise.draws(unit: keys[row], variable: key)
        let part = min(people, max(0, plain[row] / whole * people + above))
        let value = people > 0 ? whole * (part / people) : plain[row]
        result.append(plain[row].isNaN ? .nan : value)
      }
    case (.count, _):
      for row in rows {
        let (above, _) = noise.draws(unit: keys[row], variable: key)
        let squares =
          definition.variables[variable].perArea
          ? (areas?[row] ?? Definition.squareMetresPerDensity) / Definition.squareMetresPerDensity : 1
        let value = max(0, plain[row] * squares + above) / squares
        result.append(plain[row].isNaN ? .nan : value)
      }
    default: for row in rows { result.append(plain[row]) }
    }
  }
}

import Columns
import Core
import Livsvillkor

/// The units that count in means and ranks, one after the other, with their values in a run.
struct CountingUnits: Sendable {
  let definition: Definition
  /// Each unit's row: by ascending index, so that runs, whose order is much the same, find what they ask for side by side.
  let rows: [Int]
  /// Its people.
  let people: [Double]
  /// What stands behind each variable.
  let kinds: [CountKind]
  /// Each variable's values, and for quotients of counts the two counts.
  private let values: [[Double]]
  private let parts: [(part: [Double], whole: [Double])?]
  /// The units' grounds in squares of 250 m; nil without areas.
  private let squares: [Double]?
  /// What each unit is hashed by.
  private let keys: [UInt64]

  /// The units of an index. `keys` has an entry a row.
  init(_ result: IndexResult, units: Units, keys: [UInt64], threads: Int) throws {
    definition = result.definition
    let weights = try VariableValues.weights(of: units, minimum: definition.minimumPopulation, threads: threads)
    var order = RankedOrder()
    let index = zip(result.index, weights).map { $1.isNaN ? .nan : $0 }
    index.withUnsafeBufferPointer { order.sort($0) }
    let rows = order.entries.map(\.number) + weights.indices.filter { !weights[$0].isNaN && index[$0].isNaN }
    self.rows = rows
    people = rows.map { weights[$0] }
    values = result.values.map { column in rows.map { column.values[$0] } }
    parts = units.measures.map { measure in
      guard case .ratio(let part, let whole) = measure else { return nil }
      return (rows.map { part.values[$0] }, rows.map { whole.values[$0] })
    }
    squares = units.areaSquareMetres.map { areas in rows.map { areas[$0] / Definition.squareMetresPerDensity } }
    self.keys = rows.map { keys[$0] }
    kinds = zip(result.definition.variables, zip(units.measures, result.values)).map {
      CountKind($0, measure: $1.0, values: $1.1.values)
    }
  }

  var count: Int { rows.count }

  /// The variable's values, with the noise of a run if there is any. A count is never below 0, a part never more than its whole, and
  /// what was null stays null.
  func values(_ variable: Int, noise: CountNoise?, into result: inout [Double]) {
    result.removeAll(keepingCapacity: true)
    let plain = values[variable]
    guard let noise, kinds[variable] != .none else {
      result.append(contentsOf: plain)
      return
    }
    result.reserveCapacity(plain.count)
    let key = noise.key(ofVariable: definition.variables[variable].name)
    switch kinds[variable] {
    case .ratio:
      guard let (parts, wholes) = parts[variable] else { return }
      for unit in plain.indices {
        let (above, below) = noise.draws(unit: keys[unit], variable: key)
        let whole = max(1, wholes[unit] + below)
        let part = max(0, parts[unit] + above)
        let value = (parts[unit] <= wholes[unit] ? min(part, whole) : part) / whole
        result.append(plain[unit].isNaN ? .nan : value)
      }
    case .share(let whole):
      for unit in plain.indices {
        let (above, _) = noise.draws(unit: keys[unit], variable: key)
        let people = people[unit]
        let part = min(people, max(0, plain[unit] / whole * people + above))
        result.append(plain[unit].isNaN ? .nan : people > 0 ? whole * (part / people) : plain[unit])
      }
    case .count:
      let squares = definition.variables[variable].perArea ? squares : nil
      for unit in plain.indices {
        let (above, _) = noise.draws(unit: keys[unit], variable: key)
        let ground = squares?[unit] ?? 1
        result.append(plain[unit].isNaN ? .nan : max(0, plain[unit] * ground + above) / ground)
      }
    case .none: break
    }
  }
}

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
  let squares: [Double]?
  /// What each unit is hashed by.
  let keys: [UInt64]

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

  /// The values of a variable without noise.
  func plain(_ variable: Int) -> [Double] { values[variable] }

  /// Some units' values of a variable with the noise of a run: counts are never below 0, a part of a whole is neither below 0 nor more
  /// than its whole, and what was null stays null. `result` has a place for each unit of `range`.
  func values(_ variable: Int, noise: CountNoise, _ range: Range<Int>, into result: UnsafeMutablePointer<Double>) {
    let key = noise.key(ofVariable: definition.variables[variable].name)
    let plain = values[variable]
    plain.withUnsafeBufferPointer { plain in
      keys.withUnsafeBufferPointer { keys in
        people.withUnsafeBufferPointer { people in
          switch kinds[variable] {
          case .ratio:
            guard let (parts, wholes) = parts[variable] else { return }
            for unit in range {
              let (above, below) = noise.draws(unit: keys[unit], variable: key)
              let whole = max(1, wholes[unit] + below)
              let part = max(0, parts[unit] + above)
              let value = (parts[unit] <= wholes[unit] ? min(part, whole) : part) / whole
              result[unit - range.lowerBound] = plain[unit].isNaN ? .nan : value
            }
          case .share(let whole):
            for unit in range {
              let people = people[unit]
              let part = plain[unit] / whole * people + noise.draw(unit: keys[unit], variable: key)
              // NaN stays NaN in each step.
              let kept = part < 0 ? 0 : part > people ? people : part
              result[unit - range.lowerBound] = people > 0 ? whole * (kept / people) : plain[unit]
            }
          case .count:
            let squares = definition.variables[variable].perArea ? squares : nil
            for unit in range {
              let ground = squares?[unit] ?? 1
              let count = plain[unit] * ground + noise.draw(unit: keys[unit], variable: key)
              result[unit - range.lowerBound] = (count < 0 ? 0 : count) / ground
            }
          case .none:
            for unit in range { result[unit - range.lowerBound] = plain[unit] }
          }
        }
      }
    }
  }
}

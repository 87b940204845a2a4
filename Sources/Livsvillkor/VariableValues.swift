import Parallel
import Columns
import Core
import Statistics

/// Steps 1 and 2 of the index: who counts, and each variable's value.
package enum VariableValues {
  /// The weight of each unit in means and ranks: its population; NaN for units that get no index because they have
  /// fewer people than `minimum`, none given, or no ground.
  package static func weights(of units: Units, minimum: Double, threads: Int) throws -> [Double] {
    let population = units.population.values
    var weights: [Double] = try filledColumn(count: population.count, threads: threads) { range, weights in
      for row in range {
        let people = population[row]
        weights[row - range.lowerBound] = people >= minimum ? people : .nan
      }
    }
    for row in units.groundless { weights[row] = .nan }
    return weights
  }

  /// The variable's value in every unit: a column, a ratio, or a count per 250 m square's area. NaN where a part is
  /// null, where a denominator or an area is not above zero, and where the result would be infinite.
  static func values(
    of measure: Units.Measure, perArea areas: [Double]?, threads: Int
  ) throws -> NumberColumn {
    // A column of values is the variable as it stands, and so is a count in whole squares of 250 m: no second column.
    if case .value(let column) = measure {
      let isPlain = try areas.map { areas in
        try Parallel.blocks(of: areas.count, threads: threads) { range in
          areas[range].allSatisfy { $0 == Definition.squareMetresPerDensity }
        }.allSatisfy { $0 }
      }
      if isPlain ?? true { return column }
    }
    let count = measure.count
    let values: [Double] = try filledColumn(count: count, threads: threads) { range, values in
      // The choice stands outside the loops: they run over bare columns.
      switch measure {
      case .value(let column):
        for row in range { values[row - range.lowerBound] = column.values[row] }
      case .ratio(let numerator, let denominator):
        for row in range {
          let divisor = denominator.values[row]
          values[row - range.lowerBound] = divisor > 0 ? numerator.values[row] / divisor : .nan
        }
      }
      if let areas {
        for row in range {
          let squares = areas[row] / Definition.squareMetresPerDensity
          values[row - range.lowerBound] = squares > 0 ? values[row - range.lowerBound] / squares : .nan
        }
      }
      for place in values.indices where !values[place].isFinite { values[place] = .nan }
    }
    if !measure.marksSuppressed { return NumberColumn(values) }
    let suppressed: [Bool] = try filledColumn(count: count, threads: threads) { range, flags in
      for row in range { flags[row - range.lowerBound] = values[row].isNaN && measure.isSuppressed(row) }
    }
    return NumberColumn(values, suppressed: suppressed)
  }

  /// What to say of a variable without a single value among the units that count.
  static func noValues(of variable: Definition.Variable, measure: Units.Measure, weights: [Double]) -> Failure {
    if case .ratio(_, let denominator) = measure {
      let given = weights.indices.filter { !weights[$0].isNaN && !denominator.values[$0].isNaN }
      if !given.isEmpty, given.allSatisfy({ denominator.values[$0] <= 0 }) {
        return Failure(
          .badData, "the denominator is zero in every unit", field: variable.name,
          expected: "people in at least one unit", hint: "check the denominator's columns, or --drop \(variable.name)"
        )
      }
    }
    return Failure(
      .badData, "no unit has a value", field: variable.name, expected: "a value in at least one unit that counts",
      hint: "check the variable's columns, or --drop \(variable.name)")
  }
}

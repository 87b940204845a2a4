import Parallel
import Columns
import Statistics

/// Why each unit has an index or not.
enum StatusColumn {
  /// A code of ``UnitStatus`` per unit; of several lacking variables the first in the definition's order is named.
  static func make(
    units: Units, values: [NumberColumn], index: [Double], weights: [Double], codes texts: UnitStatus, threads: Int
  ) throws -> [UInt16] {
    let population = units.population
    var codes: [UInt16] = try filledColumn(count: index.count, threads: threads) { range, codes in
      for row in range {
        codes[row - range.lowerBound] =
          if !index[row].isNaN {
            UnitStatus.ok
          } else if units.small?.population[row] == true {
            texts.few()
          } else if population.values[row].isNaN {
            population.isSuppressed(row) ? UnitStatus.suppressedPopulation : UnitStatus.missingPopulation
          } else if weights[row].isNaN {
            UnitStatus.tooFewPeople
          } else {
            firstLacking(values, row, units.small, texts)
          }
      }
    }
    for row in units.groundless { codes[row] = UnitStatus.noGround }
    return codes
  }

  private static func firstLacking(
    _ values: [NumberColumn], _ row: Int, _ small: SmallCounts?, _ codes: UnitStatus
  ) -> UInt16 {
    for place in values.indices where values[place].values[row].isNaN {
      if small?.holds(row, variable: place) == true { return codes.few(place) }
      return UnitStatus.lacking(place, suppressed: values[place].isSuppressed(row))
    }
    return UnitStatus.ok
  }
}

import Columns
import Core

/// Which units' people, and which of their variables, are withheld because they are too few.
public struct SmallCounts: Sendable, Equatable {
  /// Whether a unit's population is; all else of it is too.
  public var population: [Bool]
  /// For each variable that counts children or youth, whether a unit's value is; nil for the others.
  public var variables: [[Bool]?]
  /// The same for each count of the definition.
  public var counts: [[Bool]?]

  /// Whether a variable of a unit is withheld.
  func holds(_ row: Int, variable: Int) -> Bool { variables[variable]?[row] ?? false }
}

extension Units {
  /// Withholds numbers of people from 1 to `minimum` − 1 before anything is computed from them, so that no mean, spread, rank,
  /// class or sum of the index rests on them: what is shown is what a table without them would give.
  ///
  /// A unit with so few people loses all its figures. Of a unit with so few children or youth that number is withheld, and with it
  /// each variable that counts them: by its name, or by its columns. 0 stays. Does nothing for a minimum of 0 or 1.
  ///
  /// - Parameter definition: the one that the units are of.
  public mutating func withhold(below minimum: Int, definition: Definition) {
    if minimum <= 1 { return }
    let people = population.values
    func isFew(_ value: Double) -> Bool { value > 0 && value < Double(minimum) }
    let fewPeople = people.map(isFew)
    let fewCounts = counts.map { $0?.values.map(isFew) }
    var fewValues: [[Bool]?] = []
    for (variable, measure) in zip(definition.variables, measures) {
      // The counts that it is of, and what of it is a number of people.
      let related = definition.counts.indices.filter {
        definition.counts[$0].name == variable.name + "_antal"
          || !Set(definition.counts[$0].columns).isDisjoint(with: variable.counted)
      }
      guard !related.isEmpty || Definition.countNames.contains(variable.name + "_antal") else {
        fewValues.append(nil)
        continue
      }
      let own = measure.people(variable, of: people, hasCount: related.contains { fewCounts[$0] != nil })
      fewValues.append(
        people.indices.map { row in
          own.map { isFew($0[row]) } ?? false || related.contains { fewCounts[$0]?[row] ?? false }
        })
    }
    small = SmallCounts(population: fewPeople, variables: fewValues, counts: fewCounts)
    population.withhold(fewPeople)
    for place in measures.indices {
      let flags = fewValues[place].map { zip($0, fewPeople).map { $0 || $1 } } ?? fewPeople
      switch measures[place] {
      case .value(var column):
        column.withhold(flags)
        measures[place] = .value(column)
      case .ratio(var numerator, let denominator):
        numerator.withhold(flags)
        measures[place] = .ratio(numerator: numerator, denominator: denominator)
      }
    }
    for place in counts.indices {
      guard let few = fewCounts[place] else { continue }
      counts[place]?.withhold(zip(few, fewPeople).map { $0 || $1 })
    }
  }
}

extension Definition.Variable {
  /// The columns whose people it counts.
  fileprivate var counted: [ColumnReference] {
    switch measures.first {
    case .value(let columns), .ratio(let columns, _): columns
    case nil: []
    }
  }
}

extension Units.Measure {
  /// The people that a variable counts in each unit; nil where a count tells that.
  fileprivate func people(
    _ variable: Definition.Variable, of population: [Double], hasCount: Bool
  ) -> [Double]? {
    switch self {
    case .ratio(let numerator, _): return numerator.values
    case .value(let column):
      if variable.perArea { return column.values }
      if hasCount { return nil }
      // A share, per cent, or a number.
      let most = column.values.reduce(0) { $1 > $0 ? $1 : $0 }
      if most > 100 { return column.values }
      let whole = most > 1 ? 100.0 : 1
      return zip(column.values, population).map { $0 * $1 / whole }
    }
  }
}

extension NumberColumn {
  /// Makes null, and marks as withheld, what the flags say.
  fileprivate mutating func withhold(_ flags: [Bool]) {
    guard flags.contains(true) else { return }
    if suppressed.isEmpty { suppressed = [Bool](repeating: false, count: values.count) }
    for row in flags.indices where flags[row] && !values[row].isNaN {
      values[row] = .nan
      suppressed[row] = true
    }
  }
}

import Columns
import Core

/// A table's name and its columns, before anything is read.
public struct SourceColumns: Sendable, Equatable {
  /// The file as the user named it.
  public var name: String
  /// Column names in file order.
  public var columns: [String]

  /// A table of that name with these columns.
  public init(name: String, columns: [String]) {
    (self.name, self.columns) = (name, columns)
  }
}

/// Which columns of which tables an index needs, and what each was taken for.
public struct ColumnPlan: Sendable, Equatable {
  /// A column to be read.
  public struct Request: Sendable, Hashable {
    /// The table's place among those given.
    public var source: Int
    /// The column's exact name in it.
    public var column: String
  }

  /// A variable's measure, as places in ``requests``.
  enum Measure: Sendable, Equatable {
    case value([Int])
    case ratio(numerator: [Int], denominator: [Int])
  }

  /// The definition without the optional variables that the tables lack, which are among its ``Definition/leftOut``; of each
  /// variable's measures the one that is taken comes first.
  public let definition: Definition
  /// The columns to read, each once.
  public let requests: [Request]
  /// Places in ``requests`` of the columns whose sum is the population.
  public let population: [Int]
  /// One per variable of ``definition``.
  let measures: [Measure]
  /// One per count of ``definition``; nil where the tables lack a column.
  let counts: [[Int]?]

  /// The exact names to read from a table.
  public func requiredColumns(ofSource source: Int) -> [String] {
    requests.filter { $0.source == source }.map(\.column)
  }

  /// Each column that is read, with what it serves for: `population`, a variable, or a count.
  public var taken: [(role: String, request: Request)] {
    var result = population.map { (role: "population", request: requests[$0]) }
    for (variable, measure) in zip(definition.variables, measures) {
      let columns =
        switch measure {
        case .value(let columns): columns
        case .ratio(let numerator, let denominator): numerator + denominator
        }
      result += columns.map { (variable.name, requests[$0]) }
    }
    for (count, columns) in zip(definition.counts, counts) {
      result += (columns ?? []).map { (count.name, requests[$0]) }
    }
    return result
  }

  /// What each variable was taken from, ready to print: `utbildning`, `Forgymn / (Forgymn + Gymnasial)`.
  public var explanation: [(variable: String, taken: String)] {
    func sum(_ places: [Int]) -> String { places.map { requests[$0].column }.joined(separator: " + ") }
    var lines = [(variable: "population", taken: sum(population))]
    for (variable, measure) in zip(definition.variables, measures) {
      switch measure {
      case .value(let places):
        lines.append((variable.name, sum(places) + (variable.perArea ? " per 250 m square's area" : "")))
      case .ratio(let top, let bottom): lines.append((variable.name, "(\(sum(top))) / (\(sum(bottom)))"))
      }
    }
    for (count, places) in zip(definition.counts, counts) {
      lines.append((count.name, places.map(sum) ?? "no column"))
    }
    return lines
  }

  /// Finds the definition's columns in the tables.
  ///
  /// Names match exactly, else with case ignored, else as DBF's first ten bytes. Throws ``Failure`` (bad data) for a
  /// column that no table has, that several tables have, or that two different names would share by their cut forms.
  public init(_ definition: Definition, sources: [SourceColumns]) throws {
    try definition.validate()
    var finder = ColumnFinder(sources: sources)
    var kept = definition
    var measures = [Measure]()
    var absent = [String]()
    var taken = [String: Int]()
    var lacking = [(name: String, failure: Failure)]()
    guard let population = try finder.firstComplete(definition.population) else {
      throw finder.failure(for: definition.population, of: "population", optional: false)
    }
    for variable in definition.variables {
      guard let (place, columns) = try finder.firstCompletePlace(variable.measures.map(\.columns)) else {
        if variable.isOptional {
          absent.append(variable.name)
          continue
        }
        lacking.append(
          (variable.name, finder.failure(for: variable.measures.map(\.columns), of: variable.name, optional: true)))
        continue
      }
      taken[variable.name] = place
      switch variable.measures[place] {
      case .value: measures.append(.value(columns))
      case .ratio(let numerator, _):
        measures.append(
          .ratio(
            numerator: Array(columns.prefix(numerator.count)), denominator: Array(columns.dropFirst(numerator.count)))
        )
      }
    }
    if var failure = lacking.first?.failure {
      if lacking.count > 1 {
        failure.message = "no table has the columns of \(lacking.map(\.name).joined(separator: ", "))"
      }
      throw failure
    }
    if absent.count == definition.variables.count {
      throw Failure(.badData, "the tables have none of the variables' columns", hint: "see --print-definition")
    }
    if !absent.isEmpty { kept = try kept.dropping(absent, reason: "its columns are in no table") }
    // The measure that is taken comes first: it is what a reference says of the variable.
    for i in kept.variables.indices {
      guard let place = taken[kept.variables[i].name], place > 0 else { continue }
      kept.variables[i].measures.insert(kept.variables[i].measures.remove(at: place), at: 0)
    }
    // Half of the rule "at least k variables" may have gone with the columns.
    try kept.validate()
    counts = try definition.counts.map { try finder.firstComplete([$0.columns]) }
    self.definition = kept
    (self.population, self.measures) = (population, measures)
    requests = finder.requests
  }
}

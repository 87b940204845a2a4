import Core
import Parallel
import Statistics

/// The means, spreads, ranks and class bounds of a run: with them, the same unit gets the same index, percentile and
/// class when only a part of the units is run.
public struct ReferenceStatistics: Sendable, Equatable {
  /// What the definition was.
  public var fingerprint: Fingerprint
  /// Names of ``variables``, in the definition's order.
  public var names: [String]
  /// A variable's numbers, one per name.
  public var variables: [VariableReference]
  /// Index values from which on each class after the first begins.
  public var classBounds: [Double]
  /// Index to percentile.
  public var index: RankTable
  /// Units with an index.
  public var units: Int
  /// People in them.
  public var population: Double

  /// The numbers of a variable; nil for a name that is not among ``names``.
  public subscript(name: String) -> VariableReference? {
    names.firstIndex(of: name).map { variables[$0] }
  }

  /// The indices, each at the index or class bound of the run that made this reference that `resolution` does not tell it
  /// from, if there is one.
  func settled(_ index: [Double], _ resolution: Resolution, threads: Int) throws -> [Double] {
    let (values, bounds) = (self.index.values, classBounds)
    return try filledColumn(count: index.count, threads: threads) { range, settled in
      for row in range {
        let value = index[row]
        settled[row - range.lowerBound] =
          value.isNaN
          ? value : resolution.match(of: value, in: values) ?? resolution.match(of: value, in: bounds) ?? value
      }
    }
  }

  /// This reference with its variables in the definition's order.
  ///
  /// Throws ``Failure`` (bad data) when it was made under rules that differ from the definition's: its numbers would
  /// mean something else. `file` is where it came from, for the message.
  public func matched(to definition: Definition, file: String? = nil) throws -> ReferenceStatistics {
    var mine = Fingerprint(definition)
    // Alternatives of one variable are the same by the definition's own word; `measureNotes` says so.
    for i in mine.variables.indices {
      guard let theirs = fingerprint.variables.first(where: { $0.name == mine.variables[i].name })?.measure,
        let variable = definition.variables.first(where: { $0.name == mine.variables[i].name })
      else { continue }
      let known = variable.measures.map { MeasureRecord($0, of: variable) }
      if let alternative = known.first(where: { $0.isSame(as: theirs) }) { mine.variables[i].measure = alternative }
    }
    let differences = mine.differences(from: fingerprint)
    if !differences.isEmpty {
      throw Failure(
        .badData, "the reference was made with another definition: \(differences.prefix(4).joined(separator: "; "))",
        file: file, field: "reference",
        hint:
          "use the definition and --drop that made it, or make the reference anew; a column with another name than the reference's"
          + " needs both in the definition, [[name, other name]]")
    }
    var result = self
    result.names = definition.variables.map(\.name)
    result.variables = try definition.variables.map { variable in
      guard let numbers = self[variable.name], numbers.serves(definition.normalisation) else {
        throw Failure(
          .badData, "the reference lacks usable numbers", file: file, field: "reference.variables.\(variable.name)",
          expected: "mu, sigma above 0, minimum < maximum" + (definition.normalisation == .zscore ? "" : ", ranks"))
      }
      return numbers
    }
    let ascending = zip(classBounds, classBounds.dropFirst()).allSatisfy { $0 <= $1 }
    if classBounds.count != definition.classes.count - 1 || !ascending {
      throw Failure(
        .badData, "the reference's class bounds do not fit the classes", file: file, field: "reference.class_bounds",
        expected: "\(definition.classes.count - 1) ascending numbers")
    }
    return result
  }
}

extension ReferenceStatistics: Codable {
  private enum CodingKeys: String, CodingKey {
    case fingerprint = "definition"
    case variables
    case classBounds = "class_bounds"
    case index, units, population
  }

  /// Writes `variables` as an object keyed by name, which holds `mu` and `sigma` of each.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(units, forKey: .units)
    try container.encode(population, forKey: .population)
    var byName = container.nestedContainer(keyedBy: NameKey.self, forKey: .variables)
    for (name, numbers) in zip(names, variables) { try byName.encode(numbers, forKey: NameKey(name)) }
    try container.encode(classBounds, forKey: .classBounds)
    try container.encode(fingerprint, forKey: .fingerprint)
    try container.encode(index, forKey: .index)
  }

  /// Reads what ``encode(to:)`` writes; the variables come in the fingerprint's order until ``matched(to:file:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fingerprint = try container.decode(Fingerprint.self, forKey: .fingerprint)
    names = fingerprint.variables.map(\.name)
    let byName = try container.nestedContainer(keyedBy: NameKey.self, forKey: .variables)
    variables = try names.map { try byName.decode(VariableReference.self, forKey: NameKey($0)) }
    classBounds = try container.decode([Double].self, forKey: .classBounds)
    index = try container.decode(RankTable.self, forKey: .index)
    units = try container.decode(Int.self, forKey: .units)
    population = try container.decode(Double.self, forKey: .population)
  }
}

/// A key that data gives, such as a variable's name.
struct NameKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

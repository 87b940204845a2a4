/// What a run says of itself, ready to be encoded.
public struct IndexStatistics: Sendable, Equatable {
  /// Units of one status.
  public struct StatusCount: Sendable, Equatable {
    /// `ok`, `too_few_people`, `no_ground`, `missing:<variable>`, `suppressed:<variable>`.
    public var status: String
    /// Units.
    public var units: Int
  }

  /// From and to; nil at an open end.
  public struct Bounds: Sendable, Equatable {
    /// The lower bound, itself in the class.
    public var from: Double?
    /// The upper bound, itself in the next class.
    public var to: Double?
  }

  /// A class of the index.
  public struct ClassCount: Sendable, Equatable {
    /// 1 (best) and up.
    public var number: Int
    /// Units of this run in it.
    public var units: Int
    /// People in them.
    public var population: Double
    /// Bounds on the index.
    public var index: Bounds
    /// Bounds on the percentile.
    public var percentile: Bounds
  }

  /// Correlations of the variables' values (not of the scores), population-weighted, each pair over the units with
  /// both; NaN where a pair has no variation.
  public struct Correlations: Sendable, Equatable {
    /// Names, in the order of rows and columns.
    public var variables: [String]
    /// One row per variable.
    public var matrix: [[Double]]
  }

  /// The definition's name.
  public var definition: String
  /// Rows.
  public var units: Int
  /// Rows with an index.
  public var indexed: Int
  /// People in the indexed units.
  public var indexedPopulation: Double
  /// The statuses that occur, `ok` first.
  public var byStatus: [StatusCount]
  /// The reference that was used: this run's own, or the fixed one.
  public var reference: ReferenceStatistics
  /// Whether the reference came from an earlier run.
  public var referenceIsFixed: Bool
  /// Correlations of the values.
  public var correlations: Correlations
  /// One per class, the best first.
  public var classes: [ClassCount]
  /// Variables that are not in the index, and why.
  public var leftOut: [Definition.LeftOut]
  /// What a reader must know of the method beyond the definition.
  public var notes: [String]
}

extension IndexStatistics: Encodable {
  private enum CodingKeys: String, CodingKey {
    case definition, units, indexed
    case indexedPopulation = "indexed_population"
    case byStatus = "by_status"
    case reference
    case referenceIsFixed = "reference_is_fixed"
    case correlations, classes
    case leftOut = "left_out"
    case notes
  }

  /// Writes `by_status` as an object from status to units.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(definition, forKey: .definition)
    try container.encode(units, forKey: .units)
    try container.encode(indexed, forKey: .indexed)
    try container.encode(indexedPopulation, forKey: .indexedPopulation)
    var statuses = container.nestedContainer(keyedBy: NameKey.self, forKey: .byStatus)
    for entry in byStatus { try statuses.encode(entry.units, forKey: NameKey(entry.status)) }
    try container.encode(leftOut, forKey: .leftOut)
    try container.encode(classes, forKey: .classes)
    try container.encode(correlations, forKey: .correlations)
    try container.encode(notes, forKey: .notes)
    try container.encode(referenceIsFixed, forKey: .referenceIsFixed)
    try container.encode(reference, forKey: .reference)
  }
}

extension IndexStatistics.Correlations: Encodable {
  private enum CodingKeys: String, CodingKey {
    case variables, matrix
  }

  /// Writes null where a correlation is NaN.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(variables, forKey: .variables)
    try container.encode(matrix.map { $0.map { $0.isNaN ? nil : $0 } }, forKey: .matrix)
  }
}

extension IndexStatistics.Bounds: Encodable {
  private enum CodingKeys: String, CodingKey {
    case from, to
  }

  /// Writes null for an open end.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
  }
}

extension IndexStatistics.ClassCount: Encodable {
  private enum CodingKeys: String, CodingKey {
    case number = "class"
    case units, population, bounds
  }

  private struct BothBounds: Encodable {
    var index: IndexStatistics.Bounds
    var percentile: IndexStatistics.Bounds
  }

  /// Writes both bounds under `bounds`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(number, forKey: .number)
    try container.encode(units, forKey: .units)
    try container.encode(population, forKey: .population)
    try container.encode(BothBounds(index: index, percentile: percentile), forKey: .bounds)
  }
}

/// What an index is made of: variables in groups, where their values come from, and every rule of the computation.
///
/// A definition read from outside must pass ``validate()`` before it is used.
public struct Definition: Sendable, Equatable {
  /// A group of variables, with a score of its own.
  public struct Group: Sendable, Equatable {
    /// Its name, also that of its output field.
    public var name: String
    /// Its weight in the index, above zero.
    public var weight: Double
    /// How its variables' scores are averaged.
    public var aggregation: Aggregation

    /// A group of that name.
    public init(_ name: String, weight: Double = 1, aggregation: Aggregation = .arithmetic) {
      (self.name, self.weight, self.aggregation) = (name, weight, aggregation)
    }
  }

  /// Where a variable's value comes from.
  public enum Measure: Sendable, Equatable {
    /// The sum of these columns.
    case value([ColumnReference])
    /// The sum of some columns over the sum of others; null where the denominator is zero or null.
    case ratio(numerator: [ColumnReference], denominator: [ColumnReference])

    /// All columns of the measure.
    public var columns: [ColumnReference] {
      switch self {
      case .value(let columns): columns
      case .ratio(let numerator, let denominator): numerator + denominator
      }
    }
  }

  /// Which end of a variable is the worse.
  public enum Worse: String, Sendable, CaseIterable, Codable {
    case high
    case low
  }

  /// A variable of the index.
  public struct Variable: Sendable, Equatable {
    /// Its name, also that of its output field.
    public var name: String
    /// The group it counts in.
    public var group: String
    /// Where its value comes from: the first of these whose columns all exist.
    public var measures: [Measure]
    /// Which end is the worse.
    public var worse: Worse
    /// Its weight in the group, above zero.
    public var weight: Double
    /// Whether the value is a count that becomes a density per 250 m square's area (62,500 m²).
    public var perArea: Bool
    /// The unit of the value, where the definition says it: a reference in another unit is refused.
    public var unit: String?
    /// Whether the variable is left out, and said to be, when the tables lack its columns.
    public var isOptional: Bool

    /// A variable of that name.
    public init(
      _ name: String, group: String, measures: [Measure], worse: Worse, weight: Double = 1, perArea: Bool = false,
      isOptional: Bool = false
    ) {
      self.name = name
      self.group = group
      self.measures = measures
      self.worse = worse
      self.weight = weight
      self.perArea = perArea
      self.isOptional = isOptional
    }
  }

  /// A number of people that is passed on to the output beside the index.
  public struct Count: Sendable, Equatable {
    /// The output field, one of ``Definition/countNames``.
    public var name: String
    /// The columns that are summed.
    public var columns: [ColumnReference]

    /// A count of that name.
    public init(_ name: String, columns: [ColumnReference]) {
      (self.name, self.columns) = (name, columns)
    }
  }

  /// A variable that is not in the index, and why.
  public struct LeftOut: Sendable, Equatable, Codable {
    /// Its name.
    public var variable: String
    /// Why, one sentence without a full stop.
    public var reason: String

    /// The variable left out for that reason.
    public init(_ variable: String, reason: String) {
      (self.variable, self.reason) = (variable, reason)
    }
  }

  /// The name that the output states.
  public var name: String
  /// Groups in the order of the output.
  public var groups: [Group]
  /// Variables in the order of the output.
  public var variables: [Variable]
  /// The unit's population: the first of these sums whose columns all exist.
  public var population: [[ColumnReference]]
  /// Numbers of children and youth for the output.
  public var counts: [Count] = []
  /// Units with fewer people get no index and count in no mean.
  public var minimumPopulation = 20.0
  /// How values become scores.
  public var normalisation = Normalisation.zscore
  /// Limits of the z-scores; nil for none.
  public var clip: Limits? = Limits(-3, 3)
  /// Percentiles (0–100, population-weighted) to which values are limited before anything else; nil for none.
  public var winsorise: Limits?
  /// How the group scores are averaged.
  public var indexAggregation = Aggregation.arithmetic
  /// What happens to a unit that lacks a variable.
  public var missing = MissingRule.refuse
  /// How the index is cut into classes.
  public var classes = ClassRule(.quantile, count: 5)
  /// Where means, spreads and class bounds come from.
  public var reference = ReferenceChoice.thisTable
  /// What is not in the index though one might look for it.
  public var leftOut: [LeftOut] = []

  /// The two counts that the output knows.
  public static let countNames = ["unga_0_15_antal", "unga_16_19_antal"]
  /// Area of a 250 m square, m², which densities are per.
  public static let squareMetresPerDensity = 62_500.0

  /// A definition with the default rules.
  public init(name: String, groups: [Group], variables: [Variable], population: [[ColumnReference]]) {
    (self.name, self.groups, self.variables, self.population) = (name, groups, variables, population)
  }

  /// Places in ``variables`` of a group's variables.
  func members(of group: Group) -> [Int] { variables.indices.filter { variables[$0].group == group.name } }
}

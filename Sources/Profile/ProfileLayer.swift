import Overlay

/// The cells that profiles are made from: a cell layer and the variables of its index.
public struct ProfileLayer: Sendable {
  /// How a variable's values are shown.
  public enum Unit: String, Sendable {
    /// A part of a whole, 0–1.
    case share
    /// People per square of 250 m, 62,500 m².
    case perSquare = "per_62500_m2"
    /// A number in the unit of the table.
    case number
  }

  /// A variable of the index: one entry a cell, NaN where null.
  public struct Variable: Sendable {
    /// Its field name.
    public var name: String
    /// The group that it counts in.
    public var group: String
    /// Its weight in the index, 0–1: that in its group times that of the group, both as parts of their sums.
    public var weight: Double
    /// How its values are shown.
    public var unit: Unit
    /// Whether more is better; scores are turned so that more is worse.
    public var isWorseWhenLow: Bool
    /// Values; empty when the table has none.
    public var values: [Double]
    /// Scores, more being worse; empty when the table has none.
    public var scores: [Double]

    /// A variable of that name.
    public init(
      _ name: String, group: String, weight: Double, unit: Unit, isWorseWhenLow: Bool, values: [Double],
      scores: [Double]
    ) {
      self.name = name
      self.group = group
      self.weight = weight
      self.unit = unit
      self.isWorseWhenLow = isWorseWhenLow
      self.values = values
      self.scores = scores
    }
  }

  /// Population, index, percentile, class and youth of the cells.
  public var cells: UnitLayer
  /// The variables in the definition's order.
  public var variables: [Variable]
  /// Number of classes, five as a rule; class 1 is the best.
  public var classCount: Int

  /// Cells with their variables.
  public init(cells: UnitLayer, variables: [Variable], classCount: Int) {
    self.cells = cells
    self.variables = variables
    self.classCount = classCount
  }
}

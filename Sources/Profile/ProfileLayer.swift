import Overlay

/// The cells that profiles are made from: a cell layer and the variables of its index.
package struct ProfileLayer: Sendable {
  /// How a variable's values are shown.
  package enum Unit: String, Sendable {
    /// A part of a whole, 0–1.
    case share
    /// People per square of 250 m, 62,500 m².
    case perSquare = "per_62500_m2"
    /// A number in the unit of the table.
    case number
  }

  /// A variable of the index: one entry a cell, NaN where null.
  package struct Variable: Sendable {
    /// Its field name.
    package var name: String
    /// The group that it counts in.
    package var group: String
    /// Its weight in the index, 0–1: that in its group times that of the group, both as parts of their sums.
    package var weight: Double
    /// How its values are shown.
    package var unit: Unit
    /// Whether more is better; scores are turned so that more is worse.
    package var isWorseWhenLow: Bool
    /// Values; empty when the table has none.
    package var values: [Double]
    /// Scores, more being worse; empty when the table has none.
    package var scores: [Double]

    /// A variable of that name.
    package init(
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
  package var cells: UnitLayer
  /// The variables in the definition's order.
  package var variables: [Variable]
  /// Number of classes, five as a rule; class 1 is the best.
  package var classCount: Int

  /// Cells with their variables.
  package init(cells: UnitLayer, variables: [Variable], classCount: Int) {
    (self.cells, self.variables, self.classCount) = (cells, variables, classCount)
  }
}

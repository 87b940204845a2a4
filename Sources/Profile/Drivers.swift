/// What parts the difference between an area's mean index and that of all cells consists of.
///
/// The index is a weighted mean of scores, so the difference of two population-weighted means is the sum over the variables
/// of weight × (mean score here − mean score there). This is arithmetic, and says nothing of why scores differ.
package struct Drivers: Sendable, Equatable {
  /// One variable's part.
  package struct Part: Sendable, Equatable {
    /// The variable's place in the layer.
    package var variable: Int
    /// Mean score in the area.
    package var score: Double
    /// Mean score in all cells.
    package var wholeScore: Double
    /// weight × (score − wholeScore): above 0 where it makes the area's index worse than that of all cells.
    package var contribution: Double
  }

  /// The parts, the largest first, whichever its sign.
  package let parts: [Part]
  /// Mean index of the area less that of all cells.
  package let difference: Double
  /// What the parts leave of ``difference``: rounding, or an index that is no weighted mean of its scores (geometric
  /// means, units that lack a variable).
  package let remainder: Double

  /// Nil where either has no index or no variable has scores.
  package init?(area: GroundSummary, whole: GroundSummary, variables: [ProfileLayer.Variable]) {
    difference = area.figures.indexMean - whole.figures.indexMean
    var parts: [Part] = []
    for (place, variable) in variables.enumerated() where !variable.scores.isEmpty {
      let (here, there) = (area.variables[place].score, whole.variables[place].score)
      if here.isNaN || there.isNaN { continue }
      parts.append(
        Part(variable: place, score: here, wholeScore: there, contribution: variable.weight * (here - there)))
    }
    guard !difference.isNaN, !parts.isEmpty else { return nil }
    remainder = parts.reduce(difference) { $0 - $1.contribution }
    self.parts = parts.sorted { a, b in
      let (x, y) = (abs(a.contribution), abs(b.contribution))
      return x == y ? a.variable < b.variable : x > y
    }
  }

  /// Whether the parts make up the difference but for rounding.
  package var isComplete: Bool { abs(remainder) <= 1e-6 }
}

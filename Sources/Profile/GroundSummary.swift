import Overlay
import Core

/// What is known of a piece of ground: an area, the rest of its municipality, or all cells.
///
/// Counts are split by the part of a cell that lies on the ground; means are weighted by part × population.
package struct GroundSummary: Sendable {
  /// A variable over the ground.
  package struct Variable: Sendable, Equatable {
    /// Population-weighted mean of the value; NaN without people in cells that have it.
    package var mean: Double
    /// People in cells that have the value.
    package var people: Double
    /// Cells that have the value.
    package var cells: Int
    /// Population-weighted mean of the score over the cells with an index; NaN without any.
    package var score: Double
  }

  /// People of one class.
  package struct Class: Sendable, Equatable {
    /// The class, 1 the best.
    package var number: Int
    /// People in cells of the class.
    package var people: Double
    /// Cells of the class with a positive part on the ground.
    package var cells: Int
  }

  /// Population, index, percentile, young people.
  package let figures: Figures
  /// One entry a variable of the layer.
  package let variables: [Variable]
  /// Every class, the best first; empty where the layer has no classes.
  package let classes: [Class]
  /// The index of people, by part × population.
  package let distribution: IndexDistribution

  /// Sums a layer over parts of its cells.
  package init(_ layer: ProfileLayer, parts: UnitFractions) {
    self.init(layer, cells: parts.units.lazy.map(Int.init), fractions: parts.fractions)
  }

  /// Sums a layer over all cells that own ground.
  package init(whole layer: ProfileLayer) {
    let ground = layer.cells.groundSquareMetres
    let cells = ground.indices.filter { ground[$0] > 0 }
    self.init(layer, cells: cells, fractions: [Double](repeating: 1, count: cells.count))
  }

  private init(_ layer: ProfileLayer, cells: some Collection<Int>, fractions: [Double]) {
    var figures = Figures()
    var sums = [Sums](repeating: Sums(), count: layer.variables.count)
    var classes = (0..<max(0, layer.classCount)).map { Class(number: $0 + 1, people: 0, cells: 0) }
    var classPeople = [CompensatedSum](repeating: CompensatedSum(), count: classes.count)
    var indices: [Double] = []
    var weights: [Double] = []
    let base = layer.cells
    for (cell, fraction) in zip(cells, fractions) {
      figures.add(base, unit: cell, fraction: fraction, redClass: Double(layer.classCount))
      let population = base.population[cell]
      let people = population.isNaN ? 0 : population * fraction
      let index = base.index.isEmpty ? Double.nan : base.index[cell]
      if !index.isNaN {
        indices.append(index)
        weights.append(people)
      }
      for place in sums.indices {
        let variable = layer.variables[place]
        sums[place].add(
          value: variable.values.isEmpty ? .nan : variable.values[cell],
          score: variable.scores.isEmpty || index.isNaN ? .nan : variable.scores[cell], people: people)
      }
      let number = base.classes.isEmpty ? Double.nan : base.classes[cell]
      if let place = Int(exactly: number).map({ $0 - 1 }), classes.indices.contains(place) {
        classPeople[place].add(people)
        classes[place].cells += 1
      }
    }
    for place in classes.indices { classes[place].people = classPeople[place].value }
    self.figures = figures
    variables = sums.map(\.variable)
    self.classes = base.classes.isEmpty ? [] : classes
    distribution = IndexDistribution(indices: indices, people: weights)
  }

  /// Of one variable.
  private struct Sums {
    var value = CompensatedSum()
    var people = CompensatedSum()
    var cells = 0
    var score = CompensatedSum()
    var scored = CompensatedSum()

    mutating func add(value one: Double, score mark: Double, people count: Double) {
      if !one.isNaN {
        value.add(one * count)
        people.add(count)
        cells += 1
      }
      if !mark.isNaN {
        score.add(mark * count)
        scored.add(count)
      }
    }

    var variable: Variable {
      Variable(
        mean: people.value > 0 ? value.value / people.value : .nan, people: people.value, cells: cells,
        score: scored.value > 0 ? score.value / scored.value : .nan)
    }
  }
}

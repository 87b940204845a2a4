import Core

/// Sums over units (cells or zones), each taken by a part: counts by the part, means by part × population.
///
/// Compensated, and in the order of the units, so that the result is the same for any number of threads.
public struct Figures: Sendable, Equatable {
  /// Units with a positive part.
  public private(set) var cells = 0
  /// Units among them with a population.
  public private(set) var populatedCells = 0
  /// Units among them with an index.
  public private(set) var indexedCells = 0
  /// Lowest index of a cell with a positive part; NaN without any.
  public var indexMin: Double { indexedCells > 0 ? lowestIndex : .nan }
  /// Highest index of a cell with a positive part; NaN without any.
  public var indexMax: Double { indexedCells > 0 ? highestIndex : .nan }

  // No NaN is stored, so that figures equal themselves.
  private var lowestIndex = Double.infinity
  private var highestIndex = -Double.infinity
  private var populationSum = CompensatedSum()
  private var areaSum = CompensatedSum()
  private var indexedPopulation = CompensatedSum()
  private var indexSum = CompensatedSum()
  private var percentilePopulation = CompensatedSum()
  private var percentileSum = CompensatedSum()
  private var redPopulation = CompensatedSum()
  private var redArea = CompensatedSum()
  private var classedPopulation = CompensatedSum()
  private var childrenSum = CompensatedSum()
  private var youthSum = CompensatedSum()
  private var cellsWithChildren = 0
  private var cellsWithYouth = 0
  private var hasClasses = false

  /// No cell.
  public init() {}

  /// Adds `fraction` of a unit.
  public mutating func add(_ layer: UnitLayer, unit: Int, fraction: Double, redClass: Double) {
    cells += 1
    let area = fraction * layer.groundSquareMetres[unit]
    areaSum.add(area)
    let population = layer.population[unit]
    let people = population.isNaN ? 0 : fraction * population
    if !population.isNaN {
      populatedCells += 1
      populationSum.add(people)
    }
    let index = UnitLayer.value(layer.index, unit)
    if !index.isNaN {
      indexedCells += 1
      lowestIndex = min(lowestIndex, index)
      highestIndex = max(highestIndex, index)
      indexedPopulation.add(people)
      indexSum.add(people * index)
    }
    let percentile = UnitLayer.value(layer.percentile, unit)
    if !percentile.isNaN {
      percentilePopulation.add(people)
      percentileSum.add(people * percentile)
    }
    let unitClass = UnitLayer.value(layer.classes, unit)
    if !unitClass.isNaN {
      hasClasses = true
      classedPopulation.add(people)
      if unitClass == redClass {
        redPopulation.add(people)
        redArea.add(area)
      }
    }
    let children = UnitLayer.value(layer.children, unit)
    if !children.isNaN {
      cellsWithChildren += 1
      childrenSum.add(fraction * children)
    }
    let youth = UnitLayer.value(layer.youth, unit)
    if !youth.isNaN {
      cellsWithYouth += 1
      youthSum.add(fraction * youth)
    }
  }

  /// Inhabitants; NaN where no cell says.
  public var population: Double { populatedCells > 0 ? populationSum.value : .nan }
  /// Planar area of the parts of units, square metres.
  public var cellAreaSquareMetres: Double { areaSum.value }
  /// Population-weighted mean of the index; NaN without inhabitants in cells with an index.
  public var indexMean: Double { Self.ratio(indexSum.value, indexedPopulation.value) }
  /// Population-weighted mean of the percentile; NaN likewise.
  public var percentileMean: Double { Self.ratio(percentileSum.value, percentilePopulation.value) }
  /// Inhabitants of cells with an index.
  public var populationWithIndex: Double { indexedPopulation.value }
  /// Inhabitants of cells of the red class as a share of ``population``; NaN where no cell has a class.
  public var redPopulationShare: Double {
    hasClasses ? Self.ratio(redPopulation.value, populationSum.value) : .nan
  }
  /// Inhabitants of cells of the red class as a share of those in cells with any class; NaN likewise.
  public var redShareOfClassedPopulation: Double { Self.ratio(redPopulation.value, classedPopulation.value) }
  /// Planar area in cells of the red class, square metres; NaN where no cell has a class.
  public var redAreaSquareMetres: Double { hasClasses ? redArea.value : .nan }
  /// Children 0–15; NaN where no cell says.
  public var children: Double { cellsWithChildren > 0 ? childrenSum.value : .nan }
  /// Youth 16–19; NaN where no cell says.
  public var youth: Double { cellsWithYouth > 0 ? youthSum.value : .nan }

  static func ratio(_ numerator: Double, _ denominator: Double) -> Double {
    denominator > 0 ? numerator / denominator : .nan
  }
}

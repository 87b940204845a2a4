import Areas
import Columns
import Core
import Disclosure

/// Sums over units (cells or zones), each taken by a part: counts by the part, means by part × population.
///
/// Compensated, and in the order of the units, so that the result is the same for any number of threads.
public struct Figures: Sendable, Equatable {
  /// Units with a positive part.
  public private(set) var cells = 0
  /// Units among them with a population.
  public private(set) var populatedCells = 0
  /// Units of which people are in it.
  public private(set) var inhabitedCells = 0
  /// Units among them with an index.
  public private(set) var indexedCells = 0
  /// Lowest index of a cell with a positive part; NaN without any.
  public var indexMin: Double { shown(.indexed, indexedCells > 0 ? lowestIndex : .nan) }
  /// Highest index of a cell with a positive part; NaN without any.
  public var indexMax: Double { shown(.indexed, indexedCells > 0 ? highestIndex : .nan) }

  // No NaN is stored, so that figures equal themselves.
  private var lowestIndex = Double.infinity
  private var highestIndex = -Double.infinity
  private var populationSum = CompensatedSum()
  private var areaSum = CompensatedSum()
  private var indexWeight = CompensatedSum()
  private var indexedPopulation = CompensatedSum()
  private var unindexedPopulation = CompensatedSum()
  private var coarsePopulation = CompensatedSum()
  private var indexSum = CompensatedSum()
  private var percentilePopulation = CompensatedSum()
  private var percentileSum = CompensatedSum()
  private var redPopulation = CompensatedSum()
  private var redArea = CompensatedSum()
  private var childrenSum = CompensatedSum()
  private var youthSum = CompensatedSum()
  private var cellsWithChildren = 0
  private var cellsWithYouth = 0
  private var hasClasses = false

  /// Figures that are not to be shown, as they, or others beside them, are of few people: null.
  package var hidden: Hidden = []
  /// Why.
  package var withheld: Set<Withheld> = []

  /// Parts of the figures.
  package struct Hidden: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// ``Figures/population``.
    package static let population = Hidden(rawValue: 1)
    /// ``Figures/populationIndexed``, and the means over these people.
    package static let indexed = Hidden(rawValue: 2)
    /// ``Figures/populationWithoutIndex``.
    package static let withoutIndex = Hidden(rawValue: 4)
    /// ``Figures/redPopulationShare``.
    package static let red = Hidden(rawValue: 8)
    /// ``Figures/coarseShare``.
    package static let coarse = Hidden(rawValue: 16)
    /// ``Figures/children``.
    package static let children = Hidden(rawValue: 32)
    /// ``Figures/youth``.
    package static let youth = Hidden(rawValue: 64)
  }

  private func shown(_ part: Hidden, _ value: Double) -> Double { hidden.contains(part) ? .nan : value }

  /// No cell.
  public init() {}

  /// Adds `fraction` of a unit.
  ///
  /// - Parameters:
  ///   - layer: the units.
  ///   - unit: its index in the layer.
  ///   - fraction: the part that is taken, in (0, 1].
  ///   - redClass: the class that is red.
  ///   - coarseSquareMetres: units with more ground than that are coarse (``coarseShare``).
  public mutating func add(
    _ layer: UnitLayer, unit: Int, fraction: Double, redClass: Double, coarseSquareMetres: Double = .infinity
  ) {
    cells += 1
    let ground = layer.groundSquareMetres[unit]
    let area = fraction * ground
    areaSum.add(area)
    let population = layer.population[unit]
    let people = population.isNaN ? 0 : fraction * population
    if !population.isNaN {
      populatedCells += 1
      populationSum.add(people)
      if people > 0 { inhabitedCells += 1 }
      if ground > coarseSquareMetres { coarsePopulation.add(people) }
    }
    let index = UnitLayer.value(layer.index, unit)
    if !index.isNaN {
      indexedCells += 1
      lowestIndex = min(lowestIndex, index)
      highestIndex = max(highestIndex, index)
      indexWeight.add(people)
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
      if unitClass == redClass {
        redPopulation.add(people)
        redArea.add(area)
      }
    }
    if layer.classes.isEmpty ? index.isNaN : unitClass.isNaN {
      unindexedPopulation.add(people)
    } else {
      indexedPopulation.add(people)
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
  public var population: Double { shown(.population, populatedCells > 0 ? populationSum.value : .nan) }
  /// Planar area of the parts of units, square metres.
  public var cellAreaSquareMetres: Double { areaSum.value }
  /// Population-weighted mean of the index; NaN without inhabitants in cells with an index.
  public var indexMean: Double { shown(.indexed, Self.ratio(indexSum.value, indexWeight.value)) }
  /// Population-weighted mean of the percentile; NaN likewise.
  public var percentileMean: Double {
    shown(.indexed, Self.ratio(percentileSum.value, percentilePopulation.value))
  }
  /// Inhabitants of cells with an index, which shares by class are of: of cells with a class, in a layer without classes of
  /// cells with an index. NaN where ``population`` is.
  public var populationIndexed: Double { shown(.indexed, populatedCells > 0 ? indexedPopulation.value : .nan) }
  /// Inhabitants of cells without one; together with ``populationIndexed`` all.
  public var populationWithoutIndex: Double {
    shown(.withoutIndex, populatedCells > 0 ? unindexedPopulation.value : .nan)
  }
  /// Inhabitants of cells of the red class as a share of ``populationIndexed``; NaN where nobody there has an index.
  public var redPopulationShare: Double {
    shown(.red, hasClasses ? Self.ratio(redPopulation.value, indexedPopulation.value) : .nan)
  }
  /// Inhabitants of units that own more ground than the area has, as a share of ``population``: where they live in it is
  /// taken from an even spread. NaN without inhabitants.
  public var coarseShare: Double { shown(.coarse, Self.ratio(coarsePopulation.value, populationSum.value)) }
  /// Planar area in cells of the red class, square metres; NaN where no cell has a class.
  public var redAreaSquareMetres: Double { hasClasses ? redArea.value : .nan }
  /// Children 0–15; NaN where no cell says.
  public var children: Double { shown(.children, cellsWithChildren > 0 ? childrenSum.value : .nan) }
  /// Youth 16–19; NaN where no cell says.
  public var youth: Double { shown(.youth, cellsWithYouth > 0 ? youthSum.value : .nan) }

  static func ratio(_ numerator: Double, _ denominator: Double) -> Double {
    denominator > 0 ? numerator / denominator : .nan
  }
}

/// Ground with cells on it, as files and people see it: an area, a class, all areas together, or what lies outside them.
package struct OverlaidGround: Sendable {
  /// Sums over its cells.
  package var figures: Figures
  /// Areas in it; nil where it is none.
  package var areas: Int?
  /// Its ellipsoidal area, km²; NaN where it is no area.
  package var km2 = Double.nan
  /// Its area in the plane of the grid, km²; NaN where it is no area.
  package var planarKm2 = Double.nan
  /// Area of the country, km².
  package var countryKm2 = Double.nan
  /// Inhabitants of the whole grid.
  package var gridPopulation = Double.nan

  /// Ground with those sums.
  package init(_ figures: Figures) { self.figures = figures }
}

/// The figures of areas, classes and the rest: the one list from which layers, statistics, tables, pages and aliases are
/// drawn. A new one is an entry here, in the lists where it is to be seen.
package enum AreaFigure {
  private typealias Entry = Figure<OverlaidGround>
  private static func look(
    _ sv: String, _ en: String, heading: Wording? = nil, unit: String = "", _ decimals: Int, isShare: Bool = false
  ) -> FieldLook {
    FieldLook(Wording(sv, en), heading: heading, unit: unit, decimals: decimals, isShare: isShare)
  }

  private static let areas = Entry.whole("areas", look("Områden", "Areas", 0)) { $0.areas }
  package static let km2 = Entry.real(
    "area_km2", digits: 9, look("Yta", "Area", heading: Wording("km²"), unit: "km²", 3)
  ) { $0.km2 }
  package static let planarKm2 = Entry.real(
    "area_planar_km2", digits: 9,
    look("Yta i planet", "Planar area", heading: Wording("i planet", "planar"), unit: "km²", 3)
  ) { $0.planarKm2 }
  private static let shareOfCountry = Entry.real(
    "share_of_country", digits: 9, look("Andel av landet", "Share of country", 4, isShare: true)
  ) { $0.planarKm2 / $0.countryKm2 }
  package static let population = Entry.real("population", digits: 6, look("Befolkning", "Population", 0)) {
    $0.figures.population
  }
  private static let shareOfGrid = Entry.real(
    "share_of_population", digits: 9,
    look("Andel av befolkningen", "Share of population", heading: Wording("Andel", "Share"), 1, isShare: true)
  ) { $0.figures.population / $0.gridPopulation }
  private static let density = Entry.real(
    "density_km2", digits: 6, look("Invånare per km²", "Inhabitants per km²", 0)
  ) { $0.km2 > 0 ? $0.figures.population / $0.km2 : .nan }
  private static let spacing = Entry.real(
    "invanardistans_m", digits: 3, look("Invånardistans", "Distance between inhabitants", unit: "m", 1)
  ) { Spacing.metres(areaKm2: $0.km2, population: $0.figures.population) }
  package static let cells = Entry.whole("cells", look("Rutor", "Cells", 0)) { $0.figures.cells }
  private static let cellsKm2 = Entry.real(
    "cells_km2", digits: 9, look("Rutornas yta", "Ground of cells", unit: "km²", 3)
  ) { $0.figures.cellAreaSquareMetres / 1e6 }
  private static let populationIndexed = Entry.real(
    "population_indexed", digits: 6, short: "pop_index",
    look("Befolkning med index", "Population with an index", heading: Wording("Med index", "With an index"), 0)
  ) { $0.figures.populationIndexed }
  private static let populationWithoutIndex = Entry.real(
    "population_without_index", digits: 6, short: "pop_noindx",
    look("Befolkning utan index", "Population without an index", heading: Wording("Utan index", "No index"), 0)
  ) { $0.figures.populationWithoutIndex }
  private static let coarseShare = Entry.real(
    "coarse_share", digits: 9, short: "coarse_shr",
    look("Befolkning ur rutor större än området", "People from cells larger than the area", 1, isShare: true)
  ) { $0.figures.coarseShare }
  package static let indexMean = Entry.real(
    "index_mean", digits: 9, look("Index, medel", "Index, mean", heading: Wording("Index"), 3)
  ) { $0.figures.indexMean }
  private static let indexMin = Entry.real("index_min", digits: 9, look("Index, lägsta", "Index, lowest", 3)) {
    $0.figures.indexMin
  }
  private static let indexMax = Entry.real("index_max", digits: 9, look("Index, högsta", "Index, highest", 3)) {
    $0.figures.indexMax
  }
  package static let percentileMean = Entry.real(
    "percentile_mean", digits: 9,
    look("Percentil, medel", "Percentile, mean", heading: Wording("Percentil", "Percentile"), 1)
  ) { $0.figures.percentileMean }
  private static let redPopulationShare = Entry.real(
    "red_population_share", digits: 9,
    look("Bor i röda rutor", "Live in red cells", heading: Wording("I röda rutor", "In red cells"), 1, isShare: true)
  ) { $0.figures.redPopulationShare }
  private static let redAreaShare = Entry.real(
    "red_area_share", digits: 9, look("Röd yta", "Red ground", 1, isShare: true)
  ) { $0.figures.redAreaSquareMetres / ($0.planarKm2 * 1e6) }
  private static let children = Entry.real("unga_0_15_antal", digits: 6, look("Barn 0–15 år", "Children 0–15", 0)) {
    $0.figures.children
  }
  private static let youth = Entry.real("unga_16_19_antal", digits: 6, look("Unga 16–19 år", "Youth 16–19", 0)) {
    $0.figures.youth
  }
  private static let status = Entry.text("status") {
    let base = $0.figures.cells == 0 ? "no_cells" : $0.figures.indexedCells == 0 ? "no_index" : nil
    let reasons = ([base] + [Withheld.fewPeople, .wouldReveal].filter($0.figures.withheld.contains).map(\.rawValue))
      .compactMap(\.self)
    return reasons.isEmpty ? "ok" : reasons.joined(separator: ",")
  }
  /// Why figures of any ground are null, where some may be withheld.
  package static let withheldStatus = status

  /// Of an area, as layers and statistics have them.
  package static let ofAreas = [
    km2, planarKm2, population, populationIndexed, populationWithoutIndex, density, spacing, cells, coarseShare,
    indexMean, indexMin, indexMax, percentileMean, redPopulationShare, redAreaShare, children, youth, status,
  ]
  /// Of a class and of all areas, as statistics have them: their ground, then what ``ofCells`` says.
  package static let ofUnions = [areas, km2, planarKm2, shareOfCountry] + ofCells
  /// Of any ground, as statistics have them.
  package static let ofCells = [
    cells, cellsKm2, population, populationIndexed, populationWithoutIndex, indexMean, percentileMean,
    redPopulationShare, children, youth,
  ]
  /// Of an area, in the order in which pages show them: what is looked at most comes first.
  package static let onPages =
    [population, indexMean, percentileMean, redPopulationShare, populationIndexed, populationWithoutIndex]
    + [
      redAreaShare, km2, density, spacing, cells, coarseShare, children, youth, indexMin, indexMax, planarKm2, status,
    ]
  /// Columns of the table of classes.
  package static let inClassTable = [
    areas, km2, planarKm2, shareOfCountry, population, shareOfGrid, percentileMean, redPopulationShare,
    populationIndexed, populationWithoutIndex,
  ]
  /// Columns of the table of areas.
  package static let inAreaTable = [
    km2, population, cells, indexMean, percentileMean, redPopulationShare, populationIndexed, populationWithoutIndex,
  ]
}

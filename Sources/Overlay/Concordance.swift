import Statistics
import Core

/// How far red cells and areas coincide: the four sums of (in red cells or not) × (in an area or not), over the cells that
/// have a class.
public struct Concordance: Sendable, Equatable {
  /// In red cells and in an area.
  public var both: Double
  /// In red cells, outside the areas.
  public var redOnly: Double
  /// In an area, in cells of another class.
  public var areaOnly: Double
  /// Neither.
  public var neither: Double
  /// In cells without a class, which count in none of the four.
  public var withoutClass: Double

  /// The sum of the four.
  public var total: Double { table.total }
  /// Share of the total on which the two agree (both or neither); NaN without any.
  public var agreement: Double { table.share }
  /// Cohen's kappa, the agreement beyond chance; NaN where chance alone would agree wholly.
  public var kappa: Double { table.kappa }

  private var table: Agreement {
    Agreement(both: both, onlyFirst: redOnly, onlySecond: areaOnly, neither: neither)
  }

  /// Sums `weight` of every unit that owns ground by the part of it that lies in areas.
  ///
  /// - Parameters:
  ///   - layer: the cells or zones and their classes.
  ///   - inside: the part of each unit in any area, 0–1, one entry a unit.
  ///   - redClass: the class that is red.
  ///   - weight: what is summed: inhabitants or square metres of a unit; NaN counts as nothing.
  init(layer: UnitLayer, inside: [Double], redClass: Double, weight: (Int) -> Double) {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: 5)
    for unit in layer.groundSquareMetres.indices where layer.groundSquareMetres[unit] > 0 {
      let amount = weight(unit)
      if amount.isNaN { continue }
      let unitClass = UnitLayer.value(layer.classes, unit)
      if unitClass.isNaN {
        sums[4].add(amount)
        continue
      }
      let isRed = unitClass == redClass
      sums[isRed ? 0 : 2].add(amount * inside[unit])
      sums[isRed ? 1 : 3].add(amount * (1 - inside[unit]))
    }
    both = sums[0].value
    redOnly = sums[1].value
    areaOnly = sums[2].value
    neither = sums[3].value
    withoutClass = sums[4].value
  }
}

import Statistics
import Core

/// How far marked cells (the red ones, say) and areas coincide: the four sums of (in marked cells or not) × (in an area or
/// not), over the cells of which it is known whether they are marked.
public struct Concordance: Sendable, Equatable {
  /// In marked cells and in an area.
  public var both: Double
  /// In marked cells, outside the areas.
  public var markedOnly: Double
  /// In an area, in cells that are not marked.
  public var areaOnly: Double
  /// Neither.
  public var neither: Double
  /// In cells of which it is not known (no class, say), which count in none of the four.
  public var unknown: Double

  /// The sum of the four.
  public var total: Double { table.total }
  /// Share of the total on which the two agree (both or neither); NaN without any.
  public var agreement: Double { table.share }
  /// Cohen's kappa, the agreement beyond chance; NaN where chance alone would agree wholly.
  public var kappa: Double { table.kappa }

  private var table: Agreement {
    Agreement(both: both, onlyFirst: markedOnly, onlySecond: areaOnly, neither: neither)
  }

  /// Concordance of one marking by what is counted.
  public struct Pair: Sendable, Equatable {
    /// Inhabitants.
    public var population: Concordance
    /// Square metres.
    public var ground: Concordance

    /// Sums inhabitants and ground of every unit that owns ground by the part of it that lies in areas.
    ///
    /// - Parameters:
    ///   - layer: the cells or zones.
    ///   - inside: the part of each unit in any area, 0–1, one entry a unit.
    ///   - isMarked: whether a unit is marked; nil where that is not known.
    init(layer: UnitLayer, inside: [Double], isMarked: (Int) -> Bool?) {
      var (people, squareMetres) = (Sums(), Sums())
      for unit in layer.groundSquareMetres.indices where layer.groundSquareMetres[unit] > 0 {
        let mark = isMarked(unit)
        let population = layer.population[unit]
        if !population.isNaN { people.add(population, inside: inside[unit], mark) }
        squareMetres.add(layer.groundSquareMetres[unit], inside: inside[unit], mark)
      }
      (population, ground) = (people.concordance, squareMetres.concordance)
    }
  }

  private struct Sums {
    var both = CompensatedSum()
    var markedOnly = CompensatedSum()
    var areaOnly = CompensatedSum()
    var neither = CompensatedSum()
    var unknown = CompensatedSum()

    /// Most units lie wholly inside or wholly outside: nothing is added for the part that they lack.
    mutating func add(_ amount: Double, inside: Double, _ mark: Bool?) {
      switch mark {
      case true?:
        if inside > 0 { both.add(amount * inside) }
        if inside < 1 { markedOnly.add(amount * (1 - inside)) }
      case false?:
        if inside > 0 { areaOnly.add(amount * inside) }
        if inside < 1 { neither.add(amount * (1 - inside)) }
      case nil: unknown.add(amount)
      }
    }

    var concordance: Concordance {
      Concordance(
        both: both.value, markedOnly: markedOnly.value, areaOnly: areaOnly.value, neither: neither.value,
        unknown: unknown.value)
    }
  }
}

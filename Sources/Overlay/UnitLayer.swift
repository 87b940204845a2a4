import Areas
import Coverage
import Geometry
import Grid

/// What is known of each unit, cell or zone: one entry a unit, NaN where null.
public struct UnitLayer: Sendable {
  /// The cells or zones.
  public let units: GroundUnits
  /// Planar area that each unit owns, square metres; 0 for a coarse cell that finer ones cover, which counts nowhere.
  public let groundSquareMetres: [Double]
  /// Inhabitants.
  public var population: [Double]
  /// The livsvillkor index (+ is worse); empty when the layer has none.
  public var index: [Double] = []
  /// Percentile 0–100 of the index; empty when the layer has none.
  public var percentile: [Double] = []
  /// Class 1 (best) …; empty when the layer has none.
  public var classes: [Double] = [] {
    didSet { worstClass = classes.lazy.filter { !$0.isNaN }.max().flatMap { Int(exactly: $0) } }
  }
  /// The worst class that any unit has: red, unless said otherwise; nil without classes.
  public private(set) var worstClass: Int?
  /// Number of children 0–15; empty when the layer has none.
  public var children: [Double] = []
  /// Number of youth 16–19; empty when the layer has none.
  public var youth: [Double] = []

  /// Share of people who live overcrowded, 0–1; empty when the layer has none.
  public var overcrowded: [Double] = []

  /// A layer of cells with their populations.
  public init(lattice: CellLattice, population: [Double], threads: Int = 1) throws {
    units = .cells(lattice)
    groundSquareMetres = try lattice.ownedAreasSquareMetres(threads: threads)
    self.population = population
  }

  /// A layer of zones with their populations.
  public init(zones: Zones, population: [Double]) {
    units = .zones(zones)
    groundSquareMetres = zones.squareMetres
    self.population = population
  }

  /// Zones by their outlines in one plane, with the people of each.
  ///
  /// - Throws: ``Failure`` for an outline that cannot be a zone's.
  public init(zones polygons: [MultiPolygon], population: [Double], threads: Int) throws {
    self.init(zones: try Zones(polygons, threads: threads), population: population)
  }

  /// Whether the layer has what tells large groups of children and youth in overcrowded homes.
  public func tellsGroups(_ rule: RingRule) -> Bool {
    !(children.isEmpty && youth.isEmpty) && !(rule.needsShare && overcrowded.isEmpty)
  }

  /// Whether a unit has such a group; nil where its numbers do not tell.
  func hasLargeGroup(_ unit: Int, _ rule: RingRule) -> Bool? {
    rule.includes(
      young: RingRule.young(children: Self.value(children, unit), youth: Self.value(youth, unit)),
      overcrowded: Self.value(overcrowded, unit))
  }

  /// Whether a unit is of the red class; nil without a class.
  func isRed(_ unit: Int, _ redClass: Double) -> Bool? {
    let unitClass = Self.value(classes, unit)
    return unitClass.isNaN ? nil : unitClass == redClass
  }

  /// A value of a column that may be empty.
  static func value(_ column: [Double], _ unit: Int) -> Double { column.isEmpty ? .nan : column[unit] }
}

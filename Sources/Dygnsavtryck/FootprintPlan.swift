import Core

/// The areas of a run as the computation knows them: identity and class, no geometry.
public struct FootprintAreas: Sendable, Equatable {
  /// Identifiers, in the order of the layer.
  public let ids: [String]
  /// Names; empty where there is none.
  public let names: [String]
  /// The classes that occur, most severe first; nil for areas without a class.
  public let classes: [String?]
  /// The place of each area's class in ``classes``.
  public let classOfArea: [Int]

  /// Areas in the order of their layer. Throws ``Failure`` (software) when the columns differ in length or a class does
  /// not exist.
  public init(ids: [String], names: [String], classes: [String?], classOfArea: [Int]) throws {
    guard ids.count == names.count, ids.count == classOfArea.count,
      classOfArea.allSatisfy({ classes.indices.contains($0) })
    else { throw Failure(.software, "the areas' columns do not fit together") }
    (self.ids, self.names, self.classes, self.classOfArea) = (ids, names, classes, classOfArea)
  }

  /// Areas.
  public var count: Int { ids.count }
}

/// Everything that turns phone-days at stations into figures of areas.
public struct FootprintPlan: Sendable, Equatable {
  /// The areas.
  public let areas: FootprintAreas
  /// The shares for each radius, in the order asked for; all of the same stations. The first one is the main result.
  public let tables: [ShareTable]
  /// What the series counts by; nil for no series. It is made for the first table.
  public let period: FootprintPeriod?
  /// The pieces in which phones are counted too, for the first table; nil when nothing shall be withheld.
  let pieces: StationPieces?

  /// A plan; `countsPieces` when figures of too few phones shall be withheld, which is done by pieces. Throws ``Failure`` (software) without tables, or when they differ in stations or name other areas.
  public init(
    areas: FootprintAreas, tables: [ShareTable], period: FootprintPeriod? = nil, countsPieces: Bool = false
  ) throws {
    guard let first = tables.first, tables.allSatisfy({ $0.own.stationCount == first.own.stationCount }) else {
      throw Failure(.software, "the radii's shares have different stations")
    }
    for table in tables {
      for shares in [table.own, table.exclusive] where shares.areas.contains(where: { $0 >= areas.count }) {
        throw Failure(.software, "a share names an area that does not exist")
      }
    }
    (self.areas, self.tables, self.period) = (areas, tables, period)
    pieces = countsPieces ? StationPieces(first.exclusive, areaCount: areas.count) : nil
  }

  /// Stations.
  public var stationCount: Int { tables.first?.own.stationCount ?? 0 }
}

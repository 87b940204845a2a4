import Diagnostics
import Geometry

/// One area: who it is and where.
public struct Area: Sendable, Equatable {
  /// Identifier, unique in its set.
  public var id: String
  /// Name; empty where the layer has none.
  public var name: String
  /// Class; nil where the layer gives none.
  public var areaClass: AreaClass?
  /// Outline in the plane of the grid (SWEREF 99 TM, metres); valid.
  public var polygon: MultiPolygon

  /// An area of that identity and outline.
  public init(id: String, name: String, areaClass: AreaClass?, polygon: MultiPolygon) {
    self.id = id
    self.name = name
    self.areaClass = areaClass
    self.polygon = polygon
  }
}

/// Areas in the order of their layer.
public struct AreaSet: Sendable, Equatable {
  /// The areas, in the order of their layer.
  public let areas: [Area]

  /// The classes that occur, most severe first, then the others in order of appearance. Areas without a class come last,
  /// as nil.
  public let classes: [AreaClass?]

  /// Takes the areas as they come.
  public init(_ areas: [Area]) {
    self.areas = areas
    var appeared: [AreaClass?] = []
    for area in areas where !appeared.contains(area.areaClass) { appeared.append(area.areaClass) }
    let severe = AreaClass.bySeverity.filter { appeared.contains($0) }
    let others = appeared.filter { $0 != nil && !severe.contains($0 ?? .ovrig) }
    classes = severe + others + (appeared.contains(nil) ? [nil] : [])
  }

  /// Place of an area's class in ``classes``: the lower, the more severe.
  public func rank(_ area: Int) -> Int { classes.firstIndex(of: areas[area].areaClass) ?? classes.count }
}

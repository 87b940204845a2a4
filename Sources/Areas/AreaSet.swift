import Core
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
    (self.id, self.name, self.areaClass, self.polygon) = (id, name, areaClass, polygon)
  }

  /// What people call it: its name, else its identifier.
  public var title: String { name.isEmpty ? id : name }
}

/// Areas in the order of their layer.
public struct AreaSet: Sendable, Equatable {
  /// The areas, in the order of their layer.
  public let areas: [Area]

  /// The classes that occur, most severe first, then the others in order of appearance. Areas without a class come last,
  /// as nil.
  public let classes: [AreaClass?]

  /// The places of each class's areas, in the order of ``classes``.
  public let membersByClass: [[Int]]

  private let ranks: [Int]

  /// Takes the areas as they come.
  public init(_ areas: [Area]) {
    self.areas = areas
    // By appearance: the classes, and the places of each one's areas.
    var places: [AreaClass?: Int] = [:]
    var appeared: [AreaClass?] = []
    var members: [[Int]] = []
    var last = 0
    for (i, area) in areas.enumerated() {
      if appeared.isEmpty || appeared[last] != area.areaClass {
        last = places[area.areaClass] ?? appeared.count
        if last == appeared.count {
          places[area.areaClass] = last
          appeared.append(area.areaClass)
          members.append([])
        }
      }
      members[last].append(i)
    }
    let severe: [AreaClass?] = AreaClass.bySeverity.filter { places[$0] != nil }
    let others = appeared.filter { $0 != nil && !severe.contains($0) }
    classes = severe + others + (places[nil] == nil ? [] : [nil])
    membersByClass = classes.map { areaClass in places[areaClass].map { members[$0] } ?? [] }
    var ranks = [Int](repeating: 0, count: areas.count)
    for (rank, places) in membersByClass.enumerated() { for i in places { ranks[i] = rank } }
    self.ranks = ranks
  }

  /// Place of an area's class in ``classes``: the lower, the more severe.
  public func rank(_ area: Int) -> Int { ranks[area] }
}

import Areas
import Core

/// The areas as the counting sees them: to which class each belongs, and how severe it is.
public struct IncidentAreas: Sendable, Equatable {
  /// Classes, most severe first; nil is the class of areas without one.
  public let classes: [AreaClass?]
  /// The place of each area's class in ``classes``.
  public let ranks: [Int32]
  /// Identifiers of the areas, in layer order.
  public let ids: [String]
  private let places: [String: Int32]

  /// Classes.
  public var classCount: Int { classes.count }
  /// Areas.
  public var count: Int { ranks.count }
  /// The places of the areas of a class.
  public func members(ofRank rank: Int) -> [Int] { ranks.indices.filter { ranks[$0] == Int32(rank) } }

  /// The areas of a set.
  public init(_ set: AreaSet) {
    ids = set.areas.map(\.id)
    var places: [String: Int32] = [:]
    for (place, id) in ids.enumerated() where places[id] == nil { places[id] = Int32(place) }
    self.places = places
    classes = set.classes
    ranks = set.areas.indices.map { Int32(set.rank($0)) }
  }

  /// The place of the area with that identifier.
  public func place(of id: String) -> Int32? { places[id] }
}

import Areas
import Core

/// The areas as the counting sees them: to which class each belongs, how severe it is, and which are taken out.
public struct IncidentAreas: Sendable, Equatable {
  /// Classes, most severe first; nil is the class of areas without one.
  public let classes: [AreaClass?]
  /// The place of each area's class in ``classes``; ``classCount`` for an area that is taken out.
  public let ranks: [Int32]
  /// Identifiers of the areas, in layer order.
  public let ids: [String]
  private let places: [String: Int32]

  /// Classes that count; the areas that are taken out are a further one behind them.
  public var classCount: Int { classes.count }
  /// Areas.
  public var count: Int { ranks.count }
  /// Whether an area is taken out.
  public func isExcluded(_ area: Int) -> Bool { ranks[area] == Int32(classes.count) }
  /// The places of the areas of a class, or of those taken out (`rank` = ``classCount``).
  public func members(ofRank rank: Int) -> [Int] { ranks.indices.filter { ranks[$0] == Int32(rank) } }

  /// The areas of a set without some.
  ///
  /// - Parameters:
  ///   - set: the areas.
  ///   - excluded: identifiers of the areas to take out of all classes; where they share ground, the others keep it.
  /// - Throws: ``Failure`` (usage) for an identifier that is not there.
  public init(_ set: AreaSet, excluding excluded: [String] = []) throws {
    ids = set.areas.map(\.id)
    var places: [String: Int32] = [:]
    for (place, id) in ids.enumerated() where places[id] == nil { places[id] = Int32(place) }
    self.places = places
    for id in excluded where places[id] == nil {
      throw Failure(
        .usage, "--exclude: there is no such area", value: id, hint: Suggestion.hint(for: id, among: ids))
    }
    let out = Set(excluded)
    let kept = set.classes.indices.filter { rank in
      set.membersByClass[rank].contains { !out.contains(set.areas[$0].id) }
    }
    classes = kept.map { set.classes[$0] }
    var newRank = [Int32](repeating: 0, count: set.classes.count)
    for (new, old) in kept.enumerated() { newRank[old] = Int32(new) }
    let last = Int32(kept.count)
    ranks = set.areas.indices.map { out.contains(set.areas[$0].id) ? last : newRank[set.rank($0)] }
  }

  /// The place of the area with that identifier.
  public func place(of id: String) -> Int32? { places[id] }
}

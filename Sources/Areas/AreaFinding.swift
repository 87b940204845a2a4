import Core
import Geometry

/// Something about a set of areas that a person should look at.
public struct AreaFinding: Sendable, Equatable {
  /// What it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// The outline is invalid by the OGC's rules.
    case invalid
    /// The area has no outline.
    case emptyGeometry = "empty_geometry"
    /// Two areas share ground.
    case overlap
    /// Two areas have the same outline.
    case duplicateGeometry = "duplicate_geometry"
    /// Ground between two areas that is narrower than it should be.
    case gap
    /// An identifier stands twice.
    case duplicateID = "duplicate_id"
    /// A name stands twice, in any spelling.
    case duplicateName = "duplicate_name"
    /// The area has no class.
    case noClass = "no_class"
    /// The class is none of the known ones and so a class of its own.
    case unknownClass = "unknown_class"
  }

  /// What it is.
  public var kind: Kind
  /// Place of the area.
  public var area: Int
  /// Place of the other area that it concerns.
  public var other: Int?
  /// Where it is; empty where there is no outline.
  public var outline: MultiPolygon
  /// Planar area of what is wrong (overlap, gap, duplicate), square metres; 0 for all else.
  public var areaSquareMetres: Double
  /// More about it.
  public var detail: String

  /// A finding of that kind about an area.
  public init(
    _ kind: Kind, area: Int, other: Int? = nil, outline: MultiPolygon, areaSquareMetres: Double = 0, detail: String
  ) {
    self.kind = kind
    self.area = area
    self.other = other
    self.outline = outline
    self.areaSquareMetres = areaSquareMetres
    self.detail = detail
  }
}

/// What can be found out about areas from their identifiers, names and classes.
public enum AreaLabelCheck {
  /// Identifiers and names that stand twice, classes that are missing or unknown; by kind, then by place.
  ///
  /// - Parameters:
  ///   - areas: the areas.
  ///   - hasIDs: whether the identifiers are the layer's own.
  ///   - hasClasses: whether the layer has a class field; without one no area is blamed for its missing class.
  ///   - suggest: the nearest known class to a text, if one is near.
  public static func findings(
    _ areas: [Area], hasIDs: Bool, hasClasses: Bool, suggest: (String) -> String?
  ) -> [AreaFinding] {
    var result: [AreaFinding] = []
    func repeated(_ keys: [String], _ kind: AreaFinding.Kind, _ text: (Int) -> String) {
      var first: [String: Int] = [:]
      for (i, key) in keys.enumerated() where !key.isEmpty {
        guard let earlier = first[key] else {
          first[key] = i
          continue
        }
        result.append(
          AreaFinding(
            kind, area: i, other: earlier, outline: areas[i].polygon,
            detail: "\"\(text(i))\" is area \(i + 1), \"\(text(earlier))\" is area \(earlier + 1)"))
      }
    }
    if hasIDs { repeated(areas.map(\.id), .duplicateID) { areas[$0].id } }
    repeated(areas.map { FoldedText.nameKey($0.name) }, .duplicateName) { areas[$0].name }
    guard hasClasses else { return result }
    for (i, area) in areas.enumerated() where area.areaClass == nil {
      result.append(AreaFinding(.noClass, area: i, outline: area.polygon, detail: "the class field is empty"))
    }
    for (i, area) in areas.enumerated() {
      guard let own = area.areaClass, !own.isKnown, !own.meansNotAssessed else { continue }
      let hint = suggest(own.code).map { "; did you mean \"\($0)\"?" } ?? ""
      result.append(
        AreaFinding(
          .unknownClass, area: i, outline: area.polygon, detail: "\"\(own.code)\" is a class of its own\(hint)"))
    }
    return result
  }
}

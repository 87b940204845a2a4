/// What a large group of children and youth in overcrowded homes is (the report's Bild 5): which cells get a ring on a map, and
/// which an overlay sets beside the areas.
public struct RingRule: Sendable, Equatable {
  /// Least number of children and youth (0–19), ≥ 0.
  public var minimumYoung: Double
  /// Least share of people living overcrowded, 0–1; 0 asks for no overcrowding at all.
  public var minimumOvercrowded: Double

  /// At least 100 children and youth, and a fifth of the people overcrowded, unless said otherwise.
  public init(minimumYoung: Double = 100, minimumOvercrowded: Double = 0.2) {
    (self.minimumYoung, self.minimumOvercrowded) = (minimumYoung, minimumOvercrowded)
  }

  /// Whether it asks for the share of overcrowded people at all.
  public var needsShare: Bool { minimumOvercrowded > 0 }

  /// Children and youth together; NaN where neither is known.
  public static func young(children: Double, youth: Double) -> Double {
    children.isNaN ? youth : (youth.isNaN ? children : children + youth)
  }

  /// Whether a cell has a large group; nil where its numbers (NaN for null) do not tell.
  public func includes(young: Double, overcrowded: Double) -> Bool? {
    // At least one: a rule of 0 must not take every empty cell.
    if young < max(1, minimumYoung) || needsShare && overcrowded < minimumOvercrowded { return false }
    return young.isNaN || needsShare && overcrowded.isNaN ? nil : true
  }
}

/// The area that is next to another one.
public struct Neighbour: Sendable, Equatable {
  /// Index of the next area.
  public var area: Int
  /// Planar distance between the two outlines, metres; 0 where they share ground or a border.
  public var metres: Double
  /// How many areas are near enough to touch.
  public var touching: Int

  /// Outlines no further apart than this touch, metres: rounding of coordinates parts what shares a border.
  public static let touch = 0.01

  /// The next area, so far away, and how many areas touch.
  public init(area: Int, metres: Double, touching: Int) {
    (self.area, self.metres, self.touching) = (area, metres, touching)
  }
}

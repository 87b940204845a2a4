import Geometry

/// The areas, column by column.
public struct PageAreas: Sendable {
  /// Identifiers.
  public var ids: [String] = []
  /// Names; empty where an area has none.
  public var names: [String] = []
  /// Place in ``kinds``.
  public var classes: [Int] = []
  /// The kinds of areas, most severe first.
  public var kinds: [PageClass] = []
  /// Outlines in SWEREF 99 TM.
  public var outlines: [MultiPolygon] = []
  /// The figures; `index_mean` is known by its key.
  public var figures: [PageFigure] = []

  /// No areas.
  public init() {}
}

/// Land under the squares and its borders over them.
public struct PageBase: Sendable {
  /// Outlines in SWEREF 99 TM.
  public var outlines: [MultiPolygon] = []
  /// Colour of the land, `#rrggbb`.
  public var land = "#fafaf7"
  /// Colour around it.
  public var surroundings = "#dce6ec"
  /// Colour of the borders.
  public var border = "#7d7d7d"
  /// Width of the borders, CSS pixels.
  public var width = 0.75

  /// No base.
  public init() {}
}

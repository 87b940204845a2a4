/// The squares, column by column.
public struct PageCells: Sendable {
  /// Side, metres.
  public var sizes: [Int] = []
  /// Easting of the south-west corner, metres, a multiple of the size.
  public var e: [Int] = []
  /// Northing of the south-west corner, metres, a multiple of the size.
  public var n: [Int] = []
  /// Place in ``PageContents/classes``; -1: no class.
  public var classes: [Int] = []
  /// Place in ``reasons`` of why a square has no class; empty: nothing is known about any.
  public var reasons: [Int] = []
  /// Words for why a square has no class, at most 127; the first is empty.
  public var reasonLabels: [String] = []
  /// Whether a square's class is uncertain; empty: of none.
  public var isUncertain: [Bool] = []
  /// The figures; `population` and `index` are known by their key.
  public var figures: [PageFigure] = []

  /// No squares.
  public init() {}
}

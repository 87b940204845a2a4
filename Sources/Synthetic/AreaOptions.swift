import Parallel

/// The knobs of ``generateAreas(_:count:_:)`` beside the world itself.
public struct AreaOptions: Sendable, Equatable {
  /// Whether the areas show every difficulty once: one has a hole, one is in two parts, two of different class overlap,
  /// one reaches across the grid's edge. Otherwise they are simple, disjoint and inside.
  public var specialShapes: Bool
  /// The size of the grid that the areas are meant for, which says where people live; nil takes 100,000 cells for
  /// Sweden and the world's usual number otherwise. The grid itself decides nothing else.
  public var cells: Int?
  /// Least area, km², more than 0.
  public var leastSquareKilometres: Double
  /// Greatest area, km².
  public var greatestSquareKilometres: Double
  /// Vertices of each outline, 24 to 2,000.
  public var vertices: Int
  /// Threads to compute with; the result does not depend on them.
  public var threads: Int

  /// Areas of 0.3 to 2 km² with 64 vertices.
  public init(
    specialShapes: Bool = false, cells: Int? = nil, leastSquareKilometres: Double = 0.3,
    greatestSquareKilometres: Double = 2, vertices: Int = 64, threads: Int = Parallel.availableThreads
  ) {
    self.specialShapes = specialShapes
    self.cells = cells
    self.leastSquareKilometres = leastSquareKilometres
    self.greatestSquareKilometres = greatestSquareKilometres
    self.vertices = vertices
    self.threads = threads
  }
}

import Core
import Geometry
import LocalTime
import Parallel

/// The knobs of ``generatePoints(_:_:to:)`` beside the world.
public struct PointOptions: Sendable {
  /// Points, 1 to 10¹².
  public var count: Int
  /// Areas in which more happens than their surface alone would give; metres in the plane of the grid.
  public var areas: [MultiPolygon]
  /// The share of points in ``areas``, 0…1, evenly by area; without areas it goes to the towns.
  public var areaShare: Double
  /// The share of points near towns, 0…1, by their people; what is left lies anywhere on the land.
  public var townShare: Double
  /// The share of points without coordinates, 0…1.
  public var unlocatedShare: Double
  /// The first day, `2019-01-01`.
  public var start: String
  /// Days, 1 to 3,660.
  public var days: Int
  /// Threads to compute with; the result does not depend on them.
  public var threads: Int

  /// Points over two years; 1 % of them without coordinates, 10 % in areas where there are any, 70 % near towns.
  public init(
    count: Int, areas: [MultiPolygon] = [], areaShare: Double = 0.1, townShare: Double = 0.7,
    unlocatedShare: Double = 0.01, start: String = "2019-01-01", days: Int = 731,
    threads: Int = Parallel.availableThreads
  ) {
    self.count = count
    self.areas = areas
    self.areaShare = areaShare
    self.townShare = townShare
    self.unlocatedShare = unlocatedShare
    self.start = start
    self.days = days
    self.threads = threads
  }

  /// Refuses what is out of range; gives the first day.
  func validated() throws -> CivilDate {
    for (name, value) in [
      ("areaShare", areaShare), ("townShare", townShare), ("unlocatedShare", unlocatedShare),
      ("areaShare + townShare", areaShare + townShare),
    ] where !(value >= 0 && value <= 1) {
      throw Failure(.usage, "a share is out of range", field: name, value: "\(value)", expected: "0 to 1")
    }
    // Events' rules for number, days and first day.
    return try EventOptions(count: count, phones: 1, start: start, days: days).validated()
  }
}

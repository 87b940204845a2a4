import Inputs
import Core

/// The places of events that bring their own coordinates: each distinct place gets a row behind the named stations'.
///
/// Rows are given out in the order of the events, so that the same events give the same rows whatever the workers.
final class EventPlaces {
  /// More distinct places than this are refused: the circles of each are cut, and each takes memory.
  static let most = 1 << 24

  /// A place by the bits of its coordinates.
  struct Key: Hashable, Sendable {
    var x: UInt64
    var y: UInt64

    /// −0 and 0 are one.
    init(_ x: Double, _ y: Double) {
      self.x = (x + 0).bitPattern
      self.y = (y + 0).bitPattern
    }
  }

  /// Eastings in the plane of the grid, metres.
  private(set) var x: [Double] = []
  /// Northings in the plane of the grid, metres.
  private(set) var y: [Double] = []
  private var rows: [Key: Int32] = [:]
  private let firstRow: Int
  private let most: Int

  /// No places yet; the first one gets the row `firstRow`, and more than `most` are refused.
  init(firstRow: Int, most: Int = EventPlaces.most) { (self.firstRow, self.most) = (firstRow, most) }

  /// The rows of a batch's distinct places, given in the plane; those not seen before are added.
  ///
  /// Throws ``Failure`` (bad data) for too many places.
  func rows(x: [Double], y: [Double], file: String) throws -> [Int32] {
    try x.indices.map { i in
      let key = Key(x[i], y[i])
      if let known = rows[key] { return known }
      guard self.x.count < most else {
        throw Failure(
          .badData, "too many distinct places of events", file: file, expected: "at most \(most)",
          hint: "round the coordinates, or name stations")
      }
      let row = Int32(firstRow + self.x.count)
      rows[key] = row
      self.x.append(x[i])
      self.y.append(y[i])
      return row
    }
  }
}

/// A batch's events whose stations are still numbers of the batch's own distinct places.
struct PlacedEvents: Sendable {
  /// Eastings or longitudes of the distinct places, in the order of their first events.
  private(set) var x: [Double] = []
  /// Their northings or latitudes.
  private(set) var y: [Double] = []
  /// How many events each place has.
  private(set) var counts: [Int] = []
  /// The row of each place's first event in the batch.
  private(set) var rows: [Int] = []
  private var numbers: [EventPlaces.Key: Int32] = [:]

  /// The number of an event's place within the batch.
  mutating func number(_ x: Double, _ y: Double, row: Int) -> Int32 {
    let key = EventPlaces.Key(x, y)
    if let known = numbers[key] {
      counts[Int(known)] += 1
      return known
    }
    let number = Int32(self.x.count)
    numbers[key] = number
    self.x.append(x)
    self.y.append(y)
    counts.append(1)
    rows.append(row)
    return number
  }

  /// The places in the plane of the grid, and what was seen of them.
  ///
  /// - Parameter place: names a row of the batch.
  /// - Throws: ``Failure`` (bad data) for one that cannot be moved there.
  func moved(_ check: PlaceCheck, place: (Int) -> String) throws -> (x: [Double], y: [Double], tally: PlaceTally) {
    var (x, y) = (x, y)
    var (faults, tally) = check.move(&x, &y, weights: counts)
    if let first = faults.first {
      var failure = check.failure(first.fault)
      (failure.file, failure.place) = (check.file, place(rows[first.row]))
      throw failure
    }
    tally.name { place(rows[$0]) }
    return (x, y, tally)
  }
}

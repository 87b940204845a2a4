import Columns
import Core

/// Some consecutive points of an input, in columns.
package struct PointBatch: Sendable {
  /// Eastings in the plane of the grid, metres; NaN where a point has no coordinates.
  package let x: [Double]
  /// Northings.
  package let y: [Double]
  /// The columns asked for, in the order asked for.
  package let columns: [Column]
  /// When the points were; nil where that was not asked for.
  package let times: PointTimes?
  package let refusals: Refusals

  /// Points in the batch.
  package var count: Int { x.count }

  /// Refuses a point that cannot be used: ends the run, or counts it and goes on, as the run was asked to do with bad
  /// rows. File and row are filled in. Call it at most once a point, in ascending order; the caller leaves the point out.
  package func refuse(_ point: Int, _ failure: @autoclosure () -> Failure) throws {
    if refusals.endsRun { throw RefusedPoint(point: point, failure: failure()) }
    refusals.all.append((point, failure()))
  }

  /// What the receiver of a batch refused; used by one worker only.
  package final class Refusals: @unchecked Sendable {
    package let endsRun: Bool
    package var all: [(row: Int, failure: Failure)] = []

    package init(endsRun: Bool) { self.endsRun = endsRun }
  }

  /// On its way to where the row's number is known.
  package struct RefusedPoint: Error {
    package var point: Int
    package var failure: Failure
  }
}

/// What a worker made of a batch of rows.
struct PointsMade<T: Sendable>: Sendable {
  /// What became of the points that can be used; nil where there are none.
  let value: T?
  /// Rows, those left out as bad not counted.
  let points: Int
  /// Of these, points without coordinates.
  let withoutCoordinates: Int
  /// What was seen of their places.
  let places: PlaceTally

  /// What came of so many rows; `place` names one.
  init(_ outcome: RawPoints.Outcome<T>, rows: Int, place: (Int) -> String) {
    value = outcome.value
    var places = outcome.places
    places.name(by: place)
    self.places = places
    points = rows - outcome.refused.count
    withoutCoordinates = outcome.withoutCoordinates
  }
}

/// Rows as they were read, before it is known which of them can be used.
package struct RawPoints {
  package var x: [Double]
  package var y: [Double]
  package var columns: [Column]
  package var times: PointTimes?
  /// What is wrong with rows; several may be of one row.
  package var faults: [(row: Int, failure: Failure)] = []

  /// What came of the rows.
  package struct Outcome<T> {
    package var value: T?
    package var withoutCoordinates = 0
    /// Ascending by row, without file and place.
    var refused: [(row: Int, failure: Failure)] = []
    /// What was seen of the places; its first rows are not named yet.
    var places = PlaceTally()
  }

  /// Moves the rows into the plane and hands on those that can be used.
  ///
  /// Where bad rows end the run only those before the first bad one are handed on, so that the fault that is told is
  /// the first one by row, whoever finds it.
  consuming func handed<T>(
    to transform: (PointBatch) throws -> T, check: PlaceCheck, endsRun: Bool
  ) throws -> Outcome<T> {
    // Held once, so that it is changed in place.
    var points = self
    let moved = check.move(&points.x, &points.y)
    points.faults += moved.faults.map { ($0.row, check.failure($0.fault)) }
    points.faults.sort { $0.row < $1.row }
    var refused: [(row: Int, failure: Failure)] = []
    for fault in points.faults where fault.row != refused.last?.row { refused.append(fault) }
    var kept: [Int]?
    if let first = refused.first {
      let bad = Set(refused.map(\.row))
      let rows = endsRun ? Array(0..<first.row) : points.x.indices.filter { !bad.contains($0) }
      kept = rows
      points.keep(rows)
    }
    var outcome = Outcome<T>(places: moved.tally)
    let refusals = PointBatch.Refusals(endsRun: endsRun)
    for x in points.x { outcome.withoutCoordinates += x.isNaN ? 1 : 0 }
    let batch = PointBatch(
      x: points.x, y: points.y, columns: points.columns, times: points.times, refusals: refusals)
    do {
      if batch.count > 0 { outcome.value = try transform(batch) }
      refused += refusals.all.map { (kept?[$0.row] ?? $0.row, $0.failure) }
      refused.sort { $0.row < $1.row }
    } catch let fault as PointBatch.RefusedPoint {
      refused = [(kept?[fault.point] ?? fault.point, fault.failure)]
    }
    outcome.refused = refused
    return outcome
  }

  private mutating func keep(_ rows: [Int]) {
    (x, y) = (rows.map { x[$0] }, rows.map { y[$0] })
    columns = columns.map { $0.gathered(rows) }
    times = times?.gathered(rows)
  }
}

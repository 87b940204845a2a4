import Columns
import DelimitedText
import Core
import LocalTime

/// When the points of a batch were, read where their times stand.
package struct PointTimes: Sendable {
  /// A column of times that is wanted.
  package struct Request: Sendable {
    package let name: String
    package let reader: LocalDayReader
    let privacy = RoleCatalogue.Points.time.privacy

    /// The column of that exact name, read by copies of `reader`.
    package init(_ name: String, _ reader: LocalDayReader) {
      (self.name, self.reader) = (name, reader)
    }
  }

  /// One entry a point; without meaning for points at fault, and behind the first of them where bad rows end the run.
  package private(set) var moments: [LocalMoment]
  /// Points whose time cannot be read, ascending, and why, without file and row.
  package private(set) var faults: [(point: Int, failure: Failure)] = []

  private static let none = LocalMoment(day: .min, second: nil)

  /// The times in a field of all rows of a batch.
  package init(_ batch: borrowing FieldBatch, _ field: Int, _ request: Request, endsRun: Bool) {
    var reader = request.reader
    var faults: [(point: Int, failure: Failure)] = []
    moments = [LocalMoment](unsafeUninitializedCapacity: batch.rowCount) { moments, count in
      for row in 0..<batch.rowCount where faults.isEmpty || !endsRun {
        do throws(TimeFault) {
          moments[row] = try batch.withValue(row, field) { text throws(TimeFault) in try reader.moment(of: text) }
        } catch {
          moments[row] = Self.none
          faults.append((row, error.failure(value: batch.shown(row, field), field: request.name)))
        }
      }
      if endsRun, let first = faults.first { moments[first.point...].update(repeating: Self.none) }
      count = batch.rowCount
    }
    self.faults = faults
  }

  /// The times in a column.
  package init(_ texts: TextColumn, _ request: Request) {
    var reader = request.reader
    let bytes = texts.bytes.span
    moments = []
    moments.reserveCapacity(texts.count)
    for row in 0..<texts.count {
      do throws(TimeFault) {
        moments.append(try reader.moment(of: bytes.extracting(texts.range(row))))
      } catch {
        moments.append(Self.none)
        faults.append((row, error.failure(value: ShownValue(texts[row], request.privacy), field: request.name)))
      }
    }
  }

  /// The times of some ascending rows.
  package func gathered(_ rows: [Int]) -> PointTimes {
    var kept = self
    kept.moments = rows.map { moments[$0] }
    let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element, $0.offset) })
    kept.faults = faults.compactMap { fault in places[fault.point].map { ($0, fault.failure) } }
    return kept
  }
}

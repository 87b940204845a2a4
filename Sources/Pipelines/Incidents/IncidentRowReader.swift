import Columns
import Diagnostics
import Incidents
import LocalTime
import PointLocation

/// Makes batches of events out of rows of points: the work of each worker.
struct IncidentRowReader: Sendable {
  /// What a worker makes of a batch of rows.
  struct Made: Sendable {
    var batch: IncidentBatch
    var rows: Int
    var withoutCoordinates = 0
    var outsideWindow = 0
  }

  /// Places of the columns among those that were read.
  struct Places: Sendable {
    var time: Int?
    var category: Int?
    var link: Int?
  }

  let dayReader: LocalDayReader
  let areas: IncidentAreas
  let period: PeriodLength
  /// The days that count.
  let days: ClosedRange<Int32>
  let columns: IncidentPoints.Columns
  let file: String
  let areaFile: String
  var places = Places()

  func make(_ rows: PointRows, _ locators: IncidentPoints.Locators) throws -> Made {
    var reader = dayReader
    var made = Made(batch: IncidentBatch(period), rows: 0)
    for row in 0..<rows.count {
      var moment: LocalMoment?
      if let time = places.time {
        do throws(TimeFault) {
          let texts = rows.texts[time]
          moment = try reader.moment(of: texts.bytes.span.extracting(texts.range(row)))
        } catch {
          try rows.refuse(
            row, error.failure(value: rows.texts[time][row], file: file, place: rows.place(row), field: columns.time))
          continue
        }
      }
      var link: Int32 = -1
      if let column = places.link, !rows.texts[column].isNull(row) {
        let id = rows.texts[column][row]
        guard let area = areas.place(of: id) else {
          try rows.refuse(row, unknown(id, place: rows.place(row)))
          continue
        }
        link = area
      }
      made.rows += 1
      if rows.x[row].isNaN || rows.y[row].isNaN {
        made.withoutCoordinates += 1
        continue
      }
      if let moment, !days.contains(moment.day) {
        made.outsideWindow += 1
        continue
      }
      made.batch.append(
        x: rows.x[row], y: rows.y[row], moment: moment, category: places.category.map { rows.texts[$0][row] },
        link: link)
    }
    func hits(_ locator: PointLocator?) throws -> CoverHits {
      guard let found = try locator?.locate(x: made.batch.x, y: made.batch.y, threads: 1) else { return CoverHits() }
      return CoverHits(first: found.first, more: found.more.map { (event: $0.point, polygon: $0.polygon) })
    }
    made.batch.areas = try hits(locators.areas)
    made.batch.parents = try hits(locators.parents)
    made.batch.rings = try hits(locators.rings)
    return made
  }

  private func unknown(_ id: String, place: String) -> Failure {
    Failure(
      .badData, "the event is linked to an area that is not there", file: file, place: place, field: columns.link,
      value: id, expected: "an identifier of \(areaFile)", hint: Suggestion.hint(for: id, among: areas.ids))
  }
}

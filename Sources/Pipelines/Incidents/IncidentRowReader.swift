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
  let areaFile: String
  var places = Places()

  func make(_ rows: PointBatch, _ locators: IncidentPoints.Locators) throws -> Made {
    var reader = dayReader
    var made = Made(batch: IncidentBatch(period))
    let texts = rows.columns.map { column -> TextColumn in
      if case .texts(let texts) = column { return texts }
      return TextColumn()
    }
    let (times, categories, links) = (
      places.time.map { texts[$0] }, places.category.map { texts[$0] }, places.link.map { texts[$0] }
    )
    made.batch.reserve(rows.count)
    for row in 0..<rows.count {
      var moment: LocalMoment?
      if let times {
        do throws(TimeFault) {
          moment = try reader.moment(of: times.bytes.span.extracting(times.range(row)))
        } catch {
          try rows.refuse(row, error.failure(value: times[row], field: columns.time))
          continue
        }
      }
      var link: Int32 = -1
      if let links, !links.isNull(row) {
        guard let area = areas.place(of: links[row]) else {
          try rows.refuse(row, unknown(links[row]))
          continue
        }
        link = area
      }
      if rows.x[row].isNaN { continue }
      if let moment, !days.contains(moment.day) {
        made.outsideWindow += 1
        continue
      }
      made.batch.append(
        x: rows.x[row], y: rows.y[row], moment: moment, category: categories.map { $0[row] }, link: link)
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

  private func unknown(_ id: String) -> Failure {
    Failure(
      .badData, "the event is linked to an area that is not there", field: columns.link, value: id,
      expected: "an identifier of \(areaFile)", hint: Suggestion.hint(for: id, among: areas.ids))
  }
}

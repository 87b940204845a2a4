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
  let places: Places

  func make(_ rows: PointBatch, _ locators: IncidentPoints.Locators) throws -> Made {
    var reader = dayReader
    func texts(_ place: Int?) -> TextColumn {
      if let place, case .texts(let texts) = rows.columns[place] { return texts }
      return TextColumn()
    }
    // What a row asks for, taken out of what holds it: the loop counts no references.
    let (times, categories, links) = (texts(places.time), texts(places.category), texts(places.link))
    let (hasTimes, hasCategories, hasLinks) = (places.time != nil, places.category != nil, places.link != nil)
    let (x, ends, bytes) = (rows.x, times.ends, times.bytes)
    var outsideWindow = 0
    let timeBytes = bytes.span
    let batch = try IncidentBatch(period, x: x, y: rows.y) { row, maker in
      var moment: LocalMoment?
      if hasTimes {
        do throws(TimeFault) {
          moment = try reader.moment(of: timeBytes.extracting((row == 0 ? 0 : ends[row - 1])..<ends[row]))
        } catch {
          try rows.refuse(row, error.failure(value: times[row], field: columns.time))
          return nil
        }
      }
      var link: Int32 = -1
      if hasLinks, !links.isNull(row) {
        guard let area = areas.place(of: links[row]) else {
          try rows.refuse(row, unknown(links[row]))
          return nil
        }
        link = area
      }
      if x[row].isNaN { return nil }
      if let moment, !days.contains(moment.day) {
        outsideWindow += 1
        return nil
      }
      return maker.event(moment: moment, category: hasCategories ? categories[row] : nil, link: link)
    }
    var made = Made(batch: batch, outsideWindow: outsideWindow)
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

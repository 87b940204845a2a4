import Inputs
import Columns
import Core
import Incidents
import PointLocation

/// Makes batches of events out of rows of points: the work of each worker.
struct IncidentRowReader: Sendable {
  /// Places of the columns among those that were read.
  struct Places: Sendable {
    var category: Int?
    var link: Int?
  }

  let areas: IncidentAreas
  /// Which areas hold on which day; nil: all of them always.
  let dated: DatedAreas?
  let period: PeriodLength
  /// The days that count.
  let days: ClosedRange<Int32>
  let columns: IncidentPoints.Columns
  let areaFile: String
  let places: Places

  /// The events of a batch of rows, located.
  func make(_ rows: PointBatch, _ locators: IncidentPoints.Locators) throws -> IncidentBatch {
    func texts(_ place: Int?) -> TextColumn? {
      if let place, case .texts(let texts) = rows.columns[place] { return texts }
      return nil
    }
    let (links, leftOut, outOfDate, toTakenOut) = try links(rows, texts(places.link), takenOut: locators.idsTakenOut)
    let categories = texts(places.category)
    var batch = IncidentBatch(
      period, x: rows.x, y: rows.y, moments: rows.times?.moments ?? [], days: days, links: links, leftOut: leftOut,
      category: categories.map { categories in { categories[$0] } })
    func hits(_ locator: PointLocator?) throws -> CoverHits {
      guard let found = try locator?.locate(x: batch.x, y: batch.y, threads: 1) else { return CoverHits() }
      return CoverHits(first: found.first, more: found.more.map { (event: $0.point, polygon: $0.polygon) })
    }
    batch.areas = try hits(locators.areas)
    if let dated { batch.areas = dated.holding(batch.areas, batch.events) }
    batch.linksOutOfDate = outOfDate
    batch.linksTakenOut = toTakenOut
    batch.parents = try hits(locators.parents)
    batch.rings = try hits(locators.rings)
    batch.takenOut = try hits(locators.takenOut).first.count { $0 >= 0 }
    return batch
  }

  /// The area that each row is linked to, −1 for none, and the rows that are refused, ascending: those whose time cannot be
  /// read, and those linked to an area that is not there. `outOfDate` counts links to an area that does not hold on the day,
  /// `toTakenOut` those to one that is taken out.
  private func links(
    _ rows: PointBatch, _ ids: TextColumn?, takenOut: Set<String>
  ) throws -> (links: [Int32], refused: [Int], outOfDate: Int, toTakenOut: Int) {
    let faults = rows.times?.faults ?? []
    if ids == nil, faults.isEmpty { return ([], [], 0, 0) }
    var links = [Int32](repeating: -1, count: ids == nil ? 0 : rows.count)
    var refused: [Int] = []
    var (next, outOfDate, toTakenOut) = (0, 0, 0)
    for row in 0..<rows.count {
      if next < faults.count, faults[next].point == row {
        try rows.refuse(row, faults[next].failure)
        refused.append(row)
        next += 1
      } else if let ids, !ids.isNull(row) {
        if let area = areas.place(of: ids[row]) {
          links[row] = area
          if let dated, let day = rows.times?.moments[row].day {
            links[row] = dated.place(of: ids[row], on: day) ?? -1
            if links[row] < 0, days.contains(day), !rows.x[row].isNaN { outOfDate += 1 }
          }
        } else if takenOut.contains(ids[row]) {
          if let day = rows.times?.moments[row].day, !days.contains(day) { continue }
          toTakenOut += 1
        } else {
          try rows.refuse(row, unknown(ids[row]))
          refused.append(row)
        }
      }
    }
    return (links, refused, outOfDate, toTakenOut)
  }

  private func unknown(_ id: String) -> Failure {
    // Columns may be exchanged, or a phone or a time stand where a link should.
    Failure(
      .badData, "the event is linked to an area that is not there", field: columns.link,
      value: ShownValue(id, ShownHeading.looksLikeValue(id) ? .personal : .open),
      expected: "an identifier of \(areaFile)", hint: Suggestion.hint(for: id, among: areas.ids))
  }
}

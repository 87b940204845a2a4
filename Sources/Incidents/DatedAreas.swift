import Areas

/// Which areas hold on which day: what makes each event meet the areas of its own day.
public struct DatedAreas: Sendable {
  private let validity: AreaValidity
  private let places: [String: [Int32]]

  /// - Parameters:
  ///   - validity: the days of each area.
  ///   - ids: their identifiers; one may stand for several areas, of different days.
  public init(_ validity: AreaValidity, ids: [String]) {
    self.validity = validity
    var places: [String: [Int32]] = [:]
    for (area, id) in ids.enumerated() { places[id, default: []].append(Int32(area)) }
    self.places = places
  }

  /// The first area of that identifier that holds on a day; nil where none does.
  public func place(of id: String, on day: Int32) -> Int32? {
    places[id]?.first { validity.holds(Int($0), on: day) }
  }

  /// What covers each event, without areas that do not hold on its day.
  public func holding(_ hits: CoverHits, _ events: [IncidentBatch.Event]) -> CoverHits {
    var result = CoverHits(first: [Int32](repeating: -1, count: hits.first.count))
    var cursor = 0
    for event in hits.first.indices {
      let day = events[event].day
      hits.forEach(of: event, &cursor) { area in
        guard validity.holds(area, on: day) else { return }
        if result.first[event] < 0 {
          result.first[event] = Int32(area)
        } else {
          result.more.append((event: Int32(event), polygon: Int32(area)))
        }
      }
    }
    return result
  }
}

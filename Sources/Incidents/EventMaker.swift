import LocalTime

/// Makes the events of a batch out of what their rows say.
///
/// It remembers the last day, since most rows have the day of the row before, and numbers the batch's categories.
struct EventMaker {
  /// The categories' names in order of appearance.
  private(set) var categoryNames: [String] = []

  private let length: PeriodLength
  private var categoryPlaces: [String: Int32] = [:]
  private var lastDay = Int32.min
  private var lastDate: (period: Int32, weekday: Int8, month: Int8) = (0, -1, -1)

  init(_ length: PeriodLength) { self.length = length }

  /// An event.
  ///
  /// - Parameters:
  ///   - moment: when; nil where the data has no times, which periods of ``PeriodLength/all`` allow.
  ///   - category: the category's text; empty for none, nil where the data has no categories.
  ///   - link: the area that it is linked to, −1 for none.
  @inline(__always)
  mutating func event(moment: LocalMoment?, category: String?, link: Int32) -> IncidentBatch.Event {
    let place = category.map { self.place(of: $0) } ?? -1
    guard let moment else {
      return IncidentBatch.Event(
        period: 0, category: place, link: link, day: .min, hour: -1, weekday: -1, month: -1)
    }
    if moment.day != lastDay { remember(moment) }
    let hour = moment.second.map { Int8(truncatingIfNeeded: $0 / 3600) } ?? -1
    return IncidentBatch.Event(
      period: lastDate.period, category: place, link: link, day: moment.day, hour: hour, weekday: lastDate.weekday,
      month: lastDate.month)
  }

  private mutating func remember(_ moment: LocalMoment) {
    let date = moment.date
    lastDay = moment.day
    lastDate = (IncidentPeriod(length, containing: date).number, Int8(date.weekday + 1), Int8(date.parts.month))
  }

  private mutating func place(of category: String) -> Int32 {
    if let known = categoryPlaces[category] { return known }
    let place = Int32(categoryNames.count)
    categoryPlaces[category] = place
    categoryNames.append(category)
    return place
  }
}

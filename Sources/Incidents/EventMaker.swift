import LocalTime

/// Makes the events of a batch out of what their rows say.
///
/// It numbers the batch's categories.
struct EventMaker {
  /// The categories' names in order of appearance.
  private(set) var categoryNames: [String] = []

  /// The days of events.
  private(set) var days = DaySet()

  private let length: PeriodLength
  private var categoryPlaces: [String: Int32] = [:]

  init(_ length: PeriodLength) { self.length = length }

  /// An event of a moment's day, without hour, category and link.
  mutating func event(ofDay moment: LocalMoment) -> IncidentBatch.Event {
    let date = moment.date
    days.insert(moment.day)
    var event = IncidentBatch.Event.untimed
    event.day = moment.day
    event.period = IncidentPeriod(length, containing: date).number
    (event.weekday, event.month) = (Int8(date.weekday + 1), Int8(date.parts.month))
    return event
  }

  /// The hour of a moment, −1 where only the date is known.
  @inline(__always)
  static func hour(_ moment: LocalMoment) -> Int8 {
    moment.second.map { Int8(truncatingIfNeeded: $0 / 3600) } ?? -1
  }

  /// The number of a category, by its text; the empty text is none.
  mutating func place(of category: String) -> Int32 {
    if let known = categoryPlaces[category] { return known }
    let place = Int32(categoryNames.count)
    categoryPlaces[category] = place
    categoryNames.append(category)
    return place
  }
}

import LocalTime

/// Events, one entry an event: when, where, of which category, in which areas, linked to which area.
///
/// The unit that workers hand to an ``IncidentTally``.
public struct IncidentBatch: Sendable {
  /// What is counted of an event, side by side since all of it is asked for together.
  public struct Event: Sendable, Equatable {
    /// The period's number, see ``IncidentPeriod/number``.
    public var period: Int32
    /// The category, a place in ``IncidentBatch/categoryNames``; −1 without one.
    public var category: Int32
    /// The area that the event is linked to; −1 for none.
    public var link: Int32
    /// The day, days since 1970-01-01; `Int32.min` without a date.
    public var day: Int32
    /// The hour 0 … 23; −1 where only the date, or nothing, is known.
    public var hour: Int8
    /// The day of the week, 1 (Monday) … 7; −1 without a date.
    public var weekday: Int8
    /// The month, 1 … 12; −1 without a date.
    public var month: Int8

    /// Whether both are of one period and category.
    func isCounted(with other: Event) -> Bool { period == other.period && category == other.category }
  }

  /// The events.
  public private(set) var events: [Event] = []
  /// Eastings in the plane of the grid, metres.
  public private(set) var x: [Double] = []
  /// Northings, metres.
  public private(set) var y: [Double] = []
  /// The categories' names in order of appearance in this batch.
  public private(set) var categoryNames: [String] = []
  /// The areas that cover each event.
  public var areas = CoverHits()
  /// The units of a layer above the areas that cover each event; empty without such a layer.
  public var parents = CoverHits()
  /// The surroundings that cover each event; empty where none are asked for.
  public var rings = CoverHits()

  private let length: PeriodLength
  private var categoryPlaces: [String: Int32] = [:]
  private var lastDay = Int32.min
  private var lastDate: (period: Int32, weekday: Int8, month: Int8) = (0, -1, -1)

  /// An empty batch for periods of a length.
  public init(_ length: PeriodLength) { self.length = length }

  /// Makes room for so many events.
  public mutating func reserve(_ count: Int) {
    events.reserveCapacity(count)
    x.reserveCapacity(count)
    y.reserveCapacity(count)
  }

  /// Events.
  public var count: Int { events.count }

  /// Adds an event; what covers it is set for all events together, afterwards.
  ///
  /// - Parameters:
  ///   - x: easting, metres.
  ///   - y: northing, metres.
  ///   - moment: when; nil where the data has no times, which periods of ``PeriodLength/all`` allow.
  ///   - category: the category's text; empty for none, nil where the data has no categories.
  ///   - link: the area that it is linked to, −1 for none.
  public mutating func append(x: Double, y: Double, moment: LocalMoment?, category: String?, link: Int32) {
    self.x.append(x)
    self.y.append(y)
    if let moment, moment.day != lastDay {
      let date = moment.date
      lastDay = moment.day
      lastDate = (
        IncidentPeriod(length, containing: date).number, Int8(date.weekday + 1), Int8(date.parts.month)
      )
    }
    let isDated = moment != nil
    events.append(
      Event(
        period: isDated ? lastDate.period : 0, category: category.map { place(of: $0) } ?? -1, link: link,
        day: moment?.day ?? .min, hour: moment?.second.map { Int8($0 / 3600) } ?? -1,
        weekday: isDated ? lastDate.weekday : -1, month: isDated ? lastDate.month : -1))
  }

  private mutating func place(of category: String) -> Int32 {
    if let known = categoryPlaces[category] { return known }
    let place = Int32(categoryNames.count)
    categoryPlaces[category] = place
    categoryNames.append(category)
    return place
  }
}

/// Which polygons of a layer cover each event.
public struct CoverHits: Sendable {
  /// The first polygon in layer order that covers the event, −1 for none; one entry an event, or none at all.
  public var first: [Int32]
  /// Each further polygon that covers an event: ascending by event, then by polygon.
  public var more: [(event: Int32, polygon: Int32)]

  /// Known answers.
  public init(first: [Int32] = [], more: [(event: Int32, polygon: Int32)] = []) {
    self.first = first
    self.more = more
  }

  /// Calls `body` with each polygon that covers an event. `cursor` starts at 0 and events ascend from call to call.
  @inline(__always)
  func forEach(of event: Int, _ cursor: inout Int, _ body: (Int) -> Void) {
    guard event < first.count, first[event] >= 0 else { return }
    body(Int(first[event]))
    while cursor < more.count, Int(more[cursor].event) < event { cursor += 1 }
    while cursor < more.count, Int(more[cursor].event) == event {
      body(Int(more[cursor].polygon))
      cursor += 1
    }
  }
}

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
  public let events: [Event]
  /// Eastings in the plane of the grid, metres.
  public let x: [Double]
  /// Northings, metres.
  public let y: [Double]
  /// The categories' names in order of appearance in this batch.
  public let categoryNames: [String]
  /// Places with coordinates whose day does not count.
  public let outsideDays: Int
  /// The areas that cover each event.
  public var areas = CoverHits()
  /// The units of a layer above the areas that cover each event; empty without such a layer.
  public var parents = CoverHits()
  /// The surroundings that cover each event; empty where none are asked for.
  public var rings = CoverHits()

  /// Events.
  public var count: Int { events.count }

  /// The events at some places; what covers them is set for all together, afterwards.
  ///
  /// Places without coordinates (NaN) have no event, nor have those left out.
  ///
  /// - Parameters:
  ///   - length: of the periods.
  ///   - x: eastings of the places, metres.
  ///   - y: northings, as many.
  ///   - moments: when, as many; empty where the data has no times, which periods of ``PeriodLength/all`` allow.
  ///   - days: those that count; events on others are counted in ``outsideDays`` only.
  ///   - links: the areas that the events are linked to, −1 for none, as many; empty where the data has no links.
  ///   - leftOut: places without an event, ascending.
  ///   - category: the category's text of a place, empty for none; nil where the data, or a place, has no category. Called
  ///     for each event, in the order of places.
  public init(
    _ length: PeriodLength, x: [Double], y: [Double], moments: [LocalMoment] = [],
    days: ClosedRange<Int32> = .min ... .max, links: [Int32] = [], leftOut: [Int] = [],
    category: ((Int) -> String?)? = nil
  ) {
    var maker = EventMaker(length)
    var outside = 0
    var (keptX, keptY): ([Double], [Double]) = ([], [])
    events = [Event](unsafeUninitializedCapacity: x.count) { events, count in
      keptX = [Double](unsafeUninitializedCapacity: x.count) { keptX, countX in
        keptY = [Double](unsafeUninitializedCapacity: x.count) { keptY, countY in
          var left = 0
          for place in x.indices {
            if left < leftOut.count, leftOut[left] == place {
              left += 1
              continue
            }
            if x[place].isNaN { continue }
            let moment = moments.isEmpty ? nil : moments[place]
            if let moment, !days.contains(moment.day) {
              outside += 1
              continue
            }
            let event = maker.event(
              moment: moment, category: category.flatMap { $0(place) }, link: links.isEmpty ? -1 : links[place])
            events.initializeElement(at: count, to: event)
            keptX[count] = x[place]
            keptY[count] = y[place]
            count += 1
          }
          countY = count
        }
        countX = count
      }
    }
    categoryNames = maker.categoryNames
    outsideDays = outside
    (self.x, self.y) = (keptX, keptY)
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

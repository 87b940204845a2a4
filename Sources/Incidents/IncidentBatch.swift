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

    /// Without date, category and link.
    static let untimed = Event(period: 0, category: -1, link: -1, day: .min, hour: -1, weekday: -1, month: -1)

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
  /// The days that events are of.
  public let daysOfEvents: DaySet
  /// Places with coordinates whose day does not count.
  public let outsideDays: Int
  /// Events linked to an area that does not hold on their day: they have no link.
  public var linksOutOfDate = 0
  /// The areas that cover each event.
  public var areas = CoverHits()
  /// Events in areas that are taken out, wherever else they lie.
  public var takenOut = 0
  /// Events that are linked to an area that is taken out; they have no link.
  public var linksTakenOut = 0
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
    precondition(y.count == x.count, "as many northings as eastings")
    precondition(moments.isEmpty || moments.count == x.count, "as many moments as places")
    precondition(links.isEmpty || links.count == x.count, "as many links as places")
    var maker = EventMaker(length)
    var outside = 0
    var (keptX, keptY): ([Double], [Double]) = ([], [])
    events = [Event](unsafeUninitializedCapacity: x.count) { events, count in
      keptX = [Double](unsafeUninitializedCapacity: x.count) { keptX, countX in
        keptY = [Double](unsafeUninitializedCapacity: x.count) { keptY, countY in
          let kept = Kept(events: events, x: keptX, y: keptY)
          count = kept.fill(x, y, moments, days, links, leftOut, category, &maker, &outside)
          countY = count
        }
        countX = count
      }
    }
    (categoryNames, daysOfEvents) = (maker.categoryNames, maker.days)
    outsideDays = outside
    (self.x, self.y) = (keptX, keptY)
  }

  /// Room for the events that a batch keeps.
  private struct Kept {
    let events: UnsafeMutableBufferPointer<Event>
    let x: UnsafeMutableBufferPointer<Double>
    let y: UnsafeMutableBufferPointer<Double>

    /// Writes the events side by side; returns how many there are.
    func fill(
      _ allX: [Double], _ allY: [Double], _ moments: [LocalMoment], _ days: ClosedRange<Int32>, _ links: [Int32],
      _ leftOut: [Int], _ category: ((Int) -> String?)?, _ maker: inout EventMaker, _ outside: inout Int
    ) -> Int {
      guard let events = events.baseAddress, let x = x.baseAddress, let y = y.baseAddress else { return 0 }
      let (hasMoments, hasLinks) = (!moments.isEmpty, !links.isEmpty)
      let (firstDay, lastDay) = (days.lowerBound, days.upperBound)
      // An event of the last day, since most rows have the day of the row before. In memory of its own it is copied as a whole,
      // not part by part.
      let ofDay = UnsafeMutablePointer<Event>.allocate(capacity: 1)
      ofDay.initialize(to: .untimed)
      defer { ofDay.deallocate() }
      var count = 0
      var left = leftOut[...]
      var nextLeft = left.popFirst() ?? .max
      moments.withUnsafeBufferPointer { moments in
        allX.withUnsafeBufferPointer { allX in
          allY.withUnsafeBufferPointer { allY in
            for place in 0..<allX.count {
              if place == nextLeft {
                nextLeft = left.popFirst() ?? .max
                continue
              }
              if allX[place].isNaN { continue }
              let event = events + count
              if hasMoments {
                let moment = moments[place]
                guard firstDay <= moment.day, moment.day <= lastDay else {
                  outside += 1
                  continue
                }
                if moment.day != ofDay.pointee.day { ofDay.pointee = maker.event(ofDay: moment) }
                event.update(from: ofDay, count: 1)
                event.pointee.hour = EventMaker.hour(moment)
              } else {
                event.update(from: ofDay, count: 1)
              }
              if hasLinks { event.pointee.link = links[place] }
              if let category, let name = category(place) { event.pointee.category = maker.place(of: name) }
              x[count] = allX[place]
              y[count] = allY[place]
              count &+= 1
            }
          }
        }
      }
      return count
    }
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
    (self.first, self.more) = (first, more)
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

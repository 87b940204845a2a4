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
  /// - Parameters:
  ///   - length: of the periods.
  ///   - x: eastings of the places, metres.
  ///   - y: northings, as many.
  ///   - event: makes the event of a place; nil where there is none that counts. Called in the order of places.
  public init(
    _ length: PeriodLength, x: [Double], y: [Double], event: (Int, inout EventMaker) throws -> Event?
  ) rethrows {
    var maker = EventMaker(length)
    var dropped: [Int] = []
    events = try [Event](unsafeUninitializedCapacity: x.count) { events, count in
      for place in x.indices {
        if let event = try event(place, &maker) {
          events.initializeElement(at: count, to: event)
          count += 1
        } else {
          dropped.append(place)
        }
      }
    }
    categoryNames = maker.categoryNames
    self.x = Self.kept(x, without: dropped)
    self.y = Self.kept(y, without: dropped)
  }

  /// All entries but those at some ascending places.
  private static func kept(_ values: [Double], without dropped: [Int]) -> [Double] {
    if dropped.isEmpty { return values }
    var kept: [Double] = []
    kept.reserveCapacity(values.count - dropped.count)
    var start = 0
    for place in dropped {
      kept += values[start..<place]
      start = place + 1
    }
    return kept + values[start...]
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

import Core

/// Events: who (a key), which local day, where (a station's row). The unit that workers hand on.
///
/// A batch also notices whether its phones ascend by their bytes, which is what an input that is sorted by phone looks
/// like. For that it holds its first and last phone; they go no further than the accumulator's memory.
public struct EventBatch: Sendable {
  /// One event; side by side, since all of it is asked for together.
  public struct Event: Sendable, Equatable {
    /// Who.
    public var phone: PhoneKey
    /// Which day, days since 1970-01-01.
    public var day: Int32
    /// Where, the station's row; −1 when it is not known.
    public var station: Int32
  }

  /// The events in the order in which they were added.
  public private(set) var events: [Event] = []

  /// A sum over the events of what their phones and times give together, for ``FootprintPartial``'s identity; 0 unless
  /// ``noteTime(_:hasher:)`` was called.
  private(set) var origin: UInt64 = 0

  /// Whether no phone is less than the one before it, byte by byte.
  private(set) var isAscending = true
  private(set) var firstPhone: [UInt8] = []
  private(set) var lastPhone: [UInt8] = []

  /// An empty batch.
  public init() {}

  /// Events.
  public var count: Int { events.count }

  /// Makes room for so many events.
  public mutating func reserveCapacity(_ count: Int) { events.reserveCapacity(count) }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    origin = 0
    isAscending = true
    firstPhone.removeAll(keepingCapacity: true)
    lastPhone.removeAll(keepingCapacity: true)
  }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - phone: the phone's bytes as the input has them; spaces around are ignored, nothing else is: `+46 70…` and
  ///     `070…` are two phones. Throws ``EventFault/missingPhone`` when nothing is left.
  ///   - day: days since 1970-01-01, as ``LocalDayReader`` gives them (0 … 65535).
  ///   - station: the station's row, −1 when it is not known.
  ///   - hasher: the run's hasher.
  public mutating func append(
    phone: borrowing Span<UInt8>, day: Int32, station: Int32, hasher: borrowing PhoneHasher
  ) throws(EventFault) {
    let trimmed = phone.extracting(trimmedRange(phone))
    if trimmed.isEmpty { throw .missingPhone }
    let key: PhoneKey
    if isAscending, let before = events.last, compare(trimmed, lastPhone) == 0 {
      key = before.phone
    } else {
      key = hasher.key(of: trimmed)
      if isAscending { notice(trimmed) }
    }
    events.append(Event(phone: key, day: day, station: station))
  }

  /// Notes when the last event was, to the last character of its time: what tells parts apart whose days are the same.
  mutating func noteTime(_ time: borrowing Span<UInt8>, hasher: borrowing PhoneHasher) {
    guard let phone = events.last?.phone else { return }
    let key = hasher.key(of: time)
    // A product of odd factors, so that exchanged times of two phones are another sum.
    origin &+= (phone.low | 1) &* (key.low | 1) ^ key.high
  }

  /// Adds an event of a phone that is a key already; such a batch does not count as sorted.
  public mutating func append(phone: PhoneKey, day: Int32, station: Int32) {
    isAscending = false
    events.append(Event(phone: phone, day: day, station: station))
  }

  /// Gives stations other rows: station s becomes `rows[s]`, −1 stays. Throws ``Failure`` (software) for a station that
  /// `rows` does not have.
  public mutating func renumberStations(_ rows: [Int32]) throws {
    for i in events.indices where events[i].station >= 0 {
      let station = Int(events[i].station)
      guard station < rows.count else { throw Failure(.software, "an event is at a station without a row") }
      events[i].station = rows[station]
    }
  }

  /// Gives each event's station, but for −1, another row by its own and the event's day.
  public mutating func moveStations(_ row: (_ station: Int32, _ day: Int32) -> Int32) {
    for i in events.indices where events[i].station >= 0 {
      events[i].station = row(events[i].station, events[i].day)
    }
  }

  /// Remembers a phone that differs from the one before.
  private mutating func notice(_ phone: borrowing Span<UInt8>) {
    if events.isEmpty {
      firstPhone = copied(phone)
    } else if compare(phone, lastPhone) < 0 {
      isAscending = false
      lastPhone.removeAll(keepingCapacity: true)
      return
    }
    lastPhone.removeAll(keepingCapacity: true)
    for i in 0..<phone.count { lastPhone.append(phone[i]) }
  }
}

private func copied(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
  var result = [UInt8]()
  result.reserveCapacity(bytes.count)
  for i in 0..<bytes.count { result.append(bytes[i]) }
  return result
}

/// −1, 0 or 1 as the bytes of one come before, equal or come after those of the other.
private func compare(_ a: borrowing Span<UInt8>, _ b: [UInt8]) -> Int {
  let count = min(a.count, b.count)
  for i in 0..<count where a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
  return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
}

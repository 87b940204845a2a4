import Columns
import Core
import Parallel
import TextCodec

/// What ``generateEvents(_:stations:_:to:)`` has written.
public struct EventTotals: Sendable, Equatable {
  /// Events.
  public var events: Int
  /// Of these, those without a station or with one that is not in the table.
  public var unlocated: Int
}

/// Writes made-up phone activity as delimited text: `phone,timestamp,station`, one event a row.
///
/// Each phone (eight hexadecimal digits, made up) has a home and a work place and is near them as the hour and the day of
/// the week make likely; some phones are far busier than most. Timestamps are local, without an offset
/// (`2020-03-01T08:15:00`), and never in the hour that is left out in March. Some events have no station, or one that is
/// not in the table.
///
/// - Parameters:
///   - world: its seed decides everything.
///   - stations: a table like that of ``generateStations(_:count:_:)``: `station`, `e`, `n`.
///   - sink: gets blocks of about 1 MB in order, on the calling thread; the bytes depend on the seed, the stations and
///     the options except threads.
/// - Returns: what was written.
/// - Throws: ``Failure`` (usage) for options out of range, (bad data) for a table without stations; what `sink` throws.
@discardableResult
public func generateEvents(
  _ world: SyntheticWorld, stations: Table, _ options: EventOptions, to sink: ([UInt8]) throws -> Void
) throws -> EventTotals {
  let start = try options.validated()
  let writer = EventWriter(
    options: options, choice: try StationChoice(stations, seed: world.seed),
    clock: ActivityClock(start: start, days: options.days, events: options.count, seed: world.seed),
    phones: PhonePopulation(count: options.phoneCount, events: options.count, seed: world.seed),
    order: IndexPermutation(count: options.count, seed: world.seed))
  try sink(Array("phone,timestamp,station\n".utf8))
  var totals = EventTotals(events: 0, unlocated: 0)
  let blocks = (options.count + EventWriter.block - 1) / EventWriter.block
  try Parallel.stream(count: blocks, threads: options.threads) { block in
    switch options.order {
    case .time: writer.byTime(block)
    case .phone: writer.byPhone(block)
    }
  } consume: { made in
    totals.events += made.events
    totals.unlocated += made.unlocated
    if !made.bytes.isEmpty { try sink(made.bytes) }
  }
  return totals
}

/// Formats events, a block at a time.
private struct EventWriter: Sendable {
  /// Events a block.
  static let block = 32_768

  let options: EventOptions
  let choice: StationChoice
  let clock: ActivityClock
  let phones: PhonePopulation
  /// From an event's number by time to its slot among the phones' events.
  let order: IndexPermutation
  /// The days as they are written, ten bytes each.
  private let dates: [UInt8]
  private let weekends: [Bool]

  init(
    options: EventOptions, choice: StationChoice, clock: ActivityClock, phones: PhonePopulation,
    order: IndexPermutation
  ) {
    (self.options, self.choice, self.clock, self.phones, self.order) = (options, choice, clock, phones, order)
    dates = clock.days.flatMap { Array($0.description.utf8) }
    weekends = clock.days.map(\.isWeekend)
  }

  struct Made: Sendable {
    var bytes: [UInt8] = []
    var events = 0
    var unlocated = 0
  }

  func byTime(_ block: Int) -> Made {
    var output = ByteBuffer(capacity: Self.block * 37)
    var made = Made()
    var hint = 0
    for rank in block * Self.block..<min(options.count, (block + 1) * Self.block) {
      let slot = order(rank)
      let time = clock.time(rank, from: hint)
      hint = time.hour
      write(slot, phones.phone(ofSlot: slot), time, to: &output, &made)
    }
    made.bytes = output.bytes()
    return made
  }

  /// All events of the phones whose first slot is in the block.
  func byPhone(_ block: Int) -> Made {
    let slots = block * Self.block..<min(options.count, (block + 1) * Self.block)
    var output = ByteBuffer(capacity: Self.block * 37)
    var made = Made()
    var ranks: [(rank: Int, slot: Int)] = []
    // The phone of the first slot belongs to the block before unless it starts here.
    var phone = phones.phone(ofSlot: slots.lowerBound)
    if phones.firstSlot[phone] < slots.lowerBound { phone += 1 }
    while phone < phones.identifiers.count, phones.firstSlot[phone] < slots.upperBound {
      ranks.removeAll(keepingCapacity: true)
      for slot in phones.firstSlot[phone]..<phones.firstSlot[phone + 1] {
        ranks.append((order.place(of: slot), slot))
      }
      ranks.sort { $0.rank < $1.rank }
      for (rank, slot) in ranks { write(slot, phone, clock.time(rank), to: &output, &made) }
      phone += 1
    }
    made.bytes = output.bytes()
    return made
  }

  @inline(__always)
  private func write(
    _ slot: Int, _ phone: Int, _ time: (hour: Int, second: Int), to output: inout ByteBuffer, _ made: inout Made
  ) {
    let (day, hour) = time.hour.quotientAndRemainder(dividingBy: 24)
    appendHexadecimal(phones.identifiers[phone], to: &output)
    output.append(UInt8(ascii: ","))
    output.append(dates, 10 * day..<10 * day + 10)
    output.append(UInt8(ascii: "T"))
    appendPair(hour, to: &output)
    output.append(UInt8(ascii: ":"))
    appendPair(time.second / 60, to: &output)
    output.append(UInt8(ascii: ":"))
    appendPair(time.second % 60, to: &output)
    output.append(UInt8(ascii: ","))
    made.events += 1
    switch choice.place(
      slot: slot, phone: phone, isWeekend: weekends[day], hour: hour, unlocated: options.unlocatedShare)
    {
    case .station(let station): output.append(choice.names.bytes, choice.names.range(station))
    case .empty: made.unlocated += 1
    case .unknown(let number):
      made.unlocated += 1
      output.append(choice.unknownPrefix)
      appendPair(number / 100, to: &output)
      appendPair(number % 100, to: &output)
    }
    output.append(0x0A)
  }

  @inline(__always)
  private func appendPair(_ number: Int, to output: inout ByteBuffer) {
    output.append(UInt8(truncatingIfNeeded: 48 + number / 10))
    output.append(UInt8(truncatingIfNeeded: 48 + number % 10))
  }

  @inline(__always)
  private func appendHexadecimal(_ word: UInt32, to output: inout ByteBuffer) {
    for place in 0..<8 {
      let digit = UInt8(truncatingIfNeeded: word >> UInt32(28 - 4 * place) & 0xF)
      output.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }
}

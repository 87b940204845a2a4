import Columns
import Core

/// The stations of a synthetic period, ready to be chosen and written.
struct StationChoice: Sendable {
  /// Identifiers as they stand in delimited text, in the order of ``init(_:)``: near stations have near numbers.
  let names: TextColumn
  /// What an unknown station's name starts with: no station's does.
  let unknownPrefix: [UInt8]
  private let random: CounterRandom
  private let phones: CounterRandom

  /// Stations in the order of a Z-curve (G. M. Morton, 1966) over their places, in squares of 100 m.
  ///
  /// Throws ``Failure`` (bad data) for a table without stations, or without the columns `station`, `e` and `n`.
  init(_ table: Table, seed: UInt64) throws {
    guard case .texts(let stations)? = table.column("station"), case .numbers(let e)? = table.column("e"),
      case .numbers(let n)? = table.column("n"), stations.count > 0, stations.count < 1 << 31
    else {
      throw Failure(
        .badData, "the table is not one of stations", expected: "rows with the columns station, e and n")
    }
    let (west, south) = (Self.least(e.values), Self.least(n.values))
    let keys = (0..<stations.count).map { row in
      Self.spread((e.values[row] - west) / 100) | Self.spread((n.values[row] - south) / 100) << 1
    }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var names = TextColumn()
    var prefix: [UInt8] = [UInt8(ascii: "X")]
    for row in order { names.append(utf8: Self.quoted(Array(stations.bytes[stations.range(row)]))) }
    for row in 0..<stations.count {
      while stations.bytes[stations.range(row)].starts(with: prefix) { prefix.append(UInt8(ascii: "X")) }
    }
    self.names = names
    unknownPrefix = prefix
    random = CounterRandom(seed: seed, stream: RandomStream.eventPlaces)
    phones = CounterRandom(seed: seed, stream: RandomStream.phones + 1)
  }

  /// Where an event takes place.
  enum Place {
    case station(Int)
    /// Not said.
    case empty
    /// A station that is not in the table, by a number of four digits.
    case unknown(Int)
  }

  /// The place of the event in `slot`, of phone `phone`, in that hour.
  ///
  /// Half of the unlocated share names no station, half one that is not there. All others are near the phone's home, near
  /// its work place, or on the way; see ``Habits``.
  @inline(__always)
  func place(slot: Int, phone: Int, isWeekend: Bool, hour: Int, unlocated: Double) -> Place {
    let word = random.bits(UInt64(slot))
    let lot = CounterRandom.unit(word)
    if lot < unlocated { return lot < unlocated / 2 ? .empty : .unknown(Int(word & 0xFFFF) % 10_000) }
    let (second, third) = (SplitMix.mix(word), SplitMix.mix(word &+ 1))
    let own = phones.bits(UInt64(phone))
    let home = below(names.count, own)
    let habits = Habits(isWeekend: isWeekend, hour: hour)
    let percent = below(100, second)
    if percent < habits.home { return .station(home) }
    if percent < habits.home + habits.work { return .station(work(own, home)) }
    // Within some stations of home, or on the way far from it.
    let reach = percent < habits.home + habits.work + habits.near ? 8 : max(8, names.count / 20)
    return .station(shifted(home, by: below(2 * reach + 1, third) - reach))
  }

  /// Three in four work within a twentieth of all stations, the others anywhere.
  @inline(__always)
  private func work(_ own: UInt64, _ home: Int) -> Int {
    let (lot, place) = (SplitMix.mix(own &+ 1), SplitMix.mix(own &+ 2))
    if lot & 3 == 0 { return below(names.count, place) }
    let reach = max(3, names.count / 40)
    return shifted(home, by: below(2 * reach + 1, place) - reach)
  }

  @inline(__always)
  private func below(_ bound: Int, _ bits: UInt64) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A station that many places on, thrown back at the ends.
  @inline(__always)
  private func shifted(_ station: Int, by places: Int) -> Int {
    let moved = station + places
    if moved < 0 { return min(names.count - 1, -moved) }
    if moved >= names.count { return max(0, 2 * names.count - 2 - moved) }
    return moved
  }

  private static func least(_ values: [Double]) -> Double {
    values.reduce(.infinity) { $1 < $0 ? $1 : $0 }
  }

  /// A number's 24 lowest bits with room between them; 0 for what is no number.
  private static func spread(_ value: Double) -> UInt64 {
    var x = value >= 0 && value < 16_777_216 ? UInt64(value) : 0
    x = (x | x << 16) & 0x0000_FFFF_0000_FFFF
    x = (x | x << 8) & 0x00FF_00FF_00FF_00FF
    x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F
    x = (x | x << 2) & 0x3333_3333_3333_3333
    return (x | x << 1) & 0x5555_5555_5555_5555
  }

  /// A name as a field of delimited text (RFC 4180).
  private static func quoted(_ name: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard name.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }) else {
      return name
    }
    return [quote] + name.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}

/// Where people are in an hour, percent; what is left to 100 is on the way.
struct Habits: Sendable, Equatable {
  var home: Int
  var work: Int
  var near: Int

  @inline(__always)
  init(isWeekend: Bool, hour: Int) {
    if hour < 6 || hour >= 22 {
      (home, work, near) = (86, 2, 9)
    } else if isWeekend {
      (home, work, near) = (55, 4, 29)
    } else if hour >= 8 && hour < 17 {
      (home, work, near) = (22, 58, 14)
    } else if hour >= 19 {
      (home, work, near) = (62, 4, 24)
    } else {
      (home, work, near) = (40, 25, 22)
    }
  }
}

import Core
import Synchronization

/// An event on its way into a partition: the phone, and day and station as a visit.
struct EventRecord: Sendable {
  var phone: PhoneKey
  var visit: UInt64
}

/// What a worker needs beside the data; used again and again.
struct WorkSpace: Sendable {
  /// Events in the order of their partitions.
  var records: [EventRecord] = []
  /// For ``radixSort(_:spare:)``.
  var keys: [UInt64] = []
  /// For ``radixSort(_:spare:)``, and for the visits of a partition phone by phone.
  var counted: [CountedKey] = []
  /// For ``EntryBytes/add(sorted:spare:)``.
  var bytes: [UInt8] = []
  /// One phone's visits.
  var visits = PhoneVisits()
  /// What ``PhoneDictionary/readAhead(_:)`` has given: kept, so that it reads.
  var readAhead: UInt64 = 0
}

/// One phone's distinct visits, ascending, and how many events each stands for.
struct PhoneVisits: Sendable {
  var visits: [UInt64] = []
  var counts: [UInt64] = []

  mutating func removeAll() {
    visits.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ visit: UInt64, _ count: UInt64) {
    visits.append(visit)
    counts.append(count)
  }
}

/// All events of the phones whose keys start with the same eight bits: distinct (phone, day, station) with counts.
///
/// New events wait as plain keys until they are worth sorting; then they are merged into the coded ones. So an event costs
/// a few passes over memory that is read in order, and what is kept depends on distinct entries only. Events that come day
/// by day are merged with those of the last days only.
struct Partition: Sendable {
  /// The key's upper bits tell the partition.
  static let count = 256

  @inline(__always)
  static func number(of key: PhoneKey) -> Int { Int(truncatingIfNeeded: key.high >> 56) }

  private var phones = PhoneDictionary()
  private var waiting: [UInt64] = []
  private var settled = EntryBytes()
  // How many keys may wait: at least 64 KB, so that small partitions are not merged all the time; two bytes for each entry that
  // they were merged with last time, so that an entry is merged only some five times in whatever order events come.
  private var patience = 8192

  /// Bytes of memory.
  var footprint: Int {
    phones.footprint + waiting.capacity * MemoryLayout<UInt64>.stride + settled.footprint
  }

  /// Whether anything is in it.
  var isEmpty: Bool { waiting.isEmpty && settled.count == 0 }

  /// Adds events. Throws ``Failure`` (bad data) when there are more phones than can be numbered.
  mutating func add(_ records: UnsafeBufferPointer<EventRecord>, _ layout: EntryLayout, _ space: inout WorkSpace)
    throws
  {
    for start in stride(from: 0, to: records.count, by: PhoneDictionary.group) {
      let group = UnsafeBufferPointer(
        rebasing: records[start..<min(start + PhoneDictionary.group, records.count)])
      space.readAhead |= phones.readAhead(group)
      for record in group {
        if waiting.count >= patience { settle(&space) }
        waiting.append(layout.key(phone: phones.number(of: record.phone), visit: record.visit))
      }
    }
    try checkLimit(layout)
  }

  /// Adds a phone's visits with their counts, those of a spilled or partial result.
  mutating func add(_ phone: PhoneKey, _ visits: PhoneVisits, _ layout: EntryLayout, _ pile: inout [CountedKey])
    throws
  {
    let number = phones.number(of: phone)
    try checkLimit(layout)
    for i in visits.visits.indices {
      pile.append(CountedKey(key: layout.key(phone: number, visit: visits.visits[i]), count: visits.counts[i]))
    }
  }

  /// Merges a pile of counted keys, and empties it.
  mutating func settle(_ pile: inout [CountedKey], _ space: inout WorkSpace) {
    radixSort(&pile, spare: &space.counted)
    settled.add(sorted: pile, spare: &space.bytes)
    pile.removeAll(keepingCapacity: true)
  }

  /// Merges what waits.
  mutating func settle(_ space: inout WorkSpace) {
    if waiting.isEmpty { return }
    radixSort(&waiting, spare: &space.keys)
    let read = settled.add(sorted: waiting, spare: &space.bytes)
    waiting.removeAll(keepingCapacity: true)
    if read / 4 > patience {
      // Somewhat more, so that this does not happen each time; growing by doubling would waste up to half.
      patience = read / 4 + read / 32
      waiting.reserveCapacity(patience)
    }
  }

  private func checkLimit(_ layout: EntryLayout) throws {
    if phones.keys.count > layout.phoneLimit {
      throw Failure(
        .badData, "too many phones", expected: "at most about \(layout.phoneLimit * Self.count / 2)",
        hint: "split the input by phone and merge partial results")
    }
  }

  /// Calls `body` with each phone and its visits, in the order in which the phones came. Nothing may be waiting.
  func forEachPhone(
    _ layout: EntryLayout, _ space: inout WorkSpace, _ body: (PhoneKey, borrowing PhoneVisits) throws -> Void
  ) rethrows {
    let starts = groupByPhone(layout, &space.counted)
    for phone in phones.keys.indices where starts[phone] < starts[phone + 1] {
      space.visits.removeAll()
      for i in starts[phone]..<starts[phone + 1] { space.visits.append(space.counted[i].key, space.counted[i].count) }
      try body(phones.keys[phone], space.visits)
    }
  }

  /// Puts all visits into `grouped`, phone by phone and each phone's ascending (counting sort); returns where each phone's start.
  private func groupByPhone(_ layout: EntryLayout, _ grouped: inout [CountedKey]) -> [Int] {
    var starts = [Int](repeating: 0, count: phones.keys.count + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      settled.forEach { key, _ in starts[layout.phone(key) &+ 1] &+= 1 }
      for phone in 1..<starts.count { starts[phone] += starts[phone - 1] }
    }
    if grouped.count < settled.count {
      grouped = [CountedKey](repeating: CountedKey(key: 0, count: 0), count: settled.count)
    }
    var next = starts
    next.withUnsafeMutableBufferPointer { next in
      grouped.withUnsafeMutableBufferPointer { grouped in
        settled.forEach { key, count in
          let phone = layout.phone(key)
          grouped[next[phone]] = CountedKey(key: layout.visit(key), count: count)
          next[phone] &+= 1
        }
      }
    }
    return starts
  }
}

/// A partition behind its lock.
final class PartitionCell: Sendable {
  let state = Mutex(Partition())
}

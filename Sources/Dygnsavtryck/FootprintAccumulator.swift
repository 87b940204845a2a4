import Core
import Parallel
import PartialFiles
import Synchronization

/// Collects events into distinct (phone, day, station) entries; any number of workers may feed it at once.
///
/// What comes out depends on the events only: not on their order, the workers, the batches, the memory limit or the
/// numbering of the stations. Memory depends on the distinct entries, about four bytes each; above the limit they go to a
/// temporary file, which costs time and changes nothing else.
///
/// ```
/// let accumulator = try FootprintAccumulator(stationCount: 20_000)
/// try accumulator.add(batch, at: 0)                        // from any thread
/// let counts = try accumulator.count(plan, threads: 8)
/// let footprint = counts.footprint(minPhones: 5)
/// ```
public final class FootprintAccumulator: Sendable {
  /// What may be chosen.
  public struct Options: Sendable {
    /// Days that count, both ends included; events of other days are only counted as such. nil is all.
    public var days: ClosedRange<Int32>?
    /// Bytes that entries may take in memory; nil is no limit. Buffers of about 30 MB and the result's own tables come on top,
    /// and in the end, for each worker, some 40 bytes for every entry of a 256th of the phones.
    public var memoryLimit: Int?
    /// The folder for what does not fit; asked for once, when it is needed. nil is an error when it is needed.
    public var temporaryFolder: (@Sendable () throws -> String)?
    /// When set, long batches whose phones ascend are taken as parts of an input that is sorted by phone, and every phone that
    /// starts and ends within one is counted at once and forgotten: memory is constant then. When the input turns out not
    /// to be sorted, ``FootprintAccumulator/OrderChanged`` is thrown and the caller starts again without. It excludes
    /// partial results and must be the plan that is counted in the end.
    public var sortedPlan: FootprintPlan?

    /// No limits, no sorted input.
    public init(
      days: ClosedRange<Int32>? = nil, memoryLimit: Int? = nil,
      temporaryFolder: (@Sendable () throws -> String)? = nil, sortedPlan: FootprintPlan? = nil
    ) {
      self.days = days
      self.memoryLimit = memoryLimit
      self.temporaryFolder = temporaryFolder
      self.sortedPlan = sortedPlan
    }
  }

  /// More stations than this are refused.
  public static let mostStations = EntryLayout.mostStations

  /// The input looked sorted by phone and is not: start again with ``Options/sortedPlan`` nil.
  public struct OrderChanged: Error, Sendable, Equatable {}

  let layout: EntryLayout
  let options: Options
  let cells: [PartitionCell]
  let spill: SpillStore
  let spaces = Pool { WorkSpace() }
  /// Phones that were counted at once, when the input is sorted.
  let sorted: SortedInput?
  private let outside = Atomic<Int>(0)
  private let origins = Atomic<UInt64>(0)
  private let usedBytes = Atomic<Int>(0)
  private let spilling = Mutex(0)

  /// An empty accumulator.
  ///
  /// - Parameters:
  ///   - stationCount: rows of the station table; events have stations below it, or −1. When stations are numbered as
  ///     they come, an upper bound (the more it is, the more memory an entry takes).
  ///   - options: limits and the like.
  ///
  /// Throws ``Failure`` (bad data) for more than 67 million stations.
  public init(stationCount: Int, options: Options = Options()) throws {
    layout = try EntryLayout(stationCount: stationCount)
    self.options = options
    cells = (0..<Partition.count).map { _ in PartitionCell() }
    spill = SpillStore(folder: options.temporaryFolder ?? Self.noFolder)
    if let plan = options.sortedPlan {
      guard plan.stationCount == stationCount else {
        throw Failure(.software, "the plan has other stations than the events")
      }
      sorted = SortedInput(plan, layout)
    } else {
      sorted = nil
    }
  }

  @Sendable private static func noFolder() throws -> String {
    throw Failure(.cannotCreate, "the events do not fit into the memory limit, and there is no temporary folder")
  }

  /// The sum of the batches' ``EventBatch/origin``.
  var origin: UInt64 { origins.load(ordering: .relaxed) }

  /// Events of days that do not count.
  public var eventsOutsideDays: Int { outside.load(ordering: .relaxed) }

  /// Bytes written to the temporary file so far.
  var spilledBytes: Int { spill.size }

  /// Phones that were counted at once because the input is sorted by phone.
  public var phonesCountedAtOnce: Int { sorted?.closed ?? 0 }

  /// Adds the events of a batch.
  ///
  /// - Parameters:
  ///   - batch: events with stations below the station count and days in 0 … 65535.
  ///   - place: the batch's place in the input, each place once; only the order matters, and only for sorted input.
  ///
  /// Throws ``Failure`` (software for events out of range; I/O or cannot create when memory is short and the temporary
  /// folder fails; bad data for too many phones) and ``OrderChanged``.
  public func add(_ batch: borrowing EventBatch, at place: Int) throws {
    if batch.origin != 0 { origins.wrappingAdd(batch.origin, ordering: .relaxed) }
    var rows = 0..<batch.count
    if let sorted {
      let inner = try sorted.closedRows(of: batch, at: place)
      if !inner.isEmpty {
        addOutside(try sorted.count(batch, inner, options.days))
        try addRows(batch, 0..<inner.lowerBound)
        rows = inner.upperBound..<batch.count
      }
    }
    try addRows(batch, rows)
  }

  /// Adds rows piece by piece: what a piece needs stays in the processor's cache.
  private func addRows(_ batch: borrowing EventBatch, _ rows: Range<Int>) throws {
    var start = rows.lowerBound
    while start < rows.upperBound {
      let end = min(start + 32_768, rows.upperBound)
      try spaces.borrow { try addPiece(batch, start..<end, &$0) }
      try spillIfNeeded()
      start = end
    }
  }

  /// Brings the rows into the order of their partitions and hands each partition its own.
  private func addPiece(_ batch: borrowing EventBatch, _ rows: Range<Int>, _ space: inout WorkSpace) throws {
    let bounds = try Self.arrange(batch, rows, options.days, layout, &space.records)
    let skipped = rows.count - bounds[Partition.count]
    if skipped > 0 { outside.wrappingAdd(skipped, ordering: .relaxed) }
    let records = space.records
    var growth = 0
    for partition in 0..<Partition.count where bounds[partition] < bounds[partition + 1] {
      growth += try records.withUnsafeBufferPointer { records in
        let part = UnsafeBufferPointer(rebasing: records[bounds[partition]..<bounds[partition + 1]])
        return try cells[partition].state.withLock { state in
          let before = state.footprint
          try state.add(part, layout, &space)
          return state.footprint - before
        }
      }
    }
    usedBytes.wrappingAdd(growth, ordering: .relaxed)
  }

  /// Writes the rows' events to `records`, grouped by partition; returns where each partition's start.
  private static func arrange(
    _ batch: borrowing EventBatch, _ rows: Range<Int>, _ days: ClosedRange<Int32>?, _ layout: EntryLayout,
    _ records: inout [EventRecord]
  ) throws -> [Int] {
    var bounds = [Int](repeating: 0, count: Partition.count + 1)
    try batch.events.withUnsafeBufferPointer { events in
      for row in rows where try events[row].visit(days, layout) != nil {
        bounds[Partition.number(of: events[row].phone) + 1] += 1
      }
      for partition in 0..<Partition.count { bounds[partition + 1] += bounds[partition] }
      if records.count < rows.count {
        records = Array(repeating: EventRecord(phone: PhoneKey(high: 0, low: 0), visit: 0), count: rows.count)
      }
      var next = bounds
      for row in rows {
        guard let visit = try events[row].visit(days, layout) else { continue }
        let phone = events[row].phone
        let partition = Partition.number(of: phone)
        records[next[partition]] = EventRecord(phone: phone, visit: visit)
        next[partition] += 1
      }
    }
    return bounds
  }

  /// Adds entries of a partition that are counted already, phone by phone: those of a partial result. `rows` gives the
  /// number here of each station there; nil when they are the same.
  func add(_ partition: Int, _ bytes: ByteReader, _ source: EntryLayout, _ rows: [Int32]?) throws {
    try spaces.borrow { space in
      let growth = try cells[partition].state.withLock { state in
        let before = state.footprint
        var reader = bytes
        var pile = [CountedKey]()
        var visits = PhoneVisits()
        try PhoneBlock.readAll(&reader, source, &visits) { phone, visits in
          guard Partition.number(of: phone) == partition else { throw bytes.damaged() }
          visits.renumber(from: source, to: layout, rows)
          try state.add(phone, visits, layout, &pile)
        }
        state.settle(&pile, &space)
        return state.footprint - before
      }
      usedBytes.wrappingAdd(growth, ordering: .relaxed)
    }
    try spillIfNeeded()
  }

  /// Counts events of days that do not count, read elsewhere.
  func addOutside(_ count: Int) { outside.wrappingAdd(count, ordering: .relaxed) }

  /// Writes partitions out, one after the other round and round, until half of the limit is free.
  private func spillIfNeeded() throws {
    guard let limit = options.memoryLimit, usedBytes.load(ordering: .relaxed) > limit else { return }
    try spilling.withLock { next in
      // Who waited here finds the work done.
      if usedBytes.load(ordering: .relaxed) <= limit { return }
      var tried = 0
      while usedBytes.load(ordering: .relaxed) > limit / 2, tried < Partition.count {
        try spillPartition(next)
        next = (next + 1) % Partition.count
        tried += 1
      }
    }
  }

  private func spillPartition(_ partition: Int) throws {
    var taken = cells[partition].state.withLock { state in
      let taken = state
      state = Partition()
      return taken
    }
    if taken.isEmpty { return }
    usedBytes.wrappingSubtract(taken.footprint, ordering: .relaxed)
    try spaces.borrow { space in
      taken.settle(&space)
      var bytes = [UInt8]()
      taken.forEachPhone(layout, &space) { PhoneBlock.append($0, $1, to: &bytes) }
      try spill.write(bytes, of: partition)
    }
  }

  /// Calls `body` with every phone of a partition once, its visits whole, wherever they were kept. May be called again, also
  /// after more events; not while events are added.
  func forEachPhone(
    of partition: Int, _ space: inout WorkSpace, _ body: (PhoneKey, borrowing PhoneVisits) throws -> Void
  ) throws {
    var whole = cells[partition].state.withLock { state in
      state.settle(&space)
      return state
    }
    if spill.holds(partition) {
      var pile = [CountedKey]()
      var visits = PhoneVisits()
      try spill.forEachSection(of: partition) { reader in
        try PhoneBlock.readAll(&reader, layout, &visits) { try whole.add($0, $1, layout, &pile) }
      }
      whole.settle(&pile, &space)
    }
    try whole.forEachPhone(layout, &space, body)
  }
}

extension EventBatch.Event {
  /// Its visit; nil when its day does not count. Throws ``Failure`` (software) for a day or station out of range.
  @inline(__always)
  func visit(_ days: ClosedRange<Int32>?, _ layout: EntryLayout) throws -> UInt64? {
    if let days, !days.contains(day) { return nil }
    guard 0...65_535 ~= day, station >= -1, Int(station) < layout.stationCount else {
      throw Failure(.software, "an event is out of range", value: "day \(day), station \(station)")
    }
    return layout.visit(day: day, station: station)
  }
}

extension PhoneVisits {
  /// Gives stations the numbers that another table has: `rows[s]`, or the same when nil.
  mutating func renumber(from source: EntryLayout, to target: EntryLayout, _ rows: [Int32]?) {
    if rows == nil, source == target { return }
    for i in visits.indices {
      let code = source.code(visits[i])
      let station = code == 0 ? -1 : rows.map { $0[code - 1] } ?? Int32(code - 1)
      visits[i] = target.visit(day: source.day(visits[i]), station: station)
    }
  }
}

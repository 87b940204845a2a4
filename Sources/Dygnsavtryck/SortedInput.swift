import Core
import Synchronization

/// Notices input that is sorted by phone and counts whole phones at once, without a table.
///
/// In a sorted input a phone's rows stand together, so the phones between a batch's first and last occur nowhere else. The
/// first and last may go on in the neighbours and are collected as usual. Whether the batches as a whole ascend is known
/// only when all are there; each keeps its first and last phone until then.
final class SortedInput: Sendable {
  /// Shorter batches may ascend by chance.
  static let fewestRows = 1024

  private struct State: Sendable {
    var borders: [Int: (first: [UInt8], last: [UInt8])] = [:]
    var isBroken = false
    // Whether rows were given out to be counted, and how many phones were.
    var isClosing = false
    var closed = 0
  }

  let plan: FootprintPlan
  private let layout: EntryLayout
  private let state = Mutex(State())
  private let workers: Pool<Worker>

  init(_ plan: FootprintPlan, _ layout: EntryLayout) {
    (self.plan, self.layout) = (plan, layout)
    workers = Pool { Worker(tally: Tally(plan, layout)) }
  }

  /// Phones that were counted.
  var closed: Int { state.withLock { $0.closed } }

  /// The rows of the phones that start and end within a batch; none when they must not be counted at once.
  ///
  /// Throws ``FootprintAccumulator/OrderChanged`` when phones were counted and this batch shows that the input is not
  /// sorted.
  func closedRows(of batch: borrowing EventBatch, at place: Int) throws -> Range<Int> {
    if batch.count == 0 { return 0..<0 }
    var first = 0
    var last = batch.count
    let ascends = batch.isAscending
    if ascends {
      while first < batch.count, batch.events[first].phone == batch.events[0].phone { first += 1 }
      while last > first, batch.events[last - 1].phone == batch.events[batch.count - 1].phone { last -= 1 }
    }
    let rows = ascends && batch.count >= Self.fewestRows ? first..<last : 0..<0
    let (firstPhone, lastPhone) = (batch.firstPhone, batch.lastPhone)
    let (isBroken, isClosing) = state.withLock { state in
      if !ascends { state.isBroken = true }
      if ascends, !state.isBroken {
        state.borders[place] = (firstPhone, lastPhone)
        if let before = state.borders[place - 1], firstPhone.lexicographicallyPrecedes(before.last) {
          state.isBroken = true
        }
        if let after = state.borders[place + 1], after.first.lexicographicallyPrecedes(lastPhone) {
          state.isBroken = true
        }
      }
      if !state.isBroken, !rows.isEmpty { state.isClosing = true }
      return (state.isBroken, state.isClosing)
    }
    if isBroken, isClosing { throw FootprintAccumulator.OrderChanged() }
    return isBroken ? 0..<0 : rows
  }

  /// Counts the phones of rows of a batch; each phone's rows stand together. Returns how many events were of days that do
  /// not count.
  func count(_ batch: borrowing EventBatch, _ rows: Range<Int>, _ days: ClosedRange<Int32>?) throws -> Int {
    var phones = 0
    var skipped = 0
    try workers.borrow { worker in
      var row = rows.lowerBound
      while row < rows.upperBound {
        let phone = batch.events[row].phone
        worker.keys.removeAll(keepingCapacity: true)
        while row < rows.upperBound, batch.events[row].phone == phone {
          if let visit = try batch.events[row].visit(days, layout) { worker.keys.append(visit) } else { skipped += 1 }
          row += 1
        }
        if worker.keys.isEmpty { continue }
        phones += 1
        worker.tally.add(worker.distinctVisits(), plan)
      }
    }
    state.withLock { $0.closed += phones }
    return skipped
  }

  /// What was counted at once, when the batches turned out to ascend; none when nothing was.
  ///
  /// Throws ``FootprintAccumulator/OrderChanged`` when they do not.
  func finish() throws -> [Tally] {
    let (borders, isBroken, closed) = state.withLock { ($0.borders, $0.isBroken, $0.isClosing) }
    if !closed { return [] }
    let ordered = borders.sorted { $0.key < $1.key }.map(\.value)
    let ascends = zip(ordered, ordered.dropFirst()).allSatisfy { !$1.first.lexicographicallyPrecedes($0.last) }
    if isBroken || !ascends { throw FootprintAccumulator.OrderChanged() }
    return workers.all().map(\.tally)
  }
}

/// What one worker needs to count phones at once.
private struct Worker: Sendable {
  var tally: Tally
  var keys: [UInt64] = []
  var spare: [UInt64] = []
  var visits = PhoneVisits()

  /// The visits in `keys`, sorted and counted.
  mutating func distinctVisits() -> PhoneVisits {
    if keys.count < 64 { keys.sort() } else { radixSort(&keys, spare: &spare) }
    visits.removeAll()
    var i = 0
    while i < keys.count {
      var end = i + 1
      while end < keys.count, keys[end] == keys[i] { end += 1 }
      visits.append(keys[i], UInt64(end - i))
      i = end
    }
    return visits
  }
}

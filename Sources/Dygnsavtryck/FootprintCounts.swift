import Core
import Parallel
import Synchronization

/// Everything counted and summed, exact: what ``Footprint`` is made of.
public struct FootprintCounts: Sendable {
  /// The plan that it was counted with.
  public let plan: FootprintPlan
  /// Events of days that do not count; they are in no other figure.
  public let eventsOutsideDays: Int
  let tally: Tally
}

extension FootprintAccumulator {
  /// Counts everything that was added. May be called with one plan after another (but see ``Options/sortedPlan``), not while
  /// events are added.
  ///
  /// - Parameters:
  ///   - plan: areas and shares of the same stations. It may have fewer stations than the accumulator's upper bound, as long as no
  ///     event was at one of those that are missing.
  ///   - threads: workers; nothing depends on them.
  ///
  /// Throws ``Failure`` (software) for a plan that does not fit, (I/O) when the temporary file cannot be read, and ``OrderChanged``.
  public func count(_ plan: FootprintPlan, threads: Int) throws -> FootprintCounts {
    guard sorted == nil || sorted?.plan == plan else {
      throw Failure(.software, "the events were counted with another plan already")
    }
    let next = Atomic<Int>(0)
    let workers = min(max(1, threads), Partition.count)
    let parts = try Parallel.map(count: workers, threads: workers) { _ in
      var tally = Tally(plan, self.layout)
      try self.spaces.borrow { space in
        while true {
          let partition = next.wrappingAdd(1, ordering: .relaxed).oldValue
          if partition >= Partition.count { break }
          try self.forEachPhone(of: partition, &space) { tally.add($1, plan) }
        }
      }
      return tally
    }
    var total = Tally(plan, layout)
    for part in try parts + (sorted?.finish() ?? []) { total.add(part) }
    if total.hasForeignStation { throw Failure(.software, "the plan lacks stations that events were at") }
    return FootprintCounts(plan: plan, eventsOutsideDays: eventsOutsideDays, tally: total)
  }
}

import Dispatch
import Synchronization

/// Threads beside the calling one.
///
/// Each piece of work has a serial queue of its own, and so a thread whatever else runs. Dispatch's concurrent queues share
/// a pool that it watches through `/proc`, and it traps where that cannot be opened: no descriptor is left, or `/proc` is not
/// there.
enum Workers {
  /// Dispatch starts 255 threads; loops within loops must not wait for more.
  private static let most = 200
  private static let busy = Atomic<Int>(0)

  /// How many of the threads that somebody would like there is room for.
  static func room(for wanted: Int) -> Int { max(0, min(wanted, most - busy.load(ordering: .relaxed))) }

  /// Starts work on another thread; `group` is left once it is done and nothing holds it any more.
  static func start(in group: DispatchGroup? = nil, _ work: @escaping @Sendable () -> Void) {
    busy.wrappingAdd(1, ordering: .relaxed)
    DispatchQueue(label: "rutverk.worker", qos: .userInitiated).async(group: group) {
      work()
      busy.wrappingSubtract(1, ordering: .relaxed)
    }
  }

  /// Calls `work` on up to `count` threads, one of which is the calling one, until all calls have returned. Others that have not
  /// begun by the time when the calling thread has done its part are not waited for, and do nothing.
  static func all(_ count: Int, _ work: @Sendable () -> Void) {
    let others = room(for: count - 1)
    if others == 0 { return work() }
    withoutActuallyEscaping(work) { work in
      let shift = Shift(work)
      for _ in 0..<others { start { shift.join() } }
      work()
      shift.end()
    }
  }

  /// Work that threads may join until it ends.
  private final class Shift: Sendable {
    private let work: Mutex<(@Sendable () -> Void)?>
    private let working = DispatchGroup()

    init(_ work: @escaping @Sendable () -> Void) { self.work = Mutex(work) }

    func join() {
      var work = self.work.withLock { work in
        if work != nil { working.enter() }
        return work
      }
      guard work != nil else { return }
      work?()
      // Nothing of it may be held any more when whoever began it goes on.
      work = nil
      working.leave()
    }

    func end() {
      work.withLock { $0 = nil }
      working.wait()
    }
  }
}

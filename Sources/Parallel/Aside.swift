import Dispatch
import Synchronization

/// Work that is done aside while the caller goes on with something else, and taken up when it is needed.
///
/// For parts of a run that do not need each other and that each have stretches in which only one thread can work: opening
/// files, reading from a cursor. What comes out does not depend on who was first.
public final class Aside<T: Sendable>: Sendable {
  private let work: @Sendable () throws -> T
  private let result = Mutex<Result<T, any Error>?>(nil)
  private let group = DispatchGroup()

  /// Starts the work on a thread of its own; with a single thread to use it is done when ``value()`` asks for it.
  public init(threads: Int, _ work: @escaping @Sendable () throws -> T) {
    self.work = work
    guard threads > 1 else { return }
    Workers.start(in: group) { [self] in
      let made = Result { try work() }
      result.withLock { $0 = made }
    }
  }

  /// What came out, once it has; throws what the work threw. Ask once.
  public func value() throws -> T {
    group.wait()
    let made = result.withLock { result in
      defer { result = nil }
      return result
    }
    return try (made ?? Result { try work() }).get()
  }

  /// Waits until nothing runs any more. To be called where the result may not be asked for, such as after an error: the
  /// program must not end while libraries work.
  public func end() { group.wait() }
}

extension Parallel {
  /// Lets go of a value on another thread: freeing thousands of arrays takes time in which the caller has better to do. With
  /// a single thread to use it is done at once.
  package static func release<T: Sendable>(_ value: consuming T, threads: Int) {
    guard threads > 1 else { return }
    Workers.start { [value = consume value] in withExtendedLifetime(value) {} }
  }
}

import Dispatch

/// A state that workers touch one after the other, in the order of their items.
///
/// Each item `0, 1, 2 …` must take its turn exactly once, and items must be handed out in order, one at a time to each
/// of at most `runners` workers: then some item that is handed out is always the next, and nobody waits forever.
public final class Relay<State>: @unchecked Sendable {
  /// Touched only by the item whose turn it is; the semaphores order the turns.
  private var state: State
  private let turns: [DispatchSemaphore]

  /// A state that no item has touched yet, for items that at most `runners` workers hold at the same time.
  public init(_ state: State, runners: Int) {
    self.state = state
    // Items that wait at the same time are neighbours, at most one a runner.
    turns = (0...max(1, runners)).map { _ in DispatchSemaphore(value: 0) }
    turns[0].signal()
  }

  /// Waits until all items before `item` have had their turn, and runs `body` on the state.
  public func turn<R>(_ item: Int, _ body: (inout State) throws -> R) rethrows -> R {
    turns[item % turns.count].wait()
    defer { turns[(item + 1) % turns.count].signal() }
    return try body(&state)
  }
}

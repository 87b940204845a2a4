import Synchronization

/// The first chunk that is known to hold a defect.
final class FirstDefect: Sendable {
  private let chunk = Atomic<Int>(Int.max)

  /// Whether a chunk before `index` holds a defect.
  func isBefore(_ index: Int) -> Bool { chunk.load(ordering: .relaxed) < index }

  /// Notes a defect in chunk `index`.
  func note(_ index: Int) { chunk.min(index, ordering: .relaxed) }
}

import Foundation
import Synchronization

/// All staging folders of this process, for whoever must clean up when it is interrupted.
enum StagingRegistry {
  private static let folders = Mutex<Set<String>>([])
  /// Held while outputs are renamed, so that an interrupt cannot cut a commit in two.
  private static let commits = Mutex<Void>(())

  static func add(_ folder: String) { folders.withLock { _ = $0.insert(folder) } }

  static func remove(_ folder: String) { folders.withLock { _ = $0.remove(folder) } }

  /// Runs a commit that interrupts wait for.
  static func withoutInterruption(_ body: () throws -> Void) rethrows {
    try commits.withLock { _ in try body() }
  }

  /// Removes all folders and then calls `last`, with no commit or new folder in between.
  static func removeAll(then last: () -> Void) {
    commits.withLock { _ in
      folders.withLock { folders in
        for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
        folders = []
        last()
      }
    }
  }
}

import CGuard
import Foundation
import Synchronization

/// A folder of the program's own, which goes with all that is in it when it is not needed any more, when nobody holds it, and when
/// the program is stopped or ends because of a fault in it.
package final class GuardedFolder: Sendable {
  /// Where it is.
  package let path: String
  private let isRemoved = Atomic<Bool>(false)
  nonisolated(unsafe) private let entry: UnsafeMutableRawPointer?

  /// Takes charge of a folder that is there.
  package init(_ path: String) {
    self.path = path
    entry = rutverk_guard_folder(path, true)
  }

  /// Removes it; once.
  package func remove() {
    if isRemoved.exchange(true, ordering: .relaxed) { return }
    // A failed call now and then is no reason to leave it.
    for _ in 0..<3 where access(path, F_OK) == 0 || errno != ENOENT {
      try? FileManager.default.removeItem(atPath: path)
    }
    if let entry { rutverk_forget_folder(entry) }
  }

  /// Lets it stay.
  func forget() {
    if !isRemoved.exchange(true, ordering: .relaxed), let entry { rutverk_forget_folder(entry) }
  }

  deinit { remove() }
}

import CGuard
import Foundation

/// A folder of the program's own, which goes with all that is in it when it is not needed any more, when nobody holds it, and when
/// the program is stopped or ends because of a fault in it.
package final class GuardedFolder: Sendable {
  /// Where it is.
  package let path: String
  nonisolated(unsafe) private let entry: UnsafeMutableRawPointer?

  /// Takes charge of a folder that is there.
  package init(_ path: String) {
    self.path = path
    entry = rutverk_guard_folder(path, true)
  }

  /// Removes it; doing so twice is harmless.
  package func remove() {
    try? FileManager.default.removeItem(atPath: path)
    if let entry { rutverk_forget_folder(entry) }
  }

  deinit { remove() }
}

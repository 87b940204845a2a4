import CGuard
import Core
import Foundation

/// Folders that a run makes for its outputs. They go again, as far as they are empty, when the outputs do not come.
final class CreatedFolders {
  private var made: [(path: String, entry: UnsafeMutableRawPointer?)] = []

  /// Makes a folder and those above it that are missing. Throws ``Failure`` (cannot create).
  func make(_ path: String) throws {
    if try path.isEmpty || FileStatus(path)?.kind == .folder { return }
    let parent = FilePath.folder(path)
    if parent != path { try make(parent) }
    guard try mkdir(path, 0o777) == 0 || errno == EEXIST && FileStatus(path)?.kind == .folder else {
      throw Failure(
        .cannotCreate, "the folder cannot be created: \(String(cString: strerror(errno)))", file: path)
    }
    made.append((path, rutverk_guard_folder(path, false)))
  }

  /// They stay.
  func keep() {
    for case let entry? in made.map(\.entry) { rutverk_forget_folder(entry) }
    made = []
  }

  /// They go, where nothing is in them.
  func remove() {
    for (path, _) in made.reversed() { rmdir(path) }
    keep()
  }

  deinit { remove() }
}

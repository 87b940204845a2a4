import Core
import Foundation

/// One rename of a commit, which can be undone.
struct Move {
  /// The finished file, or geodatabase folder.
  let from: String
  /// Its final place.
  let to: String
  /// Where the file that it replaces is kept until all moves are done.
  let backup: String
  /// The output's name for messages.
  let named: String

  /// Performs all, or none: after a failure, those done are undone in reverse order, and `isUndone` says whether that could be
  /// done. Throws ``Failure`` (I/O).
  static func perform(_ moves: [Move], isUndone: inout Bool) throws {
    var done: [(move: Move, replaced: Bool)] = []
    for move in moves {
      do {
        done.append((move, try move.perform()))
      } catch {
        isUndone = done.reversed().reduce(true) { $1.move.undo(replaced: $1.replaced) && $0 }
        throw error
      }
    }
  }

  /// Returns whether there was something to replace, which is then kept at ``backup``.
  private func perform() throws -> Bool {
    let old = try FileStatus(to)
    switch old?.kind {
    case .none, .special: break
    // A second name for the old file costs nothing, and its place is never empty. Some file systems have no hard
    // links; there an undo cannot bring the file back, but nothing else changes.
    case .file:
      _ = link(to, backup)
      if let mode = old?.mode { chmod(from, mode) }
    // A folder cannot be renamed over another: the old one steps aside.
    case .folder: try rename(to, backup)
    }
    do {
      try rename(from, to)
    } catch {
      if old?.kind == .folder { _ = Foundation.rename(backup, to) }
      throw error
    }
    return old != nil
  }

  /// The new file goes back to where it came from, so that a journal that tells of it stays true. Returns whether the older one, or
  /// nothing, is in its place again.
  private func undo(replaced: Bool) -> Bool {
    // There are no links to folders; of a file of a system without links the new one stays.
    if link(to, from) != 0, (try? FileStatus(to))?.kind == .folder { _ = Foundation.rename(to, from) }
    return replaced ? Foundation.rename(backup, to) == 0 : unlink(to) == 0 || errno == ENOENT
  }

  private func rename(_ source: String, _ destination: String) throws {
    if Foundation.rename(source, destination) != 0 {
      throw Failure(.io, "cannot be put in place: \(String(cString: strerror(errno)))", file: named)
    }
  }
}

import Core
import Foundation

/// Staging folders of runs that were killed: removed, or finished where the run had decided (see ``CommitJournal``).
enum LeftoverStaging {
  /// What a staging folder's name has before the process's number. (Up to version 0.1.0 it began with the output's name.)
  static let mark = ".rutverk-"

  /// What came of locking a folder.
  enum Lock {
    /// It is ours.
    case held
    /// A live run has it.
    case taken
    /// It is not there any more.
    case removed
    /// The file system knows no locks.
    case unknown
  }

  /// Locks a folder that was opened; it stays so until the descriptor is closed.
  static func lock(_ descriptor: Int32, at path: String) -> Lock {
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 { return errno == EWOULDBLOCK ? .taken : .unknown }
    guard let opened = FileStatus(descriptor: descriptor) else { return .unknown }
    do {
      return try FileStatus(path)?.identity == opened.identity ? .held : .removed
    } catch {
      return .unknown
    }
  }

  /// Settles what dead runs of the same user left in a folder. Throws ``Failure`` (I/O) where a commit cannot be finished.
  static func settle(in parent: String) throws {
    // What a dead run had decided must not come over what this one is about to write.
    guard access(parent, R_OK) == 0 || errno != EACCES else { return }
    for name in try FolderNames.of(parent) {
      guard let process = process(in: name) else { continue }
      let path = FilePath.join(parent, name)
      try settle(path, of: process) {
        if let leader = try CommitJournal.leader(in: path), let process = self.process(in: FilePath.name(leader)) {
          try settle(leader, of: process) { try finish(leader) }
        }
        try finish(path)
      }
    }
  }

  /// Calls `body` with a dead run's folder locked.
  private static func settle(_ path: String, of process: pid_t, _ body: () throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0 { return }
    defer { close(descriptor) }
    var status = stat()
    // In a folder that all may write to, another's journal could have anything moved anywhere.
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else { return }
    switch lock(descriptor, at: path) {
    case .taken, .removed: return
    case .unknown: if process == getpid() || kill(process, 0) == 0 || errno != ESRCH { return }
    case .held: break
    }
    try body()
  }

  /// Finishes what was decided, and removes the run's folders, the leader last: as long as it is there, it tells of the others.
  private static func finish(_ path: String) throws {
    if let journal = try CommitJournal(in: path) {
      try journal.finish(in: path)
      for other in journal.others { GuardedFolder(CommitJournal.path(other, from: path)).remove() }
    }
    GuardedFolder(path).remove()
  }

  /// The process that made a staging folder, by the folder's name; nil for all else.
  private static func process(in name: String) -> pid_t? {
    guard name.hasPrefix("."), let found = name.range(of: mark, options: .backwards) else { return nil }
    let numbers = name[found.upperBound...].split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, let process = pid_t(numbers[0]), process > 0, Int(numbers[1]) != nil else { return nil }
    return process
  }
}

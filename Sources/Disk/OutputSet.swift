import CGuard
import Core
import Foundation
import Synchronization

/// All outputs of one run, which appear together at its end or not at all.
///
/// Each target gets a private folder beside it; whatever is written there, sidecar files included, is renamed over
/// the target's siblings by ``commit()``. Until then, and whenever something fails, earlier outputs are untouched.
/// Without a commit the folders are removed when the set is released, and by
/// ``installSignalCleanup()`` when the program is interrupted. What a killed run or a power cut left is settled by the next
/// run that reads from the same folder or writes to it: removed, or, where it happened between two renames, finished.
public final class OutputSet {
  private let inputs: [WatchedInput]
  private var folders: [StagingFolder] = []
  private let created = CreatedFolders()
  private var files: [StagedFile] = []
  private var targets: Set<String> = []

  /// An empty set. `inputs` are the files that no output may replace, and that must be at the end what they are now.
  ///
  /// Throws ``Failure`` (no input, I/O) for an input that cannot be looked at, and where an earlier run that was ended while it
  /// put its outputs in place beside it cannot be finished: half of them would be read otherwise.
  public init(inputs: [String] = []) throws {
    for folder in try Set(inputs.filter { try FileStatus($0) != nil }.map(FilePath.folder)) {
      try LeftoverStaging.settle(in: folder)
    }
    let watched = try inputs.flatMap(WatchedInput.all)
    self.inputs = watched
    Self.latest.withLock { $0 = watched }
  }

  /// The inputs of the set that was made last.
  private static let latest = Mutex<[WatchedInput]>([])

  /// ``Failure`` (I/O) where an input of the latest set is not what it was when the set was made: what then looked wrong in it
  /// is that it changed.
  public static func changedInput() -> Failure? {
    for input in latest.withLock({ $0 }) {
      do { try input.check() } catch { return error }
    }
    return nil
  }

  /// Settles what dead runs left in those of the folders that are there: whoever writes nothing to them, because all is up to
  /// date, shall not leave it either. Throws ``Failure`` (I/O) where a commit cannot be finished.
  public static func settle(in folders: [String]) throws {
    for folder in try Set(folders).filter({ try FileStatus($0)?.kind == .folder }) {
      try LeftoverStaging.settle(in: folder)
    }
  }

  /// The path to write instead of `target`: the same file name in a private folder beside it. The file is not there
  /// yet, and sidecars may be written next to it.
  ///
  /// Throws ``Failure``: (cannot create) for a target that is a folder, a device, or write-protected, and for a
  /// folder that is missing or write-protected; (usage) for a target that is an input or was staged before.
  public func stage(_ target: String) throws -> String {
    if try FileStatus(target)?.kind == .special {
      throw Failure(.cannotCreate, "a device or pipe takes text outputs only", file: target)
    }
    return try staged(target)
  }

  /// Makes a folder for outputs, and those above it that are missing; it goes again if nothing is put into it. Throws ``Failure``
  /// (cannot create).
  public func makeFolder(_ path: String) throws { try created.make(path) }

  /// A sink for the bytes of `target`; a device or pipe is written to directly. Throws like ``stage(_:)``.
  public func file(_ target: String) throws -> StagedFile {
    if try FileStatus(target)?.kind == .special {
      let file = try StagedFile(path: target, target: target)
      try file.open()
      files.append(file)
      return file
    }
    let file = try StagedFile(path: try staged(target), target: target)
    files.append(file)
    return file
  }

  /// Closes the files and renames everything that was staged into place.
  ///
  /// All or nothing as far as a file system allows: if one rename fails, those before it are undone. Throws
  /// ``Failure``: (I/O) where bytes or renames fail or an input has changed meanwhile, (usage) if an output would replace an
  /// input.
  public func commit() throws {
    for file in files { try file.close() }
    files = []
    for input in inputs { try input.check() }
    try InputDigest.check()
    let moves = try folders.flatMap { try $0.moves() }
    try check(moves)
    for folder in folders { try folder.sync() }
    try Self.withoutInterruption {
      let rivals = RivalCommits(in: folders.map(\.parent))
      defer { rivals.release() }
      try perform(moves)
      for folder in folders { folder.removeObsoleteSiblings() }
    }
    created.keep()
    discard()
  }

  /// Several renames are noted before the first of them; a single one is all or nothing by itself.
  private func perform(_ moves: [Move]) throws {
    guard let leader = folders.first?.path else { return }
    let isNoted = try moves.count > 1 || moves.contains { try FileStatus($0.to)?.kind == .folder }
    if isNoted {
      try CommitJournal(moves, leader: leader, others: folders.dropFirst().map(\.path)).write(in: leader)
    }
    var isUndone = true
    do {
      try Move.perform(moves, isUndone: &isUndone)
    } catch {
      if isNoted, isUndone { CommitJournal.withdraw(in: leader) }
      // The next run that comes to these folders goes on from the journal.
      if isNoted, !isUndone { for folder in folders { folder.leave() } }
      throw error
    }
    for folder in folders { try? DurableFiles.sync(folder.parent, named: folder.parent, isDeep: false) }
  }

  /// Removes what was staged; earlier outputs stay as they are.
  public func discard() {
    files = []
    removeFolders()
    folders = []
    targets = []
  }

  deinit { removeFolders() }

  /// The first one last: while others are there, it tells whether their outputs were decided.
  private func removeFolders() {
    for folder in folders.reversed() { folder.remove() }
    created.remove()
  }

  /// From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove all staging folders and end the program with 128 + the signal's
  /// number; a full disk quota and a closed pipe become write errors instead of signals. A fault in the program (SIGSEGV and
  /// the like) removes them too. Nobody prints or keeps what is in its memory: Swift's backtracer is off, and no core file is
  /// written. To be called first.
  /// - Parameter inEnglish: whether what ends the program is told in English, else in Swedish.
  public static func installSignalCleanup(inEnglish: Bool = true) { rutverk_guard_program(inEnglish) }

  private static let commits = NSLock()

  /// Runs what signals wait for.
  static func withoutInterruption<R>(_ body: () throws -> R) rethrows -> R {
    commits.lock()
    defer { commits.unlock() }
    rutverk_begin_commit()
    defer { rutverk_end_commit() }
    return try body()
  }

  private func staged(_ target: String) throws -> String {
    let real = OutputTarget.resolved(target)
    try OutputTarget.check(real, named: target)
    try checkNoInput(at: real, named: target)
    guard targets.insert(real).inserted else { throw Failure(.usage, "two outputs have the same name", file: target) }
    let parent = FilePath.folder(real)
    if let folder = folders.first(where: { $0.parent == parent }) { return try folder.stage(real, named: target) }
    let folder = try StagingFolder(in: parent, named: target)
    folders.append(folder)
    return try folder.stage(real, named: target)
  }

  private func checkNoInput(at path: String, named target: String) throws {
    guard let status = try FileStatus(path),
      let input = inputs.first(where: { $0.status.identity == status.identity })
    else { return }
    throw Failure(.usage, "the output would replace the input \(input.name)", file: target)
  }

  /// Sidecars are known only now: `a.shp` and `a.dbf` would overwrite each other, or an input.
  private func check(_ moves: [Move]) throws {
    var seen: Set<String> = []
    for move in moves {
      guard seen.insert(move.to).inserted else {
        throw Failure(.usage, "two outputs write the same file", file: move.to)
      }
      try checkNoInput(at: move.to, named: move.to)
      if try FileStatus(move.to)?.kind == .folder, try FileStatus(move.from)?.kind != .folder {
        throw Failure(.cannotCreate, "there is a folder of that name", file: move.to)
      }
    }
  }
}

import CGuard
import Core
import Foundation
import Synchronization

/// All outputs of one run, which appear together at its end or not at all.
///
/// Each target gets a private folder beside it; whatever is written there, sidecar files included, is renamed over
/// the target's siblings by ``commit()``. Until then, and whenever something fails, earlier outputs are untouched.
/// Without a commit the folders are removed when the set is released, and by
/// ``installSignalCleanup()`` when the program is interrupted. Folders left by a killed run are removed by the next
/// run with the same target.
public final class OutputSet {
  private let inputs: [WatchedInput]
  private var folders: [StagingFolder] = []
  private var files: [StagedFile] = []
  private var targets: Set<String> = []

  /// An empty set. `inputs` are the files that no output may replace, and that must be at the end what they are now.
  public init(inputs: [String] = []) {
    let watched = inputs.flatMap(WatchedInput.all)
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

  /// The path to write instead of `target`: the same file name in a private folder beside it. The file is not there
  /// yet, and sidecars may be written next to it.
  ///
  /// Throws ``Failure``: (cannot create) for a target that is a folder, a device, or write-protected, and for a
  /// folder that is missing or write-protected; (usage) for a target that is an input or was staged before.
  public func stage(_ target: String) throws -> String {
    if FileStatus(target)?.kind == .special {
      throw Failure(.cannotCreate, "a device or pipe takes text outputs only", file: target)
    }
    return try staged(target).path
  }

  /// A sink for the bytes of `target`; a device or pipe is written to directly. Throws like ``stage(_:)``.
  public func file(_ target: String) throws -> StagedFile {
    if FileStatus(target)?.kind == .special {
      let file = try StagedFile(path: target, target: target)
      files.append(file)
      return file
    }
    let file = try StagedFile(path: try staged(target).path, target: target)
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
    try Self.withoutInterruption {
      var moves: [Move] = []
      for folder in folders { moves += try folder.moves() }
      try check(moves)
      try Move.perform(moves)
      for folder in folders { folder.removeObsoleteSiblings() }
    }
    discard()
  }

  /// Removes what was staged; earlier outputs stay as they are.
  public func discard() {
    files = []
    for folder in folders { folder.remove() }
    folders = []
    targets = []
  }

  deinit {
    for folder in folders { folder.remove() }
  }

  /// From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT remove all staging folders and end the program with 128 + the signal's
  /// number; a full disk quota and a closed pipe become write errors instead of signals. A fault in the program (SIGSEGV and
  /// the like) removes them too. Nobody prints or keeps what is in its memory: Swift's backtracer is off, and no core file is
  /// written. To be called first.
  public static func installSignalCleanup() { rutverk_guard_program() }

  private static let commits = Mutex<Void>(())

  /// Runs a commit that signals wait for.
  private static func withoutInterruption(_ body: () throws -> Void) rethrows {
    try commits.withLock { _ in
      rutverk_begin_commit()
      defer { rutverk_end_commit() }
      try body()
    }
  }

  private func staged(_ target: String) throws -> StagingFolder {
    let real = OutputTarget.resolved(target)
    try OutputTarget.check(real, named: target)
    try checkNoInput(at: real, named: target)
    guard targets.insert(real).inserted else { throw Failure(.usage, "two outputs have the same name", file: target) }
    let folder = try StagingFolder(for: real, named: target)
    folders.append(folder)
    return folder
  }

  private func checkNoInput(at path: String, named target: String) throws {
    guard let status = FileStatus(path), let input = inputs.first(where: { $0.status.identity == status.identity })
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
      if FileStatus(move.to)?.kind == .folder, FileStatus(move.from)?.kind != .folder {
        throw Failure(.cannotCreate, "there is a folder of that name", file: move.to)
      }
    }
  }
}

import Core
import Foundation

/// All outputs of one run, which appear together at its end or not at all.
///
/// Each target gets a private folder beside it; whatever is written there, sidecar files included, is renamed over
/// the target's siblings by ``commit()``. Until then, and whenever something fails, earlier outputs are untouched.
/// Without a commit the folders are removed when the set is released, and by
/// ``installSignalCleanup()`` when the program is interrupted. Folders left by a killed run are removed by the next
/// run with the same target.
public final class OutputSet {
  private let inputs: [FileStatus.Identity: String]
  private var folders: [StagingFolder] = []
  private var files: [StagedFile] = []
  private var targets: Set<String> = []

  /// An empty set. `inputs` are the files that no output may replace.
  public init(inputs: [String] = []) {
    var known: [FileStatus.Identity: String] = [:]
    for path in inputs { if let status = FileStatus(path) { known[status.identity] = path } }
    self.inputs = known
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
  /// ``Failure``: (I/O) where bytes or renames fail, (usage) if an output would replace an input.
  public func commit() throws {
    for file in files { try file.close() }
    files = []
    try StagingRegistry.withoutInterruption {
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

  /// From now on SIGINT, SIGTERM and SIGHUP remove all staging folders and end the program with 128 + the signal's
  /// number; a full disk quota and a closed pipe become write errors instead of signals.
  public static func installSignalCleanup() { SignalCleanup.install() }

  private func staged(_ target: String) throws -> StagingFolder {
    let real = OutputTarget.resolved(target)
    try OutputTarget.check(real, named: target)
    if let status = FileStatus(real), let input = inputs[status.identity] {
      throw Failure(.usage, "the output would replace the input \(input)", file: target)
    }
    guard targets.insert(real).inserted else { throw Failure(.usage, "two outputs have the same name", file: target) }
    let folder = try StagingFolder(for: real, named: target)
    folders.append(folder)
    return folder
  }

  /// Sidecars are known only now: `a.shp` and `a.dbf` would overwrite each other, or an input.
  private func check(_ moves: [Move]) throws {
    var seen: Set<String> = []
    for move in moves {
      guard seen.insert(move.to).inserted else {
        throw Failure(.usage, "two outputs write the same file", file: move.to)
      }
      let status = FileStatus(move.to)
      if let status, let input = inputs[status.identity] {
        throw Failure(.usage, "the output would replace the input \(input)", file: move.to)
      }
      if status?.kind == .folder, FileStatus(move.from)?.kind != .folder {
        throw Failure(.cannotCreate, "there is a folder of that name", file: move.to)
      }
    }
  }
}

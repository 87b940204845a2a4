import Core
import Foundation

/// The renames of a commit, on the disk before the first of them: whoever finds it later finishes them.
///
/// It lies in one of the run's staging folders, the leader; the others hold the leader's path. So there is one moment at which
/// all outputs of a run are decided: that in which the leader's journal has its name. Before it a dead run's outputs are dropped,
/// after it they are put in place, by the same renames; those that were done before are not there to be done again.
struct CommitJournal: Codable, Equatable {
  /// One rename.
  struct Rename: Codable, Equatable {
    /// The finished file, or geodatabase folder; relative paths start at the folder that the outputs go to.
    let from: String
    let to: String
  }

  let renames: [Rename]
  /// The other staging folders of the run.
  let others: [String]

  private static let name = "journal"
  private static let leaderName = "leader"

  /// The journal of moves of which some may go to other folders.
  init(_ moves: [Move], leader: String, others: [String]) {
    let parent = Self.absolute(FilePath.folder(leader))
    func short(_ path: String) -> String {
      let whole = FilePath.join(Self.absolute(FilePath.folder(path)), FilePath.name(path))
      return whole.hasPrefix(parent + "/") ? String(whole.dropFirst(parent.count + 1)) : whole
    }
    renames = moves.map { Rename(from: short($0.from), to: short($0.to)) }
    self.others = others.map(short)
  }

  /// The journal in a staging folder; nil where nothing was decided. Throws ``Failure`` (I/O) where it cannot be read.
  init?(in folder: String) throws {
    guard let data = try Self.bytes(FilePath.join(folder, Self.name)),
      let journal = try? JSONDecoder().decode(CommitJournal.self, from: data)
    else { return nil }
    self = journal
  }

  /// Decides: from here on the renames are done, by this run or by a later one. Throws ``Failure`` (I/O).
  func write(in leader: String) throws {
    for other in others {
      let folder = Self.path(other, from: leader)
      try Self.put(Data(Self.absolute(leader).utf8), Self.leaderName, in: folder)
    }
    guard let data = try? JSONEncoder().encode(self) else {
      throw Failure(.software, "the outputs' names cannot be noted", file: leader)
    }
    try Self.put(data, Self.name, in: leader)
  }

  /// Takes the decision back, after the renames that were done have been undone.
  static func withdraw(in leader: String) {
    unlink(FilePath.join(leader, name))
    try? DurableFiles.sync(leader, named: leader, isDeep: false)
  }

  /// The leader's path, in a staging folder of a run that wrote to several folders. Throws ``Failure`` (I/O) where it cannot be
  /// read.
  static func leader(in folder: String) throws -> String? {
    try bytes(FilePath.join(folder, leaderName)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Nil where there is no such file.
  private static func bytes(_ path: String) throws -> Data? {
    guard try FileStatus(path) != nil else { return nil }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw Failure(.io, "what an earlier run left cannot be read: \(error.localizedDescription)", file: path)
    }
  }

  /// Does what is left to do. Throws ``Failure`` (I/O).
  func finish(in leader: String) throws {
    for item in renames {
      let (from, to) = (Self.path(item.from, from: leader), Self.path(item.to, from: leader))
      guard try FileStatus(from) != nil else { continue }
      // A folder cannot be renamed over another.
      if try FileStatus(to)?.kind == .folder {
        _ = rename(to, FilePath.join(leader, ".old-\(FilePath.name(to))"))
      }
      guard rename(from, to) == 0 else {
        throw Failure(
          .io,
          "an earlier run was ended while it put its outputs in place, and that cannot be finished: "
            + String(cString: strerror(errno)), file: to, hint: "see \(leader)")
      }
    }
    for folder in Set(renames.map { FilePath.folder(Self.path($0.to, from: leader)) }) {
      try? DurableFiles.sync(folder, named: folder, isDeep: false)
    }
  }

  /// A path of the journal, as seen by who found the leader there.
  static func path(_ path: String, from leader: String) -> String {
    path.hasPrefix("/") ? path : FilePath.join(FilePath.folder(leader), path)
  }

  /// Under its name only when it is whole and on the disk.
  private static func put(_ data: Data, _ name: String, in folder: String) throws {
    let (new, final) = (FilePath.join(folder, "\(name).new"), FilePath.join(folder, name))
    let file = try StagedFile(path: new, target: folder)
    try file.write([UInt8](data))
    try file.close()
    try DurableFiles.sync(new, named: folder)
    guard rename(new, final) == 0 else {
      throw Failure(.io, "cannot be written: \(String(cString: strerror(errno)))", file: folder)
    }
    try DurableFiles.sync(folder, named: folder, isDeep: false)
  }

  private static func absolute(_ folder: String) -> String {
    guard let real = realpath(folder, nil) else { return folder }
    defer { free(real) }
    return String(cString: real)
  }
}

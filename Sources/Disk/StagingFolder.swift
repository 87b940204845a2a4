import Core
import Foundation

/// A private folder beside a target, in which its new files grow: `.NAME.rutverk-PID-N` (dots in the name as `_`).
///
/// Beside it, because only within one file system is a rename one step. The folder is locked while its process
/// lives, so that a later run can tell a left-over from one in use, also where process numbers are not comparable
/// (containers that share a disk).
final class StagingFolder {
  /// Where the target's file is to be written.
  let path: String
  private let target: String
  private let named: String
  private let folder: String
  private let guarded: GuardedFolder
  private var lock: Int32

  /// Removes left-overs of dead runs and makes the folder. Throws ``Failure`` (cannot create).
  init(for target: String, named: String) throws {
    (self.target, self.named) = (target, named)
    let parent = FilePath.folder(target)
    // Room for the rest within the 255 bytes that a name may have.
    let whole = String(decoding: FilePath.name(target).utf8.prefix(200), as: UTF8.self)
    // GDAL takes the first `.xlsx` or `.ods` anywhere in a path for the end of a workbook's name.
    let name = whole.replacingOccurrences(of: ".", with: "_")
    let prefix = ".\(name).rutverk-"
    Self.removeLeftovers(in: parent, prefix: prefix)
    var number = 1
    while true {
      let candidate = FilePath.join(parent, "\(prefix)\(getpid())-\(number)")
      if mkdir(candidate, 0o700) == 0 {
        folder = candidate
        break
      }
      guard errno == EEXIST, number < 10_000 else {
        throw Failure(
          .cannotCreate, "cannot write in \(parent): \(String(cString: strerror(errno)))", file: named)
      }
      number += 1
    }
    lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if lock >= 0 { _ = flock(lock, LOCK_EX | LOCK_NB) }
    path = FilePath.join(folder, FilePath.name(target))
    guarded = GuardedFolder(folder)
  }

  /// What is to be renamed, in the order of names, the target itself last: a reader that waits for it then finds
  /// its sidecars in place.
  func moves() throws -> [Move] {
    let main = FilePath.name(target)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    guard names.contains(main) else {
      throw Failure(.software, "nothing was written to the output", file: named)
    }
    let parent = FilePath.folder(target)
    return (names.filter { $0 != main } + [main]).map { name in
      Move(
        from: FilePath.join(folder, name), to: FilePath.join(parent, name),
        backup: FilePath.join(folder, ".old-\(name)"), named: name == main ? named : FilePath.join(parent, name))
    }
  }

  /// Removes what belonged to the replaced file and would now mislead: a shapefile's old indexes, a GeoPackage's
  /// old journal.
  func removeObsoleteSiblings() {
    let stem = FilePath.stem(target)
    let candidates: [String]
    switch FilePath.fileExtension(target) {
    case "shp": candidates = ["qix", "sbn", "sbx", "idm", "ind", "fbn", "fbx"].map { "\(stem).\($0)" }
    case "gpkg": candidates = ["-wal", "-shm", "-journal"].map { target + $0 }
    default: candidates = []
    }
    for candidate in candidates { unlink(candidate) }
  }

  /// Removes the folder and all in it.
  func remove() {
    guarded.remove()
    if lock >= 0 { close(lock) }
    lock = -1
  }

  /// A left-over's process is gone and nobody holds its lock.
  private static func removeLeftovers(in parent: String, prefix: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: parent) else { return }
    for name in names where name.hasPrefix(prefix) {
      let numbers = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
      guard numbers.count == 2, let process = pid_t(numbers[0]), process > 0, Int(numbers[1]) != nil,
        process != getpid(), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      let path = FilePath.join(parent, name)
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: path) }
      close(descriptor)
    }
  }
}

import Core
import Foundation

/// A private folder beside the outputs that go to one folder, in which they grow: `.rutverk-PID-N`, with a folder for each output.
///
/// Beside them, because only within one file system is a rename one step. The folder is locked while its process lives, so that
/// a later run can tell a left-over from one in use, also where process numbers are not comparable (containers that share a
/// disk). It costs one descriptor, however many outputs there are.
final class StagingFolder {
  /// The folder that the outputs go to.
  let parent: String
  /// The staging folder.
  let path: String
  private let guarded: GuardedFolder
  private var lock: Int32
  private var outputs: [(target: String, named: String, folder: String)] = []

  /// Settles what dead runs left there and makes the folder. Throws ``Failure`` (cannot create).
  init(in parent: String, named: String) throws {
    self.parent = parent
    try LeftoverStaging.settle(in: parent)
    // A signal waits until the folder is known to who removes it.
    (path, lock, guarded) = try OutputSet.withoutInterruption {
      let (path, lock) = try Self.make(in: parent, named: named)
      return (path, lock, GuardedFolder(path))
    }
  }

  private static func make(in parent: String, named: String) throws -> (path: String, lock: Int32) {
    var number = 1
    while true {
      let candidate = FilePath.join(parent, "\(LeftoverStaging.mark)\(getpid())-\(number)")
      if mkdir(candidate, 0o700) == 0 {
        let descriptor = open(candidate, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Another run may have taken it for a left-over before it was locked.
        if descriptor < 0 || LeftoverStaging.lock(descriptor, at: candidate) != .removed {
          return (candidate, descriptor)
        }
        close(descriptor)
      } else if errno != EEXIST {
        throw Failure(
          .cannotCreate, "cannot write in \(parent): \(String(cString: strerror(errno)))", file: named)
      }
      number += 1
      if number > 10_000 {
        throw Failure(
          .cannotCreate, "cannot write in \(parent): others make and remove the same folders", file: named)
      }
    }
  }

  /// Where the file of `target` is to be written; sidecars may be written next to it. Throws ``Failure`` (cannot create).
  func stage(_ target: String, named: String) throws -> String {
    // No dots: GDAL takes the first `.xlsx` or `.ods` anywhere in a path for the end of a workbook's name.
    let folder = FilePath.join(path, "\(outputs.count + 1)")
    guard mkdir(folder, 0o700) == 0 else {
      throw Failure(.cannotCreate, "cannot write in \(parent): \(String(cString: strerror(errno)))", file: named)
    }
    outputs.append((target, named, folder))
    return FilePath.join(folder, FilePath.name(target))
  }

  /// What is to be renamed, output by output in the order of names, each target itself last: a reader that waits for it then
  /// finds its sidecars in place. What GDAL's FlatGeobuf driver could not remove of its own is none of them.
  func moves() throws -> [Move] {
    try outputs.flatMap { target, named, folder in
      let main = FilePath.name(target)
      let names = try FolderNames.of(folder).filter { $0 != FilePath.stem(main) + "_temp.fgb" }
      guard names.contains(main) else {
        throw Failure(.software, "nothing was written to the output", file: named)
      }
      return (names.filter { $0 != main } + [main]).map { name in
        Move(
          from: FilePath.join(folder, name), to: FilePath.join(parent, name),
          backup: FilePath.join(folder, ".old-\(name)"), named: name == main ? named : FilePath.join(parent, name))
      }
    }
  }

  /// Has the disk take all that was written. Throws ``Failure`` (I/O) that names the output.
  func sync() throws {
    for (_, named, folder) in outputs { try DurableFiles.sync(folder, named: named) }
    try DurableFiles.sync(path, named: parent, isDeep: false)
  }

  /// Removes what belonged to the replaced files and would now mislead: a shapefile's old indexes, a GeoPackage's old journal.
  func removeObsoleteSiblings() {
    for (target, _, _) in outputs {
      let stem = FilePath.stem(target)
      let candidates: [String]
      switch FilePath.fileExtension(target) {
      case "shp": candidates = ["qix", "sbn", "sbx", "idm", "ind", "fbn", "fbx"].map { "\(stem).\($0)" }
      case "gpkg": candidates = ["-wal", "-shm", "-journal"].map { target + $0 }
      default: candidates = []
      }
      for candidate in candidates { unlink(candidate) }
    }
  }

  /// Leaves the folder to later runs, as that of a dead one.
  func leave() { guarded.forget() }

  /// Removes the folder and all in it, unless it was left to others.
  func remove() {
    guarded.remove()
    if lock >= 0 { close(lock) }
    lock = -1
  }
}

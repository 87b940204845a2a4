import Core
import Foundation

/// Checks on the name of an output, before any work is done for it.
enum OutputTarget {
  /// The file that the name leads to: where it is a symbolic link, the file behind it is replaced, not the link.
  static func resolved(_ target: String) -> String {
    var current = target
    // As many links as Linux follows; after that, the name itself.
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: current) else { return current }
      current = next.hasPrefix("/") ? next : FilePath.join(FilePath.folder(current), next)
    }
    return target
  }

  /// Throws ``Failure`` (cannot create) that says why a file of that name cannot be written.
  static func check(_ path: String, named target: String) throws {
    do {
      try checkPlace(path, named: target)
    } catch var failure as Failure {
      failure.kind = .cannotCreate
      throw failure
    }
  }

  private static func checkPlace(_ path: String, named target: String) throws {
    let name = FilePath.name(path)
    if target.isEmpty || name.isEmpty || [".", "..", "/"].contains(name) || path.utf8.contains(0) {
      throw Failure(.cannotCreate, "not a file name", file: target)
    }
    let folder = FilePath.folder(path)
    guard let parent = try FileStatus(folder) else {
      let siblings = (try? FileManager.default.contentsOfDirectory(atPath: FilePath.folder(folder))) ?? []
      throw Failure(
        .cannotCreate, "there is no folder \(folder)", file: target,
        hint: Suggestion.nearest(to: FilePath.name(folder), among: siblings.sorted()).map {
          "did you mean \"\($0)\"?"
        })
    }
    guard parent.kind == .folder else { throw Failure(.cannotCreate, "\(folder) is not a folder", file: target) }
    if let status = try FileStatus(path) {
      // A file geodatabase is a folder that stands for a file.
      let isGeodatabase =
        try FilePath.fileExtension(path) == "gdb" && FileStatus(FilePath.join(path, "gdb")) != nil
      if status.kind == .folder, !isGeodatabase {
        throw Failure(.cannotCreate, "a folder, not a file", file: target, hint: "add a file name to it")
      }
      if access(path, W_OK) != 0 { throw Failure(.cannotCreate, "no permission to replace it", file: target) }
    } else if path.hasSuffix("/") {
      throw Failure(.cannotCreate, "a folder, not a file", file: target, hint: "add a file name to it")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw Failure(
        .cannotCreate, "no permission to write in \(folder): \(String(cString: strerror(errno)))", file: target)
    }
  }
}

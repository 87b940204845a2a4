import Core
import Foundation

/// What a folder holds.
package enum FolderNames {
  /// Names in a folder, sorted, without `.` and `..`. Throws ``Failure`` (no input, I/O) where they cannot all be read: a part of
  /// them would pass for all.
  package static func of(_ folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else { throw MappedFile.failure("cannot be listed", folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw MappedFile.failure("cannot be listed", folder, errno) }
        return names.sorted()
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }
}

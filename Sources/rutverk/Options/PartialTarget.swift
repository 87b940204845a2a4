import Core
import Foundation

/// Where a partial result goes: a file that is put in place with the other outputs, or standard output (`-`).
struct PartialTarget {
  /// As the command line names it.
  let name: String
  /// What to write; for standard output a file without a name, which the system removes however the run ends.
  private let path: String
  private let descriptor: Int32?

  /// Stages it. Throws ``Failure`` (cannot create).
  init(_ name: String, in outputs: Outputs) throws {
    self.name = name
    guard name == "-" else {
      (path, descriptor) = (try outputs.stageFile(name), nil)
      return
    }
    if outputs.takesStandardOutput { throw Failure(.usage, "standard output can be given only once", file: name) }
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array((folder + "/rutverk-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw Failure(.cannotCreate, "cannot create a temporary file", file: folder) }
    _ = unlink(template)
    (path, descriptor) = ("/dev/fd/\(file)", file)
  }

  /// Whether it takes standard output, so that no tables may.
  var isStandardOutput: Bool { descriptor != nil }

  /// Lets `body` write the file that will be put in place.
  func write(_ body: (String) throws -> Void) throws { try body(path) }

  /// Sends it to standard output, if that is where it goes, when everything else is in place.
  func send() throws {
    guard let descriptor else { return }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try? file.seek(toOffset: 0)
    while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty { try Console.out(bytes) }
  }
}

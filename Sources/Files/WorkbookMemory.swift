internal import CGDAL
import Core
import Disk
import Foundation
import Synchronization

/// A workbook that GDAL builds in memory, to be copied to its place when it is complete.
///
/// GDAL takes the first `.xlsx`, `.ods` or `.zip` anywhere in a path for the end of the archive's name, so a staging
/// folder named after its target, or any folder that the user called `leverans.zip`, makes it fail. In memory the
/// name is ours. GDAL holds all cells until it closes the file anyway.
struct WorkbookMemory {
  /// GDAL's name of the file.
  let path: String

  private static let count = Atomic<Int>(0)

  /// Memory for a file in that format; nil for formats that are no archives.
  init?(_ format: VectorFormat) {
    guard ["XLSX", "ODS"].contains(format.driver), let ending = format.extensions.first else { return nil }
    self.init(ending: ending)
  }

  /// Memory for a file with that ending.
  init(ending: String) {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    path = "/vsimem/rutverk-\(number).\(ending)"
  }

  /// Copies the finished file to `destination` and lets go of it. Throws ``Failure`` (I/O) that names the target.
  func move(to destination: String, named target: String) throws {
    var count: vsi_l_offset = 0
    guard let bytes = VSIGetMemFileBuffer(path, &count, 1) else {
      throw Failure(.io, "the file could not be written completely", file: target)
    }
    defer { VSIFree(bytes) }
    let file = try StagedFile(path: destination, target: target)
    try file.write(Array(UnsafeBufferPointer(start: bytes, count: Int(count))))
    try file.close()
  }

  /// Lets go of a file that was not finished.
  func discard() { VSIUnlink(path) }
}

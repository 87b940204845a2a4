internal import CGDAL
import Core
import Disk
import Foundation
import Synchronization

/// A workbook or a MapInfo table that GDAL builds in memory, to be copied to its place when it is complete.
///
/// GDAL takes the first `.xlsx`, `.ods` or `.zip` anywhere in a path for the end of the archive's name, so a staging
/// folder named after its target, or any folder that the user called `leverans.zip`, makes it fail. In memory the
/// name is ours. GDAL holds all cells until it closes the file anyway. Its MapInfo driver tries a read or write that fails for ever.
struct WorkbookMemory {
  /// GDAL's name of the file.
  let path: String
  /// Endings of further files that may stand beside it.
  private var companions: [String] = []

  /// Where GDAL keeps files that are no files.
  static let folder = "/vsimem/"
  private static let count = Atomic<Int>(0)

  /// Memory for a file in that format that is to be moved to `destination`; nil for formats that need none.
  init?(_ format: VectorFormat, destination: String) {
    switch format.driver {
    case "XLSX", "ODS": self.init(ending: format.extensions[0])
    case "MapInfo File":
      let ending = FilePath.fileExtension(destination)
      self.init(ending: ending)
      companions = FormatFiles.companions(of: ending)
    default: return nil
    }
  }

  /// Memory for a file with that ending.
  init(ending: String) {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    path = "\(Self.folder)rutverk-\(number).\(ending)"
  }

  /// Copies the finished file, and those beside it, to `destination` and lets go of them. Throws ``Failure`` (I/O) that names the
  /// target.
  func move(to destination: String, named target: String) throws {
    guard try copy(path, to: destination, named: target), try FileStatus.size(destination) ?? 0 > 0 else {
      throw Failure(.io, "the file could not be written completely", file: target)
    }
    for ending in companions {
      _ = try copy(companion(ending), to: "\(FilePath.stem(destination)).\(ending)", named: target)
    }
  }

  /// False where there is no such file.
  private func copy(_ path: String, to destination: String, named target: String) throws -> Bool {
    guard let there = VSIFOpenL(path, "rb") else { return false }
    _ = VSIFCloseL(there)
    var count: vsi_l_offset = 0
    // NULL of an empty file.
    let bytes = VSIGetMemFileBuffer(path, &count, 1)
    defer { VSIFree(bytes) }
    let file = try StagedFile(path: destination, target: target)
    try file.write(Array(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(count))))
    try file.close()
    return true
  }

  private func companion(_ ending: String) -> String { "\(FilePath.stem(path)).\(ending)" }

  /// Lets go of a file that was not finished.
  func discard() { for path in [path] + companions.map(companion) { VSIUnlink(path) } }
}

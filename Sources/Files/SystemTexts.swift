import Core
import Foundation

/// Coordinate systems as texts in and beside files that GDAL reads: taking in a definition that names a grid, it opens the grid.
enum SystemTexts {
  /// How much of a table of a geodatabase is looked at: its fields and their systems stand at its start.
  private static let tableHead = 1 << 17

  /// Looks at a `.prj` beside a file, the head of a FlatGeobuf, and the tables of a geodatabase. Throws as ``SystemText`` does.
  static func check(_ path: String) throws {
    for ending in ["prj", "PRJ"] {
      try check(FileHead.bytes("\(FilePath.stem(path)).\(ending)", tableHead))
    }
    if try FileStatus(path)?.kind == .folder {
      for name in try FolderNames.of(path) where name.hasSuffix(".gdbtable") {
        try check(FileHead.bytes(FilePath.join(path, name), tableHead))
      }
    } else {
      try checkFlatGeobuf(FileHead.bytes(path, 12)) { try FileHead.bytes(path, $0) }
    }
  }

  /// The same of bytes in memory.
  static func check(_ bytes: UnsafeRawBufferPointer) throws {
    try checkFlatGeobuf(Array(bytes.prefix(12))) { Array(bytes.prefix($0)) }
  }

  /// Eight bytes of a sign, four of the header's size, the header.
  private static func checkFlatGeobuf(_ start: [UInt8], _ head: (Int) throws -> [UInt8]) throws {
    guard start.count == 12, start.starts(with: Array("fgb".utf8)) else { return }
    let size = start[8...].reversed().reduce(0) { $0 << 8 | Int($1) }
    // What GDAL takes at most.
    try check(head(12 + min(size, 10 << 20)))
  }

  /// Bytes with texts among them, in UTF-8 or UTF-16.
  private static func check(_ bytes: [UInt8]) throws {
    try SystemText.check(String(decoding: bytes.lazy.filter { $0 != 0 }, as: Unicode.ASCII.self))
  }
}

internal import CGDAL
import Core
import Disk
import Foundation
import SQLite

/// Where GDAL finds an input, and which drivers may open it.
public struct LayerSource: Sendable {
  /// As messages name it.
  public let name: String
  /// An absolute path of a local file, or a name of GDAL's for bytes in memory.
  let path: String
  /// GDAL's short names of the drivers, a part of the allow-list.
  let drivers: [String]
  /// Kept alive as long as it may be read.
  private let memory: MemoryFile?
  /// What is read in its stead where a journal lies beside a database; kept alive likewise.
  private let copy: SettledCopy?
  /// A MapInfo table, which is read from memory; kept alive likewise.
  private let table: MapInfoFiles?
  /// Where it lies on disk, or what is read in its stead; as `path` for what is in memory.
  private let disk: String

  /// A local file; throws as ``InputPath/checked(_:)`` does.
  ///
  /// - Parameter drivers: those that may open it; nil for all of the allow-list.
  public init(path: String, drivers: [String]? = nil) throws {
    let checked = try InputPath.checked(path)
    name = path
    self.drivers = drivers ?? DriverList.formats.map(\.driver)
    memory = nil
    let isDatabase = drivers == ["GPKG"] || FilePath.fileExtension(path) == "gpkg"
    copy = try isDatabase && SettledCopy.isNeeded(for: checked) ? try SettledCopy(of: checked, named: path) : nil
    table = MapInfoFiles.isNeeded(for: checked) ? try MapInfoFiles(of: checked) : nil
    disk = copy?.path ?? checked
    self.path = table?.path ?? disk
  }

  /// Bytes in memory, called `name` in messages.
  public init(_ memory: MemoryFile, name: String, drivers: [String]? = nil) {
    (self.memory, self.name) = (memory, name)
    self.drivers = drivers ?? DriverList.formats.map(\.driver)
    path = memory.path
    disk = path
    (copy, table) = (nil, nil)
  }

  /// A file of the program's own, on disk or below `/vsimem/`.
  init(written path: String, _ format: VectorFormat) throws {
    (name, drivers, memory, copy, table) = (path, [format.driver], nil, nil, nil)
    self.path = path.hasPrefix(WorkbookMemory.folder) ? path : try InputPath.checked(path)
    disk = self.path
  }

  /// What a user should know of how it is read.
  var note: String? {
    copy == nil
      ? nil
      : "\(name): a journal with changes lies beside it; a copy was read, with the changes, and the file left as it is"
  }

  /// Whether nothing but a file on disk that is a GeoPackage is meant.
  var mayBePlainGeoPackage: Bool {
    memory == nil && (FilePath.fileExtension(path) == "gpkg" ? drivers.contains("GPKG") : drivers == ["GPKG"])
  }

  /// Bytes on disk; nil for what is in memory. Throws ``Failure`` (no input, I/O).
  var size: Int? { get throws { memory == nil ? try FileStatus.size(disk) : nil } }

  private static let jsonDrivers: Set<String> = ["GeoJSON", "GeoJSONSeq", "TopoJSON"]

  /// The drivers that may open it, less those of JSON where they are all of them and the name does not say that it is JSON.
  var likelyDrivers: [String] {
    guard drivers.count > Self.jsonDrivers.count,
      DriverList.format(ofFile: path).map({ !Self.jsonDrivers.contains($0.driver) }) ?? true
    else { return drivers }
    return drivers.filter { !Self.jsonDrivers.contains($0) }
  }

  /// Refuses what would make its reader open or call something else: a JSON text whose coordinate system is a link, see
  /// ``GeoJSONSystems``, a database that is more than tables, see ``ForeignDatabase``, a table that consists of others, see
  /// ``MapInfoTable``, and a coordinate system that needs a grid, see ``SystemTexts``; and what takes memory out of proportion,
  /// see ``JSONExtent`` and ``WorkbookContent``. To be called before anybody reads it.
  ///
  /// - Returns: How many formulas of a workbook have no result.
  func check() throws -> Int {
    do {
      if memory != nil {
        var size: vsi_l_offset = 0
        let bytes = VSIGetMemFileBuffer(path, &size, 0)
        return try check(UnsafeMutableRawBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(size)))
      } else {
        let head = try FileHead.bytes(disk, FileContent.databaseSign.count)
        if head == FileContent.databaseSign {
          try ForeignDatabase.check(path: disk, size: try size ?? 0, named: name)
        } else if head.starts(with: WorkbookContent.sign) {
          return try WorkbookContent.check(disk)
        } else if try mayBeJSON && FileStatus(disk)?.kind == .file {
          let file = try MappedFile(path: disk)
          try file.intact { try Self.checkJSON(UnsafeRawBufferPointer(file.bytes)) }
        } else {
          try MapInfoTable.check(disk)
          try SystemTexts.check(disk)
        }
        return 0
      }
    } catch var failure as Failure {
      failure.file = name
      throw failure
    }
  }

  private func check(_ bytes: UnsafeMutableRawBufferPointer) throws -> Int {
    if bytes.starts(with: FileContent.databaseSign) {
      try ForeignDatabase.check(bytes, named: name)
    } else if bytes.starts(with: WorkbookContent.sign) {
      return try WorkbookContent.check(path)
    } else if mayBeJSON {
      try Self.checkJSON(UnsafeRawBufferPointer(bytes))
    } else {
      try SystemTexts.check(UnsafeRawBufferPointer(bytes))
    }
    return 0
  }

  private static func checkJSON(_ text: UnsafeRawBufferPointer) throws {
    try GeoJSONSystems.check(text)
    try JSONExtent.check(text)
  }

  private var mayBeJSON: Bool { likelyDrivers.contains(where: Self.jsonDrivers.contains) }
}

import Areas
import Columns
import Core
import Files
import Foundation
import Grid
import Inputs
import Reports
import SQLite

extension AttackTarget {
  /// Layers: those that GDAL reads, and those that are read without it.
  static let layers = [
    AttackTarget("geojson") { bytes in try json.with(bytes) { try areas($0) } },
    AttackTarget("wkt", wkt), AttackTarget("geopackage") { bytes in try database.with(bytes) { try areas($0) } },
    AttackTarget("blobs", blobs), AttackTarget("raster") { bytes in try tiff.with(bytes) { try cells($0) } },
  ]

  private static let (json, csv, database) = (
    ScratchFile(ending: "geojson"), ScratchFile(ending: "wkt.csv"), ScratchFile(ending: "gpkg")
  )
  private static let tiff = ScratchFile(ending: "tif")

  /// The way of a raster given as cells: its squares, and of each band the numbers and the texts that they stand for.
  private static func cells(_ path: String) throws {
    let options = InputOptions()
    let table = try InputTable(path: path, options: options, threads: 1)
    for kind in [ColumnRequest.Kind.number, .text] {
      let requests = table.source.columnNames.dropFirst(2).prefix(16).map { ColumnRequest($0, kind) }
      let input = try CellInput(
        tables: [table], requests: [Array(requests)], options: options, journal: Journal())
      precondition(input.lattice.cells.allSatisfy { $0.size > 0 } && input.columns.count == 1)
      for column in input.columns[0] {
        precondition(column.count == input.lattice.cells.count)
        if case .numbers(let numbers) = column {
          precondition(numbers.values.allSatisfy { !$0.isInfinite })
        }
      }
    }
  }

  /// The way of every command: read, moved to the plane of the grid, repaired, measured.
  private static func areas(_ path: String, crs: String? = nil) throws {
    var options = InputOptions()
    (options.crs, options.badRows) = (crs, .skip)
    let input = try AreaInput(path: path, options: options, fields: .init(), threads: 1, journal: Journal())
    precondition(input.set.areas.count == input.ellipsoidalKm2.count)
    for (area, squareMetres) in zip(input.set.areas, input.planarSquareMetres) {
      precondition(squareMetres >= 0 && squareMetres.isFinite, area.id)
    }
  }

  @Sendable private static func wkt(_ bytes: [UInt8]) throws {
    let text = bytes.map { $0 == UInt8(ascii: "\"") || $0 < 0x20 ? UInt8(ascii: " ") : $0 }
    try csv.with(Array("id,WKT\n1,\"".utf8) + text + Array("\"\n".utf8)) { try areas($0, crs: "EPSG:3006") }
  }

  /// The corpus' GeoPackage of one area, without index and triggers, whose outline is replaced.
  private static let template: [UInt8] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("corpus/geopackage/seed-0")
    guard let bytes = try? Data(contentsOf: file) else { preconditionFailure("\(file.path) is not there") }
    return Array(bytes)
  }()

  private static func change(_ path: String, _ body: (SQLiteConnection) throws -> Void) throws {
    let connection = try SQLiteConnection(path, file: path)
    try connection.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    try body(connection)
  }

  @Sendable private static func blobs(_ bytes: [UInt8]) throws {
    try database.with(template) { path in
      try change(path) { connection in
        let update = try connection.prepare("UPDATE sq SET geom = ?")
        try bytes.withUnsafeBufferPointer { try update.bind(1, blob: $0) }
        try update.run()
      }
      try areas(path)
    }
  }
}

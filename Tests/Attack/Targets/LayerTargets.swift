import Areas
import Core
import Files
import Foundation
import Inputs
import Reports
import SQLite

extension AttackTarget {
  /// Layers: those that GDAL reads, and those that are read without it.
  static let layers = [
    AttackTarget("geojson") { bytes in try json.with(bytes) { try areas($0) } },
    AttackTarget("wkt", wkt), AttackTarget("geopackage") { bytes in try database.with(bytes) { try areas($0) } },
    AttackTarget("blobs", blobs),
  ]

  private static let (json, csv, database) = (
    ScratchFile(ending: "geojson"), ScratchFile(ending: "wkt.csv"), ScratchFile(ending: "gpkg")
  )

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

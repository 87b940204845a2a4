internal import CGDAL
import Diagnostics
import Foundation

/// Looks at a finished file as a reader would.
enum WrittenFile {
  /// Throws ``Failure`` (I/O) if the file does not hold the layers and rows that were written to it.
  ///
  /// GDAL 3.6 ignores failed writes in its text and FlatGeobuf drivers; a full disk leaves a file that is cut off.
  static func check(
    _ path: String, named name: String, _ format: VectorFormat, layers: [(name: String, rows: Int)]
  ) throws {
    guard let first = layers.first else { return }
    switch format.driver {
    case "GeoJSONSeq": try checkLines(path, named: name, rows: first.rows)
    // SQLite and the shapefile driver check every write.
    case "GPKG", "ESRI Shapefile": break
    default: try checkByReading(path, named: name, format, layers)
    }
  }

  /// One line a feature, each ended.
  private static func checkLines(_ path: String, named name: String, rows: Int) throws {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
      throw broken(name)
    }
    let lines = data.withUnsafeBytes { raw in raw.reduce(into: 0) { if $1 == UInt8(ascii: "\n") { $0 += 1 } } }
    if lines != rows || data.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { throw broken(name) }
  }

  private static func checkByReading(
    _ path: String, named name: String, _ format: VectorFormat, _ layers: [(name: String, rows: Int)]
  ) throws {
    // GDAL shows no sheet that has a header only.
    for layer in layers where layer.rows > 0 {
      let read: VectorLayer
      do {
        read = try VectorLayer(path: path, layer: format.hasLayers ? layer.name : nil)
        var rows = 0
        try read.forEachFeature(fields: [], geometry: true) { _ in rows += 1 }
        if rows != layer.rows { throw broken(name) }
      } catch {
        throw broken(name)
      }
    }
  }

  private static func broken(_ name: String) -> Failure {
    Failure(.io, "the file could not be written completely", file: name, hint: "is the disk full?")
  }
}

internal import CGDAL
import Core
import Disk
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
    case "GeoJSONSeq":
      // RFC 8142's record separator stands before each feature in .geojsons files.
      let start = FilePath.fileExtension(path) == "geojsons" ? "\u{1E}{" : "{"
      try checkLines(path, named: name, rows: first.rows, start: start, end: "\n")
    case "GeoJSON":
      try checkLines(path, named: name, rows: first.rows, start: "{ \"type\": \"Feature\",", end: "\n]\n}\n")
    // The shapefile driver checks every write.
    case "ESRI Shapefile": break
    default: try checkByReading(path, named: name, format, layers)
    }
  }

  /// Checks that as many lines begin like a feature as there are rows, and that the file ends as GDAL ends it. Far cheaper
  /// than parsing it all again.
  private static func checkLines(
    _ path: String, named name: String, rows: Int, start: String, end: String
  ) throws {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else {
      throw broken(name)
    }
    let (start, end) = (Array(start.utf8), Array(end.utf8))
    let found = data.withUnsafeBytes { raw in
      var count = 0
      var line = 0
      while line < raw.count {
        if raw[line...].starts(with: start) { count += 1 }
        line = (raw[line...].firstIndex(of: UInt8(ascii: "\n")) ?? raw.count) + 1
      }
      return count
    }
    let isEnded = rows == 0 || data.suffix(end.count).elementsEqual(end)
    if found != rows || !isEnded { throw broken(name) }
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

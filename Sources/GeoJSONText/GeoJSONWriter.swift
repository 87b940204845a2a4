import Columns
import Core
import Geometry
import Parallel
import TextCodec

/// Streams a table with shapes as a GeoJSON FeatureCollection (RFC 7946), one feature a line.
///
/// Properties are named by the table's fields; null and suppressed are both `null`. There is no `bbox`. The output
/// is UTF-8 whatever the table's texts hold, and does not depend on the number of threads.
public struct GeoJSONWriter: Sendable {
  /// The output's coordinates.
  public var coordinates: GeoJSONCoordinates
  /// Bytes that one block is meant to have.
  var blockBytes = 1 << 20

  /// A writer of those coordinates.
  public init(coordinates: GeoJSONCoordinates = .wgs84) {
    self.coordinates = coordinates
  }

  /// Writes all features; `sink` gets blocks of about 1 MB in order, on the calling thread.
  ///
  /// Throws what `sink` or the transform throws, and ``Failure``: bad data for a point without a place in the
  /// output's coordinates, a defect of the program for shapes and table of different length or an infinite number.
  public func write(
    _ table: Table, geometry: GeoJSONGeometry, threads: Int = Parallel.availableThreads,
    to sink: ([UInt8]) throws -> Void
  ) throws {
    let rows = geometry.rowCount ?? table.rowCount
    guard table.fields.isEmpty || table.rowCount == rows else {
      throw Failure(.software, "\(rows) shapes for a table of \(table.rowCount) rows")
    }
    let formatter = try FeatureFormatter(table, geometry, coordinates, threads: threads)
    try sink(opening)
    let perBlock = max(1, blockBytes / formatter.expectedBytes)
    try Parallel.stream(count: (rows + perBlock - 1) / perBlock, threads: threads) { block in
      try formatter.features(block * perBlock..<min(rows, (block + 1) * perBlock))
    } consume: { bytes in
      try sink(bytes)
    }
    try sink(Array("\n]}\n".utf8))
  }

  private var opening: [UInt8] {
    var output = ByteBuffer()
    output.append("{\"type\":\"FeatureCollection\",\n")
    if let name = coordinates.crsName {
      output.append("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":")
      output.append(jsonString: name)
      output.append("}},\n")
    }
    output.append("\"features\":[\n")
    return output.bytes()
  }
}

/// Formats blocks of features.
private struct FeatureFormatter: Sendable {
  private enum Shapes: Sendable {
    case none
    case cells(CellSquares, CornerTexts)
    case polygons([MultiPolygon?])
  }

  private let properties: PropertyFormatter
  private let shapes: Shapes
  private let points: PointFormatter

  init(_ table: Table, _ geometry: GeoJSONGeometry, _ coordinates: GeoJSONCoordinates, threads: Int) throws {
    properties = PropertyFormatter(table)
    switch geometry {
    case .none:
      points = PointFormatter(transform: nil, coordinates: coordinates)
      shapes = .none
    case .cells(let squares, let transform):
      points = PointFormatter(transform: transform, coordinates: coordinates)
      shapes = .cells(squares, try CornerTexts(squares, points, threads: threads))
    case .polygons(let polygons, let transform):
      points = PointFormatter(transform: transform, coordinates: coordinates)
      shapes = .polygons(polygons)
    }
  }

  /// Bytes that a feature may be expected to have.
  var expectedBytes: Int { properties.expectedBytes + 240 }

  /// The lines of some features; each but the very first has the comma and line end before it.
  func features(_ rows: Range<Int>) throws -> [UInt8] {
    let block = properties.block(rows)
    var polygons = try PolygonFormatter(self.polygons(in: rows), points)
    var output = ByteBuffer(capacity: rows.count * expectedBytes * 5 / 4)
    for row in rows {
      output.append(row == 0 ? "{\"type\":\"Feature\",\"properties\":{" : ",\n{\"type\":\"Feature\",\"properties\":{")
      try properties.append(row, block, to: &output)
      output.append("},\"geometry\":")
      switch shapes {
      case .none: output.append("null")
      case .cells(let squares, let corners):
        if let outline = squares.outlines.isEmpty ? nil : squares.outlines[row] {
          polygons.append(outline, to: &output)
        } else {
          corners.appendSquare(size: squares.sizes[row], e: squares.e[row], n: squares.n[row], to: &output)
        }
      case .polygons(let all):
        if let polygon = all[row] { polygons.append(polygon, to: &output) } else { output.append("null") }
      }
      output.append(UInt8(ascii: "}"))
    }
    return output.bytes()
  }

  private func polygons(in rows: Range<Int>) -> [MultiPolygon] {
    switch shapes {
    case .none: []
    case .cells(let squares, _): squares.outlines.isEmpty ? [] : rows.compactMap { squares.outlines[$0] }
    case .polygons(let all): all[rows].compactMap { $0 }
    }
  }
}

import Core
import Dygnsavtryck
import Geometry

/// The areas' outlines inside a partial result, so that the run that finishes needs no other file.
///
/// Bytes, all numbers little-endian: for each area the number of parts (4 bytes); for each part the number of rings (4); for
/// each ring the number of vertices (4), then easting and northing of each (8 + 8, IEEE 754, metres in SWEREF 99 TM).
enum AreaAttachment {
  /// The attachment's name.
  static let name = "areas"

  /// The outlines as an attachment.
  static func of(_ polygons: [MultiPolygon]) -> PartialHeader.Attachment {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(polygons.reduce(0) { $0 + 16 * $1.vertexCount + 16 })
    func append(_ count: Int) { withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian) { bytes += $0 } }
    func append(_ value: Double) { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 } }
    for polygon in polygons {
      append(polygon.partEnds.count)
      for part in polygon.partEnds.indices {
        let rings = polygon.rings(ofPart: part)
        append(rings.count)
        for ring in rings {
          let vertices = polygon.vertices(ofRing: ring)
          append(vertices.count)
          for i in vertices {
            append(polygon.x[i])
            append(polygon.y[i])
          }
        }
      }
    }
    return PartialHeader.Attachment(name, bytes)
  }

  /// The outlines in a header. Throws ``Failure`` (bad data) where they are missing or damaged.
  static func polygons(in header: PartialHeader, file: String) throws -> [MultiPolygon] {
    let damaged = Failure(.badData, "the partial result is damaged", file: file, hint: "its areas cannot be read")
    guard let attachment = header.attachments.first(where: { $0.name == name }) else { throw damaged }
    let bytes = attachment.bytes
    var place = 0
    func word(_ width: Int) throws -> UInt64 {
      guard place + width <= bytes.count else { throw damaged }
      defer { place += width }
      return (0..<width).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    }
    func number() throws -> Double {
      let value = Double(bitPattern: try word(8))
      guard value.isFinite else { throw damaged }
      return value
    }
    let polygons = try (0..<header.plan.areas.count).map { _ in
      var polygon = MultiPolygon()
      for _ in 0..<(try word(4)) {
        polygon.beginPart()
        for _ in 0..<(try word(4)) {
          for _ in 0..<(try word(4)) { polygon.addVertex(try number(), try number()) }
          polygon.endRing()
        }
      }
      return polygon
    }
    guard place == bytes.count else { throw damaged }
    return polygons
  }
}

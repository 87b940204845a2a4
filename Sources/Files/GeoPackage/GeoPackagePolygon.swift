import Geometry

/// Polygons out of a GeoPackage's geometries.
enum GeoPackagePolygon {
  /// Bytes of the envelope after a header's first eight, by the three bits that say what it holds.
  private static let envelopeBytes = [0, 32, 48, 48, 64]
  private static let polygonType: UInt32 = 3
  private static let multiPolygonType: UInt32 = 6

  /// The polygon or multipolygon that a geometry holds, in two dimensions and finite coordinates; nil for anything else,
  /// also for one that is empty anywhere.
  ///
  /// See the GeoPackage standard (OGC 12-128), clause 2.1.3: `GP`, version, flags, coordinate system, envelope, then WKB.
  static func read(_ bytes: UnsafeRawBufferPointer) -> MultiPolygon? {
    guard bytes.count >= 8, bytes[0] == UInt8(ascii: "G"), bytes[1] == UInt8(ascii: "P"), bytes[2] == 0 else {
      return nil
    }
    let flags = bytes[3]
    let envelope = Int(flags >> 1 & 7)
    // Not of another kind (bit 5), not empty (bit 4).
    guard flags & 0b11_0000 == 0, envelopeBytes.indices.contains(envelope) else { return nil }
    var cursor = Cursor(bytes: bytes, place: 8 + envelopeBytes[envelope])
    var polygon = MultiPolygon()
    switch cursor.type() {
    case polygonType: guard cursor.addPart(to: &polygon, of: 1) else { return nil }
    case multiPolygonType:
      guard let parts = cursor.count(), parts > 0 else { return nil }
      for _ in 0..<parts {
        guard cursor.type() == polygonType, cursor.addPart(to: &polygon, of: parts) else { return nil }
      }
    default: return nil
    }
    return cursor.isAtEnd ? polygon : nil
  }

  /// A place in WKB, little-endian as all but the oldest writers write it.
  private struct Cursor {
    let bytes: UnsafeRawBufferPointer
    var place: Int

    var isAtEnd: Bool { place == bytes.count }

    mutating func count() -> Int? {
      guard place <= bytes.count - 4 else { return nil }
      defer { place += 4 }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }

    /// The type of the geometry that begins here; nil for one in the other byte order.
    mutating func type() -> UInt32? {
      guard place < bytes.count, bytes[place] == 1 else { return nil }
      place += 1
      return count().map { UInt32($0) }
    }

    /// Reads the rings of one polygon; false where it is not as it should be.
    mutating func addPart(to polygon: inout MultiPolygon, of parts: Int) -> Bool {
      guard let rings = count(), rings > 0 else { return false }
      polygon.beginPart()
      for _ in 0..<rings {
        guard let vertices = count(), vertices > 0, vertices <= (bytes.count - place) / 16 else { return false }
        let isFinite =
          polygon.vertexCount == 0 ? readFirst(vertices, into: &polygon) : append(vertices, to: &polygon)
        if !isFinite { return false }
        polygon.endRing()
      }
      return true
    }

    /// Reads the vertices of the first ring, which is mostly the only one, with room for its end if it is open.
    private mutating func readFirst(_ vertices: Int, into polygon: inout MultiPolygon) -> Bool {
      var isFinite = false
      var y: [Double] = []
      polygon.x = [Double](unsafeUninitializedCapacity: vertices + 1) { xs, written in
        y = [Double](unsafeUninitializedCapacity: vertices + 1) { ys, count in
          isFinite = copy(vertices, to: xs, ys, from: 0)
          count = vertices
        }
        written = vertices
      }
      polygon.y = y
      return isFinite
    }

    /// Reads the vertices of a further ring.
    private mutating func append(_ vertices: Int, to polygon: inout MultiPolygon) -> Bool {
      let start = polygon.vertexCount
      polygon.x.append(contentsOf: repeatElement(0, count: vertices))
      polygon.y.append(contentsOf: repeatElement(0, count: vertices))
      return polygon.x.withUnsafeMutableBufferPointer { x in
        polygon.y.withUnsafeMutableBufferPointer { y in copy(vertices, to: x, y, from: start) }
      }
    }

    /// Copies so many vertices, each written once; false if one is not finite.
    private mutating func copy(
      _ vertices: Int, to x: UnsafeMutableBufferPointer<Double>, _ y: UnsafeMutableBufferPointer<Double>,
      from start: Int
    ) -> Bool {
      guard let x = x.baseAddress, let y = y.baseAddress else { return false }
      let base = place
      place += 16 * vertices
      // What is finite stays 0 when it is multiplied with 0, and nothing else does.
      var rest = SIMD2<Double>.zero
      for i in 0..<vertices {
        let point = SIMD2(
          Double(
            bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: base + 16 * i, as: UInt64.self))),
          Double(
            bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: base + 16 * i + 8, as: UInt64.self)))
        )
        (x + start + i).initialize(to: point.x)
        (y + start + i).initialize(to: point.y)
        rest += point * 0
      }
      return rest == .zero
    }
  }
}

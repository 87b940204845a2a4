import Core
import Geometry

/// Geometries in GeoPackage's binary form (OGC 12-128r15, 2.1.3): a header with envelope, then WKB, little-endian.
///
/// One after the other in one buffer, for a batch of rows.
struct GeometryBlobs {
  /// All blobs, and room for more.
  private(set) var bytes: [UInt8]
  /// Where each row's blob ends in ``bytes``, after a 0; a row without geometry has none.
  private(set) var ends: [Int] = [0]
  /// Each row's envelope, as the R-tree keeps it; NaN for a row without geometry.
  private(set) var boxes: [RTreeBox] = []
  /// The rectangle around all; nil without a geometry.
  private(set) var bounds: BoundingBox?
  private let system: Int32

  /// None yet; `system` is the `srs_id` that goes into the headers.
  init(system: Int32, rows: Int) {
    self.system = system
    // Most are squares: one ring of five vertices.
    bytes = [UInt8](repeating: 0, count: rows * Self.size(parts: 1, rings: 1, vertices: 5))
    ends.reserveCapacity(rows + 1)
    boxes.reserveCapacity(rows)
  }

  /// A row without geometry.
  mutating func appendNull() {
    ends.append(ends.last ?? 0)
    boxes.append(.none)
  }

  /// A row's point; it has no envelope of its own.
  mutating func append(x: Double, y: Double) {
    var out = cursor(for: 8 + 5 + 16)
    bytes.withUnsafeMutableBytes { raw in
      out.header(raw, flags: 0b001, system)
      out.geometryType(raw, 1)
      out.put(raw, x)
      out.put(raw, y)
    }
    end(at: out.place, BoundingBox(minX: x, minY: y, maxX: x, maxY: y))
  }

  /// A row's square as a multipolygon, counter-clockwise from its corner.
  mutating func append(_ square: OutputSquare) {
    let box = square.box
    var out = cursor(for: Self.size(parts: 1, rings: 1, vertices: 5))
    bytes.withUnsafeMutableBytes { raw in
      out.envelope(raw, box, system)
      out.geometryType(raw, 6)
      out.put(raw, UInt32(1))
      out.geometryType(raw, 3)
      out.put(raw, UInt32(1))
      out.put(raw, UInt32(5))
      out.vertex(raw, box.minX, box.minY)
      out.vertex(raw, box.maxX, box.minY)
      out.vertex(raw, box.maxX, box.maxY)
      out.vertex(raw, box.minX, box.maxY)
      out.vertex(raw, box.minX, box.minY)
    }
    end(at: out.place, box)
  }

  /// A row's geometry as a multipolygon, null when it has no vertices; outer rings come out counter-clockwise and holes
  /// clockwise, whatever their winding was.
  mutating func append(_ polygon: MultiPolygon) {
    guard let box = polygon.bounds else { return appendNull() }
    let parts = polygon.partEnds.indices.count { !polygon.rings(ofPart: $0).isEmpty }
    var out = cursor(for: Self.size(parts: parts, rings: polygon.ringEnds.count, vertices: polygon.vertexCount))
    bytes.withUnsafeMutableBytes { raw in
      out.envelope(raw, box, system)
      out.geometryType(raw, 6)
      out.put(raw, UInt32(parts))
      for part in polygon.partEnds.indices {
        let rings = polygon.rings(ofPart: part)
        if rings.isEmpty { continue }
        out.geometryType(raw, 3)
        out.put(raw, UInt32(rings.count))
        for ring in rings { out.ring(raw, ring, of: polygon, isOuter: ring == rings.lowerBound) }
      }
    }
    end(at: out.place, box)
  }

  /// All bytes, and where each row's end, the first before all.
  func withUnsafeBuffers<T>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Int>) throws -> T
  ) rethrows -> T {
    try bytes.withUnsafeBufferPointer { bytes in
      try ends.withUnsafeBufferPointer { try body(bytes, $0) }
    }
  }

  /// Bytes of a multipolygon.
  private static func size(parts: Int, rings: Int, vertices: Int) -> Int {
    40 + 9 + 9 * parts + 4 * rings + 16 * vertices
  }

  /// Where the next blob begins, with room for so many bytes.
  private mutating func cursor(for count: Int) -> BlobCursor {
    let place = ends.last ?? 0
    if place + count > bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: max(place + count - bytes.count, bytes.count)))
    }
    return BlobCursor(place: place)
  }

  private mutating func end(at place: Int, _ box: BoundingBox) {
    ends.append(place)
    boxes.append(RTreeBox(box))
    bounds = bounds.map { $0.union(box) } ?? box
  }
}

/// Where the next value goes.
private struct BlobCursor {
  var place: Int

  mutating func header(_ raw: UnsafeMutableRawBufferPointer, flags: UInt8, _ system: Int32) {
    // "GP", version 1, flags: little-endian and kind of envelope.
    put(raw, UInt8(0x47))
    put(raw, UInt8(0x50))
    put(raw, UInt8(0))
    put(raw, flags)
    put(raw, UInt32(bitPattern: system))
  }

  /// The header with an envelope of four numbers.
  mutating func envelope(_ raw: UnsafeMutableRawBufferPointer, _ box: BoundingBox, _ system: Int32) {
    header(raw, flags: 0b011, system)
    put(raw, box.minX)
    put(raw, box.maxX)
    put(raw, box.minY)
    put(raw, box.maxY)
  }

  @inline(__always)
  mutating func geometryType(_ raw: UnsafeMutableRawBufferPointer, _ type: UInt32) {
    put(raw, UInt8(1))
    put(raw, type)
  }

  mutating func ring(
    _ raw: UnsafeMutableRawBufferPointer, _ ring: Int, of polygon: MultiPolygon, isOuter: Bool
  ) {
    let vertices = polygon.vertices(ofRing: ring)
    put(raw, UInt32(vertices.count))
    if (polygon.signedArea(ofRing: ring) < 0) == isOuter {
      for i in vertices.reversed() { vertex(raw, polygon.x[i], polygon.y[i]) }
    } else {
      for i in vertices { vertex(raw, polygon.x[i], polygon.y[i]) }
    }
  }

  @inline(__always)
  mutating func vertex(_ raw: UnsafeMutableRawBufferPointer, _ x: Double, _ y: Double) {
    put(raw, x)
    put(raw, y)
  }

  @inline(__always)
  mutating func put(_ raw: UnsafeMutableRawBufferPointer, _ byte: UInt8) {
    raw[place] = byte
    place += 1
  }

  @inline(__always)
  mutating func put(_ raw: UnsafeMutableRawBufferPointer, _ value: UInt32) {
    raw.storeBytes(of: value.littleEndian, toByteOffset: place, as: UInt32.self)
    place += 4
  }

  @inline(__always)
  mutating func put(_ raw: UnsafeMutableRawBufferPointer, _ value: Double) {
    raw.storeBytes(of: value.bitPattern.littleEndian, toByteOffset: place, as: UInt64.self)
    place += 8
  }
}

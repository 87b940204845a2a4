import Geometry
import TextCodec

/// The shapes of a block of rows: all vertices are transformed in one batch, then written ring by ring.
struct PolygonFormatter {
  private let formatter: PointFormatter
  private var x: [Double] = []
  private var y: [Double] = []
  /// Where the next polygon's vertices start in ``x`` and ``y``.
  private var cursor = 0

  /// Transforms the polygons of a block; they must then be written in the same order.
  init(_ polygons: [MultiPolygon], _ formatter: PointFormatter) throws {
    self.formatter = formatter
    var (sourceX, sourceY): ([Double], [Double]) = ([], [])
    for polygon in polygons {
      sourceX += polygon.x
      sourceY += polygon.y
    }
    if !sourceX.isEmpty { (x, y) = try formatter.transformed(sourceX, sourceY) }
  }

  /// Adds the next polygon: `Polygon` for one part, `MultiPolygon` for more, `null` for none.
  ///
  /// Outer rings run counter-clockwise and holes clockwise in the output's coordinates (RFC 7946, section 3.1.6).
  /// A ring with fewer than four positions encloses nothing and is left out; with an outer ring, its holes are too.
  mutating func append(_ polygon: MultiPolygon, to output: inout ByteBuffer) {
    let offset = cursor
    cursor += polygon.x.count
    let parts = polygon.partEnds.indices.filter { part in
      polygon.rings(ofPart: part).first.map { polygon.vertices(ofRing: $0).count >= 4 } ?? false
    }
    if parts.isEmpty {
      output.append("null")
      return
    }
    output.append(
      parts.count == 1 ? "{\"type\":\"Polygon\",\"coordinates\":" : "{\"type\":\"MultiPolygon\",\"coordinates\":[")
    for (place, part) in parts.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      output.append(UInt8(ascii: "["))
      let rings = polygon.rings(ofPart: part)
      for ring in rings where polygon.vertices(ofRing: ring).count >= 4 {
        if ring > rings.lowerBound { output.append(UInt8(ascii: ",")) }
        let vertices = polygon.vertices(ofRing: ring)
        append(
          vertices.lowerBound + offset..<vertices.upperBound + offset, isHole: ring > rings.lowerBound, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
    output.append(parts.count == 1 ? "}" : "]}")
  }

  private func append(_ vertices: Range<Int>, isHole: Bool, to output: inout ByteBuffer) {
    let reverse = (signedArea(vertices) < 0) != isHole
    output.append(UInt8(ascii: "["))
    for step in 0..<vertices.count {
      if step > 0 { output.append(UInt8(ascii: ",")) }
      let vertex = reverse ? vertices.upperBound - 1 - step : vertices.lowerBound + step
      formatter.append(x[vertex], y[vertex], to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Twice the ring's area, positive when counter-clockwise; taken from its first vertex, so that large coordinates
  /// lose no digits.
  private func signedArea(_ vertices: Range<Int>) -> Double {
    let (originX, originY) = (x[vertices.lowerBound], y[vertices.lowerBound])
    var total = 0.0
    for vertex in vertices.dropLast() {
      total +=
        (x[vertex] - originX) * (y[vertex + 1] - originY) - (x[vertex + 1] - originX) * (y[vertex] - originY)
    }
    return total
  }
}

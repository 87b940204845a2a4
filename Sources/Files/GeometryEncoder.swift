internal import CGDAL
import Core
import Geometry

/// Gives an OGR feature its row's geometry.
struct GeometryEncoder {
  private let source: OutputGeometry
  private let provider: (@Sendable (_ row: Int, _ scratch: inout MultiPolygon) throws -> Bool)?
  private let multi: Bool
  private var scratch = MultiPolygon()

  init(_ source: OutputGeometry, multi: Bool) {
    self.source = source
    provider = source.polygons
    self.multi = multi
  }

  /// Sets the geometry, or none; returns whether there is one. Throws what the provider throws, and ``Failure`` (software) for a coordinate that
  /// is not finite.
  mutating func fill(_ feature: borrowing Feature, row: Int) throws -> Bool {
    switch source {
    case .none: return false
    case .polygons, .squares:
      guard let provider else { return false }
      scratch.removeAll()
      let present = try provider(row, &scratch)
      if let i = scratch.x.indices.first(where: { !(scratch.x[$0].isFinite && scratch.y[$0].isFinite) }) {
        throw Self.notFinite(row, scratch.x[i], scratch.y[i])
      }
      let geometry = present ? PolygonWriter.geometry(scratch, multi: multi) : nil
      OGR_F_SetGeometryDirectly(feature.pointer, geometry)
      return geometry != nil
    case .points(let x, let y):
      guard row < x.count, row < y.count else {
        throw Failure(.software, "\(x.count) points for more rows")
      }
      if x[row].isNaN || y[row].isNaN {
        OGR_F_SetGeometryDirectly(feature.pointer, nil)
        return false
      }
      guard x[row].isFinite, y[row].isFinite else { throw Self.notFinite(row, x[row], y[row]) }
      OGR_F_SetGeometryDirectly(feature.pointer, PolygonWriter.point(x[row], y[row]))
      return true
    }
  }

  private static func notFinite(_ row: Int, _ x: Double, _ y: Double) -> Failure {
    Failure(.software, "a coordinate to write is not a finite number", place: "row \(row + 1)", value: "\(x), \(y)")
  }
}

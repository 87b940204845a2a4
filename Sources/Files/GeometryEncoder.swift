internal import CGDAL
import Diagnostics
import Geometry

/// Gives an OGR feature its row's geometry.
struct GeometryEncoder {
  private let source: OutputGeometry
  private let multi: Bool
  private var scratch = MultiPolygon()

  init(_ source: OutputGeometry, multi: Bool) {
    self.source = source
    self.multi = multi
  }

  /// Sets the geometry, or none. Throws what the provider throws, and ``Failure`` (software) for a coordinate that
  /// is not finite.
  mutating func fill(_ feature: borrowing Feature, row: Int) throws {
    switch source {
    case .none: return
    case .polygons(let provider):
      scratch.removeAll()
      let present = try provider(row, &scratch)
      if let i = scratch.x.indices.first(where: { !(scratch.x[$0].isFinite && scratch.y[$0].isFinite) }) {
        throw Self.notFinite(row, scratch.x[i], scratch.y[i])
      }
      OGR_F_SetGeometryDirectly(feature.pointer, present ? PolygonWriter.geometry(scratch, multi: multi) : nil)
    case .points(let x, let y):
      guard row < x.count, row < y.count else {
        throw Failure(.software, "\(x.count) points for more rows")
      }
      if x[row].isNaN || y[row].isNaN {
        OGR_F_SetGeometryDirectly(feature.pointer, nil)
      } else {
        guard x[row].isFinite, y[row].isFinite else { throw Self.notFinite(row, x[row], y[row]) }
        OGR_F_SetGeometryDirectly(feature.pointer, PolygonWriter.point(x[row], y[row]))
      }
    }
  }

  /// Whether some row has no geometry.
  static func hasGaps(_ source: OutputGeometry, rows: Int) throws -> Bool {
    switch source {
    case .none: return true
    case .points(let x, let y): return (0..<min(rows, x.count, y.count)).contains { x[$0].isNaN || y[$0].isNaN }
    case .polygons(let provider):
      var scratch = MultiPolygon()
      for row in 0..<rows {
        scratch.removeAll()
        if !(try provider(row, &scratch)) || scratch.x.isEmpty { return true }
      }
      return false
    }
  }

  private static func notFinite(_ row: Int, _ x: Double, _ y: Double) -> Failure {
    Failure(.software, "a coordinate to write is not a finite number", place: "row \(row + 1)", value: "\(x), \(y)")
  }
}

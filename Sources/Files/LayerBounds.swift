internal import CGDAL
import Geometry

extension VectorLayer {
  /// The rectangle around each feature's geometry, in row order; nil for a feature without one. One pass, and far
  /// cheaper than ``readGeometries()``.
  public func readBounds() throws -> [BoundingBox?] {
    var boxes: [BoundingBox?] = []
    boxes.reserveCapacity(rowCount)
    try forEachFeature(fields: [], geometry: true) { feature in
      guard let geometry = OGR_F_GetGeometryRef(feature.pointer), OGR_G_IsEmpty(geometry) == 0 else {
        boxes.append(nil)
        return
      }
      var envelope = OGREnvelope()
      OGR_G_GetEnvelope(geometry, &envelope)
      boxes.append(
        BoundingBox(minX: envelope.MinX, minY: envelope.MinY, maxX: envelope.MaxX, maxY: envelope.MaxY))
    }
    return boxes
  }
}

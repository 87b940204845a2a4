internal import CGDAL
import Geometry

extension VectorLayer {
  /// Calls `body` with each row's place and the rectangle around its geometry, in row order, nil for a feature without
  /// one, until it gives false. One pass, and far cheaper than ``readGeometries()``; of a text format, what comes after the
  /// end is not read.
  public func forEachBounds(_ body: (_ row: Int, _ box: BoundingBox?) -> Bool) throws {
    struct Enough: Error {}
    var row = 0
    let ids = readIDs
    lazy var rows = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
    do {
      try forEachFeature(fields: [], geometry: true) { feature in
        var box: BoundingBox?
        if let geometry = OGR_F_GetGeometryRef(feature.pointer), OGR_G_IsEmpty(geometry) == 0 {
          var envelope = OGREnvelope()
          OGR_G_GetEnvelope(geometry, &envelope)
          box = BoundingBox(minX: envelope.MinX, minY: envelope.MinY, maxX: envelope.MaxX, maxY: envelope.MaxY)
        }
        // The pass may give another order than the one that filled the columns.
        let place = ids.indices.contains(row) && ids[row] == feature.id ? row : rows[feature.id] ?? row
        if !body(place, box) { throw Enough() }
        row += 1
      }
    } catch is Enough {
      return
    }
  }
}

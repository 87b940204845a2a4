internal import CGDAL
import Columns
import Core

/// Some consecutive features of a layer.
public struct LayerBatch: Sendable {
  /// Columns and geometries, as ``VectorLayer/readAll(_:)`` gives them for the whole layer.
  public var content: LayerContent
  /// OGR's number of each feature.
  public var ids: [Int64]
}

extension VectorLayer {
  /// Columns and geometries in one pass, some features at a time, so that memory does not grow with the layer.
  ///
  /// - Parameters:
  ///   - requests: the columns wanted.
  ///   - size: features a batch.
  ///   - refuse: gets what is wrong with features that cannot be read; they are left out. Nil: the first one ends the
  ///     pass.
  ///   - body: gets the batches in the order of the layer.
  /// - Throws: as ``readAll(_:)``, and what `body` throws.
  public func forEachBatch(
    _ requests: [ColumnRequest], size: Int = 32_768, refuse: ((Failure) -> Void)? = nil,
    body: (LayerBatch) throws -> Void
  ) throws {
    var readers = try readers(of: requests, rows: size)
    var batch = LayerBatch(content: LayerContent(), ids: [])
    func hand() throws {
      if batch.ids.isEmpty { return }
      batch.content.columns = readers.map(\.column)
      try body(batch)
      batch = LayerBatch(content: LayerContent(), ids: [])
      readers = try self.readers(of: requests, rows: size)
    }
    try forEachFeature(fields: Set(requests.map(\.name)), geometry: geometryUse != .ignore) { feature in
      do {
        for i in readers.indices { try readers[i].read(feature) }
        try batch.content.add(OGR_F_GetGeometryRef(feature.pointer), geometryUse)
        batch.ids.append(feature.id)
      } catch var failure as Failure {
        failure.file = name
        failure.place = place(ofID: feature.id)
        guard let refuse, failure.kind == .badData else { throw failure }
        refuse(failure)
        for i in readers.indices { readers[i].truncate(to: batch.ids.count) }
      }
      if batch.ids.count == size { try hand() }
    }
    try hand()
  }

  /// What messages call a feature: `feature 7`, or `row 7` of a sheet.
  public func place(ofFeature id: Int64) -> String { place(ofID: id) }
}

internal import CGDAL

/// Owner of an OGR feature.
struct Feature: ~Copyable {
  let pointer: OGRFeatureH

  /// Takes over a feature that OGR returned.
  init(owning pointer: OGRFeatureH) { self.pointer = pointer }

  deinit { OGR_F_Destroy(pointer) }

  /// OGR's number for it, unique in the layer.
  var id: Int64 { OGR_F_GetFID(pointer) }
}

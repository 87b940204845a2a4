internal import CGDAL

/// The type of a layer's field, as far as it matters for reading.
public enum LayerFieldType: String, Sendable {
  case integer
  case real
  case text
  case boolean
  /// A date, a time or both.
  case date
  /// Lists and binary data, which can be read as text only.
  case other

  init(_ type: OGRFieldType, _ subtype: OGRFieldSubType) {
    switch type {
    case OFTInteger, OFTInteger64: self = subtype == OFSTBoolean ? .boolean : .integer
    case OFTReal: self = .real
    case OFTString: self = .text
    case OFTDate, OFTTime, OFTDateTime: self = .date
    default: self = .other
    }
  }
}

/// What a layer declares its geometries to be.
public enum LayerGeometry: String, Sendable {
  case none
  case points
  case lines
  case polygons
  /// Declared as any, or as a collection: each feature decides.
  case mixed

  init(_ type: OGRwkbGeometryType) {
    switch OGR_GT_Flatten(type) {
    case wkbNone: self = .none
    case wkbPoint, wkbMultiPoint: self = .points
    case wkbLineString, wkbMultiLineString, wkbCircularString, wkbCompoundCurve, wkbMultiCurve: self = .lines
    case wkbPolygon, wkbMultiPolygon, wkbCurvePolygon, wkbMultiSurface, wkbPolyhedralSurface, wkbTIN, wkbTriangle:
      self = .polygons
    default: self = .mixed
    }
  }
}

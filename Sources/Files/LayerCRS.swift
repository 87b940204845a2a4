internal import CGDAL

/// The coordinate reference system that a layer claims.
public struct LayerCRS: Sendable, Equatable {
  /// The definition as WKT 2 (ISO 19162:2019), or the authority code alone where the file was opened without asking for
  /// more.
  public let wkt: String
  /// Authority and code, `EPSG:3006`; nil when the definition carries none and equals no EPSG entry.
  public let authorityCode: String?
  /// Its name, `SWEREF99 TM`.
  public let name: String
}

extension LayerCRS {
  /// SWEREF 99 TM, the system of most layers.
  static let sweref99TM = LayerCRS(wkt: "EPSG:3006", authorityCode: "EPSG:3006", name: "SWEREF99 TM")

  /// Reads a layer's system; nil for a layer without one, or with one of GeoPackage's "undefined" placeholders.
  init?(_ reference: OGRSpatialReferenceH?) {
    guard let reference, let cName = OSRGetName(reference) else { return nil }
    name = String(cString: cName)
    if name.lowercased().hasPrefix("undefined") { return nil }
    var text: UnsafeMutablePointer<CChar>?
    defer { VSIFree(text) }
    let exported = withCStrings(["FORMAT=WKT2_2019", "MULTILINE=NO"]) {
      OSRExportToWktEx(reference, &text, $0)
    }
    guard exported == OGRERR_NONE, let text else { return nil }
    wkt = String(cString: text)
    authorityCode = Self.code(of: reference) ?? Self.matchingCode(of: reference)
  }

  private static func code(of reference: OGRSpatialReferenceH) -> String? {
    guard let authority = OSRGetAuthorityName(reference, nil), let code = OSRGetAuthorityCode(reference, nil) else {
      return nil
    }
    return "\(String(cString: authority)):\(String(cString: code))"
  }

  /// The EPSG entry that a definition without a code equals in every number, as ESRI's `.prj` files do.
  private static func matchingCode(of reference: OGRSpatialReferenceH) -> String? {
    var count: Int32 = 0
    var confidences: UnsafeMutablePointer<Int32>?
    let matches = OSRFindMatches(reference, nil, &count, &confidences)
    defer {
      OSRFreeSRSArray(matches)
      VSIFree(confidences)
    }
    guard count > 0, let matches, let confidences, confidences[0] >= 90, let best = matches[0] else { return nil }
    return code(of: best)
  }
}

/// Owner of a spatial reference that an output layer is created with.
struct SpatialReference: ~Copyable {
  let pointer: OGRSpatialReferenceH

  /// From `EPSG:3006` or WKT; nil for anything else. Never through GDAL's free-form parser, which would also open
  /// files and addresses.
  init?(_ definition: String) {
    guard (try? GDALRuntime.prepare()) != nil, let pointer = OSRNewSpatialReference(nil) else { return nil }
    let imported: OGRErr
    if definition.uppercased().hasPrefix("EPSG:"), let code = Int32(definition.dropFirst(5)) {
      imported = OSRImportFromEPSG(pointer, code)
    } else {
      var text = definition.utf8CString
      imported = text.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        return OSRImportFromWkt(pointer, &start)
      }
    }
    guard imported == OGRERR_NONE else {
      OSRDestroySpatialReference(pointer)
      return nil
    }
    // Easting or longitude first, as everywhere in rutverk.
    OSRSetAxisMappingStrategy(pointer, OAMS_TRADITIONAL_GIS_ORDER)
    self.pointer = pointer
  }

  deinit { OSRRelease(pointer) }
}

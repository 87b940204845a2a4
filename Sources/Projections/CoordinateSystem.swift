internal import CPROJ
import Core

/// A horizontal coordinate reference system, as a value: it holds texts and numbers, no PROJ object, so it may be
/// passed between threads and each worker makes its own ``Transformer`` from it.
///
/// Coordinates are easting (or longitude) first everywhere, whatever the authority's axis order.
public struct CoordinateSystem: Sendable {
  /// What PROJ is asked to create again: a code, a WKT or a PROJ string.
  let definition: String
  /// Its name, `SWEREF99 TM`.
  public let name: String
  /// Authority and code, `EPSG:3006`; nil when the definition carries none and matches no EPSG entry.
  public let authorityCode: String?
  /// Longitude and latitude, rather than easting and northing.
  public let isGeographic: Bool
  /// Length of the first axis's unit in metres (1 for metres, 1000 for kilometres); nil for a geographic system.
  public let metresPerUnit: Double?
  /// The definition as WKT 2 (ISO 19162:2019); of a system that is known without PROJ, asked for each time.
  public var wkt: String { knownWKT ?? CoordinateSystem(definition)?.wkt ?? definition }
  private let knownWKT: String?

  /// The system that `text` names: `EPSG:3006`, `3006`, WKT (any dialect, `.prj` files included), a PROJ string or
  /// an official name such as `SWEREF99 TM` (blanks, signs and case aside). Nil for anything else, and for a definition that
  /// names a file, see `SystemText`.
  ///
  /// Of a compound system (SWEREF 99 TM + RH 2000 height) the horizontal part is taken.
  public init?(_ text: String) {
    guard SystemText.namedFile(text) == nil, let system = ProjectionContext.borrowed({ Self(text, in: $0) }) else {
      return nil
    }
    self = system
  }

  private init?(_ text: String, in context: ProjectionContext) {
    guard let object = Self.horizontal(text, in: context) else { return nil }
    let type = proj_get_type(object.pointer)
    guard let name = proj_get_name(object.pointer),
      let wkt = proj_as_wkt(context.pointer, object.pointer, PJ_WKT2_2019, nil)
    else { return nil }
    self.name = String(cString: name)
    // PROJ takes a part of a name, too: "foo" for Amersfoort.
    if Self.isName(text), Self.letters(text) != Self.letters(self.name) { return nil }
    definition = String(cString: wkt)
    knownWKT = definition
    isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    authorityCode = Self.code(of: object) ?? Self.identifiedCode(of: object)
    metresPerUnit = isGeographic ? nil : Self.firstAxisUnit(of: object)
  }

  /// A projected system that is known without PROJ.
  private init(code: String, name: String, metresPerUnit: Double) {
    (definition, authorityCode, self.name) = (code, code, name)
    (isGeographic, self.metresPerUnit, knownWKT) = (false, metresPerUnit, nil)
  }

  /// SWEREF 99 TM (EPSG:3006), the national grid's system. What is to be known of it is written here: opening PROJ's database
  /// takes longer than many a run that moves no coordinate. Test: `ProjectionTests`.
  public static let sweref99TM: CoordinateSystem? = CoordinateSystem(
    code: "EPSG:3006", name: "SWEREF99 TM", metresPerUnit: 1)
  /// WGS 84 (EPSG:4326), the system of GeoJSON.
  public static let wgs84 = CoordinateSystem("EPSG:4326")
  /// SWEREF 99 as longitude and latitude (EPSG:4619), ellipsoid GRS 80.
  public static let sweref99Geographic = CoordinateSystem("EPSG:4619")

  /// `EPSG:3006 (SWEREF99 TM)`, for messages.
  public var label: String { authorityCode.map { "\($0) (\(name))" } ?? name }

  /// Whether both describe the same coordinates: equal datum, projection and units; names, axis order and
  /// metadata aside.
  public func isSame(as other: CoordinateSystem) -> Bool {
    if let code = authorityCode, code == other.authorityCode { return true }
    // Degrees are no metres.
    if isGeographic ? other.metresPerUnit != nil : metresPerUnit != nil && other.isGeographic { return false }
    if definition == other.definition { return true }
    return ProjectionContext.borrowed { context in
      guard let a = context.object(definition), let b = context.object(other.definition) else { return false }
      return proj_is_equivalent_to_with_ctx(
        context.pointer, a.pointer, b.pointer, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) == 1
    }
  }
}

extension CoordinateSystem {
  /// The text's CRS, reduced to its two horizontal axes.
  private static func horizontal(_ text: String, in context: ProjectionContext) -> ProjectionObject? {
    guard let object = context.object(prepared(text)), proj_is_crs(object.pointer) != 0 else { return nil }
    switch proj_get_type(object.pointer) {
    case PJ_TYPE_COMPOUND_CRS:
      guard let part = context.own(proj_crs_get_sub_crs(context.pointer, object.pointer, 0)) else { return nil }
      return supported(part)
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
      guard let flat = context.own(proj_crs_demote_to_2D(context.pointer, nil, object.pointer)) else { return nil }
      return supported(flat)
    default: return supported(object)
    }
  }

  /// The object if coordinates in it lie on the Earth; nil for vertical, engineering and geocentric systems.
  private static func supported(_ object: consuming ProjectionObject) -> ProjectionObject? {
    switch proj_get_type(object.pointer) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS, PJ_TYPE_PROJECTED_CRS, PJ_TYPE_BOUND_CRS: object
    default: nil
    }
  }

  /// A bare number is an EPSG code, and a PROJ string means a CRS, not an operation.
  private static func prepared(_ text: String) -> String {
    let trimmed = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    if !trimmed.isEmpty, trimmed.allSatisfy({ $0.isASCII && $0.isNumber }) { return "EPSG:\(trimmed)" }
    if trimmed.contains("+proj="), !trimmed.contains("+type=") { return trimmed + " +type=crs" }
    return trimmed
  }

  /// Whether a text is a name: no code, PROJ string or WKT.
  private static func isName(_ text: String) -> Bool {
    !text.contains { ":[{+=".contains($0) } && !text.allSatisfy { $0.isNumber || $0.isWhitespace }
  }

  private static func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  /// The code that the definition itself carries.
  private static func code(of object: borrowing ProjectionObject) -> String? {
    guard let authority = proj_get_id_auth_name(object.pointer, 0), let code = proj_get_id_code(object.pointer, 0)
    else { return nil }
    return "\(String(cString: authority)):\(String(cString: code))"
  }

  /// The EPSG entry that is equivalent to a definition without a code, as in ESRI's `.prj` files.
  private static func identifiedCode(of object: borrowing ProjectionObject) -> String? {
    var confidences: UnsafeMutablePointer<Int32>?
    guard let matches = proj_identify(object.context.pointer, object.pointer, "EPSG", nil, &confidences) else {
      return nil
    }
    defer {
      proj_int_list_destroy(confidences)
      proj_list_destroy(matches)
    }
    // 90: equivalent in every number, only the name differs. Below that something is guessed.
    guard proj_list_get_count(matches) > 0, let confidences, confidences[0] >= 90,
      let best = object.context.own(proj_list_get(object.context.pointer, matches, 0))
    else { return nil }
    return code(of: best)
  }

  private static func firstAxisUnit(of object: borrowing ProjectionObject) -> Double? {
    let context = object.context
    // A bound CRS (with TOWGS84) has no axes of its own; those of its source count.
    if proj_get_type(object.pointer) == PJ_TYPE_BOUND_CRS {
      guard let source = context.own(proj_get_source_crs(context.pointer, object.pointer)) else { return nil }
      return proj_get_type(source.pointer) == PJ_TYPE_PROJECTED_CRS ? firstAxisUnit(of: source) : nil
    }
    guard let axes = context.own(proj_crs_get_coordinate_system(context.pointer, object.pointer)) else { return nil }
    var factor = 0.0
    guard proj_cs_get_axis_info(context.pointer, axes.pointer, 0, nil, nil, nil, &factor, nil, nil, nil) == 1 else {
      return nil
    }
    return factor
  }
}

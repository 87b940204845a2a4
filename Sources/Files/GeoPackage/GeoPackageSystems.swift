internal import CGDAL
import Core
import SQLite

/// The coordinate systems of one GeoPackage: its `gpkg_spatial_ref_sys` table.
struct GeoPackageSystems {
  private let database: SQLiteConnection
  /// The `srs_id` of what was asked for.
  private var known: [String: Int32] = [:]
  private var used: Set<Int32> = [-1, 0, 4326]
  /// Whether the table has the column for WKT 2, which is the extension `gpkg_crs_wkt`.
  private var hasSecondDefinition = false

  /// Adds the three rows that every GeoPackage has.
  init(in database: SQLiteConnection) throws {
    self.database = database
    for (id, kind) in [(-1, "Cartesian"), (0, "geographic")] {
      try database.run(
        """
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined \(kind) SRS', \(id), 'NONE', \(id), 'undefined',
        'undefined \(kind) coordinate reference system')
        """)
    }
    let wgs84 = try KnownSystems.definition("EPSG:4326") ?? SystemDefinition("EPSG:4326", file: database.file)
    try database.run(
      """
      INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', 4326, 'EPSG', 4326,
      \(SQLiteConnection.literal(wgs84.wkt1 ?? "undefined")),
      'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid')
      """)
    known["EPSG:4326"] = 4326
  }

  /// The `srs_id` of a system, `EPSG:3006` or WKT, which gets a row when it has none; 0 (undefined) for nil.
  ///
  /// Throws ``Failure`` (bad data) for an unknown system.
  mutating func id(of crs: String?) throws -> Int32 {
    guard let crs else { return 0 }
    if let id = known[crs] { return id }
    let definition = try KnownSystems.definition(crs) ?? SystemDefinition(crs, file: database.file)
    let isEPSG = definition.authority?.uppercased() == "EPSG"
    var id = definition.code ?? 0
    if id == 4326, isEPSG {
      known[crs] = id
      return id
    }
    if isEPSG, used.contains(id) {
      // The same system in other words.
      known[crs] = id
      return id
    }
    if id <= 0 || used.contains(id) { id = max(100_000, (used.max() ?? 0) + 1) }
    if definition.wkt1 == nil { try addSecondDefinition() }
    let literal = SQLiteConnection.literal
    let second =
      try hasSecondDefinition ? ", " + literal(SystemDefinition.wkt2(crs, file: database.file) ?? "undefined") : ""
    try database.run(
      """
      INSERT INTO gpkg_spatial_ref_sys VALUES (\(literal(definition.name)), \(id),
      \(literal(definition.code == nil ? "NONE" : definition.authority ?? "NONE")), \(definition.code ?? id),
      \(literal(definition.wkt1 ?? "undefined")), NULL\(second))
      """)
    used.insert(id)
    known[crs] = id
    return id
  }

  /// For systems that the older form of WKT cannot say, such as derived or three-dimensional ones.
  private mutating func addSecondDefinition() throws {
    if hasSecondDefinition { return }
    try database.run(
      """
      ALTER TABLE gpkg_spatial_ref_sys ADD COLUMN definition_12_063 TEXT NOT NULL DEFAULT 'undefined';
      INSERT INTO gpkg_extensions VALUES ('gpkg_spatial_ref_sys', 'definition_12_063', 'gpkg_crs_wkt',
      'http://www.geopackage.org/spec120/#extension_crs_wkt', 'read-write')
      """)
    for (crs, id) in known.sorted(by: { $0.value < $1.value }) {
      guard let wkt2 = try SystemDefinition.wkt2(crs, file: database.file) else { continue }
      try database.run(
        """
        UPDATE gpkg_spatial_ref_sys SET definition_12_063 = \(SQLiteConnection.literal(wkt2)) WHERE srs_id = \(id)
        """)
    }
    hasSecondDefinition = true
  }
}

/// A system as the table of systems has it.
struct SystemDefinition {
  let name: String
  let authority: String?
  let code: Int32?
  /// WKT 1 in GDAL's dialect; nil for a system that it cannot say.
  let wkt1: String?

  init(name: String, authority: String?, code: Int32?, wkt1: String?) {
    (self.name, self.authority, self.code, self.wkt1) = (name, authority, code, wkt1)
  }

  /// What GDAL says of a system. Throws ``Failure`` (bad data) for an unknown one.
  init(_ crs: String, file: String) throws {
    let reference = try Self.reference(crs, file: file)
    name = OSRGetName(reference.pointer).map { String(cString: $0) } ?? "unknown"
    authority = OSRGetAuthorityName(reference.pointer, nil).map { String(cString: $0) }
    code = OSRGetAuthorityCode(reference.pointer, nil).flatMap { Int32(String(cString: $0)) }
    wkt1 = Self.text(reference.pointer, "WKT1_GDAL")
  }

  /// A system in WKT 2 (ISO 19162:2015), which the extension asks for.
  static func wkt2(_ crs: String, file: String) throws -> String? {
    let reference = try reference(crs, file: file)
    return text(reference.pointer, "WKT2_2015")
  }

  private static func reference(_ crs: String, file: String) throws -> SpatialReference {
    guard let reference = SpatialReference(crs) else {
      throw Failure(.badData, "unknown coordinate reference system", file: file, value: crs)
    }
    return reference
  }

  private static func text(_ pointer: OGRSpatialReferenceH, _ form: String) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    defer { VSIFree(text) }
    // A form that cannot say it is no error here.
    let code = GDALErrors().capture {
      withCStrings(["FORMAT=\(form)", "MULTILINE=NO"]) { OSRExportToWktEx(pointer, &text, $0) }
    }
    guard code == OGRERR_NONE, let text, text[0] != 0 else { return nil }
    return String(cString: text)
  }
}

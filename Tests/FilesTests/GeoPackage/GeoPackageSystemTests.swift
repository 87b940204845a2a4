import Columns
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// Coordinate systems of GeoPackages, and layers side by side.
@Suite struct GeoPackageSystemTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static let azimuthal = """
    PROJCS["Egen",GEOGCS["ETRS89",DATUM["European_Terrestrial_Reference_System_1989",SPHEROID["GRS 1980",6378137,\
    298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],\
    PROJECTION["Lambert_Azimuthal_Equal_Area"],PARAMETER["latitude_of_center",60],PARAMETER["longitude_of_center",15],\
    PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Easting",EAST],\
    AXIS["Northing",NORTH]]
    """

  private func write(_ systems: [String?]) throws -> SQLiteReading {
    let path = scratch.file("t.gpkg")
    var table = Table()
    table.add("a", .integer, numbers: [1])
    var writer = try VectorWriter(path: path, target: path)
    for (number, crs) in systems.enumerated() {
      try writer.addLayer(table, named: "t\(number)", crs: crs, geometry: .points(x: [1], y: [2]))
    }
    _ = try writer.finish()
    return try SQLiteReading(path)
  }

  @Test func severalLayersAndSystems() throws {
    let systems = ["EPSG:3006", "EPSG:4326", "EPSG:3021", nil, Self.azimuthal, "EPSG:3006", Self.azimuthal]
    let database = try write(systems)
    let expected = ["3006", "4326", "3021", "0", "100000", "3006", "100000"]
    #expect(try database.column("SELECT srs_id FROM gpkg_contents ORDER BY table_name") == expected)
    #expect(try database.column("SELECT srs_id FROM gpkg_geometry_columns ORDER BY table_name") == expected)
    #expect(
      try database.rows(
        "SELECT srs_name, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id=100000")
        == [["Egen", "NONE", "100000"]])
    #expect(try database.column("SELECT count(*) FROM gpkg_spatial_ref_sys") == ["6"])
    #expect(try database.column("SELECT hex(substr(geom, 5, 4)) FROM t4") == ["A0860100"])
    let codes = try (0..<systems.count).map {
      try VectorLayer(path: scratch.file("t.gpkg"), layer: "t\($0)").crs?.authorityCode
    }
    #expect(codes == ["EPSG:3006", "EPSG:4326", "EPSG:3021", nil, nil, "EPSG:3006", nil])
    #expect(try VectorLayer(path: scratch.file("t.gpkg"), layer: "t4").crs?.name == "Egen")
  }

  /// Three dimensions are beyond the first form of WKT.
  @Test func systemsThatOnlyTheSecondFormOfWKTCanSay() throws {
    let database = try write(["EPSG:3006", "EPSG:4979", "EPSG:3021"])
    let rows = try database.rows(
      "SELECT srs_id, substr(definition, 1, 7), substr(definition_12_063, 1, 7) FROM gpkg_spatial_ref_sys ORDER BY 1")
    #expect(
      rows == [
        ["-1", "undefin", "undefin"], ["0", "undefin", "undefin"], ["3006", "PROJCS[", "PROJCRS"],
        ["3021", "PROJCS[", "PROJCRS"], ["4326", "GEOGCS[", "GEODCRS"], ["4979", "undefin", "GEODCRS"],
      ])
    #expect(
      try database.rows("SELECT table_name, extension_name FROM gpkg_extensions WHERE scope='read-write'")
        == [["gpkg_spatial_ref_sys", "gpkg_crs_wkt"]])
    #expect(try VectorLayer(path: scratch.file("t.gpkg"), layer: "t1").crs?.authorityCode == "EPSG:4979")
  }

  @Test func stylesAsQGISLooksForThem() throws {
    let path = scratch.file("s.gpkg")
    var table = Table()
    table.add("a", .integer, numbers: [1])
    var writer = try VectorWriter(path: path, target: path)
    try writer.addLayer(table, named: "rutor", crs: "EPSG:3006", geometry: .points(x: [1], y: [2]))
    var first = StoredStyle(layer: "rutor", qml: "<qgis it='s'/>", name: "ett namn som är längre än trettio byte")
    (first.title, first.abstract) = ("Rutor, 'alla'", "a: b")
    try writer.addStyles([
      first, StoredStyle(layer: "tabell", qml: "<qgis/>", name: "b", hasGeometry: false),
    ])
    _ = try writer.finish()
    let database = try SQLiteReading(path)
    #expect(
      try database.rows("SELECT * FROM layer_styles") == [
        [
          "1", "", "", "rutor", "geom", "ett namn som är längre än t", "<qgis it='s'/>", "", "1",
          "ett namn som är längre än t", "", "NULL", "2000-01-01T00:00:00.000Z",
        ], ["2", "", "", "tabell", "", "b", "<qgis/>", "", "1", "b", "", "NULL", "2000-01-01T00:00:00.000Z"],
      ])
    #expect(
      try database.rows("SELECT type FROM pragma_table_info('layer_styles') WHERE name IN ('useAsDefault', 'ui')")
        == [["BOOLEAN"], ["TEXT(30)"]])
    #expect(try database.value("SELECT data_type FROM gpkg_contents WHERE table_name='layer_styles'") == "attributes")
    // QGIS' title and abstract of the layer.
    #expect(
      try database.rows("SELECT identifier, description FROM gpkg_contents WHERE table_name='rutor'")
        == [["Rutor, 'alla'", "a: b"]])
    #expect(try VectorLayer(path: path, layer: "layer_styles").rowCount == 2)
  }
}

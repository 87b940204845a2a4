import Core
import Foundation
import TestSupport
import Testing

@testable import Files
@testable import SQLite

/// What a file may say of others: their names are not followed.
@Suite struct NamedFileTests {
  @Test(arguments: [
    ("+proj=utm +zone=33 +nadgrids=/etc/a.gsb +units=m", "/etc/a.gsb"), ("+proj=utm +NadGrids = @null,b", "@null,b"),
    ("proj=vgridshift grids=a.gtx", "a.gtx"), ("+init=/etc/passwd:x", "/etc/passwd:x"), ("+init=epsg:x", "epsg:x"),
    ("+proj=deformation +xy_grids=a +ellps=GRS80", "a"), ("+proj=tinshift +file=a.json", "a.json"),
    ("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",1,2],EXTENSION[\"PROJ4_GRIDS\",\"/tmp/a\"]]]", "/tmp/a"),
    ("EXTENSION[\"PROJ4\",\"+proj=merc +nadgrids=@null +geoidgrids=/tmp/a\"]", "/tmp/a"),
    ("BOUNDCRS[METHOD[\"NTv2\"],PARAMETERFILE[\"Latitude and longitude difference file\", \"/tmp/a\"]]", "/tmp/a"),
    ("PARAMETERFILE[", ""),
  ])
  func inSystems(_ text: String, _ file: String) {
    #expect(SystemText.namedFile(text) == file)
  }

  @Test(arguments: [
    "EPSG:3006", "3006", "+init=epsg:3006", "+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m",
    "PROJCS[\"a\",EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +nadgrids=@null +wktext\"]]", "SWEREF99 TM",
    "PROJCS[\"modeller\",PARAMETER[\"scale_factor\",0.9996]]", "",
  ])
  func noneInSystems(_ text: String) {
    #expect(SystemText.namedFile(text) == nil)
  }

  /// In a `.prj`, the head of a FlatGeobuf, a GeoPackage's table of systems, a geodatabase: GDAL would open the grid.
  @Test(arguments: ["shp", "csv", "fgb", "gpkg", "gdb"]) func inFiles(_ ending: String) throws {
    let scratch = try ScratchFolder()
    // As long as what takes its place.
    let name = "a name that is as long as the path of a grid"
    let plain = """
      PROJCS["own",GEOGCS["x",DATUM["d",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],\
      UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],\
      PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],\
      PARAMETER["false_northing",0],UNIT["metre",1],REMARK["\(name)"]]
      """
    let grid = "+proj=utm +nadgrids=/tmp/grid +ellps=GRS80 ."
    #expect(name.utf8.count == grid.utf8.count)
    let path = scratch.file("a.\(ending)")
    switch ending {
    case "csv":
      try scratch.write("a.csv", "id,WKT\n1,\"POLYGON((0 0,1 0,1 1,0 0))\"\n")
      try scratch.write("a.prj", plain)
    case "gdb":
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try scratch.write("a.gdb/a00000009.gdbtable", [3, 0, 0, 0] + plain.utf8.flatMap { [$0, 0] })
    case "gpkg":
      _ = try VectorWriter.write(
        SampleLayers.table(), path: path, target: path, layer: "a", crs: "EPSG:3006", geometry: SampleLayers.polygons)
      let database = try SQLiteReading(path)
      try database.run(
        """
        INSERT INTO gpkg_spatial_ref_sys(srs_name, srs_id, organization, organization_coordsys_id, definition)
          VALUES ('own', 99999, 'NONE', 99999, \(SQLiteConnection.literal(plain)))
        """)
    default:
      _ = try VectorWriter.write(
        SampleLayers.table(), path: path, target: path, layer: "a", crs: "EPSG:3006",
        geometry: SampleLayers.polygons(for: ending))
      if ending == "shp" { try scratch.write("a.prj", plain) }
    }
    if ending != "gdb" { #expect(try VectorLayer(path: path).rowCount > 0) }
    for file in try scratch.list() where ["prj", "gpkg"].contains(FilePath.fileExtension(file)) {
      let text = String(decoding: try scratch.bytes(file), as: Unicode.ASCII.self)
      if !text.contains(name) { continue }
      try scratch.write(file, scratch.bytes(file).replacing(Array(name.utf8), with: Array(grid.utf8)))
    }
    if ending == "fgb" {
      try scratch.write(
        "a.fgb", scratch.bytes("a.fgb").replacing(Array("SWEREF99 TM".utf8), with: Array("+grids=/a b".utf8)))
    }
    if ending == "gdb" {
      try scratch.write("a.gdb/a00000009.gdbtable", [3, 0, 0, 0] + grid.utf8.flatMap { [$0, 0] })
    }
    let refused = failure { _ = try VectorLayer(path: path) }
    #expect(refused?.kind == .badData && refused?.file == path, "\(refused?.description ?? "read")")
    #expect(refused?.message == "its coordinate system names a file, which is not opened")
    #expect(refused?.value?.text.hasPrefix(ending == "fgb" ? "/a" : "/tmp/grid") == true)
  }

  @Test func inTables() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("a.tab")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: path, layer: "a", crs: "EPSG:3006", geometry: SampleLayers.polygons)
    let text = String(decoding: try scratch.bytes("a.tab"), as: UTF8.self)
    #expect(try VectorLayer(path: path).rowCount == 4)
    let metadata = "begin_metadata\n\"\\IsSeamless\" = \"FALSE\"\nend_metadata\n"
    try scratch.write("a.tab", text + metadata)
    #expect(try VectorLayer(path: path).rowCount == 4)
    for (changed, word) in [
      (text + metadata.replacing("FALSE", with: "TRUE"), "seamless table"),
      (text.replacing("Type NATIVE", with: "Type \"SEAMLESS\""), "seamless table"),
      ("!table\n  Create View v As\n Select x\n", "view"), ("!table\r\n\tOpen Table \"/etc/b\"\r\n", "view"),
    ] {
      try scratch.write("a.tab", changed)
      let refused = failure { _ = try VectorLayer(path: path) }
      #expect(refused?.kind == .badData && refused?.file == path)
      #expect(refused?.message == "the file is a \(word): it names other files, which are not opened")
    }
  }
}

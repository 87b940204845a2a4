/// The two systems that nearly every GeoPackage of ours names: WGS 84, which the format asks for, and SWEREF 99 TM.
///
/// They are the EPSG registry's, in GDAL's words. Asking GDAL takes several milliseconds, most of them for opening PROJ's
/// database, which then is not needed at all. Test: `GeoPackageSystemTests`.
enum KnownSystems {
  /// A system by its code; nil for all others.
  static func definition(_ code: String) -> SystemDefinition? {
    switch code {
    case "EPSG:3006": SystemDefinition(name: "SWEREF99 TM", authority: "EPSG", code: 3006, wkt1: sweref99TM)
    case "EPSG:4326": SystemDefinition(name: "WGS 84", authority: "EPSG", code: 4326, wkt1: wgs84)
    default: nil
    }
  }

  private static let degrees = #"UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]"#
  private static let greenwich = #"PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]]"#

  private static let wgs84 =
    #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],"#
    + #"AUTHORITY["EPSG","6326"]],\#(greenwich),\#(degrees),AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#
    + #"AUTHORITY["EPSG","4326"]]"#

  private static let sweref99TM =
    #"PROJCS["SWEREF99 TM",GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101,"#
    + #"AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6619"]],\#(greenwich),\#(degrees),AUTHORITY["EPSG","4619"]],"#
    + #"PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],"#
    + #"PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],"#
    + #"UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Northing",NORTH],AXIS["Easting",EAST],"#
    + #"AUTHORITY["EPSG","3006"]]"#
}

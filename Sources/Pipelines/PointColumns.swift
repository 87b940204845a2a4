import Columns
import Diagnostics
import Projections

/// Which columns hold the coordinates of points, and in which system.
public struct PointColumns: Sendable {
  /// Easting or longitude.
  public var x: String
  /// Northing or latitude.
  public var y: String
  /// The system: WGS 84 for `lon`/`lat`, SWEREF 99 TM for `e`/`n`, unless the command line says otherwise.
  public var crs: CoordinateSystem

  private static let degrees = (["lon", "longitude", "long", "lng"], ["lat", "latitude"])
  private static let metres = (["e", "easting", "sweref_e", "ost"], ["n", "northing", "sweref_n", "nord"])

  /// Finds the pair; nil when the table has none.
  ///
  /// - Parameters:
  ///   - choice: the table's columns.
  ///   - crs: a system given on the command line.
  ///   - flag: its flag, for messages.
  static func find(in choice: ColumnChoice, crs: String?, flag: String) throws -> PointColumns? {
    let given = try crs.map { try InputCRS.named($0, flag: flag) }
    if let x = choice.usual(degrees.0), let y = choice.usual(degrees.1) {
      guard let wgs84 = CoordinateSystem.wgs84 else { throw Failure(.software, "PROJ does not know EPSG:4326") }
      return PointColumns(x: x, y: y, crs: given ?? wgs84)
    }
    if let x = choice.usual(metres.0), let y = choice.usual(metres.1) {
      return PointColumns(x: x, y: y, crs: try given ?? InputCRS.plane())
    }
    return nil
  }

  /// Whether a longitude and a latitude would lie in or around Sweden the other way round, and do not as they are.
  static func looksSwapped(_ longitude: Double, _ latitude: Double) -> Bool {
    (54...70).contains(longitude) && (9...26).contains(latitude)
  }

  /// Moves points into the plane of the grid and refuses those that cannot be there.
  ///
  /// - Parameters:
  ///   - x: eastings or longitudes.
  ///   - y: northings or latitudes.
  ///   - place: names a row, for the message.
  func inPlane(_ x: [Double], _ y: [Double], place: (Int) -> Failure) throws -> ([Double], [Double]) {
    for row in x.indices {
      if x[row].isNaN || y[row].isNaN { throw place(row).with(message: "the coordinates are missing", hint: nil) }
      if crs.isGeographic, abs(x[row]) > 180 || abs(y[row]) > 90 {
        throw place(row).with(
          message: "the coordinates \(x[row]) \(y[row]) are no degrees", hint: "are they metres? name their system")
      }
      if crs.isGeographic, Self.looksSwapped(x[row], y[row]) {
        throw place(row).with(
          message: "longitude \(x[row]) and latitude \(y[row]) look swapped", hint: "exchange the two columns")
      }
    }
    var (x, y) = (x, y)
    try Transformer(from: crs, to: try InputCRS.plane()).transform(&x, &y)
    return (x, y)
  }
}

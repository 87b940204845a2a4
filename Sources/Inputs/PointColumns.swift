import Columns
import Core
import Projections

/// Which columns hold the coordinates of points, and in which system.
package struct PointColumns: Sendable {
  /// Easting or longitude.
  package var x: String
  /// Northing or latitude.
  package var y: String
  /// The system: WGS 84 for `lon`/`lat`, SWEREF 99 TM for `e`/`n`, unless the command line says otherwise.
  package var crs: CoordinateSystem

  /// Finds the pair; nil when the table has none.
  ///
  /// - Parameters:
  ///   - finder: the table's columns.
  ///   - crs: a system given on the command line.
  ///   - flag: its flag, for messages.
  package static func find(_ finder: RoleFinder, crs: String?, flag: String) throws -> PointColumns? {
    typealias Roles = RoleCatalogue.Coordinates
    let given = try crs.map { try InputCRS.named($0, flag: flag) }
    if let (x, y) = try finder.findPair(Roles.longitude, Roles.latitude) {
      guard let wgs84 = CoordinateSystem.wgs84 else { throw Failure(.software, "PROJ does not know EPSG:4326") }
      return PointColumns(x: x, y: y, crs: given ?? wgs84)
    }
    if let (x, y) = try finder.findPair(Roles.easting, Roles.northing) {
      return PointColumns(x: x, y: y, crs: try given ?? CoordinateSystem.gridPlane())
    }
    return nil
  }

  /// Why a pair of coordinates is no place.
  package enum Problem: Sendable {
    case notANumber
    case missing
    case notDegrees
    case swappedDegrees
    case swappedMetres

    /// What a person reads.
    package func failure(file: String?, place: String?, field: String?, value: String? = nil) -> Failure {
      let (message, hint): (String, String?) =
        switch self {
        case .notANumber: ("a coordinate is no number", nil)
        case .missing: ("the coordinates are missing", nil)
        case .notDegrees: ("the coordinates are no degrees", "are they metres? name their system")
        case .swappedDegrees: ("longitude and latitude look swapped", "exchange the two columns")
        case .swappedMetres: ("easting and northing look swapped", "exchange the two columns")
        }
      return Failure(.badData, message, file: file, place: place, field: field, value: value, hint: hint)
    }
  }

  /// Whether a longitude and a latitude would lie in or around Sweden the other way round, and do not as they are.
  package static func looksSwapped(_ longitude: Double, _ latitude: Double) -> Bool {
    (54...70).contains(longitude) && (9...26).contains(latitude)
  }

  /// What is wrong with coordinates in ``crs``, each for itself; nil when nothing is.
  package func problem(_ x: Double, _ y: Double) -> Problem? {
    if x.isNaN || y.isNaN { return .missing }
    if crs.isGeographic {
      if abs(x) > 180 || abs(y) > 90 { return .notDegrees }
      if Self.looksSwapped(x, y) { return .swappedDegrees }
    } else if (6_000_000...7_800_000).contains(x), (100_000...1_100_000).contains(y) {
      return .swappedMetres
    }
    return nil
  }

  /// Moves points into the plane of the grid and refuses those that cannot be there.
  ///
  /// - Parameters:
  ///   - x: eastings or longitudes.
  ///   - y: northings or latitudes.
  ///   - file: the table, for messages.
  ///   - place: names a row, likewise.
  package func inPlane(
    _ x: [Double], _ y: [Double], file: String, place: (Int) -> String
  ) throws -> ([Double], [Double]) {
    for row in x.indices {
      if let problem = problem(x[row], y[row]) {
        throw problem.failure(
          file: file, place: place(row), field: "\(self.x)/\(self.y)",
          value: x[row].isNaN || y[row].isNaN ? nil : "\(x[row]) \(y[row])")
      }
    }
    var (x, y) = (x, y)
    try Transformer(from: crs, to: try CoordinateSystem.gridPlane()).transform(&x, &y)
    return (x, y)
  }
}

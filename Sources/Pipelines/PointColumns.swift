import Columns
import DelimitedText
import Diagnostics
import Files
import Projections

/// Which columns hold the coordinates of points, and in which system.
public struct PointColumns: Sendable {
  /// Easting or longitude.
  public var x: String
  /// Northing or latitude.
  public var y: String
  /// The system: what the command line says, else what the headings say, else what the values look like.
  public var crs: CoordinateSystem
  /// What was decided by the values, for people; nil where nothing was.
  var note: String?

  /// Columns named on the command line; nil: found by their usual names.
  public struct Names: Sendable {
    /// `--x-field`
    public var x: String?
    /// `--y-field`
    public var y: String?

    /// Columns by name; both or none.
    public init(x: String? = nil, y: String? = nil) {
      self.x = x
      self.y = y
    }
  }

  /// Headings of a pair of coordinates, and what they say of the system.
  struct Headings {
    enum System { case degrees, metres, unknown }

    var x: [String]
    var y: [String]
    var system: System

    /// Better ones first.
    static let all = [
      Headings(
        x: ["lon", "longitude", "longitud", "long", "lng"], y: ["lat", "latitude", "latitud"], system: .degrees),
      Headings(
        x: ["e", "easting", "sweref_e", "sweref99_e", "ost", "öst", "ostkoordinat"],
        y: ["n", "northing", "sweref_n", "sweref99_n", "nord", "norr", "nordkoordinat"], system: .metres),
      Headings(x: ["x", "x_koord", "xkoord"], y: ["y", "y_koord", "ykoord"], system: .unknown),
    ]
  }

  /// The first values of two columns.
  typealias Sample = (_ x: String, _ y: String) throws -> (x: [Double], y: [Double])

  /// Finds the pair; nil when the table has none.
  ///
  /// - Parameters:
  ///   - choice: the table's columns.
  ///   - names: those given on the command line.
  ///   - crs: a system given on the command line.
  ///   - flag: its flag, for messages.
  ///   - sample: the first values of a pair whose headings say nothing of the system.
  static func find(
    in choice: ColumnChoice, names: Names, crs: String?, flag: String, sample: Sample
  ) throws -> PointColumns? {
    let given = try crs.map { try InputCRS.named($0, flag: flag) }
    let (found, system): ((x: String, y: String), Headings.System)
    if names.x != nil || names.y != nil {
      guard let x = names.x, let y = names.y else {
        throw Failure(.usage, "--x-field and --y-field go together")
      }
      found = (try choice.named(x, flag: "--x-field"), try choice.named(y, flag: "--y-field"))
      let known = Headings.all.first { $0.x.contains(found.x.lowercased()) && $0.y.contains(found.y.lowercased()) }
      system = known?.system ?? .unknown
    } else {
      let pairs = Headings.all.lazy.compactMap { headings in
        choice.usual(headings.x).flatMap { x in choice.usual(headings.y).map { (x: x, y: $0, headings.system) } }
      }
      guard let pair = pairs.first else { return nil }
      (found, system) = ((pair.x, pair.y), pair.2)
    }
    if let given { return PointColumns(x: found.x, y: found.y, crs: given) }
    switch system {
    case .degrees: return PointColumns(x: found.x, y: found.y, crs: try wgs84())
    case .metres: return PointColumns(x: found.x, y: found.y, crs: try InputCRS.plane())
    case .unknown: return try byRange(found, sample(found.x, found.y), file: choice.file)
    }
  }

  /// Asked for where it is needed only: PROJ is loaded for it.
  private static func wgs84() throws -> CoordinateSystem {
    guard let wgs84 = CoordinateSystem.wgs84 else { throw Failure(.software, "PROJ does not know EPSG:4326") }
    return wgs84
  }

  /// Degrees or metres, and which of the two columns is the northing (x in older Swedish files), by the values.
  private static func byRange(
    _ found: (x: String, y: String), _ sample: (x: [Double], y: [Double]), file: String
  ) throws -> PointColumns {
    let places = zip(sample.x, sample.y).filter { !$0.isNaN && !$1.isNaN && !($0 == 0 && $1 == 0) }
    let areDegrees = !places.isEmpty && places.allSatisfy { abs($0) <= 180 && abs($1) <= 180 }
    let isExchanged = places.count { x, y in
      areDegrees ? (54...70).contains(x) && (9...26).contains(y) : x > 5_500_000 && y < 2_500_000
    }
    let (x, y) = 2 * isExchanged > places.count ? (found.y, found.x) : (found.x, found.y)
    let (what, crs) =
      areDegrees ? ("longitude and latitude", try wgs84()) : ("easting and northing", try InputCRS.plane())
    return PointColumns(
      x: x, y: y, crs: crs, note: "\(file): \(x) and \(y) are taken for \(what), \(crs.label), by their values")
  }
}

extension DelimitedTextStream {
  /// The first values of two columns, from the start of the text; nothing of it is used up.
  func firstPlaces(_ x: String, _ y: String) throws -> (x: [Double], y: [Double]) {
    try firstRows([column(named: x), column(named: y)]) { batch in
      let form = fieldForm
      return (batch.numbers(0, form).column.values, batch.numbers(1, form).column.values)
    } ?? ([], [])
  }
}

extension VectorLayer {
  /// The first values of two columns.
  func firstPlaces(_ x: String, _ y: String) throws -> (x: [Double], y: [Double]) {
    struct Enough: Error {}
    var found: (x: [Double], y: [Double]) = ([], [])
    do {
      try forEachBatch(
        [ColumnRequest(x, .number), ColumnRequest(y, .number)], size: 1000, badRows: .skip, threads: 1,
        transform: { $0.content.columns },
        consume: { columns in
          if case .numbers(let xs) = columns[0], case .numbers(let ys) = columns[1] { found = (xs.values, ys.values) }
          throw Enough()
        })
    } catch is Enough {}
    return found
  }
}

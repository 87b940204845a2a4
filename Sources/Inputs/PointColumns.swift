import Columns
import DelimitedText
import Core
import Files
import Projections

/// Which columns hold the coordinates of points, and in which system.
package struct PointColumns: Sendable {
  /// Easting or longitude.
  package var x: String
  /// Northing or latitude.
  package var y: String
  /// The system: what the command line says, else what the headings say, else what the values look like.
  package var crs: CoordinateSystem
  /// What was decided by the values, for people; nil where nothing was.
  package var note: String?

  /// Columns named on the command line; nil: found by their usual names.
  package struct Names: Sendable, Codable {
    /// `--x-field`
    package var x: String?
    /// `--y-field`
    package var y: String?

    /// Columns by name; both or none.
    package init(x: String? = nil, y: String? = nil) {
      (self.x, self.y) = (x, y)
    }
  }

  /// The first values of two columns.
  package typealias Sample = (_ x: String, _ y: String) throws -> (x: [Double], y: [Double])

  /// Finds the pair; nil when the table has none.
  ///
  /// - Parameters:
  ///   - finder: the table's columns.
  ///   - names: those given on the command line.
  ///   - crs: a system given on the command line.
  ///   - flag: its flag, for messages.
  ///   - sample: the first values of a pair whose headings say nothing of the system.
  package static func find(
    _ finder: RoleFinder, names: Names, crs: String?, flag: String, sample: Sample
  ) throws -> PointColumns? {
    let given = try crs.map { try InputCRS.named($0, flag: flag) }
    let pairs = RoleCatalogue.Coordinates.pairs
    let (found, system): ((x: String, y: String), RoleCatalogue.Coordinates.System)
    if let x = names.x, let y = names.y {
      let x = try finder.column(named: x, flag: "--x-field")
      let y = try finder.column(named: y, flag: "--y-field")
      let pair = pairs.first { $0.x.isHeading(x) && $0.y.isHeading(y) }
      found = (
        finder.take(x, as: pair?.x ?? RoleCatalogue.Coordinates.x),
        finder.take(y, as: pair?.y ?? RoleCatalogue.Coordinates.y)
      )
      system = pair?.system ?? .unknown
    } else {
      var first: (x: String, y: String, system: RoleCatalogue.Coordinates.System)?
      for pair in pairs where first == nil {
        first = try finder.findPair(pair.x, pair.y).map { ($0.0, $0.1, pair.system) }
      }
      guard let first else { return nil }
      finder.noteOthers(pairs.map { ($0.x, $0.y) }, beside: (first.x, first.y))
      (found, system) = ((first.x, first.y), first.system)
    }
    if let given { return PointColumns(x: found.x, y: found.y, crs: given) }
    switch system {
    case .degrees: return PointColumns(x: found.x, y: found.y, crs: try wgs84())
    case .metres: return PointColumns(x: found.x, y: found.y, crs: try CoordinateSystem.gridPlane())
    case .unknown: return try byRange(found, sample(found.x, found.y), file: finder.file)
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
      areDegrees
      ? ("longitude and latitude", try wgs84()) : ("easting and northing", try CoordinateSystem.gridPlane())
    return PointColumns(
      x: x, y: y, crs: crs,
      note:
        "\(file): \(ShownHeading.of(x)) and \(ShownHeading.of(y)) are taken for \(what), \(crs.label), by their values"
    )
  }
}

extension DelimitedTextStream {
  /// The first values of two columns, from the start of the text; nothing of it is used up.
  package func firstPlaces(_ x: String, _ y: String) throws -> (x: [Double], y: [Double]) {
    try firstRows([column(named: x), column(named: y)]) { batch in
      (batch.numbers(0).column.values, batch.numbers(1).column.values)
    } ?? ([], [])
  }
}

extension VectorLayer {
  /// The first values of two columns.
  package func firstPlaces(_ x: String, _ y: String) throws -> (x: [Double], y: [Double]) {
    let columns = try firstRows([ColumnRequest(x, .number), ColumnRequest(y, .number)])
    guard columns.count == 2, case .numbers(let xs) = columns[0], case .numbers(let ys) = columns[1] else {
      return ([], [])
    }
    return (xs.values, ys.values)
  }

  /// Columns of the first thousand features.
  func firstRows(_ requests: [ColumnRequest]) throws -> [Column] {
    struct Enough: Error {}
    var found: [Column] = []
    do {
      try forEachBatch(
        requests, size: 1000, badRows: .skip, threads: 1, transform: { $0.content.columns },
        consume: { columns in
          found = columns
          throw Enough()
        })
    } catch is Enough {}
    return found
  }
}

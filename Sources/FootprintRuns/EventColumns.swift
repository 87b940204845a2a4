import Inputs
import Core

/// Which columns of an event file hold what.
package struct EventColumns: Sendable {
  /// Names given on the command line; nil: found by their usual names.
  package struct Names: Sendable {
    /// `--phone-field`
    package var phone: String?
    /// `--time-field`
    package var time: String?
    /// `--station-field`
    package var station: String?
    /// `--events-crs`
    package var crs: String?

    /// Columns by name.
    package init(phone: String? = nil, time: String? = nil, station: String? = nil, crs: String? = nil) {
      (self.phone, self.time, self.station, self.crs) = (phone, time, station, crs)
    }
  }

  /// Who.
  package var phone: String
  /// When.
  package var time: String
  /// Where, by the identifier of a station; nil when the events have coordinates of their own.
  package var station: String?
  /// Where, by coordinates; nil when the events name a station.
  package var points: PointColumns?

  /// Finds the columns. Where a file has both stations and coordinates, the station table decides: with one the stations
  /// count, without one the coordinates.
  ///
  /// - Throws: ``Failure`` for a file without a phone or a time, for one with neither station nor coordinates, and for stations
  ///   without a table of them.
  static func find(
    _ finder: RoleFinder, names: Names, points: PointColumns.Names, hasStations: Bool, sample: PointColumns.Sample
  ) throws -> EventColumns {
    typealias Roles = RoleCatalogue.Events
    let phone = try finder.require(Roles.phone, given: names.phone)
    let time = try finder.require(Roles.time, given: names.time)
    let station = try finder.find(Roles.station, given: names.station)
    if hasStations, let station { return EventColumns(phone: phone, time: time, station: station, points: nil) }
    if let points = try PointColumns.find(
      finder, names: points, crs: names.crs, flag: "--events-crs", sample: sample)
    {
      return EventColumns(phone: phone, time: time, station: nil, points: points)
    }
    if station != nil {
      throw Failure(
        .usage, "the events name stations, but there is no table of stations", file: finder.file,
        expected: "--stations FILE with station and lon, lat or e, n")
    }
    throw Failure(
      .badData, "no column tells where the events were", file: finder.file,
      expected: "station, or lon and lat, or e and n", hint: "name the station's column with --station-field")
  }
}

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
      self.phone = phone
      self.time = time
      self.station = station
      self.crs = crs
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

  private static let phoneNames = ["phone", "telefon", "phone_id", "msisdn", "imei", "imsi", "telefonnummer"]
  private static let timeNames = ["timestamp", "ts", "time", "tid", "tidpunkt", "datetime", "datum_tid", "starttid"]
  private static let stationNames = ["station", "station_id", "basstation", "bas", "cell_id", "cellid", "site"]

  /// Finds the columns. Where a file has both stations and coordinates, the station table decides: with one the stations
  /// count, without one the coordinates.
  ///
  /// - Throws: ``Failure`` for a file without a phone or a time, for one with neither station nor coordinates, and for stations
  ///   without a table of them.
  static func find(in columns: [String], file: String, names: Names, hasStations: Bool) throws -> EventColumns {
    let choice = ColumnChoice(names: columns, file: file)
    let phone = try choice.required(names.phone, flag: "--phone-field", phoneNames, what: "phone")
    let time = try choice.required(names.time, flag: "--time-field", timeNames, what: "time")
    let station = try choice.optional(names.station, flag: "--station-field", stationNames)
    if hasStations, let station { return EventColumns(phone: phone, time: time, station: station, points: nil) }
    if let points = try PointColumns.find(in: choice, crs: names.crs, flag: "--events-crs") {
      return EventColumns(phone: phone, time: time, station: nil, points: points)
    }
    if station != nil {
      throw Failure(
        .usage, "the events name stations, but there is no table of stations", file: file,
        expected: "--stations FILE with station and lon, lat or e, n")
    }
    throw Failure(
      .badData, "no column tells where the events were", file: file,
      expected: "station, or lon and lat, or e and n", hint: "name the station's column with --station-field")
  }
}

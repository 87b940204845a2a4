import Diagnostics

/// Which columns of an event file hold what.
public struct EventColumns: Sendable {
  /// Names given on the command line; nil: found by their usual names.
  public struct Names: Sendable {
    /// `--phone-field`
    public var phone: String?
    /// `--time-field`
    public var time: String?
    /// `--station-field`
    public var station: String?

    /// Columns by name.
    public init(phone: String? = nil, time: String? = nil, station: String? = nil) {
      self.phone = phone
      self.time = time
      self.station = station
    }
  }

  /// Who.
  public var phone: String
  /// When.
  public var time: String
  /// Where, by the identifier of a station; nil when the events have coordinates of their own.
  public var station: String?
  /// Where, by coordinates; nil when the events name a station.
  public var points: PointColumns?

  private static let phoneNames = ["phone", "telefon", "phone_id", "msisdn", "imei", "imsi", "telefonnummer"]
  private static let timeNames = ["timestamp", "ts", "time", "tid", "tidpunkt", "datetime", "datum_tid", "starttid"]
  private static let stationNames = ["station", "station_id", "basstation", "bas", "cell_id", "cellid", "site"]

  /// Finds the columns.
  ///
  /// - Throws: ``Failure`` for a file without a phone or a time, and for one with neither station nor coordinates.
  static func find(in columns: [String], file: String, names: Names, crs: String?) throws -> EventColumns {
    let choice = ColumnChoice(names: columns, file: file)
    let phone = try choice.required(names.phone, flag: "--phone-field", phoneNames, what: "phone")
    let time = try choice.required(names.time, flag: "--time-field", timeNames, what: "time")
    if let station = try choice.optional(names.station, flag: "--station-field", stationNames) {
      return EventColumns(phone: phone, time: time, station: station, points: nil)
    }
    guard let points = try PointColumns.find(in: choice, crs: crs, flag: "--events-crs") else {
      throw Failure(
        .badData, "no column tells where the events were", file: file,
        expected: "station, or lon and lat, or e and n", hint: "name the station's column with --station-field")
    }
    return EventColumns(phone: phone, time: time, station: nil, points: points)
  }
}

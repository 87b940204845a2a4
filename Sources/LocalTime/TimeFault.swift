import Core

/// Why a text is no time of an event.
///
/// A plain value, so that the loop over rows allocates nothing; ``failure(value:file:place:field:)`` turns it into what
/// a person reads.
public enum TimeFault: Error, Sendable, Equatable {
  /// There is no text.
  case missing
  /// A date without a time of day.
  case noTimeOfDay
  /// Not written in any of the forms that are read.
  case notATime
  /// Written like a time, but no calendar or clock shows it: 30 February, 25:00.
  case noSuchTime
  /// Ten digits that may be seconds since 1970 of a year to come, or a stamp `YYMMDDhhmm`.
  case ambiguous
  /// Before 1970-01-01 or after 2149-06-06.
  case outOfRange

  /// The failure (bad data) with the value or its shape, and where it stands.
  public func failure(value: ShownValue, file: String? = nil, place: String? = nil, field: String? = nil) -> Failure {
    let (message, expected): (String, String?) =
      switch self {
      case .missing: ("the time is missing", nil)
      case .noTimeOfDay: ("a date without a time of day", "for instance 2025-03-30T04:05:06")
      case .notATime:
        ("not a time", "ISO 8601 with Z, an offset or neither (2025-03-30T04:05:06+02:00), or seconds since 1970")
      case .noSuchTime: ("there is no such date or time of day", nil)
      case .ambiguous:
        (
          "ten digits that may be seconds since 1970 (of 2033 or later) or YYMMDDhhmm",
          "ISO 8601, for instance 2025-03-30T23:30"
        )
      case .outOfRange: ("the time is out of range", "1970-01-01 to 2149-06-06")
      }
    return Failure(
      .badData, message, file: file, place: place, field: field, value: self == .missing ? nil : value,
      expected: expected)
  }
}

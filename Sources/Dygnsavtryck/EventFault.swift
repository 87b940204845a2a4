import Core
import LocalTime

/// Why a row is no event.
public enum EventFault: Error, Sendable, Equatable {
  /// The phone is empty.
  case missingPhone
  /// The time is none.
  case time(TimeFault)

  /// The failure (bad data); a phone is never shown, of a time its shape.
  public func failure(
    time: ShownValue, file: String? = nil, place: String? = nil, phoneField: String? = nil, timeField: String? = nil
  ) -> Failure {
    switch self {
    case .missingPhone:
      Failure(.badData, "the phone is missing", file: file, place: place, field: phoneField)
    case .time(let fault): fault.failure(value: time, file: file, place: place, field: timeField)
    }
  }
}

import Testing

@testable import LocalTime

/// Dates and times of day: what histograms count by.
@Suite struct LocalMomentTests {
  func moment(_ text: String) throws -> LocalMoment {
    var reader = LocalDayReader(zone: try .named("Europe/Stockholm"), dayStartMinutes: 300)
    let bytes = Array(text.utf8)
    return try reader.moment(of: bytes.span)
  }

  /// What the wall clock in Stockholm shows; the reader's day start of 05:00 changes nothing here.
  @Test func dateAndClock() throws {
    let cases: [(String, String, Int?)] = [
      ("2022-09-26 9:55:23 +02:00", "2022-09-26", 9), ("2022-09-26 09:55", "2022-09-26", 9),
      ("2022-09-26T23:30:00Z", "2022-09-27", 1), ("2022-01-26T23:30:00Z", "2022-01-27", 0),
      ("2022-12-31T23:59:59-01:00", "2023-01-01", 1), ("1664178923", "2022-09-26", 9),
      ("20220926T0955", "2022-09-26", 9), ("2022-09-26", "2022-09-26", nil), (" 20220926 ", "2022-09-26", nil),
      ("2022-09-26T24:00", "2022-09-27", 0), ("2025-10-26T00:30:00Z", "2025-10-26", 2),
      ("2025-10-26T01:30:00Z", "2025-10-26", 2), ("2025-03-30T01:30:00Z", "2025-03-30", 3),
    ]
    for (text, date, hour) in cases {
      let found = try moment(text)
      #expect(found.date.description == date && found.hour == hour, "\(text)")
    }
    #expect(try moment("2022-09-26 9:55:23 +02:00").second == 35_723)
  }

  @Test func weekdayMonthQuarterYear() throws {
    let monday = try moment("2022-09-26")
    #expect(monday.weekday == 1 && monday.month == 9 && monday.quarter == 3 && monday.year == 2022)
    let sunday = try moment("2023-01-01 00:00")
    #expect(sunday.weekday == 7 && sunday.month == 1 && sunday.quarter == 1 && sunday.year == 2023)
    #expect(
      (1...12).map { LocalMoment(day: Int32(19_000 + $0 * 30), second: nil) }.allSatisfy { 1...4 ~= $0.quarter })
    #expect(try moment("2024-12-31").quarter == 4)
  }

  @Test func faults() throws {
    let cases: [(String, TimeFault)] = [
      ("", .missing), ("2022-02-30", .noSuchTime), ("20221301", .noSuchTime), ("1969-12-31", .outOfRange),
      ("2022-9-26", .notATime), ("26/09/2022", .notATime), ("2022-09-26T", .notATime), ("2022-09-2x", .notATime),
    ]
    for (text, expected) in cases {
      #expect(throws: expected, "\(text)") { _ = try moment(text) }
    }
  }
}

import Core
import TestSupport
import Testing

@testable import LocalTime

/// Days of times, most of them around midnight and the changes to and from summer time.
@Suite struct LocalDayTests {
  static func stockholm() throws -> TimeZoneTable { try .named("Europe/Stockholm") }

  func day(_ text: String, start: Int = 0) throws -> String {
    var reader = LocalDayReader(zone: try Self.stockholm(), dayStartMinutes: start)
    let bytes = Array(text.utf8)
    return CivilDate(day: try reader.day(of: bytes.span)).description
  }

  func fault(_ text: String) throws -> TimeFault? {
    do {
      _ = try day(text)
      return nil
    } catch let fault as TimeFault { return fault }
  }

  @Test func localTimesKeepTheirDate() throws {
    for text in [
      "2025-03-30T04:05:06", "2025-03-30 4:05:06", "2025-03-30 04:05", "2025-03-30t4:05",
      "2025-03-30T04:05:06.123456",
      "2025-03-30T04:05:06,5", "  2025-03-30T04:05:06\r", "2025-03-30  04:05:06", "20250330T040506", "20250330T0405",
      "2025-03-30T02:30:00", "2025-03-30T23:59:60", "2025-03-29T24:00:00",
    ] { #expect(try day(text) == "2025-03-30", "\(text)") }
  }

  /// Winter: UTC+1, so 23:00Z is the next day. Summer: UTC+2, so 22:00Z is.
  @Test func midnightByASecond() throws {
    let cases = [
      ("2025-01-14T22:59:59Z", "2025-01-14"), ("2025-01-14T23:00:00Z", "2025-01-15"),
      ("2025-01-14T23:00:01Z", "2025-01-15"), ("2025-07-14T21:59:59Z", "2025-07-14"),
      ("2025-07-14T22:00:00Z", "2025-07-15"), ("2025-07-14T22:00:01Z", "2025-07-15"),
      ("2025-01-14T23:59:59", "2025-01-14"), ("2025-01-15T00:00:00", "2025-01-15"),
      ("2025-01-15T00:00:01", "2025-01-15"), ("2025-01-14T23:59:59+01:00", "2025-01-14"),
      ("2025-01-15T00:00:00+0100", "2025-01-15"), ("2025-01-15T00:59:59+02", "2025-01-14"),
      ("2025-01-15T01:00:00+02", "2025-01-15"), ("2025-01-14T17:59:59-05:00", "2025-01-14"),
      ("2025-01-14T18:00:00-05:00", "2025-01-15"), ("2022-09-26 23:55:23 +02:00", "2022-09-26"),
      ("2022-09-26 23:55:23 UTC", "2022-09-27"), ("20250114T230000Z", "2025-01-15"),
    ]
    for (text, expected) in cases { #expect(try day(text) == expected, "\(text)") }
  }

  /// 2025-03-30 starts at 23:00Z the day before and ends at 22:00Z: it has 23 hours.
  @Test func theDayThatSummerTimeStarts() throws {
    let first: Int64 = 1_743_289_200
    for (instant, expected) in [
      (first - 1, "2025-03-29"), (first, "2025-03-30"), (first + 1, "2025-03-30"),
      (first + 23 * 3600 - 1, "2025-03-30"), (first + 23 * 3600, "2025-03-31"), (first + 23 * 3600 + 1, "2025-03-31"),
    ] {
      #expect(try day("\(instant)") == expected, "\(instant)")
      #expect(try day("\(instant)123") == expected, "milliseconds \(instant)")
      #expect(try day("\(instant)123456") == expected, "microseconds \(instant)")
      #expect(try day("\(instant)123456789") == expected, "nanoseconds \(instant)")
      #expect(try day("\(instant).75") == expected, "fraction \(instant)")
    }
    #expect(try day("2025-03-29T22:59:59Z") == "2025-03-29")
    #expect(try day("2025-03-29T23:00:00Z") == "2025-03-30")
    #expect(try day("2025-03-30T21:59:59Z") == "2025-03-30")
    #expect(try day("2025-03-30T22:00:00Z") == "2025-03-31")
    // Local times that no clock shows keep their date.
    #expect(try day("2025-03-30T02:00:00") == "2025-03-30")
  }

  /// 2025-10-26 starts at 22:00Z the day before and ends at 23:00Z: it has 25 hours.
  @Test func theDayThatSummerTimeEnds() throws {
    let first: Int64 = 1_761_429_600
    for (instant, expected) in [
      (first - 1, "2025-10-25"), (first, "2025-10-26"), (first + 1, "2025-10-26"), (first + 3 * 3600, "2025-10-26"),
      (first + 25 * 3600 - 1, "2025-10-26"), (first + 25 * 3600, "2025-10-27"), (first + 25 * 3600 + 1, "2025-10-27"),
    ] { #expect(try day("\(instant)") == expected, "\(instant)") }
    #expect(try day("2025-10-25T21:59:59Z") == "2025-10-25")
    #expect(try day("2025-10-25T22:00:00Z") == "2025-10-26")
    #expect(try day("2025-10-26T22:59:59Z") == "2025-10-26")
    #expect(try day("2025-10-26T23:00:00Z") == "2025-10-27")
    #expect(try day("2025-10-26T02:30:00+02:00") == "2025-10-26")
    #expect(try day("2025-10-26T02:30:00+01:00") == "2025-10-26")
  }

  /// The day start is a reading of the wall clock, on days of 23 and 25 hours too.
  @Test func dayStartMovesTheDay() throws {
    let five = 5 * 60
    for (text, expected) in [
      ("2025-03-30T04:59:59", "2025-03-29"), ("2025-03-30T05:00:00", "2025-03-30"),
      // 05:00 in summer time is 03:00Z.
      ("2025-03-30T02:59:59Z", "2025-03-29"), ("2025-03-30T03:00:00Z", "2025-03-30"),
      // 05:00 in winter time is 04:00Z.
      ("2025-10-26T03:59:59Z", "2025-10-25"), ("2025-10-26T04:00:00Z", "2025-10-26"),
      ("2025-10-26T24:00:00", "2025-10-26"),
    ] { #expect(try day(text, start: five) == expected, "\(text)") }
    // In the hour that occurs twice both passes read the same: 02:10 comes before 02:30 each time.
    for text in ["2025-10-26T00:10:00Z", "2025-10-26T01:10:00Z", "2025-10-26T02:10:00"] {
      #expect(try day(text, start: 150) == "2025-10-25", "\(text)")
    }
  }

  @Test func faults() throws {
    let cases: [(String, TimeFault)] = [
      ("", .missing), ("   ", .missing), ("2025-03-30", .noTimeOfDay), ("2025-03-30T", .notATime),
      ("yesterday", .notATime), ("2025-3-30 04:05", .notATime), ("2025-03-30T04", .notATime),
      ("2025-03-30T04:5:06", .notATime), ("2025-03-30T04:05:06.", .notATime), ("2025-03-30T04:05:06+1", .notATime),
      ("2025-03-30T04:05:06 CET", .notATime), ("2025-03-30T04:05:06Zulu", .notATime), ("20250330", .notATime),
      ("12345", .notATime), ("174330000612", .notATime), ("-1743300006", .notATime), ("1743300006x", .notATime),
      ("1.7e9", .notATime), ("2025-02-29T00:00:00", .noSuchTime), ("2025-13-01T00:00:00", .noSuchTime),
      ("2025-00-01T00:00:00", .noSuchTime), ("2025-03-30T25:00:00", .noSuchTime),
      ("2025-03-30T24:00:01", .noSuchTime),
      ("2025-03-30T04:60:00", .noSuchTime), ("2025-03-30T04:05:06+19:00", .noSuchTime),
      ("1969-12-31T12:00:00", .outOfRange), ("0001-01-01T00:00:00", .outOfRange),
      ("9999-12-31T23:59:59", .outOfRange),
      ("2149-06-07T00:00:00", .outOfRange), ("9999999999999999999", .outOfRange),
    ]
    for (text, expected) in cases { #expect(try fault(text) == expected, "\(text)") }
    #expect(try day("1970-01-01T00:00:00") == "1970-01-01")
    #expect(try day("2149-06-06T23:59:59") == "2149-06-06")
    #expect(try day("2024-02-29T00:00:00") == "2024-02-29")
  }

  @Test func faultsBecomeFailures() {
    let failure = TimeFault.notATime.failure(
      value: ShownValue("noon", .open), file: "e.csv", place: "row 9999999", field: "timestamp")
    #expect(failure.kind == .badData)
    #expect(failure.description.hasPrefix("e.csv, row 9999999, field \"timestamp\": not a time: \"noon\" (expected"))
  }

  /// Seconds of a year to come, or a date and clock without a century.
  @Test func tenDigitsThatMayBeAStamp() throws {
    for text in ["2503302330", "2001010000", "9912312359", "2503302330.5"] {
      #expect(try fault(text) == .ambiguous, "\(text)")
    }
    // Seconds of today, and what no clock or calendar shows.
    #expect(try day("1743300006") == "2025-03-30")
    #expect(try day("2503302360") == "2049-04-29")
    #expect(try day("2502302330") == "2049-04-17")
    #expect(try day("2513302330000") == "2049-08-23")
    #expect(
      TimeFault.ambiguous.failure(value: ShownValue("2503302330", .personal)).description.contains("YYMMDDhhmm"))
  }

  /// The reader's shortcuts against the zone's table alone, for random instants written in every form.
  @Test func allFormsAgree() throws {
    let zone = try Self.stockholm()
    var reader = LocalDayReader(zone: zone)
    var dice = SeededRandom(11)
    for _ in 0..<20_000 {
      let instant = Int64.random(in: 1_000_000_000..<5_000_000_000, using: &dice)
      let expected = CivilDate(day: Int32(floorDivide(instant + Int64(zone.offset(at: instant)), 86_400)))
      let offsets: [Int32] = [0, zone.offset(at: instant), -5 * 3600, 19_800]
      for offset in offsets {
        let shifted = instant + Int64(offset)
        let date = CivilDate(day: Int32(floorDivide(shifted, 86_400)))
        let seconds = floorModulo(shifted, 86_400)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let minutes = Int(abs(offset)) / 60
        let zoneText =
          (offset < 0 ? "-" : "+")
          + [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let text = Array("\(date)T\(clock.joined(separator: ":"))\(offset == 0 ? "Z" : zoneText)".utf8)
        #expect(try reader.day(of: text.span) == expected.day)
      }
      // Some of ten digits may be stamps; see `tenDigitsThatMayBeAStamp`.
      for text in ["\(instant).5", "\(instant)000"] {
        let epoch = Array(text.utf8)
        do {
          #expect(try reader.day(of: epoch.span) == expected.day)
        } catch TimeFault.ambiguous {
          #expect(instant >= 2_001_010_000 && !text.hasSuffix("000"))
        }
      }
    }
  }
}

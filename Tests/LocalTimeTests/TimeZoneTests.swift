import Core
import Foundation
import Testing

@testable import LocalTime

/// Zones from compiled files and rules, against the calendar library.
@Suite struct TimeZoneTests {
  @Test func stockholm() throws {
    let zone = try TimeZoneTable.named("Europe/Stockholm")
    // 2025-03-30T01:00:00Z and 2025-10-26T01:00:00Z.
    #expect(zone.offset(at: 1_743_296_399) == 3600)
    #expect(zone.offset(at: 1_743_296_400) == 7200)
    #expect(zone.offset(at: 1_761_440_399) == 7200)
    #expect(zone.offset(at: 1_761_440_400) == 3600)
    // Beyond the file's own list the rule goes on: 2100-07-01T12:00:00Z.
    #expect(zone.offset(at: 4_118_126_400) == 7200)
  }

  @Test(arguments: [
    "Europe/Stockholm", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC",
    "America/Sao_Paulo",
  ])
  func sameAsTheCalendar(name: String) throws {
    let zone = try TimeZoneTable.named(name)
    let calendar = try #require(TimeZone(identifier: name))
    var dice = Dice(3)
    for _ in 0..<3000 {
      let instant = Int64.random(in: 0..<2_145_916_800, using: &dice)
      let expected = calendar.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      #expect(Int(zone.offset(at: instant)) == expected, "\(instant)")
    }
    let table = try #require(TimeZoneTable.fromCalendar(name))
    for instant in stride(from: Int64(0), to: 2_145_916_800, by: 1_234_567) {
      #expect(table.offset(at: instant) == zone.offset(at: instant), "\(instant)")
    }
  }

  @Test func rules() throws {
    let rule = try #require(PosixZoneRule(Array("CET-1CEST,M3.5.0,M10.5.0/3".utf8)))
    #expect(rule.changes(fromYear: 2025, throughYear: 2025).map(\.start) == [1_743_296_400, 1_761_440_400])
    #expect(PosixZoneRule(Array("<+0530>-5:30".utf8))?.standardOffset == 19_800)
    #expect(PosixZoneRule(Array("EST5EDT4,J60,300/-1:30".utf8))?.summerOffset == -14_400)
    // Day 60 counted without leap days is 1 March in any year.
    let julian = try #require(PosixZoneRule(Array("AAA0BBB,J60/0,J300/0".utf8)))
    #expect(julian.changes(fromYear: 2024, throughYear: 2024)[0].start == 1_709_251_200)
    for bad in ["", "CE", "CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0", "CET-1x", "CET-200"] {
      #expect(PosixZoneRule(Array(bad.utf8)) == nil, "\(bad)")
    }
  }

  @Test func badNamesAndFiles() throws {
    for name in ["Europe/Stokholm", "../../etc/passwd", "/etc/passwd", "", "Europe"] {
      #expect(throws: Failure.self) { try TimeZoneTable.named(name) }
    }
    do {
      _ = try TimeZoneTable.named("Europe/Stokholm")
    } catch let failure as Failure {
      #expect(failure.kind == .usage)
      #expect(failure.hint == "did you mean \"Europe/Stockholm\"?")
    }
    let whole = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Stockholm"))
    // Cut anywhere, the file is refused or still whole, and never read behind its end.
    for length in stride(from: 0, to: whole.count, by: 7) {
      #expect(throws: Failure.self) { try TZifReader.table(Array(whole.prefix(length)), name: "cut") }
    }
    var dice = Dice(9)
    for _ in 0..<2000 {
      var bytes = Array(whole)
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      }
      _ = try? TZifReader.table(bytes, name: "damaged")
    }
  }

  @Test func datesAndWeeks() throws {
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.day == 0)
    #expect(CivilDate(text: "2000-02-29")?.day == 11_016)
    #expect(CivilDate(text: "1900-02-29") == nil)
    #expect(CivilDate(text: "2025-3-30") == nil)
    for day in stride(from: Int32(-800_000), to: 800_000, by: 37) {
      let (year, month, dayOfMonth) = CivilDate(day: day).parts
      #expect(CivilDate.number(year: year, month: month, day: dayOfMonth) == day)
    }
    // 2024-12-30 is the Monday of the first week of 2025; 2021-01-03 is the Sunday of the last one of 2020.
    #expect(try #require(CivilDate(text: "2024-12-30")).isoWeek == (2025, 1))
    #expect(try #require(CivilDate(text: "2021-01-03")).isoWeek == (2020, 53))
  }

  @Test func datesAgreeWithTheCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: -140_000, through: 800_000, by: 997) {
      let date = Date(timeIntervalSince1970: 86_400 * Double(days))
      let wanted = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let made = CivilDate(day: Int32(days))
      #expect(made.parts.year == wanted.year && made.parts.month == wanted.month && made.parts.day == wanted.day)
      // The calendar counts from Sunday, 1.
      #expect((made.weekday + 1) % 7 + 1 == wanted.weekday)
      #expect(CivilDate(year: made.parts.year, month: made.parts.month, day: made.parts.day) == made)
    }
  }
}

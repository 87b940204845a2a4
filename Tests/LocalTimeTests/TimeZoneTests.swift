import Core
import Foundation
import TestSupport
import Testing

@testable import LocalTime

/// Zones as tables of their changes.
@Suite struct TimeZoneTests {
  /// Instants around changes that the tz database tells of, and the seconds east of Greenwich from each on.
  private static let known: [(name: String, offsets: [(instant: Int64, east: Int32)])] = [
    // 2025-03-30T01:00:00Z and 2025-10-26T01:00:00Z; 2100-07-01T12:00:00Z, by the rule that goes on.
    (
      "Europe/Stockholm",
      [
        (0, 3600), (1_743_296_399, 3600), (1_743_296_400, 7200), (1_761_440_399, 7200), (1_761_440_400, 3600),
        (4_118_126_400, 7200),
      ]
    ),
    // From 2007 on summer time starts on the second Sunday of March: 2007-03-11T07:00:00Z.
    ("America/New_York", [(1_173_596_399, -18_000), (1_173_596_400, -14_400)]),
    ("Asia/Kolkata", [(0, 19_800), (4_118_126_400, 19_800)]),
    // Half an hour of summer time: until 2025-04-05T15:00:00Z.
    ("Australia/Lord_Howe", [(1_743_865_199, 39_600), (1_743_865_200, 37_800)]),
    // 30 December 2011 was left out: 2011-12-30T10:00:00Z.
    ("Pacific/Apia", [(1_325_239_199, -36_000), (1_325_239_200, 50_400)]),
    // The last summer time ended 2019-02-17T02:00:00Z.
    ("America/Sao_Paulo", [(1_550_368_799, -7200), (1_550_368_800, -10_800), (1_575_000_000, -10_800)]),
    ("UTC", [(0, 0)]), ("Etc/UTC", [(0, 0)]), ("Z", [(0, 0)]), ("Etc/GMT+5", [(0, -18_000)]),
  ]

  @Test(arguments: known.indices) func changesOfTheDatabase(index: Int) throws {
    let (name, offsets) = Self.known[index]
    let zone = try TimeZoneTable.named(name)
    for (instant, east) in offsets { #expect(zone.offset(at: instant) == east, "\(name) \(instant)") }
  }

  /// No change is missed: at random instants, and a second before and at each change, every zone says what the calendar says.
  @Test func sameAsTheCalendar() throws {
    var dice = SeededRandom(3)
    #expect(TimeZone.knownTimeZoneIdentifiers.count > 400)
    for name in TimeZone.knownTimeZoneIdentifiers {
      let zone = try TimeZoneTable.named(name)
      let calendar = try #require(TimeZone(identifier: name))
      let edges = zone.starts.dropFirst().flatMap { [$0 - 1, $0] }
      let instants = (0..<200).map { _ in Int64.random(in: 0..<TimeZoneTable.horizon, using: &dice) } + edges
      let differing = instants.filter {
        Int(zone.offset(at: $0)) != calendar.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0)))
      }
      #expect(differing.isEmpty, "\(name): \(differing.prefix(3))")
    }
  }

  @Test(arguments: ["Europe/Stokholm", "../../etc/passwd", "/etc/passwd", "", "Europe", "GMT+5", "XYZ"])
  func unknownNames(name: String) {
    #expect(failure { _ = try TimeZoneTable.named(name) }?.kind == .usage)
  }

  @Test func nearestName() {
    let found = failure { _ = try TimeZoneTable.named("Europe/Stokholm") }
    #expect(found?.hint == "did you mean \"Europe/Stockholm\"?")
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

import Core
import LocalTime
import Testing

@testable import Dygnsavtryck

@Suite struct FootprintPeriodTests {
  /// 2024-12-30 is the Monday of the first week of 2025; 2021-01-03 is the Sunday of the last one of 2020.
  @Test func weeksAndDays() throws {
    let monday = try #require(CivilDate(text: "2024-12-30")).day
    #expect(FootprintPeriod.week.start(of: monday + 6) == monday)
    #expect(FootprintPeriod.week.label(start: monday) == "2025-W01")
    let sunday = try #require(CivilDate(text: "2021-01-03")).day
    #expect(FootprintPeriod.week.label(start: FootprintPeriod.week.start(of: sunday)) == "2020-W53")
    #expect(FootprintPeriod.day.label(start: sunday) == "2021-01-03")
  }

  @Test func faultsNeverShowThePhone() {
    let noon = ShownValue("noon", .personal)
    let missing = EventFault.missingPhone.failure(time: noon, file: "e.csv", place: "row 2", phoneField: "phone")
    #expect(missing.description == "e.csv, row 2, field \"phone\": the phone is missing")
    let time = EventFault.time(.notATime).failure(
      time: noon, file: "e.csv", place: "row 3", phoneField: "phone", timeField: "timestamp")
    #expect(
      time.description.hasPrefix("e.csv, row 3, field \"timestamp\": not a time: 4 characters, letters (expected"))
  }
}

import LocalTime
import TestSupport
import Testing

@testable import Incidents

@Suite struct PeriodReachTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }
  private func days(_ texts: [String]) throws -> DaySet {
    var set = DaySet()
    for text in texts { set.insert(try date(text).day) }
    return set
  }
  private func spans(
    _ texts: [String], _ length: PeriodLength = .year, from: String? = nil, to: String? = nil
  ) throws -> [String: SeriesWindow.Span] {
    let reach = try #require(PeriodReach(try days(texts), from: try from.map(date), to: try to.map(date)))
    return Dictionary(uniqueKeysWithValues: reach.spans(length).map { ($0.key.label, $0.value) })
  }

  @Test func setsOfDays() throws {
    var set = DaySet()
    #expect(set.count == 0 && set.bounds == nil && set == DaySet())
    for day: Int32 in [17, -3, 17, 64, 20_000] { set.insert(day) }
    set.insert(.min)
    #expect(set.count == 4 && set.bounds == -3...20_000)
    var other = DaySet()
    other.insert(-400)
    other.formUnion(set)
    #expect(other.count == 5 && other.bounds == -400...20_000)
    other.formUnion(DaySet())
    #expect(other.count == 5)
  }

  /// The report's "2021 (6 mån)": the data ends in June.
  @Test func theDataEndsInJune() throws {
    let found = try spans(["2020-01-15", "2020-06-01", "2020-12-01", "2021-03-01", "2021-06-03"])
    #expect(found["2020"]?.isPartial == false && found["2020"]?.months == 12 && found["2020"]?.days == 366)
    #expect(found["2021"]?.isPartial == true && found["2021"]?.months == 6 && found["2021"]?.days == 181)
    #expect(found["2021"]?.last.description == "2021-06-30")
    let months = try spans(["2020-01-15", "2021-06-03"], .quarter)
    #expect(months["2020-Q1"]?.isPartial == false && months["2021-Q2"]?.isPartial == false)
  }

  /// What was asked for is the limit, also where no event is near it …
  @Test func windowsCutPeriodsShort() throws {
    let texts = ["2020-02-10", "2020-11-20"]
    let whole = try spans(texts, from: "2020-01-01", to: "2020-12-31")
    #expect(whole["2020"]?.isPartial == false && whole["2020"]?.months == 12)
    let part = try spans(texts, from: "2020-02-01", to: "2020-11-30")
    #expect(part["2020"]?.isPartial == true && part["2020"]?.months == 10)
    let half = try spans(texts, .month, from: "2020-02-10", to: "2020-11-30")
    #expect(half["2020-02"]?.isPartial == true && half["2020-02"]?.days == 20 && half["2020-11"]?.isPartial == false)
  }

  /// … even where events on every other day end long before it; that is said.
  @Test func windowsThatTheDataDoesNotFill() throws {
    let first = try date("2020-01-01").day
    let texts = (0..<270).map { CivilDate(day: first + 2 * $0).description }
    let (from, to) = (try date("2020-01-01"), try date("2021-12-31"))
    let found = try spans(texts, from: "2020-01-01", to: "2021-12-31")
    #expect(found["2020"]?.isPartial == false && found["2021"]?.isPartial == false)
    let reach = try #require(PeriodReach(try days(texts), from: from, to: to))
    #expect(reach.silentFrom == nil && reach.silentTo?.description == "2021-06-22")
    #expect(reach.doubt(from: from, to: to)?.contains("2021-06-22, long before 2021-12-31") == true)
    let some = try #require(PeriodReach(try days(["2020-02-10", "2020-11-20"]), from: from, to: to))
    #expect(some.silentFrom == nil && some.silentTo == nil && some.doubt(from: from, to: to) == nil)
    // They end on the 23rd of May 2021, and eight days without any may be chance; ten, after the 21st, hardly are.
    #expect(try spans(Array(texts.prefix(255)), .month)["2021-05"]?.isPartial == false)
    let early = try spans(Array(texts.prefix(254)), .month)
    #expect(early["2021-05"]?.isPartial == true && early["2021-05"]?.days == 21)
    let dense = (0..<500).map { CivilDate(day: first + $0).description }
    #expect(try spans(dense, .month)["2021-05"]?.days == 14)
  }

  @Test func partsOfPeriodsAreNamed() throws {
    let year = try #require(IncidentPeriod(label: "2021"))
    #expect(SeriesWindow.Span.part(of: year, months: 6).isPartial)
    #expect(!SeriesWindow.Span.part(of: year, months: 12).isPartial)
    #expect(PeriodReach(DaySet()) == nil)
  }
}

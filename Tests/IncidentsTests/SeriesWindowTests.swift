import Core
import LocalTime
import TestSupport
import Testing

@testable import Incidents

/// Which periods a series has, and which of them are shorter than their names say.
@Suite struct SeriesWindowTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }

  private func window(_ length: PeriodLength, _ first: String, _ last: String) throws -> SeriesWindow {
    try SeriesWindow(length, try day(first)...day(last))
  }

  @Test func whatOfEachPeriodCounts() throws {
    let found = try window(.year, "2020-07-01", "2022-03-31")
    #expect(found.spans.map(\.period.label) == ["2020", "2021", "2022"])
    #expect(found.spans.map(\.days) == [184, 365, 90] && found.spans.map(\.months) == [6, 12, 3])
    #expect(found.spans.map(\.isPartial) == [true, false, true])
    #expect(found.spans.map { $0.first?.description } == ["2020-07-01", "2021-01-01", "2022-01-01"])
    let part = try window(.month, "2022-09-26", "2022-10-31")
    #expect(part.spans.map(\.days) == [5, 31] && abs(part.spans[0].months - 5.0 / 30) < 1e-12)
    #expect(try window(.quarter, "2020-02-01", "2020-03-31").spans.map(\.isPartial) == [true])
  }

  /// A wrong year would make thousands of months of it.
  @Test func wrongYearsAreRefused() throws {
    let failure = #expect(throws: Failure.self) { try window(.month, "0101-07-20", "2021-03-02") }
    #expect(failure?.kind == .badData && failure?.description.contains("--from") == true)
  }

  @Test func boundsOfPeriods() throws {
    for (label, first, last) in [
      ("2020", "2020-01-01", "2020-12-31"), ("2020-Q4", "2020-10-01", "2020-12-31"),
      ("2020-02", "2020-02-01", "2020-02-29"),
    ] {
      let bounds = try #require(IncidentPeriod(label: label)?.bounds)
      #expect(bounds.first.description == first && bounds.last.description == last)
    }
    #expect(IncidentPeriod(.all, number: 0).bounds == nil)
  }
}

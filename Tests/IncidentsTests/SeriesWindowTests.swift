import Core
import LocalTime
import TestSupport
import Testing

@testable import Incidents

/// Which periods a series has, and which of them are shorter than their names say.
@Suite struct SeriesWindowTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }

  private func window(
    _ length: PeriodLength, _ first: String, _ last: String, events: Int = 10, from: String? = nil, to: String? = nil
  ) throws -> SeriesWindow {
    try SeriesWindow(
      length, seen: try day(first).day...day(last).day, events: events, from: try from.map(day), to: try to.map(day))
  }

  private func labels(_ window: SeriesWindow) -> [String] { window.spans.map { $0.label(("mån", "dgr")) } }

  /// Few events: the rims' months are whole.
  @Test func dataCutsItsFirstAndLastYear() throws {
    let found = try window(.year, "2020-07-20", "2022-03-02")
    #expect(labels(found) == ["2020 (6 mån)", "2021", "2022 (3 mån)"])
    #expect(found.spans.map(\.days) == [184, 365, 90] && found.spans.map(\.isPartial) == [true, false, true])
  }

  /// Two events a day and none before 26 September: the data begins there.
  @Test func denseDataBeginsWithItsFirstEvent() throws {
    let found = try window(.month, "2022-09-26", "2022-12-31", events: 200)
    #expect(labels(found) == ["2022-09 (5 dgr)", "2022-10", "2022-11", "2022-12"])
    let sparse = try window(.month, "2022-09-26", "2022-12-31", events: 9)
    #expect(labels(sparse).first == "2022-09")
    #expect(labels(try window(.month, "2022-09-26", "2022-09-26", events: 1)) == ["2022-09"])
  }

  @Test func whatWasAskedForDecides() throws {
    let found = try window(.year, "2020-07-20", "2021-03-02", from: "2020-01-01", to: "2021-06-30")
    #expect(labels(found) == ["2020", "2021 (6 mån)"])
    // Days where months would say the whole.
    #expect(labels(try window(.year, "2020-02-01", "2020-12-31", from: "2020-01-05")) == ["2020 (362 dgr)"])
    #expect(labels(try window(.quarter, "2020-02-01", "2020-03-31", from: "2020-02-01")) == ["2020-Q1 (2 mån)"])
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

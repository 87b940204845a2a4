import Foundation
import LocalTime
import TestSupport
import Testing

@testable import Incidents

/// Trends and seasons beside statsmodels', and where there are none.
@Suite struct SeriesTrendTests {
  private static func series(_ counts: [Int], people: Double) -> [IncidentSeries.Point] {
    counts.map {
      IncidentSeries.Point(
        count: $0, people: people > 0 ? people : .nan, countInterval: Interval(low: 0, high: 0))
    }
  }

  private static func window(_ length: PeriodLength, _ first: String, _ last: String) throws -> SeriesWindow {
    let (first, last) = (try #require(CivilDate(text: first)), try #require(CivilDate(text: last)))
    return try SeriesWindow(length, first...last)
  }

  private static func numbers(_ text: Substring) -> [Double] { text.split(separator: " ").compactMap { Double($0) } }

  /// Made-up series with what statsmodels 0.14's GLM makes of them: `scripts/poisson_fixture`.
  @Test func equalToStatsmodels() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "poisson_fixture.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count == 50)
    var seasons = 0
    for line in lines {
      let cells = line.split(separator: ";", omittingEmptySubsequences: false)
      let window = try Self.window(
        try #require(PeriodLength(rawValue: String(cells[2]))), String(cells[0]), String(cells[1]))
      let counts = cells[4].split(separator: " ").compactMap { Int($0) }
      try #require(counts.count == window.spans.count, "\(line)")
      let found = SeriesTrend(
        Self.series(counts, people: try #require(Double(cells[3]))), window: window, fewest: 20)
      let expected = try cells[5...8].map { try #require(Double($0)) }
      let (slope, error) = (expected[0], expected[1])
      #expect(found.status == .ok && abs(log1p(found.trend) - slope) < 1e-6, "\(line)")
      let interval = try #require(found.interval)
      #expect(abs(log1p(interval.low) - (slope - Interval.normalQuantile * error)) < 1e-6, "\(line)")
      #expect(abs(log1p(interval.high) - (slope + Interval.normalQuantile * error)) < 1e-6, "\(line)")
      #expect(abs(found.p - expected[2]) < 1e-6 && abs(found.dispersion - expected[3]) < 1e-6, "\(line)")
      let (logs, errors) = (Self.numbers(cells[9]), Self.numbers(cells[10]))
      #expect(found.season.count == logs.count && (found.seasonStatus == .ok) == !logs.isEmpty, "\(line)")
      for (season, (value, error)) in zip(found.season, zip(logs, errors)) {
        #expect(abs(log(season.ratio) - value) < 1e-6, "\(line)")
        #expect(abs(log(season.interval.high / season.ratio) / Interval.normalQuantile - error) < 1e-6, "\(line)")
      }
      if !logs.isEmpty {
        #expect(abs(found.seasonP - (try #require(Double(cells[11])))) < 1e-6, "\(line)")
        seasons += 1
      }
    }
    #expect(seasons > 20)
  }

  @Test func wordsForWhatCannotBeHad() throws {
    let years = try Self.window(.year, "2018-01-01", "2023-12-31")
    func trend(_ counts: [Int], _ window: SeriesWindow) -> SeriesTrend {
      SeriesTrend(Self.series(counts, people: 1000), window: window, fewest: 20)
    }
    #expect(trend([0, 0, 0, 0, 0, 0], years).status == .tooFew)
    let few = trend([3, 3, 3, 3, 3, 4], years)
    #expect(few.status == .tooFew && few.events == 19 && few.trend.isNaN && few.interval == nil)
    #expect(few.seasonStatus == .notAsked)
    #expect(trend([3, 3, 3, 3, 4, 4], years).status == .ok)
    #expect(trend([90], try Self.window(.year, "2020-01-01", "2020-12-31")).status == .tooFew)
    #expect(trend([90, 0, 0, 0, 0, 0], years).status == .noEstimate)
    // Leap years have a day more: as many events are fewer a day.
    let flat = trend([20, 20, 20, 20, 20, 20], years)
    #expect(flat.status == .ok && abs(flat.trend) < 1e-3 && flat.p > 0.9)
    let all = SeriesTrend(Self.series([90], people: 10), window: .whole, fewest: 20)
    #expect(all.status == .tooFew && all.seasonStatus == .notAsked)
  }

  /// A January without any event has no logarithm: the trend is told without the season.
  @Test func monthWithoutEvents() throws {
    let window = try Self.window(.month, "2020-01-01", "2022-12-31")
    let counts = window.spans.map { $0.period.number % 12 == 0 ? 0 : 6 }
    let found = SeriesTrend(Self.series(counts, people: 0), window: window, fewest: 20)
    #expect(found.status == .ok && found.seasonStatus == .noEstimate && found.season.isEmpty && found.seasonP.isNaN)
    #expect(!found.isOfPeople)
    let short = SeriesTrend(
      Self.series([Int](repeating: 9, count: 12), people: 0),
      window: try Self.window(.month, "2020-01-01", "2020-12-31"),
      fewest: 20)
    #expect(short.status == .ok && short.seasonStatus == .tooFew)
  }

  /// Months are as long as they are: as many events a day in all of them is no season.
  @Test func eventsInProportionToDaysHaveNoSeason() throws {
    let window = try Self.window(.month, "2020-01-01", "2022-12-31")
    let found = SeriesTrend(Self.series(window.spans.map(\.days), people: 500), window: window, fewest: 20)
    #expect(found.season.count == 12 && found.season.allSatisfy { abs($0.ratio - 1) < 1e-9 })
    #expect(abs(found.trend) < 1e-9 && found.seasonP > 0.99)
  }
}

import Foundation
import Parallel
import Statistics

/// How counts change from year to year and with the season: a Poisson regression of the counts of periods on time, with
/// exposure, and on the month or quarter where there are enough events.
///
/// ln E(count) = ln exposure + a + b · years + s(month), Σ s = 0. The exposure is person-years where the inhabitants of all
/// periods are known, else days: shortened periods and months of 28 days count as what they are.
public struct SeriesTrend: Sendable, Equatable {
  /// What is known of a figure.
  public enum Status: String, Sendable {
    case ok
    /// Fewer events or periods than are asked for.
    case tooFew = "too_few"
    /// The estimate is infinite, as where all events are in the first period, or in some month none.
    case noEstimate = "no_estimate"
    /// Periods of years have no season.
    case notAsked = "not_asked"
  }

  /// A month or quarter beside the others.
  public struct Season: Sendable, Equatable {
    /// The month 1 … 12, or the quarter 1 … 4.
    public let number: Int
    /// Its rate over the (geometric) mean of all; 1 is as they are.
    public let ratio: Double
    /// The ratio's 95 % interval.
    public let interval: Interval
  }

  /// Fewest periods of a trend.
  public static let fewestPeriods = 4
  /// Fewest events of a season for each of its months or quarters.
  public static let fewestEventsASeason = 5

  /// Events in all.
  public let events: Int
  /// Periods in which there was anything to count.
  public let periods: Int
  /// Whether there is a trend.
  public let status: Status
  /// Change of the rate per year as a share of it: −0.05 is 5 % less each year; NaN without.
  public let trend: Double
  /// The trend's 95 % interval (Wald, on the logarithm); nil without.
  public let interval: Interval?
  /// The same with the standard error times the root of ``dispersion`` where that is above 1 (quasi-Poisson); nil without.
  public let scaledInterval: Interval?
  /// The trend's two-sided p (Wald); NaN without.
  public let p: Double
  /// Pearson's χ² over its degrees of freedom: far above 1 the counts vary more than Poisson's, and intervals are too narrow;
  /// NaN without.
  public let dispersion: Double
  /// Whether the exposure is person-years; else days.
  public let isOfPeople: Bool
  /// Whether there is a season.
  public let seasonStatus: Status
  /// The months or quarters; empty without.
  public let season: [Season]
  /// The p that there is no season (likelihood ratio, χ²); NaN without.
  public let seasonP: Double

  /// The trend of counts.
  ///
  /// - Parameters:
  ///   - points: one a period of `window`.
  ///   - window: the periods.
  ///   - fewest: events that a trend needs in all.
  public init(_ points: [IncidentSeries.Point], window: SeriesWindow, fewest: Int) {
    // Periods in which the entry was not there say nothing.
    let there = zip(points, window.spans).filter { $0.0.isThere }
    let spans = there.map(\.1)
    let counts = there.map { Double($0.0.count) }
    events = there.reduce(0) { $0 + $1.0.count }
    periods = spans.count
    isOfPeople = there.allSatisfy { $0.0.people > 0 }
    let isOfPeople = isOfPeople
    let offsets = there.map { point, span in
      log(Double(point.days ?? span.days) / SeriesWindow.daysAYear * (isOfPeople ? point.people : 1))
    }
    let mean = spans.reduce(0) { $0 + $1.middle } / Double(max(1, spans.count))
    let time = spans.map { $0.middle - mean }
    let one = [Double](repeating: 1, count: spans.count)

    let length = spans.first?.period.length ?? .all
    let seasons = length == .month ? 12 : length == .quarter ? 4 : 0
    let isEnough = events >= max(1, fewest) && spans.count >= Self.fewestPeriods && length != .all
    var plain: PoissonRegression?
    if isEnough { plain = try? PoissonRegression(counts: counts, design: [one, time], offsets: offsets) }

    var seasonal: PoissonRegression?
    if !isEnough {
      seasonStatus = seasons == 0 ? .notAsked : .tooFew
    } else if seasons == 0 {
      seasonStatus = .notAsked
    } else if events < max(fewest, Self.fewestEventsASeason * seasons) || spans.count < 2 * seasons {
      seasonStatus = .tooFew
    } else {
      let columns = (1..<seasons).map { season in
        spans.map { Int($0.period.number) % seasons == season ? 1.0 : 0 }
      }
      seasonal = try? PoissonRegression(counts: counts, design: [one, time] + columns, offsets: offsets)
      seasonStatus = seasonal == nil ? .noEstimate : .ok
    }

    if let fit = seasonal ?? plain {
      status = .ok
      let error = fit.covariance[fit.coefficients.count + 1].squareRoot()
      let slope = fit.coefficients[1]
      trend = exp(slope) - 1
      dispersion = fit.degreesOfFreedom > 0 ? fit.pearson / Double(fit.degreesOfFreedom) : .nan
      func limits(_ error: Double) -> Interval {
        let half = Interval.normalQuantile * error
        return Interval(low: exp(slope - half) - 1, high: exp(slope + half) - 1)
      }
      interval = limits(error)
      scaledInterval = limits(error * (dispersion > 1 ? dispersion.squareRoot() : 1))
      p = Tails.normal(beyond: slope / error)
    } else {
      status = isEnough ? .noEstimate : .tooFew
      (trend, interval, scaledInterval, p, dispersion) = (.nan, nil, nil, .nan, .nan)
    }
    guard let fit = seasonal, let plain else {
      (season, seasonP) = ([], .nan)
      return
    }
    season = (0..<seasons).map { month in
      // The first month's coefficient is 0; less the mean of all.
      let weights = fit.coefficients.indices.map { i -> Double in
        i < 2 ? 0 : (i - 1 == month ? 1 : 0) - 1 / Double(seasons)
      }
      let value = zip(weights, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      let half = Interval.normalQuantile * fit.standardError(ofWeighted: weights)
      return Season(
        number: month + 1, ratio: exp(value), interval: Interval(low: exp(value - half), high: exp(value + half)))
    }
    seasonP = Tails.chiSquare(above: plain.deviance - fit.deviance, degreesOfFreedom: seasons - 1)
  }
}

extension SeriesTrend {
  /// A trend, and what it is of.
  public struct Line: Sendable, Equatable {
    /// Place among the series' areas; nil: the country.
    public let area: Int?
    /// Place among the series' categories.
    public let category: Int
    /// The trend.
    public let trend: SeriesTrend
  }

  /// The trends of a series, category by category: the country, then each area. The result does not depend on `threads`.
  public static func all(_ series: IncidentSeries, fewest: Int, threads: Int) throws -> [Line] {
    let width = series.areas.ids.count + 1
    return try Parallel.blocks(of: series.categories.count * width, block: 16, threads: threads) { range in
      range.map { place in
        let (category, area) = (place / width, place % width == 0 ? nil : place % width - 1)
        let points =
          area.map { series.points(series.areas, $0, category: category) }
          ?? series.points(series.country, 0, category: category)
        return Line(
          area: area, category: category, trend: SeriesTrend(points, window: series.window, fewest: fewest))
      }
    }.flatMap(\.self)
  }
}

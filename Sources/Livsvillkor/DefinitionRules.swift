/// How a variable's values become scores that can be averaged; every score is turned so that more is worse.
public enum Normalisation: String, Sendable, CaseIterable, Codable {
  /// (x − μ)/σ, population-weighted.
  case zscore
  /// The population-weighted percentile rank, 0–100.
  case percentile
  /// (x − min)/(max − min), 0–1; a value beyond a fixed reference's extremes counts as the extreme.
  case minmax
  /// The percentile rank with every unit counting as one, 0–100: 100 · (average rank − 0.5)/units.
  case rank
}

/// How scores are averaged on a level.
public enum Aggregation: String, Sendable, CaseIterable, Codable {
  /// Σws/Σw.
  case arithmetic
  /// exp(Σw·ln s/Σw), zero if a score is zero; for scores that are never negative (percentile, minmax, rank).
  case geometric
}

/// What happens to a unit that lacks a variable.
public enum MissingRule: Sendable, Equatable {
  /// It gets no index.
  case refuse
  /// The index is that of the variables it has.
  case available
  /// The index is that of the variables it has, if these are at least so many.
  case atLeast(Int)
}

/// How the index is cut into classes, 1 (best) and up.
public struct ClassRule: Sendable, Equatable {
  /// Where the cuts come from.
  public enum Method: String, Sendable, CaseIterable, Codable {
    /// Classes of equal population.
    case quantile
    /// Cuts one population-weighted standard deviation apart, symmetric about the mean.
    case standardDeviation = "sd"
    /// Natural breaks (Fisher–Jenks), population-weighted.
    case jenks
    /// Classes of equal width.
    case equal
    /// Cuts that the definition gives.
    case manual
  }

  /// What manual cuts are cuts of.
  public enum Scale: String, Sendable, CaseIterable, Codable {
    case index
    case percentile
  }

  /// Where the cuts come from.
  public var method: Method
  /// Classes, 2–255.
  public var count: Int
  /// Manual cuts, ascending, one fewer than ``count``; empty for the other methods.
  public var bounds: [Double]
  /// What ``bounds`` are cuts of.
  public var scale: Scale

  /// `count` classes by a method that finds its own cuts.
  public init(_ method: Method, count: Int) {
    (self.method, self.count) = (method, count)
    bounds = []
    scale = .index
  }

  /// Classes cut at `bounds`.
  public init(manual bounds: [Double], on scale: Scale) {
    method = .manual
    count = bounds.count + 1
    (self.bounds, self.scale) = (bounds, scale)
  }
}

/// A lower and an upper limit.
public struct Limits: Sendable, Equatable {
  /// The lower limit.
  public var lower: Double
  /// The upper limit.
  public var upper: Double

  /// Limits; a definition's are checked by ``Definition/validate()``.
  public init(_ lower: Double, _ upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// The value, or the limit that it is beyond; NaN stays NaN.
  @inline(__always)
  func limited(_ value: Double) -> Double { value < lower ? lower : value > upper ? upper : value }
}

/// Where means, spreads and class bounds come from.
public enum ReferenceChoice: Sendable, Equatable {
  /// The table itself.
  case thisTable
  /// An earlier run's statistics, the path of a JSON file.
  case file(String)
}

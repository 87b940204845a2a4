import Statistics

/// A variable's numbers in a reference: all that its scores depend on.
public struct VariableReference: Sendable, Equatable, Codable {
  /// Population-weighted mean, of the winsorised values if the definition winsorises.
  public var mu: Double
  /// Population-weighted standard deviation (divisor Σw), likewise; above zero.
  public var sigma: Double
  /// The smallest value, likewise.
  public var minimum: Double
  /// The largest value, likewise.
  public var maximum: Double
  /// Units with a value.
  public var units: Int
  /// People in them.
  public var population: Double
  /// The values at winsorise's percentiles, to which values were limited.
  public var limits: [Double]?
  /// Ranks, for the normalisations that use them.
  public var ranks: RankTable?

  private enum CodingKeys: String, CodingKey {
    case mu, sigma, minimum, maximum, units, population, limits, ranks
  }

  init(moments: WeightedMoments, limits: Limits?, ranks: RankTable?) {
    mu = moments.mean
    sigma = moments.standardDeviation
    minimum = moments.minimum
    maximum = moments.maximum
    units = moments.count
    population = moments.weight
    self.limits = limits.map { [$0.lower, $0.upper] }
    self.ranks = ranks
  }

  /// ``limits`` as a pair.
  var valueLimits: Limits? {
    guard let limits, limits.count == 2 else { return nil }
    return Limits(limits[0], limits[1])
  }

  /// Whether the numbers can make scores under this normalisation.
  func serves(_ normalisation: Normalisation) -> Bool {
    let sane = mu.isFinite && sigma.isFinite && sigma > 0 && minimum.isFinite && maximum.isFinite && minimum < maximum
    let limitsFit = limits.map { $0.count == 2 && $0[0] <= $0[1] } ?? true
    return sane && limitsFit && (ranks != nil || normalisation == .zscore || normalisation == .minmax)
  }
}

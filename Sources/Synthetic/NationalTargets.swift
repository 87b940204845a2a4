/// What generated data should look like: population-weighted means, standard deviations, quantiles and correlations of
/// the eight variables over Sweden's 5,984 DeSO.
///
/// Source: Statistics Sweden (SCB), open statistics per DeSO 2018, year 2022; computed by
/// `benchmarks/synthetic_parameters.py`. SCB's table has five-year classes, so that `unga_0_15` was measured at 0–14
/// and `unga_16_19` at 15–19 years; both are shares of the population here. Income is the median net income, 1,000 SEK.
///
/// The table has no `trangboddhet` (living overcrowded). Its figures are this project's own, chosen to be plausible: a
/// mean of 17.5 % with a long upper tail, most strongly correlated with `utlandsk_bakgrund` (0.85).
enum NationalTargets {
  /// Population-weighted means, in ``Variable``'s order.
  static let means = [287.158277, 0.105020, 0.780007, 0.268698, 0.1755, 0.071654, 0.173842, 0.057296]

  /// Population-weighted standard deviations (divisor: the sum of weights).
  static let deviations = [56.301002, 0.066111, 0.077912, 0.199069, 0.1213, 0.026501, 0.048284, 0.017681]

  /// Population-weighted correlations, rows and columns in ``Variable``'s order.
  static let correlations: [[Double]] = [
    [1.0000, -0.7073, 0.6322, -0.4427, -0.50, -0.2196, 0.2667, 0.2911],
    [-0.7073, 1.0000, -0.6692, 0.6829, 0.62, 0.5366, 0.1546, 0.0736],
    [0.6322, -0.6692, 1.0000, -0.7318, -0.65, -0.3998, 0.0729, -0.0153],
    [-0.4427, 0.6829, -0.7318, 1.0000, 0.85, 0.5730, 0.1454, -0.0113],
    [-0.50, 0.62, -0.65, 0.85, 1.0000, 0.50, 0.15, 0.00],
    [-0.2196, 0.5366, -0.3998, 0.5730, 0.50, 1.0000, 0.3944, 0.2623],
    [0.2667, 0.1546, 0.0729, 0.1454, 0.15, 0.3944, 1.0000, 0.6531],
    [0.2911, 0.0736, -0.0153, -0.0113, 0.00, 0.2623, 0.6531, 1.0000],
  ]

  /// The shares of the population that ``quantiles`` stand at.
  static let shares = [0, 0.001, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 0.999, 1]

  /// Values below which those shares of the population lie, one row a variable.
  static let quantiles: [[Double]] = [
    [68.8, 151.9, 181.1, 207.2, 224.2, 249.5, 279.8, 315.8, 359.8, 395.0, 458.1, 526.7, 563.9],
    [0, 0.0040, 0.0174, 0.0288, 0.0375, 0.0577, 0.0910, 0.1338, 0.1903, 0.2354, 0.3345, 0.4089, 0.4936],
    [0.1866, 0.3140, 0.5016, 0.6191, 0.6795, 0.7511, 0.8012, 0.8319, 0.8521, 0.8631, 0.8792, 0.8972, 0.9145],
    [0.0253, 0.0316, 0.0476, 0.0684, 0.0855, 0.1274, 0.2040, 0.3403, 0.5730, 0.7376, 0.8989, 0.9412, 0.9632],
    [0, 0.005, 0.02, 0.045, 0.06, 0.09, 0.14, 0.22, 0.33, 0.42, 0.58, 0.70, 0.80],
    [0, 0.0025, 0.0271, 0.0387, 0.0439, 0.0535, 0.0668, 0.0842, 0.1084, 0.1238, 0.1558, 0.1894, 0.2256],
    [0.0021, 0.0177, 0.0603, 0.0895, 0.1091, 0.1429, 0.1761, 0.2055, 0.2324, 0.2485, 0.2882, 0.3241, 0.4285],
    [0.0090, 0.0119, 0.0192, 0.0288, 0.0348, 0.0455, 0.0566, 0.0683, 0.0803, 0.0875, 0.1023, 0.1225, 0.1362],
  ]

  /// The value below which a share of the population lies, straight lines between the known quantiles.
  static func value(of variable: Int, at share: Double) -> Double {
    let curve = quantiles[variable]
    var upper = 1
    while upper < shares.count - 1 && shares[upper] < share { upper += 1 }
    let (low, high) = (shares[upper - 1], shares[upper])
    let along = min(1, max(0, (share - low) / (high - low)))
    return curve[upper - 1] + along * (curve[upper] - curve[upper - 1])
  }
}

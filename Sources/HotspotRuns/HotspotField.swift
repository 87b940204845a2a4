import HotSpots

/// What the units of an area are put in order by.
struct HotspotField: Sendable {
  /// The values as they were read, an entry a unit; NaN is none.
  let values: [Double]
  /// Empirical Bayes rates of them where they have exposures; NaN for units that are not compared.
  let rates: [Double]?

  /// What units are ordered by.
  var ranked: [Double] { rates ?? values }

  /// The values, and the rates of those `compared` where there are exposures. Where no event is counted at all there are no rates.
  init(_ values: [Double], exposures: [Double]?, compared: [Int]) {
    self.values = values
    rates = exposures.map { exposures in
      let known = compared.filter { !values[$0].isNaN }
      var rates = [Double](repeating: .nan, count: values.count)
      let found = EmpiricalBayes.rates(counts: known.map { values[$0] }, exposures: known.map { exposures[$0] })
      for (unit, rate) in zip(known, found ?? []) { rates[unit] = rate }
      return rates
    }
  }
}

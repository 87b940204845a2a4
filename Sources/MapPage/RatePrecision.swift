import Columns

extension [PageFigure] {
  /// Gives rates, which are known by the limits of their interval beside them (`…_low`, `…_high`), as many decimals as the interval that
  /// needs most; shares keep those of their look.
  mutating func giveRatesTheirDecimals() {
    let places = Dictionary(indices.map { (self[$0].key, $0) }) { first, _ in first }
    for rate in indices where self[rate].unit != "%" {
      guard let low = places[self[rate].key + "_low"], let high = places[self[rate].key + "_high"] else { continue }
      let limits = zip(self[low].values, self[high].values).filter { $0.isFinite && $1.isFinite }
      let needed = limits.reduce(0) { Swift.max($0, RateDecimals.of(low: $1.0, high: $1.1)) }
      for place in [rate, low, high] { self[place].decimals = needed }
    }
  }
}

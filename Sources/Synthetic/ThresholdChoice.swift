/// The best so many of a list of scores, without sorting it.
enum ThresholdChoice {
  private static let bins = 1 << 20

  /// Flags for exactly `count` of the scores (all if there are fewer), the highest; of equals the first in the list.
  ///
  /// Scores are compared in steps of 2⁻²⁰ between 0 and 2, so two passes over a histogram suffice.
  static func best(_ count: Int, of scores: [Float]) -> [Bool] {
    var chosen = [Bool](repeating: false, count: scores.count)
    if count <= 0 { return chosen }
    var histogram = [Int](repeating: 0, count: bins)
    for score in scores { histogram[bin(score)] += 1 }
    var (threshold, above) = (bins - 1, 0)
    while threshold > 0 && above + histogram[threshold] < count {
      above += histogram[threshold]
      threshold -= 1
    }
    var left = count - above
    for (at, score) in scores.enumerated() {
      let place = bin(score)
      if place > threshold {
        chosen[at] = true
      } else if place == threshold, left > 0 {
        chosen[at] = true
        left -= 1
      }
    }
    return chosen
  }

  private static func bin(_ score: Float) -> Int { min(bins - 1, max(0, Int(score * Float(bins / 2)))) }
}

import Livsvillkor

/// How a variable's values become scores that are measured from its mean or its extremes: (value − origin) · factor + offset, within
/// limits.
struct ScoreScale: Sendable {
  var origin = 0.0
  var factor = 0.0
  var offset = 0.0
  var lower = -Double.infinity
  var upper = Double.infinity

  /// Scores that are all 0.
  init() {}

  /// Those of a definition's method, `zscore` or `minmax`. Where noise has made all units alike the variable tells none from another,
  /// and all scores are 0.
  init(_ definition: Definition, _ moments: UnitValues.Moments, isLow: Bool) {
    origin = moments.mean
    guard moments.deviation > 0 else { return }
    if definition.normalisation == .zscore {
      factor = (isLow ? -1 : 1) / moments.deviation
      if let clip = definition.clip { (lower, upper) = (clip.lower, clip.upper) }
    } else {
      let span = moments.most - moments.least
      (origin, offset) = (moments.least, isLow ? 1 : 0)
      (factor, lower, upper) = ((isLow ? -1 : 1) / span, 0, 1)
    }
  }

  /// A value's score; NaN stays NaN.
  @inline(__always)
  func score(_ value: Double) -> Double {
    let score = (value - origin) * factor + offset
    return score < lower ? lower : score > upper ? upper : score
  }

  /// From where and in what unit scores are measured where they are averaged geometrically.
  ///
  /// A score of zero would alone decide a geometric mean, so scores that reach zero or below are moved to 0.01 … 1 (1 … 100 in the OECD's
  /// Handbook on constructing composite indicators, 2008), unless the definition itself averages them geometrically (`isDefined`).
  func range(_ definition: Definition, _ moments: UnitValues.Moments, isDefined: Bool) -> (
    origin: Double, unit: Double
  ) {
    var (least, most) = (0.0, 1.0)
    switch definition.normalisation {
    case .percentile, .rank: return (0, 1)
    case .minmax: if isDefined { return (0, 1) }
    case .zscore:
      if let clip = definition.clip {
        (least, most) = (clip.lower, clip.upper)
      } else {
        let ends = (score(moments.least), score(moments.most))
        (least, most) = (min(ends.0, ends.1), max(ends.0, ends.1))
      }
    }
    return (least - (most - least) / 99, (most - least) / 0.99)
  }
}

/// What a unit is by Getis and Ord's Gi*.
package enum HotSpotClass: String, CaseIterable, Sendable {
  case hot99 = "hot_99"
  case hot95 = "hot_95"
  case hot90 = "hot_90"
  case notSignificant = "not_significant"
  case cold90 = "cold_90"
  case cold95 = "cold_95"
  case cold99 = "cold_99"

  /// By the corrected p of its test, where the statistic and the test's tail say the same.
  init(corrected p: Double, z: Double, isHigh: Bool) {
    self =
      switch (p, z > 0, isHigh) {
      case (...0.01, true, true): .hot99
      case (...0.05, true, true): .hot95
      case (...0.1, true, true): .hot90
      case (...0.01, false, false): .cold99
      case (...0.05, false, false): .cold95
      case (...0.1, false, false): .cold90
      default: .notSignificant
      }
  }
}

/// What a unit is by local Moran's I: its own value, above (H) or below (L) the mean, among its neighbours'.
package enum MoranClass: String, CaseIterable, Sendable {
  case highAmongHigh = "HH"
  case lowAmongLow = "LL"
  case highAmongLow = "HL"
  case lowAmongHigh = "LH"
  case notSignificant = "not_significant"

  /// Of deviations from the mean: the unit's own, and the sum of its neighbours', where the test's tail says the same.
  init(isSignificant: Bool, own: Double, around: Double, isHigh: Bool) {
    self =
      switch (isSignificant && (around > 0) == isHigh, own > 0, isHigh) {
      case (false, _, _): .notSignificant
      case (true, true, true): .highAmongHigh
      case (true, false, false): .lowAmongLow
      case (true, true, false): .highAmongLow
      case (true, false, true): .lowAmongHigh
      }
  }
}

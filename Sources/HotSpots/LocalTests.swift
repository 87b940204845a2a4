/// What a test says of each unit, before anything is corrected for the number of tests.
package struct LocalTests: Sendable {
  /// Two-sided p of each unit, 0 … 1; NaN where it was not tested.
  package var p: [Double]
  /// Whether the value around a unit is in the upper tail.
  package var isHigh: [Bool]
}

extension Neighbours {
  /// Whether the neighbours of a unit could have been others: it has some, and not all.
  package func isTested(_ unit: Int) -> Bool { degree(unit) > 0 && degree(unit) < count - 1 }
}

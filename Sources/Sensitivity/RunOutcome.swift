/// How a run's units stand beside the main run's.
package struct RunOutcome: Sendable, Equatable {
  /// Mean over the units of how far the percentile lies from the main run's, percentage points.
  package var meanRankShift: Double
  /// Of the people in the main run's worst class, the share that are in the run's too, 0–1.
  package var worstClassKept: Double
  /// Spearman's rank correlation of the index with the main run's, units with the same index having their mean rank; NaN where
  /// all units are alike.
  package var rankCorrelation: Double
  /// Units in another class than in the main run.
  package var changedClass: Int

  /// The outputs whose variance is taken apart, by their names in files.
  package static let outputs: [(name: String, value: @Sendable (RunOutcome) -> Double)] = [
    ("mean_rank_shift", { $0.meanRankShift }), ("worst_class_kept", { $0.worstClassKept }),
  ]
}

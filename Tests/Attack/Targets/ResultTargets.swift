import Columns
import Dygnsavtryck
import Foundation
import OverlayRuns
import Reports

extension AttackTarget {
  /// What one run writes and the next one reads.
  static let results = [
    AttackTarget("partial") { bytes in try partial.with(bytes) { _ = try FootprintPartial(path: $0) } },
    AttackTarget("coverage") { bytes in
      try coverage.with(bytes) { _ = try CoverageTable(path: $0, threads: 1, journal: Journal()) }
    },
  ]

  private static let (partial, coverage) = (ScratchFile(ending: "part"), ScratchFile(ending: "coverage.csv"))
}

import Areas
import Columns
import Dygnsavtryck
import Foundation
import Geometry
import Incidents
import OverlayRuns
import Reports

extension AttackTarget {
  /// What one run writes and the next one reads.
  static let results = [
    AttackTarget("partial") { bytes in try partial.with(bytes) { _ = try FootprintPartial(path: $0) } },
    AttackTarget("counts") { bytes in
      try counts.with(bytes) {
        let areas = IncidentAreas(
          AreaSet(["A", "B"].map { Area(id: $0, name: "", areaClass: nil, polygon: MultiPolygon()) }))
        var tally = IncidentTally(areas: areas, length: .year, parentCount: 1)
        var series = SeriesTally(units: 1, squareSize: 250)
        try IncidentPartial(path: $0).add(to: &tally, &series)
      }
    },
    AttackTarget("coverage") { bytes in
      try coverage.with(bytes) { _ = try CoverageTable(path: $0, threads: 1, journal: Journal()) }
    },
    AttackTarget("packed") { bytes in
      try packed.with(bytes) { try PackedCoverage(ifPacked: $0)?.forEachArea(threads: 1) { _, _ in } }
    },
  ]

  private static let packed = ScratchFile(ending: "coverage")
  private static let (partial, coverage) = (ScratchFile(ending: "part"), ScratchFile(ending: "coverage.csv"))
  private static let counts = ScratchFile(ending: "counts")
}

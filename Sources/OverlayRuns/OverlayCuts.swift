import Areas
import Core
import Coverage
import Inputs
import Overlay
import Reports

extension OverlayRun {
  /// The parts of cells or zones in areas, cut now or taken out of a coverage that was kept, and what each area keeps where they overlap.
  static func cuts(
    _ areas: AreaInput, over cells: CellLayerInput, _ parameters: Parameters, journal: Journal
  ) throws -> (measured: MeasuredPartition, cuts: [AreaOverlay.Cut], coverage: InputRecord?) {
    let (words, threads, set) = (journal.words, parameters.threads, areas.set)
    let lattice = cells.layer.units.lattice
    func cut(_ partition: ExclusivePartition, _ wholes: [UnitFractions?]?) throws -> [AreaOverlay.Cut] {
      try journal.stage(words.cutting) {
        try AreaOverlay.cut(
          cells.layer, by: set, partition: partition, method: parameters.method, wholes: wholes, threads: threads)
      }
    }
    guard let path = parameters.coverage else {
      // The exact parts of squares serve to find overlaps and to cut the cells.
      let squares = parameters.method == .area ? lattice : nil
      let (measured, wholes) = try journal.stage(words.partitioning) {
        try areas.partition(size: squares?.unit ?? AreaInput.suspectSquare, threads: threads) { runs in
          squares.map { UnitFractions(runs, lattice: $0) }
        }
      }
      return (measured, try cut(measured.partition, wholes), nil)
    }
    guard let lattice else {
      throw Failure(.usage, "a coverage table holds the fractions of cells, not of zones", file: path)
    }
    if let packed = try PackedCoverage(ifPacked: path) {
      let (wholes, suspects) = try journal.stage(words.readingCoverage) {
        try packed.fractions(of: lattice, in: set, threads: threads)
      }
      let measured = try journal.stage(words.partitioning) {
        try suspects.map { try areas.partition(suspects: $0, threads: threads) } ?? areas.partition(threads: threads)
      }
      return (measured, try cut(measured.partition, wholes), packed.record)
    }
    let measured = try journal.stage(words.partitioning) { try areas.partition(threads: threads) }
    let table = try journal.stage(words.readingCoverage) {
      try CoverageTable(path: path, threads: threads, journal: journal)
    }
    let cuts = try journal.stage(words.cutting) {
      try table.cuts(of: lattice, areas: set, partition: measured.partition, threads: threads)
    }
    return (measured, cuts, table.record)
  }
}

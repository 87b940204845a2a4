import Benchmark
import BenchmarkInputs
import Columns
import Core
import GeoJSONText
import Geometry
import Grid
import Parallel
import Projections

/// The layer that `rutverk index` writes, as GeoJSON in WGS 84: corners transformed, formatted, and counted instead of
/// written, so that no disk is measured.
let benchmarks: @Sendable () -> Void = {
  let rate = Measuring.rate("Bytes per second")
  for count in SyntheticCells.counts {
    Benchmark("GeoJSON writing, \(Measuring.label(count)) cells", configuration: Measuring.configuration(rate: rate))
    {
      benchmark, input in
      try Measuring.record(rate, amount: input.bytes, in: benchmark) {
        try bytes(of: input.cells, input.table)
      }
    } setup: {
      let cells = try SyntheticCells(count: count)
      let table = try cells.indexedTable()
      return (cells: cells, table: table, bytes: try bytes(of: cells, table))
    }
  }
}

/// Writes the layer to a sink that counts. Outlines of remainders are found within, as in a run of `rutverk index`.
private func bytes(of cells: SyntheticCells, _ table: Table) throws -> Int {
  guard let source = CoordinateSystem.sweref99TM, let target = CoordinateSystem.wgs84 else {
    throw Failure(.software, "PROJ does not know its usual systems")
  }
  let lattice = cells.lattice
  var outlines: [Int: MultiPolygon] = [:]
  for i in lattice.cells.indices { if let shape = lattice.remainder(i) { outlines[i] = shape } }
  let squares = try CellSquares(
    sizes: lattice.cells.map(\.size), e: lattice.cells.map(\.e), n: lattice.cells.map(\.n), outlines: outlines)
  let pool = TransformerPool(from: source, to: target)
  var bytes = 0
  try GeoJSONWriter().write(
    table,
    geometry: .cells(
      squares,
      transform: { x, y in try pool.transformed(x, y) }), threads: Parallel.availableThreads
  ) { bytes += $0.count }
  return bytes
}

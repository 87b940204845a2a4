import Benchmark
import BenchmarkInputs
import Coverage
import Geometry
import Parallel
import Synthetic

/// Exact fractions of 250 m squares in zones like DeSO.
///
/// The smaller sizes are every sixteenth and every fourth of the 6,000 zones of Sweden, so that all sizes have zones of
/// the same kind: small ones in towns, vast ones in the north.
let benchmarks: @Sendable () -> Void = {
  let rate = Measuring.rate("Vertices per second")
  for threads in Set([1, Parallel.availableThreads]).sorted() {
    for (count, step) in [(375, 16), (1500, 4), (6000, 1)] {
      Benchmark(
        "coverage, \(Measuring.label(count)) zones, \(threads == 1 ? "1 thread" : "\(threads) threads")",
        configuration: Measuring.configuration(rate: rate)
      ) { benchmark, zones in
        try Measuring.record(rate, amount: zones.reduce(0) { $0 + $1.vertexCount }, in: benchmark) {
          try Parallel.blocks(of: zones.count, block: 8, threads: threads) { range in
            range.map { ExactCoverage.runs(of: zones[$0], size: 250) }
          }
        }
      } setup: {
        let zones = try generateZones(SyntheticWorld.sweden(seed: 1), count: 6000)
        return stride(from: 0, to: zones.count, by: step).map { zones[$0].shape }
      }
    }
  }
}

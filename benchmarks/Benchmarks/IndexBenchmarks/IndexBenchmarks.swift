import Benchmark
import BenchmarkInputs
import Livsvillkor
import Parallel

/// The built-in livsvillkor index of cells, from columns in memory to classes and statistics.
let benchmarks: @Sendable () -> Void = {
  let rate = Measuring.rate("Cells per second")
  for count in SyntheticCells.counts {
    Benchmark("index, \(Measuring.label(count)) cells", configuration: Measuring.configuration(rate: rate)) {
      benchmark, input in
      try Measuring.record(rate, amount: count, in: benchmark) {
        try LivsvillkorIndex.compute(
          definition: input.definition, units: input.units, threads: Parallel.availableThreads)
      }
    } setup: {
      try SyntheticCells(count: count).index()
    }
  }
}

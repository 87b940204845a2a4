import Benchmark
import BenchmarkInputs
import Parallel
import PointLocation

/// Which of 6,000 zones each point lies in; the index of the zones is made before the clock starts, and measured alone.
let benchmarks: @Sendable () -> Void = {
  let points = Measuring.rate("Points per second")
  for threads in Set([1, Parallel.availableThreads]).sorted() {
    let workers = threads == 1 ? "1 thread" : "\(threads) threads"
    for count in SyntheticPoints.counts {
      Benchmark(
        "locating, \(Measuring.label(count)) points, \(workers)", configuration: Measuring.configuration(rate: points)
      ) { benchmark, input in
        try Measuring.record(points, amount: count, in: benchmark) {
          try input.locator.locate(x: input.points.x, y: input.points.y, threads: threads)
        }
      } setup: {
        let points = try SyntheticPoints(count: count)
        return (points: points, locator: try PointLocator(points.zones, threads: threads))
      }
    }
  }
  let vertices = Measuring.rate("Vertices per second")
  Benchmark("index of 6,000 zones", configuration: Measuring.configuration(rate: vertices)) { benchmark, input in
    try Measuring.record(vertices, amount: input.zones.reduce(0) { $0 + $1.vertexCount }, in: benchmark) {
      try PointLocator(input.zones, threads: Parallel.availableThreads)
    }
  } setup: {
    try SyntheticPoints(count: 1)
  }
}

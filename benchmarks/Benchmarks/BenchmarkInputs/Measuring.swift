import Benchmark

/// What every suite measures, and how long.
public enum Measuring {
  /// Wall clock, processor time of all threads, peak memory of the process (its input included), and a rate.
  ///
  /// Each benchmark runs in a process of its own, once to warm up and then for ten seconds or twenty times.
  public static func configuration(rate: BenchmarkMetric) -> Benchmark.Configuration {
    Benchmark.Configuration(
      metrics: [.wallClock, .cpuTotal, .peakMemoryResident, rate], timeUnits: .microseconds,
      units: [.peakMemoryResident: .mega, rate: .kilo], warmupIterations: 1, maxDuration: .seconds(10),
      maxIterations: 20)
  }

  /// A size for a benchmark's name, of equal width: results are listed by name.
  public static func label(_ count: Int) -> String {
    let digits = String(count % 1000 == 0 && count >= 10_000 ? count / 1000 : count)
    let width = count >= 10_000 ? 3 : 4
    return String(repeating: "0", count: max(0, width - digits.count)) + digits + (count >= 10_000 ? "k" : "")
  }

  /// A rate, more is better: `Vertices per second`.
  public static func rate(_ name: String) -> BenchmarkMetric {
    .custom(name, polarity: .prefersLarger, useScalingFactor: false)
  }

  /// Runs `body` and records `amount` over its seconds as `rate`.
  public static func record<T>(
    _ rate: BenchmarkMetric, amount: Int, in benchmark: Benchmark, _ body: () throws -> T
  ) rethrows {
    let clock = ContinuousClock()
    let start = clock.now
    blackHole(try body())
    let seconds = (clock.now - start) / .seconds(1)
    benchmark.measurement(rate, Int(Double(amount) / seconds))
  }
}

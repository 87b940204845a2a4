import Foundation
import Synchronization
import Testing

@testable import Parallel

@Suite struct WorkersTests {
  @Test(arguments: [0, 1, 2, 40]) func eachTakesPartAtMostOnce(count: Int) {
    let calls = Mutex(0)
    Workers.all(count) { calls.withLock { $0 += 1 } }
    #expect((1...max(1, count)).contains(calls.withLock { $0 }))
  }

  /// Loops in loops, and more threads than are to be had at once.
  @Test func loopsInLoopsEnd() throws {
    let sums = try Parallel.map(count: 600, threads: 600) { outer in
      try Parallel.map(count: 8, threads: 8) { outer * $0 }.reduce(0, +)
    }
    #expect(sums == (0..<600).map { 28 * $0 })
  }

  /// Dispatch's pool looks into /proc, and would trap.
  @Test func noDescriptorIsNeeded() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      var none = rlimit(rlim_cur: 0, rlim_max: limit.rlim_max)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
      let aside = Aside(threads: 2) { usleep(100_000) }
      _ = try Parallel.map(count: 8, threads: 4) { _ in usleep(50_000) }
      _ = try Parallel.feed(
        threads: 4, make: { hand in for item in 0..<8 { hand(item) } }, transform: { _ in usleep(50_000) })
      try Parallel.stream(count: 8, threads: 4) { _ in
        usleep(50_000)
      } consume: { _ in
      }
      _ = try aside.value()
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
  }
}

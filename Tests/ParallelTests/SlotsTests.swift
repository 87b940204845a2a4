import Foundation
import Synchronization
import Testing

@testable import Parallel

@Suite struct SlotsTests {
  /// Counts those of its kind that are alive.
  private final class Kept: Sendable {
    let value: Int
    let alive: Counter
    init(_ value: Int, _ alive: Counter) {
      (self.value, self.alive) = (value, alive)
      alive.count.wrappingAdd(1, ordering: .relaxed)
    }
    deinit { alive.count.wrappingSubtract(1, ordering: .relaxed) }
  }

  private final class Counter: Sendable {
    let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
  }

  private struct Stop: Error {}

  @Test func valuesComeInTheOrderOfTheirPlacesAndEmptyOnesAreSkipped() {
    let slots = Slots<[Int]>(count: 5)
    for place in [4, 0, 2] { slots.put([place, place], at: place) }
    #expect(slots.takeAll() == [[0, 0], [2, 2], [4, 4]])
    #expect(slots.takeAll().isEmpty)
    #expect(Slots<String>(count: 0).takeAll().isEmpty)
  }

  @Test func nilIsAValueToo() {
    let slots = Slots<Int?>(count: 3)
    slots.put(nil, at: 2)
    slots.put(7, at: 0)
    #expect(slots.takeAll() == [7, nil])
  }

  @Test func valuesAreMovedOutAndWhatIsLeftIsFreed() {
    let alive = Counter()
    do {
      let slots = Slots<Kept>(count: 6)
      for place in 0..<4 { slots.put(Kept(place, alive), at: place) }
      var seen: [Int] = []
      slots.moveAll { seen.append($0.value) }
      #expect(seen == [0, 1, 2, 3])
      #expect(alive.value == 0)
      slots.put(Kept(5, alive), at: 5)
    }
    #expect(alive.value == 0)
  }

  @Test(arguments: [1, 2, 4]) func anErrorFreesWhatWasMade(threads: Int) {
    let alive = Counter()
    #expect(throws: Stop.self) {
      try Parallel.map(count: 500, threads: threads) { item in
        if item == 300 { throw Stop() }
        return Kept(item, alive)
      }
    }
    #expect(alive.value == 0)
  }

  @Test(arguments: [1, 2]) func whatIsReleasedIsFreedSoon(threads: Int) {
    let alive = Counter()
    Parallel.release((0..<100).map { Kept($0, alive) }, threads: threads)
    for _ in 0..<10_000 where alive.value > 0 { usleep(1000) }
    #expect(alive.value == 0)
  }
}

import Synchronization
import Testing

@testable import Parallel

@Suite struct ParallelTests {
  private struct Stop: Error, Equatable { var item: Int }

  @Test(arguments: [1, 2, 8], [0, 1, 2, 7, 1000])
  func resultsComeInItemOrder(threads: Int, count: Int) throws {
    #expect(try Parallel.map(count: count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
    #expect(try Parallel.map(count: -3, threads: threads) { $0 } == [])
  }

  @Test(arguments: [1, 2, 8])
  func theFirstErrorByItemOrderIsThrown(threads: Int) {
    for round in 0..<300 {
      let first = round % 50
      #expect(throws: Stop(item: first)) {
        try Parallel.map(count: 64, threads: threads) { item in
          // The later ones fail sooner.
          if item == first { for _ in 0..<round * 20 { _ = Int.random(in: 0...9) } }
          if item >= first { throw Stop(item: item) }
          return item
        }
      }
    }
  }

  @Test func blocksAreCutBySizeAloneAndSumsAreTheSame() throws {
    let terms = (0..<100_000).map { 1.0 / Double(3 * $0 + 1) - 0.37 }
    func sum(threads: Int) throws -> Double {
      try Parallel.blocks(of: terms.count, block: 777, threads: threads) { terms[$0].reduce(0, +) }.reduce(0, +)
    }
    let expected = try sum(threads: 1)
    for threads in [2, 3, 8] { #expect(try sum(threads: threads).bitPattern == expected.bitPattern) }
    #expect(try Parallel.blocks(of: 10, block: 4, threads: 2) { $0 } == [0..<4, 4..<8, 8..<10])
    #expect(try Parallel.blocks(of: 2, block: 0, threads: 2) { $0 } == [0..<1, 1..<2])
    #expect(try Parallel.blocks(of: 0, threads: 2) { $0 }.isEmpty)
  }

  @Test func everyItemIsMadeOnce() throws {
    let made = Mutex([Int](repeating: 0, count: 5000))
    _ = try Parallel.map(count: 5000, threads: 4) { item in made.withLock { $0[item] += 1 } }
    #expect(made.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test func thereIsAtLeastOneThread() { #expect(Parallel.availableThreads >= 1) }
}

@Suite struct OrderedStreamTests {
  private struct Stop: Error, Equatable { var item: Int }

  @Test(arguments: [1, 2, 8], [0, 1, 5, 500])
  func itemsAreConsumedInOrder(threads: Int, count: Int) throws {
    var seen: [Int] = []
    try Parallel.stream(count: count, threads: threads) {
      $0 * 3
    } consume: {
      seen.append($0)
    }
    #expect(seen == (0..<count).map { $0 * 3 })
  }

  @Test(arguments: [1, 2, 8])
  func noItemIsConsumedAfterAnError(threads: Int) {
    for _ in 0..<100 {
      var seen: [Int] = []
      #expect(throws: Stop(item: 17)) {
        try Parallel.stream(count: 200, threads: threads) { item in
          if item >= 17 { throw Stop(item: item) }
          return item
        } consume: {
          seen.append($0)
        }
      }
      #expect(seen == Array(0..<17))
      seen = []
      #expect(throws: Stop(item: 5)) {
        try Parallel.stream(count: 200, threads: threads) {
          $0
        } consume: { item in
          if item == 5 { throw Stop(item: item) }
          seen.append(item)
        }
      }
      #expect(seen == Array(0..<5))
    }
  }

  /// A long output must never lie in memory as a whole.
  @Test(arguments: [2, 4])
  func makersDoNotRunFarAhead(threads: Int) throws {
    let made = Atomic<Int>(0)
    var consumed = 0
    try Parallel.stream(count: 400, threads: threads) { item in
      made.add(1, ordering: .relaxed)
      return item
    } consume: { _ in
      #expect(made.load(ordering: .relaxed) - consumed <= 4 * threads + 1)
      consumed += 1
    }
    #expect(consumed == 400)
  }

  @Test(arguments: [1, 2, 8], [0, 1, 2, 7, 1000])
  func whatIsFedComesBackInOrder(threads: Int, count: Int) throws {
    let squares = try Parallel.feed(threads: threads) { hand in
      for i in 0..<count { hand(i) }
    } transform: { (i: Int) in
      // Uneven work, so that items overtake each other.
      var sum = 0
      for k in 0..<(i % 7) * 300 { sum &+= k }
      return sum < 0 ? -1 : i * i
    }
    #expect(squares == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 8])
  func errorsOfTheFeederComeFirstThenTheFirstByItemOrder(threads: Int) {
    for round in 0..<100 {
      #expect(throws: Stop(item: -1)) {
        try Parallel.feed(threads: threads) { hand in
          for i in 0..<round { hand(i) }
          throw Stop(item: -1)
        } transform: { (i: Int) in
          if i % 3 == 1 { throw Stop(item: i) }
          return i
        }
      }
      #expect(throws: Stop(item: round % 40)) {
        try Parallel.feed(threads: threads) { hand in
          for i in 0..<64 { hand(i) }
        } transform: { (i: Int) in
          if i >= round % 40 { throw Stop(item: i) }
          return i
        }
      }
    }
  }
}

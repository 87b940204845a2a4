import Testing

@testable import Parallel

@Suite struct FilledColumnTests {
  struct Refused: Error {}

  @Test(arguments: [1, 2, 5]) func blocksAndCutsWriteEachEntryOnce(threads: Int) throws {
    let count = 200_003
    let squares: [Int] = try filledColumn(count: count, threads: threads) { range, column in
      for row in range { column[row - range.lowerBound] = row * row }
    }
    #expect(squares == (0..<count).map { $0 * $0 })
    // Cuts of all lengths, none among them.
    var cuts: [Range<Int>] = []
    while (cuts.last?.upperBound ?? 0) < count {
      let start = cuts.last?.upperBound ?? 0
      cuts.append(start..<min(count, start + cuts.count * 7919 % 5000))
    }
    let places = cuts
    let cut: [Int] = try filledColumn(count: count, cuts: cuts, threads: threads) { place, range, column in
      #expect(range == places[place] && column.count == range.count)
      for row in range { column[row - range.lowerBound] = row * row }
    }
    #expect(cut == squares)
    let none: [Int] = try filledColumn(count: 0, cuts: [], threads: threads) { _, _, _ in }
    #expect(none.isEmpty)
  }

  /// Entries in any order, each written once; the others keep the value that the column was filled with.
  @Test(arguments: [1, 2, 3]) func scattered(threads: Int) throws {
    let count = 300_000
    let column = try scatteredColumn(count: count, filling: -1, items: count / 2, threads: threads) { items, column in
      for item in items { column[(item * 2 * 7919) % count] = item }
    }
    var expected = [Int](repeating: -1, count: count)
    for item in 0..<count / 2 { expected[(item * 2 * 7919) % count] = item }
    #expect(column == expected)
    let none = try scatteredColumn(count: 0, filling: 0.0, items: 0, threads: threads) { _, _ in }
    #expect(none.isEmpty)
  }

  @Test func theFirstErrorIsThrown() {
    #expect(throws: Refused.self) {
      let _: [Int] = try filledColumn(count: 100_000, threads: 2) { range, column in
        if range.contains(70_000) { throw Refused() }
        column.initialize(repeating: 0)
      }
    }
  }
}

import TestSupport
import Testing

@testable import Incidents

@Suite struct SquareTableTests {
  private func squares(_ table: SquareTable) -> [SIMD2<Int32>: Int] {
    var found: [SIMD2<Int32>: Int] = [:]
    table.forEach { found[SIMD2($0, $1)] = $2 }
    return found
  }

  /// Places all over the plane, also such as share a slot of the memory of recent pages, against a count by definition.
  @Test func agreesWithADictionary() {
    var dice = SeededRandom(7)
    var table = SquareTable()
    var expected: [SIMD2<Int32>: Int] = [:]
    for _ in 0..<10 {
      let reach: Double = [1e3, 1e5, 4e6, 9e8].randomElement(using: &dice) ?? 1
      let x = (0..<100).map { _ in Double.random(in: -reach...reach, using: &dice) }
      let y = x.map { _ in Double.random(in: -reach...reach, using: &dice) }
      let (nowhereX, nowhereY): ([Double], [Double]) = ([.nan, 2e9, 0], [0, 0, -.infinity])
      table.add(x: x + nowhereX, y: y + nowhereY, side: 250)
      for (x, y) in zip(x, y) {
        let square = SIMD2(Int32((y / 250).rounded(.down)), Int32((x / 250).rounded(.down)))
        expected[square, default: 0] += 1
      }
    }
    #expect(squares(table) == expected)
    #expect(table.squares == expected.count && table.events == 10 * 100)
  }

  /// A table is a value: what is counted in a copy is not counted in the other.
  @Test func copiesAreTheirOwn() {
    var one = SquareTable()
    one.add(x: [10, 20, 300], y: [10, 20, 300], side: 250)
    var other = one
    other.add(x: [10], y: [10], side: 250)
    #expect(squares(one) == [[0, 0]: 2, [1, 1]: 1] && squares(other) == [[0, 0]: 3, [1, 1]: 1])
    #expect(one != other && one.events == 3 && other.events == 4)
    one.add(x: [249.9], y: [0], side: 250)
    #expect(one == other)
  }

  /// Counts that no byte holds: every number of events up to some thousands, square by square, also in a copy.
  @Test func countsBeyondAByte() throws {
    var table = SquareTable()
    let many = [1, 127, 128, 129, 255, 256, 257, 383, 384, 385, 512, 5000]
    for (place, count) in many.enumerated() {
      table.add(
        x: [Double](repeating: 1000 * Double(place) - 3000, count: count),
        y: [Double](repeating: 5, count: count), side: 250)
    }
    let copy = table
    table.add(x: [-3000], y: [5], side: 250)
    #expect(squares(copy).values.sorted() == many && copy.squares == many.count)
    #expect(copy.events == many.reduce(0, +) && squares(table)[[0, -12]] == 2)
    for threads in [1, 3] {
      let byCount = try copy.squaresByCount(threads: threads)
      #expect(byCount == Dictionary(uniqueKeysWithValues: many.map { ($0, 1) }))
    }
  }
}

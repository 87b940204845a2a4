import Testing

@testable import Incidents

@Suite struct SquareTableTests {
  private func squares(_ table: SquareTable) -> [[Int32]: UInt32] {
    var found: [[Int32]: UInt32] = [:]
    table.forEach { found[[$0, $1]] = $2 }
    return found
  }

  /// Places all over the plane, also such as share a slot of the memory of recent pages, against a count by definition.
  @Test func agreesWithADictionary() {
    var dice = Dice(7)
    var table = SquareTable()
    var expected: [[Int32]: UInt32] = [:]
    for _ in 0..<40 {
      let reach = [1e3, 1e5, 4e6, 9e8].randomElement(using: &dice) ?? 1
      let x = (0..<997).map { _ in Double.random(in: -reach...reach, using: &dice) }
      let y = x.map { _ in Double.random(in: -reach...reach, using: &dice) }
      table.add(x: x + [.nan, 2e9, 0], y: y + [0, 0, -.infinity], side: 250)
      for (x, y) in zip(x, y) {
        expected[[Int32((y / 250).rounded(.down)), Int32((x / 250).rounded(.down))], default: 0] += 1
      }
    }
    #expect(squares(table) == expected)
    #expect(table.squares == expected.count && table.events == 40 * 997)
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
}

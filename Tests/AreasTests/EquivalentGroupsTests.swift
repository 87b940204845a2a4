import Areas
import TestSupport
import Testing

/// Connected groups near a given area.
@Suite struct EquivalentGroupsTests {
  @Test func aChainOfFour() {
    // 10 – 20 – 30 – 40
    let groups = EquivalentGroups(
      areas: [10, 20, 30, 40], neighbours: [[1], [0, 2], [1, 3], [2]], target: 50, maximumSize: 2, tolerance: 0.4)
    // 10 + 40 make exactly 50, but do not border on each other.
    // Within 30 to 70: 20 + 30 hits it, 40 misses by 10, 30 and 10 + 20 and 30 + 40 by 20.
    #expect(groups.groups.map(\.members) == [[1, 2], [3], [2], [0, 1], [2, 3]])
    #expect(groups.tolerance == 0.4)
  }

  @Test func widensUntilThereIsOne() {
    let groups = EquivalentGroups(
      areas: [10, 1000], neighbours: [[], []], target: 100, maximumSize: 3, tolerance: 0.1)
    #expect(groups.groups.map(\.members) == [[0]])
    #expect(groups.tolerance > 0.9)
    #expect(EquivalentGroups(areas: [], neighbours: [], target: 1, maximumSize: 2, tolerance: 0.1).groups.isEmpty)
  }

  /// Every subset that hangs together, by trying them all.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func equalsTryingAllSubsets(seed: UInt64) {
    var random = SeededRandom(seed)
    let count = 10
    let areas = (0..<count).map { _ in Double.random(in: 1...50, using: &random) }
    var neighbours = [[Int]](repeating: [], count: count)
    for i in 0..<count {
      for j in 0..<i where Int.random(in: 0..<4, using: &random) == 0 {
        neighbours[i].append(j)
        neighbours[j].append(i)
      }
    }
    let (target, size) = (Double.random(in: 30...120, using: &random), Int.random(in: 1...4, using: &random))
    let found = EquivalentGroups(
      areas: areas, neighbours: neighbours.map { $0.sorted() }, target: target, maximumSize: size, tolerance: 0.3)
    guard found.tolerance == 0.3 else { return }
    var expected: Set<[Int]> = []
    for mask in 1..<(1 << count) {
      let members = (0..<count).filter { mask & (1 << $0) != 0 }
      guard members.count <= size else { continue }
      var reached: Set<Int> = [members[0]]
      for _ in members { for i in reached { reached.formUnion(neighbours[i].filter(members.contains)) } }
      let sum = members.reduce(0) { $0 + areas[$1] }
      if reached.count == members.count, sum >= target * 0.7, sum <= target * 1.3 { expected.insert(members) }
    }
    #expect(found.groups.count == expected.count && Set(found.groups.map(\.members)) == expected)
    let distances = found.groups.map { abs($0.area - target) }
    #expect(distances == distances.sorted())
  }
}

import Areas
import Geometry
import TestSupport
import Testing

/// Which old area is which new one.
@Suite struct AreaMatchingTests {
  private func area(_ id: String, _ name: String, _ minX: Double = 0, _ maxX: Double = 0) -> Area {
    Area(
      id: id, name: name, areaClass: nil,
      polygon: maxX > minX ? MultiPolygon(minX: minX, minY: 0, maxX: maxX, maxY: 100) : MultiPolygon())
  }

  private func pairs(_ matching: AreaMatching) -> [String] {
    matching.matches.map { "\($0.old)>\($0.new) \($0.key.rawValue)" }
  }

  @Test func identifiersGoBeforeNamesAndNamesBeforeGround() {
    let old = [area("1", "A"), area("2", "B"), area("3", "Gamla Torp", 0, 100), area("4", "D", 500, 600)]
    let new = [area("2", "Bäck"), area("9", "a"), area("8", "Nytorp", 0, 90), area("7", "E", 900, 950)]
    let shared = [SharedArea(old: 2, new: 2, squareMetres: 9000)]
    let matching = AreaMatching(
      old: old, new: new, keys: AreaMatching.Key.allCases, minimumShare: 0.5
    ) { _, _ in shared }
    #expect(pairs(matching) == ["1>0 id", "0>1 name", "2>2 overlap"])
    let byName = AreaMatching(old: old, new: new, keys: [.name], minimumShare: 0.5) { _, _ in shared }
    #expect(pairs(byName) == ["0>1 name"])
  }

  @Test func theShareOfTheUnionDecides() {
    // 100 × 100 each, half of either in common: a third of the union.
    let old = [area("1", "A", 0, 100)]
    let new = [area("2", "B", 50, 150)]
    let shared = [SharedArea(old: 0, new: 0, squareMetres: 5000)]
    func matches(_ share: Double) -> Int {
      AreaMatching(old: old, new: new, keys: [.overlap], minimumShare: share) { _, _ in shared }.matches.count
    }
    #expect(matches(1.0 / 3) == 1)
    #expect(matches(0.334) == 0)
  }

  @Test func oneToOneAndTheGreatestShareFirst() {
    // One old area became two: the larger part keeps its history.
    let old = [area("1", "Hel", 0, 100)]
    let new = [area("2", "Liten", 0, 40), area("3", "Stor", 40, 100)]
    let shared = [
      SharedArea(old: 0, new: 0, squareMetres: 4000), SharedArea(old: 0, new: 1, squareMetres: 6000),
    ]
    let matching = AreaMatching(old: old, new: new, keys: [.overlap], minimumShare: 0.3) { _, _ in shared }
    #expect(pairs(matching) == ["0>1 overlap"])
  }

  @Test func namesThatStandTwiceMatchNothing() {
    let matching = AreaMatching(
      old: [area("1", "Söder"), area("2", "söder"), area("3", "Norr")], new: [area("4", "SÖDER"), area("5", "Norr")],
      keys: [.name], minimumShare: 0.5
    ) { _, _ in [] }
    #expect(pairs(matching) == ["2>1 name"])
    #expect(matching.ambiguousNames == ["Söder"])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func shuffledListsMatchTheSame(seed: UInt64) {
    var random = SeededRandom(seed)
    let old = (0..<40).map { area($0 % 3 == 0 ? "" : "\($0)", $0 % 5 == 0 ? "" : "Område \($0)") }
    let new = (10..<50).map { area($0 % 4 == 0 ? "" : "\($0)", $0 % 7 == 0 ? "" : "område  \($0)") }
    let order = (old.indices.shuffled(using: &random), new.indices.shuffled(using: &random))
    let plain = AreaMatching(old: old, new: new, keys: [.id, .name], minimumShare: 0.5) { _, _ in [] }
    let mixed = AreaMatching(
      old: order.0.map { old[$0] }, new: order.1.map { new[$0] }, keys: [.id, .name], minimumShare: 0.5
    ) { _, _ in [] }
    let back = Set(mixed.matches.map { [order.0[$0.old], order.1[$0.new]] })
    #expect(back == Set(plain.matches.map { [$0.old, $0.new] }))
    // Everything that has an identifier in both, or else a name in both.
    let expected = (10..<40).filter { ($0 % 3 != 0 && $0 % 4 != 0) || ($0 % 5 != 0 && $0 % 7 != 0) }
    #expect(plain.matches.map { $0.old } == expected)
  }
}

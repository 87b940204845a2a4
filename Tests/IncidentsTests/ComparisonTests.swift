import LocalTime
import Testing

@testable import Incidents

@Suite struct ComparisonTests {
  /// Areas 0 and 1 overlap; 2 is a control. All lie in parent 0; ring 0 is around area 0.
  @Test func eachEventCountsInItsAreaOrItsControl() throws {
    let events: [(day: Int32, areas: [Int32], parents: [Int32], rings: [Int32])] = [
      (0, [0], [0], [0]), (1, [0, 1], [0], [0]), (2, [], [0], [0]), (3, [2], [0], [0]), (4, [], [1], []),
      (10, [0, 2], [0, 1], [0]), (11, [], [0], []), (12, [], [], [0]), (13, [1], [1], [0]), (30, [0], [0], [0]),
    ]
    let zeros = [Double](repeating: 0, count: events.count)
    var batch = IncidentBatch(
      .all, x: zeros, y: zeros, moments: events.map { LocalMoment(day: $0.day, second: nil) })
    for (i, event) in events.enumerated() {
      func add(_ list: [Int32], _ hits: inout CoverHits) {
        hits.first.append(list.first ?? -1)
        for unit in list.dropFirst() { hits.more.append((Int32(i), unit)) }
      }
      add(event.areas, &batch.areas)
      add(event.parents, &batch.parents)
      add(event.rings, &batch.rings)
    }
    let first = CivilDate(day: 0)
    let before = try DateWindow(first, CivilDate(day: 9), flag: "")
    let after = try DateWindow(CivilDate(day: 10), CivilDate(day: 19), flag: "")
    let zero = [true, false, false]
    var tally = ComparisonTally(
      [
        .init(areas: zero, control: .parents([true, false])),
        .init(areas: zero, control: .areas([false, false, true])),
        .init(areas: zero, control: nil, ring: 0),
        .init(areas: [false, true, false], control: .parents([true, true])),
        .init(areas: zero, control: .parents([true, false]), ring: 0),
      ], before: before, after: after)
    tally.add(batch)
    #expect(tally.all == .init(5, 4))
    let counts = tally.counts()
    #expect(counts.map(\.area.before) == [2, 2, 2, 1, 2] && counts.map(\.area.after) == [1, 1, 1, 1, 1])
    // The parent less the area; the other area where it is not in the first; nothing; the parent less area and ring.
    #expect(counts.map(\.control.before) == [2, 1, 0, 4, 1] && counts.map(\.control.after) == [1, 0, 0, 2, 1])
    // The ring where no area is.
    #expect(counts.map(\.ring.before) == [0, 0, 1, 0, 1] && counts.map(\.ring.after) == [0, 0, 1, 0, 1])
    #expect(tally.categories == [] && tally.uncategorised == 9)
  }

  /// Categories are counted apart and all together; groups in their own order, unmet ones too.
  @Test func categories() throws {
    let zeros = [0.0, 0, 0, 0]
    let texts = ["rån", "stöld", "", "rån"]
    var batch = IncidentBatch(
      .all, x: zeros, y: zeros, moments: [0, 0, 0, 10].map { LocalMoment(day: $0, second: nil) },
      category: { texts[$0] })
    batch.areas.first = [0, 0, 0, 0]
    let before = try DateWindow(CivilDate(day: 0), CivilDate(day: 9), flag: "")
    let after = try DateWindow(CivilDate(day: 10), CivilDate(day: 19), flag: "")
    func tally(_ groups: CategoryGroups?) -> ComparisonTally {
      var tally = ComparisonTally([.init(areas: [true], control: nil)], before: before, after: after, groups: groups)
      tally.add(batch)
      return tally
    }
    let plain = tally(nil)
    #expect(plain.categories == ["rån", "stöld"] && plain.uncategorised == 1)
    #expect(plain.counts().map(\.area) == [.init(3, 1)])
    #expect(
      plain.counts(of: "rån").map(\.area) == [.init(1, 1)] && plain.counts(of: "stöld").map(\.area) == [.init(1, 0)])
    let grouped = tally(
      try CategoryGroups([
        .init(name: "våld", categories: ["misshandel"], isActivityDriven: false),
        .init(name: "tillgrepp", categories: ["Rån"], isActivityDriven: false),
      ]))
    #expect(grouped.categories == ["våld", "tillgrepp"] && grouped.uncategorised == 2)
    #expect(
      grouped.counts(of: "våld").map(\.area) == [.init()]
        && grouped.counts(of: "tillgrepp").map(\.area) == [.init(1, 1)])
  }
}

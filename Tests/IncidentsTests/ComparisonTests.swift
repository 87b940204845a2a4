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
        .init(areas: zero, control: .ring(0)), .init(areas: [false, true, false], control: .parents([true, true])),
      ], before: before, after: after)
    tally.add(batch)
    #expect(tally.all == (5, 4))
    #expect(tally.area.map(\.before) == [2, 2, 2, 1] && tally.area.map(\.after) == [1, 1, 1, 1])
    // The parent less the area; the other area where it is not in the first; the ring where no area is.
    #expect(tally.control.map(\.before) == [2, 1, 1, 4] && tally.control.map(\.after) == [1, 0, 1, 2])
  }
}

import Areas
import LocalTime
import TestSupport
import Testing

/// Days on which areas hold.
@Suite struct AreaValidityTests {
  @Test(arguments: [
    ("2021-03-01", "2021-03-01", "2021-03-01"), ("2021/03/01", "2021-03-01", "2021-03-01"),
    ("2021-03-01T12:30:00Z", "2021-03-01", "2021-03-01"), ("2021-03-01 00:00:00", "2021-03-01", "2021-03-01"),
    ("2021", "2021-01-01", "2021-12-31"), ("2021.0", "2021-01-01", "2021-12-31"),
    ("2020-02", "2020-02-01", "2020-02-29"), ("2021-3-1", "2021-03-01", "2021-03-01"),
  ])
  func daysAsTheyAreWritten(_ text: String, _ first: String, _ last: String) {
    #expect(AreaValidity.day(text, isEnd: false) == CivilDate(text: first)?.day)
    #expect(AreaValidity.day(text, isEnd: true) == CivilDate(text: last)?.day)
  }

  @Test(arguments: [
    "tills vidare", "21", "2021-13-01", "2021-02-30", "01/03/2021", "2021-03-01x", "2021-", "20210301", "2021.5", "-",
    "2021-03-01T", "99999",
  ])
  func whatIsNoDay(_ text: String) {
    #expect(AreaValidity.day(text, isEnd: false) == nil && AreaValidity.day(text, isEnd: true) == nil)
  }

  @Test func epochsHaveNoGapsAndDiffer() {
    let validity = AreaValidity(days: [10...19, 20...29, AreaValidity.earliest...24, 40...AreaValidity.latest])
    #expect(
      validity.epochs(in: 0...100) == [
        .init(days: 0...9, areas: [2]), .init(days: 10...19, areas: [0, 2]), .init(days: 20...24, areas: [1, 2]),
        .init(days: 25...29, areas: [1]), .init(days: 30...39, areas: []), .init(days: 40...100, areas: [3]),
      ])
    #expect(validity.epochs(in: 21...23) == [.init(days: 21...23, areas: [1, 2])])
    // What follows the same without a gap is no change.
    #expect(AreaValidity(days: [5...5]).epochs(in: 0...2) == [.init(days: 0...2, areas: [])])
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func everyDayHasTheAreasThatHold(seed: UInt64) {
    var random = SeededRandom(seed)
    let days = (0..<12).map { _ -> ClosedRange<Int32> in
      let start = Int32.random(in: -20...60, using: &random)
      return start...start + Int32.random(in: 0...40, using: &random)
    }
    let validity = AreaValidity(days: days)
    let epochs = validity.epochs(in: 0...50)
    #expect(epochs.first?.days.lowerBound == 0 && epochs.last?.days.upperBound == 50)
    for (a, b) in zip(epochs, epochs.dropFirst()) {
      #expect(a.days.upperBound + 1 == b.days.lowerBound && a.areas != b.areas)
    }
    for epoch in epochs {
      for day in epoch.days { #expect(epoch.areas == days.indices.filter { days[$0].contains(day) }) }
    }
    #expect(epochs.reduce(0) { $0 + $1.days(in: 10...30) } == 21)
  }
}

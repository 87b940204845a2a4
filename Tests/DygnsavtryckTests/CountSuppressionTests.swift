import Disclosure
import TestSupport
import Testing

/// The rule for numbers of events and people, on tables that fit on the screen, and what holds of random ones.
@Suite struct CountSuppressionTests {
  private func rule(_ rows: [[Double]], blocks: [Int] = [], _ classes: [Int], _ minimum: Int = 5) -> Suppression {
    let whole = rows[0].indices.map { piece in rows.reduce(0) { $0 + $1[piece] } }
    return Suppression(
      whole: whole, rows: rows, blockOfRow: blocks, classOfPiece: classes, rule: .counts(minimum, few: .fewEvents))
  }

  /// A cover of 2 N: with one of N, a figure that is known to be N or more could take up nothing.
  @Test func coverIsTwiceTheMinimum() {
    let row: [Double] = [3, 6, 10, 50]
    let counts = rule([row], [0, 0, 0, -1])
    #expect(
      row.indices.map { counts.reason([$0], rows: [0], most: row[$0]) } == [.fewEvents, nil, .wouldReveal, nil])
    #expect(
      counts.reason([0, 2], rows: [0], most: 10) == nil && counts.reason([0, 1], rows: [0], most: 6) == .wouldReveal)
    #expect(rule([[3, 9]], [0, -1]).hidesAll && !rule([[5, 9]], [0, -1]).hidesAll)
  }

  /// Categories of a period hide each other: the period's own sum stays.
  @Test func rowsOfABlockHideEachOther() {
    let rows: [[Double]] = [[2, 0], [20, 10], [30, 30], [40, 40]]
    let counts = rule(rows, blocks: [0, 0, 1, 1], [0, -1])
    #expect(counts.hiddenRows == [true, true, false, false])
    #expect(counts.reason([0, 1], rows: [0], most: 2) == .wouldReveal)
    #expect(
      counts.reason([0, 1], rows: [0, 1], most: 20) == nil && counts.reason([0], rows: [0, 1], most: 20) == nil)
    // The first category over both periods has one of the two rows.
    #expect(counts.reason([0, 1], rows: [0, 2], most: 30) == .wouldReveal)
    #expect(counts.reason([0, 1], rows: [0, 1, 2, 3], most: 40) == nil)
  }

  @Test func aPeriodWithoutCoverTakesAnother() {
    let counts = rule([[2, 1], [30, 12], [11, 10]], blocks: [0, 1, 2], [0, -1])
    #expect(counts.hiddenRows == [true, false, true] && counts.thinRows == [true, false, false])
    // Whole rows without anything are no cover.
    #expect(rule([[2, 1], [0, 0], [30, 12]], blocks: [0, 1, 2], [0, -1]).hiddenRows == [true, false, true])
  }

  /// Without any cover the sums over all rows are shown only where they do not tell the rows: of two below 10, 12 leaves 3 or more.
  @Test func fullRowsTellTheOthers() {
    #expect(rule([[3, 0], [9, 0]], blocks: [0, 1], [0, -1]).hidesAll)
    let some = rule([[3, 0], [5, 0], [6, 0]], blocks: [0, 1, 2], [0, -1])
    #expect(!some.hidesAll && some.hiddenRows == [true, true, true])
    #expect(
      some.reason([0], rows: [0, 1, 2], most: 6) == nil && some.reason([1], rows: [0], most: 0) == .wouldReveal)
  }

  /// A piece of few that shares a cell with its neighbour: both are hidden, and only what is not shared is cover.
  @Test func sharedUnitsGoTogether() {
    let shared = Suppression.SharedUnits(
      neighbours: [[0, 1], [0, 1], [], []], ofItsOwn: [0, 4, 14, 100], needs: [15, 15, 10, 10], kinds: [0, 0, 0, 0])
    let rule = Suppression(
      whole: [4, 12, 14, 100], shared: shared, classOfPiece: [0, 1, 0, -1], rule: .counts(5, few: .fewPeople))
    let reasons = [4.0, 12, 14, 100].enumerated().map { rule.reason([$0.offset], count: $0.element) }
    #expect(reasons == [.fewPeople, .wouldReveal, nil, .wouldReveal])
    #expect(rule.reason([0, 1, 3], count: 100) == nil)
  }

  /// Moving events within groups, each cell of few to 1 and to N − 1, changes no sum of whole groups and no reason.
  @Test func fewCanBeAnythingFew() {
    var random = SeededRandom(7)
    var moved = 0
    for _ in 0..<300 {
      let (pieces, rowCount) = (2 + Int(random.unit() * 5), 1 + Int(random.unit() * 3))
      let rows = (0..<rowCount).map { _ in
        (0..<pieces).map { _ in (random.unit() * random.unit() * 40).rounded(.down) }
      }
      let counts = rule(rows, (0..<pieces).map { $0 == pieces - 1 ? -1 : $0 % 2 })
      if counts.hidesAll || counts.hiddenRows.contains(true) { continue }
      for (row, values) in rows.enumerated() {
        for piece in values.indices where values[piece] > 0 && values[piece] < 5 {
          for target in [1.0, 4] {
            let cover = values.indices.filter { counts.groups[$0] == counts.groups[piece] }.max {
              values[$0] < values[$1]
            }
            var other = values
            other[piece] = target
            if let cover { other[cover] += values[piece] - target }
            let groups = Set(counts.groups)
            for group in groups {
              let members = values.indices.filter { counts.groups[$0] == group }
              #expect(members.reduce(0) { $0 + values[$1] } == members.reduce(0) { $0 + other[$1] })
            }
            let before = values.indices.map { counts.reason([$0], rows: [row], most: values[$0]) }
            let after = values.indices.map { counts.reason([$0], rows: [row], most: other[$0]) }
            #expect(before == after)
            moved += 1
          }
        }
      }
    }
    #expect(moved > 300)
  }
}

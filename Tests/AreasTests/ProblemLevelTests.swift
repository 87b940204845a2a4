import Areas
import TestSupport
import Testing

/// Levels and trends.
@Suite struct ProblemLevelTests {
  private func sum(_ sum: Int, _ count: Int = 80) -> AnswerSum { AnswerSum(sum: sum, count: count) }

  @Test func exactlyTwoTenthsIsStable() {
    // 16 of 80 answers one step up or down: 0.2 exactly, though 256/80 - 240/80 > 0.2 in binary.
    #expect(256.0 / 80 - 240.0 / 80 > 0.2)
    #expect(Trend(from: sum(240), to: sum(256), limit: .twoTenths) == .stable)
    #expect(Trend(from: sum(240), to: sum(257), limit: .twoTenths) == .negative)
    #expect(Trend(from: sum(240), to: sum(224), limit: .twoTenths) == .stable)
    #expect(Trend(from: sum(240), to: sum(223), limit: .twoTenths) == .positive)
    for before in 80...400 {
      for (step, trend) in [(-17, Trend.positive), (-16, .stable), (0, .stable), (16, .stable), (17, .negative)] {
        #expect(Trend(from: sum(before), to: sum(before + step), limit: .twoTenths) == trend)
      }
    }
  }

  @Test func levelsOfDifferentNumbersOfAnswers() {
    // 3.2 of 5 answers against 3 of 80, and 3.25 of 4.
    #expect(Trend(from: sum(240), to: sum(16, 5), limit: .twoTenths) == .stable)
    #expect(Trend(from: sum(240), to: sum(13, 4), limit: .twoTenths) == .negative)
    #expect(Trend(from: sum(0, 0), to: sum(16, 5), limit: .twoTenths) == nil)
    #expect(Trend(from: sum(16, 5), to: sum(0, 0), limit: .twoTenths) == nil)
    #expect(sum(0, 0).level.isNaN && sum(208).level == 2.6)
  }

  @Test func theLimitIsReadAsADecimalNumber() {
    #expect(TrendLimit(text: "0.2")?.value == 0.2 && TrendLimit(text: "0,25")?.value == 0.25)
    #expect(TrendLimit(text: "0") != nil && TrendLimit(text: "4") != nil)
    for text in ["", ".", "-0.2", "+0.2", "0.2.1", "4.1", "5", "0.1234567", "a", "0.", "1e-1"] {
      #expect(TrendLimit(text: text) == nil, "\(text)")
    }
    let third = TrendLimit(text: "0.333333")
    #expect(third.flatMap { Trend(from: sum(3, 3), to: sum(4, 3), limit: $0) } == .negative)
  }

  /// Sums by a dictionary of every answer, trends by cross-multiplied 128-bit numbers.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func equalsThePlainComputation(seed: UInt64) {
    var random = SeededRandom(seed)
    let questions = QuestionSet((0..<80).map { ("q\($0)", ["A", "B", "C", nil][$0 % 4]) })
    var answers = Answers()
    var plain: [[Int]: [Int]] = [:]
    for row in (0..<(3 * 12 * 80)).shuffled(using: &random) {
      let (year, area, question) = (row / 960, row / 80 % 12, row % 80)
      let score = Int.random(in: 0...5, using: &random)
      answers.append(area: area, year: year, question: question, score: score)
      guard score > 0 else { continue }
      plain[[year, area, -1], default: []].append(score)
      if question % 4 < 3 { plain[[year, area, question % 4], default: []].append(score) }
    }
    let levels = ProblemLevels(
      answers, areaCount: 12, years: [2019, 2020, 2021], questions: questions, isFixed: false)
    #expect(questions.groups == ["A", "B", "C"] && levels.asked == [80, 80, 80])
    for year in 0..<3 {
      for area in 0..<12 {
        for group in -1..<3 {
          let own = levels.answers(area: area, year: year, group: group < 0 ? nil : group)
          let scores = plain[[year, area, group]] ?? []
          #expect(own == AnswerSum(sum: scores.reduce(0, +), count: scores.count))
        }
        guard year > 0 else { continue }
        let (a, b) = (levels.answers(area: area, year: year - 1), levels.answers(area: area, year: year))
        let change = Int128(b.sum) * 10 * Int128(a.count) - Int128(a.sum) * 10 * Int128(b.count)
        let allowed = Int128(2) * Int128(a.count) * Int128(b.count)
        let expected: Trend = change > allowed ? .negative : change < -allowed ? .positive : .stable
        #expect(levels.trend(area: area, from: year - 1, to: year, limit: .twoTenths) == expected)
      }
    }
  }

  @Test func questionsOfAFileAreAskedEveryYear() {
    var answers = Answers()
    answers.append(area: 0, year: 0, question: 0, score: 3)
    let questions = QuestionSet([("q1", "Boendemiljö"), ("q2", "BOENDEMILJO"), ("q3", nil)])
    #expect(questions.groups == ["Boendemiljö"] && questions.groupOfQuestion == [0, 0, nil])
    let fixed = ProblemLevels(answers, areaCount: 1, years: [2021], questions: questions, isFixed: true)
    let found = ProblemLevels(answers, areaCount: 1, years: [2021], questions: questions, isFixed: false)
    #expect(fixed.asked == [3] && found.asked == [1])
  }
}

/// Problem levels (*problemnivåer*) of areas: means of answers on a scale from one to five, in all and by part, year by year.
///
/// By the police's report of 2021 (section 2.4): the total level is the mean of the 80 answers, the three parts have a
/// level each, and the trend compares the total level with that of the year before.
public struct ProblemLevels: Sendable {
  /// Number of areas.
  public let areaCount: Int
  /// The years, ascending.
  public let years: [Int]
  /// The questions.
  public let questions: QuestionSet
  /// Questions asked in each year: those of the set where `isFixed`, else those that stand in the year's rows.
  public let asked: [Int]
  /// One sum a year, area, and part; part 0 is the total.
  private let sums: [AnswerSum]

  /// Sums the answers.
  ///
  /// - Parameters:
  ///   - answers: the rows; no (area, year, question) twice.
  ///   - areaCount: number of areas.
  ///   - years: the years, ascending.
  ///   - questions: the questions.
  ///   - isFixed: whether every question of the set was asked in every year, so that one without a row is unanswered.
  public init(_ answers: Answers, areaCount: Int, years: [Int], questions: QuestionSet, isFixed: Bool) {
    let width = questions.groups.count + 1
    var sums = [AnswerSum](repeating: AnswerSum(), count: years.count * areaCount * width)
    var isAsked = [Bool](repeating: isFixed, count: years.count * questions.names.count)
    for row in 0..<answers.count {
      let (year, question) = (Int(answers.years[row]), Int(answers.questions[row]))
      isAsked[year * questions.names.count + question] = true
      let score = Int(answers.scores[row])
      if score == 0 { continue }
      let start = (year * areaCount + Int(answers.areas[row])) * width
      sums[start].add(score)
      if let group = questions.groupOfQuestion[question] { sums[start + 1 + group].add(score) }
    }
    (self.areaCount, self.years, self.questions, self.sums) = (areaCount, years, questions, sums)
    let count = questions.names.count
    asked = years.indices.map { year in isAsked[year * count..<(year + 1) * count].count { $0 } }
  }

  /// An area's answers in a year: in all (`group` nil) or of one part.
  public func answers(area: Int, year: Int, group: Int? = nil) -> AnswerSum {
    let width = questions.groups.count + 1
    return sums[(year * areaCount + area) * width + (group.map { $0 + 1 } ?? 0)]
  }

  /// The answers of several areas in a year, together.
  public func answers(areas: [Int], year: Int, group: Int? = nil) -> AnswerSum {
    areas.reduce(into: AnswerSum()) { $0.add(answers(area: $1, year: year, group: group)) }
  }

  /// The mean of several areas' levels in a year, each area counted once, over those that have answers; NaN without any.
  public func meanLevel(areas: [Int], year: Int, group: Int? = nil) -> Double {
    let levels = areas.map { answers(area: $0, year: year, group: group).level }.filter { !$0.isNaN }
    return levels.isEmpty ? .nan : levels.reduce(0, +) / Double(levels.count)
  }

  /// An area's trend between two years; nil where it lacks answers in either.
  public func trend(area: Int, from before: Int, to now: Int, group: Int? = nil, limit: TrendLimit) -> Trend? {
    Trend(
      from: answers(area: area, year: before, group: group), to: answers(area: area, year: now, group: group),
      limit: limit)
  }
}

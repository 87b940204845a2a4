import Core

/// Answers to the questions about areas, one a row, as places in lists: no text is kept a row.
public struct Answers: Sendable {
  /// Place of the area.
  public private(set) var areas: [Int32] = []
  /// Place of the year.
  public private(set) var years: [Int32] = []
  /// Place of the question.
  public private(set) var questions: [Int32] = []
  /// Score, 1–5; 0 for a question that was asked but not answered.
  public private(set) var scores: [UInt8] = []

  /// No answers.
  public init() {}

  /// Rows.
  public var count: Int { scores.count }

  /// Adds a row; a missing answer has the score 0.
  public mutating func append(area: Int, year: Int, question: Int, score: Int) {
    areas.append(Int32(area))
    years.append(Int32(year))
    questions.append(Int32(question))
    scores.append(UInt8(score))
  }
}

/// The questions of the method support and the parts (*delområden*) that they belong to.
public struct QuestionSet: Sendable, Equatable {
  /// Names of the questions, each once.
  public let names: [String]
  /// Names of the parts, in order of appearance.
  public let groups: [String]
  /// Place of each question's part in ``groups``; nil for one that belongs to none.
  public let groupOfQuestion: [Int?]

  /// Questions with their parts, nil for none.
  public init(_ questions: [(name: String, group: String?)]) {
    names = questions.map(\.name)
    var seen: [String: Int] = [:]
    var groups: [String] = []
    groupOfQuestion = questions.map { question in
      guard let group = question.group else { return nil }
      let key = FoldedText.words(group)
      if let place = seen[key] { return place }
      seen[key] = groups.count
      groups.append(group)
      return groups.count - 1
    }
    self.groups = groups
  }
}

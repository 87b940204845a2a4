import Inputs
import Areas
import Columns
import Core

/// Which columns of a table of answers hold what, and whether it is in long or in wide form.
package struct AnswerColumns: Sendable {
  /// Columns named on the command line; nil: found by their usual names.
  package struct Names: Sendable {
    /// `--area-field`
    package var area: String?
    /// `--year-field`
    package var year: String?
    /// `--question-field`
    package var question: String?
    /// `--score-field`
    package var score: String?
    /// `--class-field`
    package var areaClass: String?

    /// Columns by name.
    package init(
      area: String? = nil, year: String? = nil, question: String? = nil, score: String? = nil,
      areaClass: String? = nil
    ) {
      self.area = area
      self.year = year
      self.question = question
      self.score = score
      self.areaClass = areaClass
    }
  }

  /// How the answers are laid out.
  package enum Form: Sendable, Equatable {
    /// One row an answer; the part that the question belongs to may stand beside it.
    case long(question: String, score: String, group: String?)
    /// One row an area and year, one column a question.
    case wide(questions: [String])
  }

  /// The area's identifier or name.
  package let area: String
  /// The year; nil: all rows are of one year.
  package let year: String?
  /// The area's class.
  package let areaClass: String?
  /// The form.
  package let form: Form

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - finder: columns of the table.
  ///   - names: columns named on the command line.
  ///   - questions: questions known from `--questions`; nil without it.
  ///   - mayLackQuestion: whether a column of scores may do alone: it is one question then.
  /// - Throws: ``Failure`` for a named column that is not there, a table without areas, and one that is in neither form.
  init(_ finder: RoleFinder, names: Names, questions: [String]?, mayLackQuestion: Bool = false) throws {
    typealias Roles = RoleCatalogue.Answers
    area = try finder.require(Roles.area, given: names.area)
    year = try finder.find(Roles.year, given: names.year)
    areaClass = try finder.find(Roles.areaClass, given: names.areaClass)
    let question = try finder.find(Roles.question, given: names.question)
    let score = try finder.find(Roles.score, given: names.score)
    if let question, let score {
      form = .long(question: question, score: score, group: try finder.find(Roles.group))
      return
    }
    if let score, mayLackQuestion {
      form = .wide(questions: [score])
      return
    }
    let taken = Set([area, year, areaClass].compactMap { $0 })
    let known = questions.map { Set($0.map(QuestionFile.key)) }
    let columns = finder.names.filter { name in
      guard !taken.contains(name) else { return false }
      if let known, known.contains(QuestionFile.key(name)) { return true }
      return QuestionFile.number(name) != nil
    }
    guard !columns.isEmpty, question == nil, score == nil else {
      let lacking = question == nil ? (score == nil ? "neither questions nor scores" : "no questions") : "no scores"
      throw Failure(
        .badData, "the table has \(lacking)", file: finder.file,
        expected: "one row an answer (question, score) or one column a question (q1, q2, …)",
        hint: "name columns with --question-field and --score-field; \(finder.there)")
    }
    form = .wide(questions: columns)
  }
}

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

  static let areaNames = [
    "area", "omrade", "område", "area_id", "omrade_id", "omradesid", "uo_id", "id", "name", "namn", "omradesnamn",
    "area_panel", "area_name",
  ]
  private static let scoreNames = ["score", "svar", "poang", "poäng", "varde", "värde", "answer", "skattning"]

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - table: columns of the table, and its file.
  ///   - names: columns named on the command line.
  ///   - questions: questions known from `--questions`; nil without it.
  /// - Throws: ``Failure`` for a named column that is not there, a table without areas, and one that is in neither form.
  init(_ choice: ColumnChoice, names: Names, questions: [String]?) throws {
    area = try choice.required(names.area, flag: "--area-field", Self.areaNames, what: "area")
    year = try choice.optional(names.year, flag: "--year-field", ["year", "ar", "år", "inhamtningsar"])
    areaClass = try choice.optional(
      names.areaClass, flag: "--class-field",
      ["class", "klass", "kategori", "category", "type", "typ", "klassning", "bedomning", "bedömning"])
    let question = try choice.optional(names.question, flag: "--question-field", QuestionFile.questionNames)
    let score = try choice.optional(names.score, flag: "--score-field", Self.scoreNames)
    if let question, let score {
      form = .long(question: question, score: score, group: choice.usual(QuestionFile.groupNames))
      return
    }
    let taken = Set([area, year, areaClass].compactMap { $0 })
    let known = questions.map { Set($0.map(QuestionFile.key)) }
    let columns = choice.names.filter { name in
      guard !taken.contains(name) else { return false }
      if let known, known.contains(QuestionFile.key(name)) { return true }
      return QuestionFile.number(name) != nil
    }
    guard !columns.isEmpty, question == nil, score == nil else {
      let lacking = question == nil ? (score == nil ? "neither questions nor scores" : "no questions") : "no scores"
      throw Failure(
        .badData, "the table has \(lacking)", file: choice.file,
        expected: "one row an answer (question, score) or one column a question (q1, q2, …)",
        hint: "name columns with --question-field and --score-field; columns there: "
          + choice.names.prefix(12).joined(separator: ", "))
    }
    form = .wide(questions: columns)
  }
}

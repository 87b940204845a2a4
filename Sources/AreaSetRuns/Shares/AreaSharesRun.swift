import Areas
import Columns
import Core
import Inputs
import Outputs
import Reports
import Statistics

/// `rutverk areas levels --shares`: the part of a survey's answers that say so, by area and question, with intervals, and against
/// an area of comparison.
package struct AreaSharesRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The table of answers.
    package var answers: String
    /// How it is read.
    package var answerInput = InputOptions()
    /// Its columns.
    package var columns = AnswerColumns.Names()
    /// Its column of weights; nil: all weigh 1.
    package var weightField: String?
    /// The answers that are counted.
    package var shareOf: [String]
    /// Texts that are no answer.
    package var noAnswer: [String] = []
    /// Identifier or name of the area that the others are compared with; nil: none.
    package var against: String?
    /// A file of questions; nil: those of the answers.
    package var questions: String?
    /// A layer or list of the areas; nil: those in the answers.
    package var areas: String?
    /// How it is read.
    package var areaInput = InputOptions()
    /// Its fields.
    package var areaFields = AreaFields.Names()
    /// The year to report; nil: the latest.
    package var year: Int?
    /// Workers.
    package var threads: Int

    /// Shares of those answers with every option at its default.
    package init(answers: String, shareOf: [String], threads: Int) {
      (self.answers, self.shareOf, self.threads) = (answers, shareOf, threads)
    }
  }

  /// Fewer answers than this are marked.
  static let fewAnswers = 20

  /// One area's answers to one question.
  struct Row {
    /// Index of the area; nil for all areas but the comparison.
    var area: Int?
    var question: Int
    var tally: AnswerTally
    /// Nil without answers that weigh anything.
    var own: Proportion?
    /// The comparison's; nil without one, or where it has no answers.
    var other: Proportion?
    /// Whether this is the comparison itself.
    var isComparison: Bool
    /// Whether others are compared at all.
    var hasComparison: Bool

    /// Whether so few answered, or so few effectively, that the share says little.
    var hasFewAnswers: Bool {
      tally.answers < AreaSharesRun.fewAnswers || (own?.cases ?? 0) < Double(AreaSharesRun.fewAnswers) - 1e-9
    }

    /// Why a figure is null; `ok` where none is.
    var status: String {
      if tally.answers == 0 { return "no_answers" }
      if own == nil { return "no_weight" }
      if isComparison { return "comparison" }
      if hasComparison, other == nil { return "no_comparison" }
      return "ok"
    }

    /// What is compared: not the comparison with itself.
    var compared: (own: Proportion, other: Proportion)? {
      guard !isComparison, let own, let other else { return nil }
      return (own, other)
    }
  }

  /// The parameters.
  package let parameters: Parameters
  let input: ShareInput
  let layer: AreaListInput?
  /// Index of the comparison among the areas; nil without one.
  let against: Int?

  /// Reads and counts.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let layer = try parameters.areas.map { path in
      try journal.stage(words.readingAreas) {
        try AreaListInput(
          path: path, options: parameters.areaInput, fields: parameters.areaFields, threads: parameters.threads,
          journal: journal)
      }
    }
    let input = try journal.stage(words.readingAnswers) {
      try ShareInput(
        parameters, layer: layer?.areas, questions: try Self.questions(parameters, journal), journal: journal)
    }
    (self.layer, self.input) = (layer, input)
    against = try parameters.against.map { text in
      let index = AreaIndex(input.areas)
      let place = index.place(text)
      guard let place, input.tallies[place].contains(where: { $0.answers + $0.missing > 0 }) else {
        throw Failure(
          .badData, "--against: there are no answers of that area", file: parameters.answers, value: text,
          expected: "an area of the answers", hint: place == nil ? index.hint(text) : nil)
      }
      return place
    }
    note(journal)
  }

  private static func questions(_ parameters: Parameters, _ journal: Journal) throws -> QuestionFile? {
    var options = parameters.answerInput
    options.filter = nil
    return try parameters.questions.map {
      try QuestionFile(path: $0, options: options, threads: parameters.threads, journal: journal)
    }
  }

  /// The answers' table and its columns; what a dry run shows.
  package static func plan(
    _ parameters: Parameters, journal: Journal
  ) throws -> (table: InputTable, columns: AnswerColumns, questions: Int?) {
    let questions = try questions(parameters, journal)
    let (table, columns, _) = try ShareInput.open(parameters, questions, journal: journal)
    return (table, columns, questions?.questions.count)
  }

  private func note(_ journal: Journal) {
    for answer in input.unseen {
      journal.note("\(parameters.answers): the answer \"\(answer)\" of --share-of never occurs")
    }
    let silent = input.areas.indices.filter { input.tallies[$0].allSatisfy { $0.answers == 0 } }
    if let first = silent.first {
      journal.note(
        "\(silent.count) of \(input.areas.count) areas have no answers, such as \"\(input.areas[first].title)\"")
    }
    let all = rows
    let few = all.count { $0.tally.answers > 0 && $0.hasFewAnswers }
    if few > 0 {
      journal.note("\(few) of \(all.count) shares are of fewer than \(Self.fewAnswers) answers (few_answers)")
    }
  }

  private func proportion(_ tally: AnswerTally) -> Proportion? {
    tally.share.flatMap {
      Proportion(
        share: $0, cases: Proportion.effectiveCases(sum: tally.weight, sumOfSquares: tally.squaredWeight))
    }
  }

  private func row(_ area: Int?, _ question: Int, _ tally: AnswerTally) -> Row {
    Row(
      area: area, question: question, tally: tally, own: proportion(tally),
      other: against.flatMap { proportion(input.tallies[$0][question]) },
      isComparison: area != nil && area == against,
      hasComparison: against != nil)
  }

  /// Every area's answers to every question, question by question.
  var rows: [Row] {
    input.questions.indices.flatMap { question in
      input.areas.indices.map { row($0, question, input.tallies[$0][question]) }
    }
  }

  /// All areas together but the comparison, for each question.
  var totals: [Row] {
    input.questions.indices.map { question in
      var sum = AnswerTally()
      for area in input.areas.indices where area != against { sum.add(input.tallies[area][question]) }
      return row(nil, question, sum)
    }
  }
}

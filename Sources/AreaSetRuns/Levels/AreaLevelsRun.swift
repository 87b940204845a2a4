import Inputs
import Reports
import Areas
import Core
import Geometry

/// `rutverk areas levels`: problem levels of areas from answers, their trends, and counts per class.
package struct AreaLevelsRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The table of answers.
    package var answers: String
    /// How it is read.
    package var answerInput = InputOptions()
    /// Its columns.
    package var columns = AnswerColumns.Names()
    /// A file that says which question belongs to which part; nil: the answers say, or nothing does.
    package var questions: String?
    /// A layer or list of the areas; nil: those in the answers.
    package var areas: String?
    /// How it is read.
    package var areaInput = InputOptions()
    /// Its fields.
    package var areaFields = AreaFields.Names()
    /// The year to report; nil: the latest. Also the year of all rows of a table without years.
    package var year: Int?
    /// The year to compare with; nil: the latest one before.
    package var baseline: Int?
    /// Up to which change a level counts as unchanged.
    package var limit = TrendLimit.twoTenths
    /// Workers.
    package var threads: Int

    /// Levels of those answers with every option at its default.
    package init(answers: String, threads: Int) {
      (self.answers, self.threads) = (answers, threads)
    }
  }

  /// The parameters.
  package let parameters: Parameters
  /// The levels of all years.
  package let levels: ProblemLevels
  /// Place of the year that is reported.
  package let year: Int
  /// Place of the year it is compared with; nil: none is earlier.
  package let baseline: Int?
  /// The areas: of the layer, or as named in the answers, with their classes in the reported year.
  package let areas: [Area]
  let layer: AreaListInput?
  let input: AnswerInput

  /// Reads, sums and compares.
  package init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let threads = parameters.threads
    let layer = try parameters.areas.map { path in
      try journal.stage(words.readingAreas) {
        try AreaListInput(
          path: path, options: parameters.areaInput, fields: parameters.areaFields, threads: threads, journal: journal
        )
      }
    }
    let input = try journal.stage(words.readingAnswers) {
      try AnswerInput(
        path: parameters.answers, try Self.options(parameters, areas: layer?.areas, journal: journal),
        journal: journal)
    }
    let count = layer?.areas.count ?? input.areaNames.count
    levels = journal.stage(words.summing) {
      ProblemLevels(
        input.answers, areaCount: count, years: input.years, questions: input.questions, isFixed: input.isFixed)
    }
    (year, baseline) = try Self.years(input.years, parameters)
    let now = year
    areas =
      layer?.areas
      ?? input.areaNames.indices.map { place in
        Area(
          id: input.areaNames[place], name: input.areaNames[place],
          areaClass: input.areaClass(place, year: now), polygon: MultiPolygon())
      }
    (self.layer, self.input) = (layer, input)
    report(journal)
  }

  /// How answers are to be read.
  static func options(_ parameters: Parameters, areas: [Area]?, journal: Journal) throws -> AnswerInput.Options {
    var fileOptions = parameters.answerInput
    fileOptions.filter = nil
    return AnswerInput.Options(
      input: parameters.answerInput, names: parameters.columns, year: parameters.year,
      questions: try parameters.questions.map {
        try QuestionFile(path: $0, options: fileOptions, threads: parameters.threads, journal: journal)
      },
      areas: areas.map(AreaIndex.init), threads: parameters.threads)
  }

  /// The answers' table, its columns, and the questions; what a dry run shows.
  package static func plan(
    _ parameters: Parameters, journal: Journal
  ) throws -> (table: InputTable, columns: AnswerColumns, questions: Int?) {
    let options = try options(parameters, areas: nil, journal: journal)
    let (table, columns) = try AnswerInput.open(path: parameters.answers, options, journal: journal)
    return (table, columns, options.questions?.questions.count)
  }

  private static func years(_ years: [Int], _ parameters: Parameters) throws -> (Int, Int?) {
    func place(_ year: Int, _ flag: String) throws -> Int {
      if let place = years.firstIndex(of: year) { return place }
      throw Failure(
        .badData, "\(flag): there are no answers of that year", file: parameters.answers, value: "\(year)",
        expected: years.map { "\($0)" }.joined(separator: ", "))
    }
    let now = try parameters.year.map { try place($0, "--year") } ?? (years.count - 1)
    guard let given = parameters.baseline else { return (now, now > 0 ? now - 1 : nil) }
    let before = try place(given, "--baseline-year")
    guard before < now else {
      throw Failure(
        .usage, "--baseline-year does not come before the year that is reported (\(years[now]))", value: "\(given)")
    }
    return (now, before)
  }

  /// An area's class in a year: of the layer, else of the answers.
  func areaClass(_ area: Int, year: Int) -> AreaClass? {
    layer.map { $0.areas[area].areaClass } ?? input.areaClass(area, year: year)
  }

  /// Classes of the areas with answers in a year, most severe first, and their areas.
  func classes(year: Int) -> AreaSet {
    AreaSet(
      areas.indices.map { i in
        Area(id: "\(i)", name: "", areaClass: areaClass(i, year: year), polygon: MultiPolygon())
      })
  }

  /// An area's trend; nil where it lacks answers in either year.
  func trend(_ area: Int, group: Int? = nil) -> Trend? {
    baseline.flatMap { levels.trend(area: area, from: $0, to: year, group: group, limit: parameters.limit) }
  }

  private func report(_ journal: Journal) {
    let file = parameters.answers
    let current = levels.years[year]
    func names(_ places: [Int]) -> String {
      places.prefix(5).map { areas[$0].title }.joined(separator: ", ")
        + (places.count > 5 ? ", …" : "")
    }
    if let baseline {
      let before = levels.years[baseline]
      if before != current - 1, parameters.baseline == nil {
        journal.note("\(file): has no answers of \(current - 1), so \(current) is compared with \(before)")
      }
      let lacking = areas.indices.filter {
        levels.answers(area: $0, year: year).count > 0 && levels.answers(area: $0, year: baseline).count == 0
      }
      if !lacking.isEmpty {
        journal.note(
          "\(lacking.count) \(lacking.count == 1 ? "area has" : "areas have") no answers of \(before) and so no trend: "
            + names(lacking))
      }
      if levels.asked[baseline] != levels.asked[year] {
        journal.note(
          "\(levels.asked[baseline]) questions were asked in \(before), \(levels.asked[year]) in \(current); the levels are means"
            + " of what was answered")
      }
    } else {
      journal.note("\(file): has no year before \(current), so there are no trends")
    }
    let silent = areas.indices.filter { levels.answers(area: $0, year: year).count == 0 }
    if !silent.isEmpty {
      journal.note(
        "\(silent.count) \(silent.count == 1 ? "area has" : "areas have") no answers of \(current): " + names(silent))
    }
    let loose = levels.questions.groupOfQuestion.count { $0 == nil }
    if loose > 0 {
      journal.note(
        "\(loose) of \(levels.questions.names.count) questions belong to no delområde and count in the total level only"
          + (loose == levels.questions.names.count ? " (--questions says which belongs where)" : ""))
    }
    let odd = Set(areas.compactMap(\.areaClass).filter { !$0.isKnown && !$0.meansNotAssessed }.map(\.code)).sorted()
    for code in odd {
      journal.note(
        "the class \"\(code)\" is none of the police's, so it stands as its own"
          + (Suggestion.nearest(to: code, among: AreaClass.knownTexts).map { "; did you mean \"\($0)\"?" } ?? ""))
    }
  }
}

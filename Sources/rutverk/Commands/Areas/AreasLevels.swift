import AreaSetRuns
import Inputs
import Reports
import Areas
import ArgumentParser
import Core

extension TrendLimit: ExpressibleByArgument {
  /// The limit as written on the command line.
  public init?(argument: String) { self.init(text: argument) }

  /// The limit as help shows it.
  public var defaultValueDescription: String { "\(value)" }
}

extension AreasCommand {
  /// `rutverk areas levels`
  struct Levels: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "levels",
      abstract: "Problem levels, trends and counts per class from answers on a scale from 1 to 5.",
      discussion: """
        Answers in long form (area, year, question, score; delomrade and class if known) or in wide form (area, year, q1, q2, …). \
        The level is the mean of the answers; the trend is positiv where it fell by more than --limit against the year before, \
        negativ where it rose by more, else stabil.

        With --shares the answers are those of a survey, one row each (or one a respondent, q1, q2, …): the share that answered \
        --share-of, by area and question, with Wilson's interval, and against an area with the two-proportion test.

        The file of questions is a table of question and delomrade, or YAML: Boendemiljö & säkerhet: [q1-q30].

        Example: rutverk areas levels svar.csv --questions delomraden.yml --areas omraden.gpkg --output nivaer.gpkg
        Example: rutverk areas levels enkat.csv --shares --share-of 4,5 --weight-field vikt --against Kommunen
        """)

    @Argument(help: "The answers: a table in any format.", completion: .file())
    var answers: String

    @Option(help: "Which question belongs to which delområde: a table, or YAML.", completion: .file())
    var questions: String?

    @Option(help: "The year to report (default: the latest). For a table without years, the year of all its answers.")
    var year: Int?

    @Option(help: "The year to compare with (default: the latest one before).")
    var baselineYear: Int?

    @Option(help: "Up to which change a level counts as unchanged.")
    var limit = TrendLimit.twoTenths

    @OptionGroup(title: "Shares of a survey") var survey: ShareOptions

    @Option(
      name: [.customLong("answers-where"), .customLong("where")], help: "Take only rows of the answers that match.")
    var answersWhere: String?

    @Option(help: "Column with the area's identifier or name (default: found by its usual names).")
    var areaField: String?

    @Option(help: "Column with the year (default: found by its usual names).")
    var yearField: String?

    @Option(help: "Column with the question, in long form (default: found by its usual names).")
    var questionField: String?

    @Option(help: "Column with the score, in long form (default: found by its usual names).")
    var scoreField: String?

    @Option(help: "Column with the area's class (default: found by its usual names).")
    var classField: String?

    @OptionGroup(title: "Areas") var layer: LevelAreaOptions
    @OptionGroup(title: "Reading") var reading: TableOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions
    @OptionGroup(title: "Run") var limits: LimitOptions

    func validate() throws {
      try survey.validate(hasLimit: limit != .twoTenths, hasBaseline: baselineYear != nil)
    }

    private var columns: AnswerColumns.Names {
      AnswerColumns.Names(
        area: areaField, year: yearField, question: questionField, score: scoreField, areaClass: classField)
    }

    func run() throws {
      if survey.shares { return try runShares() }
      var parameters = AreaLevelsRun.Parameters(answers: answers, threads: execution.workers)
      parameters.answerInput = reading.input(filter: answersWhere, flag: "--answers-where")
      parameters.columns = columns
      parameters.questions = questions
      parameters.areas = layer.areas
      parameters.areaInput = layer.layer.input(reading)
      parameters.areaFields = layer.layer.fields
      parameters.year = year
      parameters.baseline = baselineYear
      parameters.limit = limit
      try execution.run(
        outputs, inputs: [answers, questions, layer.areas], stages: 2 + (layer.areas == nil ? 0 : 1),
        dry: { dry in
          try dry.answers { try AreaLevelsRun.plan(parameters, journal: $0) }
          if let areas = layer.areas {
            try dry.areaList(
              AreaDiffRun.List(path: areas, input: parameters.areaInput, fields: parameters.areaFields),
              threads: execution.workers)
          }
        }
      ) { journal in
        let result = try AreaLevelsRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }

    private func runShares() throws {
      var parameters = AreaSharesRun.Parameters(
        answers: answers, shareOf: ShareOptions.list(survey.shareOf), threads: execution.workers)
      parameters.answerInput = reading.input(filter: answersWhere, flag: "--answers-where")
      parameters.columns = columns
      parameters.weightField = survey.weightField
      parameters.noAnswer = ShareOptions.list(survey.noAnswer)
      parameters.against = survey.against
      parameters.questions = questions
      parameters.areas = layer.areas
      parameters.areaInput = layer.layer.input(reading)
      parameters.areaFields = layer.layer.fields
      parameters.year = year
      try execution.run(
        outputs, inputs: [answers, questions, layer.areas], stages: 1 + (layer.areas == nil ? 0 : 1),
        dry: { dry in
          try dry.answers { try AreaSharesRun.plan(parameters, journal: $0) }
          if let areas = layer.areas {
            try dry.areaList(
              AreaDiffRun.List(path: areas, input: parameters.areaInput, fields: parameters.areaFields),
              threads: execution.workers)
          }
        }
      ) { journal in
        let result = try AreaSharesRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }

  /// Shares of a survey.
  struct ShareOptions: ParsableArguments {
    @Flag(help: "Give shares of a survey's answers in place of levels.")
    var shares = false

    @Option(help: "The answers that are counted, with commas between them, such as 4,5.")
    var shareOf: String?

    @Option(help: "Values that are no answer, with commas between them, such as 9,Vet ej; blank ones never are.")
    var noAnswer: String?

    @Option(help: "Column with the weight of the answers (default: all weigh the same).")
    var weightField: String?

    @Option(help: "Compare with this area, by its identifier or name.")
    var against: String?

    static func list(_ text: String?) -> [String] {
      (text ?? "").split(separator: ",").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }.filter { !$0.isEmpty }
    }

    func validate(hasLimit: Bool, hasBaseline: Bool) throws {
      let own: [(String, Bool)] = [
        ("--share-of", shareOf != nil), ("--no-answer", noAnswer != nil), ("--weight-field", weightField != nil),
        ("--against", against != nil),
      ]
      if !shares {
        if let other = own.first(where: \.1) { throw ValidationError("\(other.0) needs --shares.") }
        return
      }
      if Self.list(shareOf).isEmpty {
        throw ValidationError("--shares: say which answers with --share-of, such as --share-of 4,5.")
      }
      let both = Self.list(shareOf).first { one in
        Self.list(noAnswer).contains { CountedAnswers.isSame($0, one) }
      }
      if let both { throw ValidationError("\(both) stands in --share-of and in --no-answer.") }
      if hasLimit { throw ValidationError("--limit does not go with --shares.") }
      if hasBaseline { throw ValidationError("--baseline-year does not go with --shares.") }
    }
  }

  /// The areas that answers are joined to.
  struct LevelAreaOptions: ParsableArguments {
    @Option(
      help: "The areas: a polygon layer or a table; answers are joined by identifier or name.", completion: .file())
    var areas: String?

    @OptionGroup var layer: AreaSetOptions<Words>

    /// Their fields carry the prefix too, as the answers have a class and a name of their own.
    enum Words: LayerWords {
      static let (prefix, features) = ("areas", "areas")
      static let example: String? = "year = 2021"
    }
  }
}

import Areas
import Columns
import Outputs
import Reports
import Statistics

extension AreaSharesRun {
  /// What is said of an area's answers to a question, alone.
  static let figures: [Figure<Row>] = [
    .whole("n", look("Svar", "Answers")) { $0.tally.answers },
    .whole("nonresponse", look("Bortfall", "No answer")) { $0.tally.missing },
    .real("nonresponse_share", digits: 9, short: "nonresp_p", share("Andel bortfall", "Share without answer")) {
      row in
      let asked = row.tally.answers + row.tally.missing
      return asked > 0 ? Double(row.tally.missing) / Double(asked) : .nan
    },
    .whole("count", look("Antal", "Count")) { $0.tally.counted },
    .real("n_effective", digits: 9, look("Effektivt n", "Effective n", decimals: 1)) { $0.own?.cases ?? .nan },
    .real("share", digits: 9, share("Andel", "Share")) { $0.own?.share ?? .nan },
    .real("share_low", digits: 9, share("Från", "From")) { $0.own?.wilson.low ?? .nan },
    .real("share_high", digits: 9, share("Till", "To")) { $0.own?.wilson.high ?? .nan },
    .flag("few_answers", look("Få svar", "Few answers")) { $0.hasFewAnswers },
  ]

  /// What is said of it against the comparison.
  static let comparisons: [Figure<Row>] = [
    .real("against_share", digits: 9, share("Jämförelsens andel", "Comparison's share")) { $0.other?.share ?? .nan },
    .real("difference", digits: 9, share("Skillnad", "Difference")) {
      $0.compared.map { $0.own.difference(from: $0.other).value } ?? .nan
    },
    .real("difference_low", digits: 9, short: "diff_low", share("Från", "From")) {
      $0.compared.map { $0.own.difference(from: $0.other).low } ?? .nan
    },
    .real("difference_high", digits: 9, short: "diff_high", share("Till", "To")) {
      $0.compared.map { $0.own.difference(from: $0.other).high } ?? .nan
    },
    .real("z", digits: 9, look("z", "z", decimals: 2)) {
      $0.compared.flatMap { $0.own.test(against: $0.other)?.z } ?? .nan
    },
    .real("p", digits: 9, look("p", "p", decimals: 4)) {
      $0.compared.flatMap { $0.own.test(against: $0.other)?.p } ?? .nan
    },
  ]

  private static func look(_ sv: String, _ en: String, decimals: Int = 0) -> FieldLook {
    FieldLook(Wording(sv, en), decimals: decimals)
  }

  private static func share(_ sv: String, _ en: String) -> FieldLook {
    FieldLook(Wording(sv, en), decimals: 1, isShare: true)
  }

  private var shown: [Figure<Row>] { Self.figures + (against == nil ? [] : Self.comparisons) }

  /// A row for each question and area; with its outline where the areas have one.
  package func output() throws -> LayerContents {
    let rows = rows
    let areas = rows.compactMap { $0.area.map { input.areas[$0] } }
    var table = Table(identityOf: areas)
    if let year = input.year { table.add("year", .integer, numbers: rows.map { _ in Double(year) }) }
    table.add("question", texts: TextColumn(rows.map { input.questions[$0.question] }))
    table.add(shown, of: rows)
    table.add("status", texts: TextColumn(rows.map(\.status)))
    guard let layer, layer.hasGeometry else { return LayerContents(name: "andelar", table: table, shapes: .none) }
    return try LayerContents(named: "andelar", table, inPlane: areas.map(\.polygon))
  }

  /// The statistics: `run`, `year`, `share_of`, `against`, `total`, `shares`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    var total = JSONRows(count: totals.count)
    total.add("question", .texts(totals.map { input.questions[$0.question] }))
    total.add(shown, of: totals)
    total.add("status", .texts(totals.map(\.status)))
    return try record.document(
      Self.schema, journal,
      [
        "year": input.year.map { .integer($0) } ?? .null,
        "share_of": .array(parameters.shareOf.map { .string($0) }),
        "against": against.map { .string(input.areas[$0].id) } ?? .null,
        "total": .rows(total),
        "shares": .rows(JSONRows(output().table)),
      ])
  }

  private var record: RunRecord {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    return RunRecord(
      command: "areas levels",
      parameters: [
        ("shares", .bool(true)), ("share_of", .array(parameters.shareOf.map { .string($0) })),
        ("no_answer", .array(parameters.noAnswer.map { .string($0) })), ("weight_field", text(input.weightField)),
        ("against", text(parameters.against)), ("questions", text(parameters.questions)),
        ("where", text(parameters.answerInput.filter)), ("areas_where", text(parameters.areaInput.filter)),
      ],
      inputs: [input.record] + (layer.map { [$0.record] } ?? []),
      method: [
        "share is the part of the answers given (n) that are one of share_of; who did not answer is nonresponse and in no share.",
        input.weightField == nil
          ? "All answers weigh the same, so n_effective is n."
          : "Answers are weighted: share is Σw of those counted / Σw of all; n_effective = (Σw)² / Σw² (Kish) is what intervals and"
            + " tests take for n. n and nonresponse are numbers of answers.",
        "Intervals are Wilson's, 95 %; that of a difference is Newcombe's (method 10).",
        "z and p: two-proportion test with the pooled share, two-sided, each comparison by itself.",
        "few_answers marks what fewer than \(Self.fewAnswers) answers, or effective answers, stand behind.",
      ])
  }

  // MARK: for people

  /// A table for each question.
  package func tables(_ language: Language) -> [TextTable] {
    let (all, totals) = (rows, totals)
    return input.questions.indices.map { question in
      table(question, all.filter { $0.question == question } + [totals[question]], language)
    }
  }

  private func table(_ question: Int, _ rows: [Row], _ language: Language) -> TextTable {
    let answers = parameters.shareOf.joined(separator: ", ")
    let year = input.year.map { " \($0)" } ?? ""
    func range(_ low: Double?, _ high: Double?) -> String {
      guard let low, let high else { return "–" }
      return "\(language.number(100 * low, decimals: 1))–\(language.number(100 * high, decimals: 1))"
    }
    func name(_ row: Row) -> String {
      guard let area = row.area else {
        return against == nil
          ? language.text(sv: "Alla områden", en: "All areas")
          : language.text(sv: "Alla utom jämförelsen", en: "All but the comparison")
      }
      return input.areas[area].title
        + (row.isComparison ? language.text(sv: " (jämförelse)", en: " (comparison)") : "")
    }
    var columns: [TableColumn<Row>] = [
      .text("Område", "Area", name),
      .count("Svar", "Answers") { $0.tally.answers }, .count("Bortfall", "No answer") { $0.tally.missing },
    ]
    if input.weightField != nil { columns.append(.number("Eff. n", decimals: 1) { $0.own?.cases }) }
    columns += [
      .right("Andel", "Share") { row in
        language.percent(row.own?.share ?? .nan) + (row.hasFewAnswers && row.own != nil ? "*" : "")
      },
      .right("95 %") { range($0.own?.wilson.low, $0.own?.wilson.high) },
    ]
    if against != nil {
      columns += [
        .right("Skillnad, p.e.", "Difference, pp") { row in
          row.compared.map { language.number(100 * $0.own.difference(from: $0.other).value, decimals: 1) } ?? "–"
        },
        .right("95 %") { row in
          let found = row.compared.map { $0.own.difference(from: $0.other) }
          return range(found?.low, found?.high)
        },
        .number("p", decimals: 4) { row in row.compared.flatMap { $0.own.test(against: $0.other)?.p } },
      ]
    }
    var table = TextTable(
      language.text(
        sv: "\(input.questions[question])\(year): andel som svarat \(answers)",
        en: "\(input.questions[question])\(year): share that answered \(answers)"),
      language, rows: rows, columns)
    if rows.contains(where: { $0.hasFewAnswers && $0.own != nil }) {
      table.note(
        language, sv: "* Färre än \(Self.fewAnswers) svar.", en: "* Fewer than \(Self.fewAnswers) answers.")
    }
    if input.weightField != nil {
      table.note(
        language, sv: "Viktade svar; intervall och test räknar med effektivt n (Kish).",
        en: "Weighted answers; intervals and tests take the effective n (Kish).")
    }
    return table
  }
}

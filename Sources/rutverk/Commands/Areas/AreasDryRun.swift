import DryRuns
import AreaSetRuns
import Inputs
import Reports

extension DryRun {
  /// A list of areas, with or without geometry.
  mutating func areaList(_ list: AreaDiffRun.List, threads: Int) throws {
    let run = self
    try input { head in
      let (table, fields) = try AreaDiffRun.plan(list, threads: threads, journal: head.journal)
      head.line(run.describe(table))
      if !table.mayHavePolygons { head.line("  " + run.language.text(sv: "utan ytor", en: "without outlines")) }
      try run.areaColumns(fields, head) { try AreaInput.classAliases(table, field: $0) }
    }
  }

  /// A layer of a panel: its fields, its year or the column of years.
  mutating func assessment(_ source: AreaPanelRun.Source, _ parameters: AreaPanelRun.Parameters) throws {
    let run = self
    try input { head in
      let (table, fields) = try AreaPanelRun.plan(source, parameters, journal: head.journal)
      head.line((source.year.map { "\($0): " } ?? "") + run.describe(table))
      if !table.mayHavePolygons { head.line("  " + run.language.text(sv: "utan ytor", en: "without outlines")) }
      try run.areaColumns(fields, head) { try AreaInput.classAliases(table, field: $0) }
    }
  }

  /// A table of answers: its form and columns.
  mutating func answers(
    _ open: (Journal) throws -> (table: InputTable, columns: AnswerColumns, questions: Int?)
  ) throws {
    let run = self
    try input { head in
      let plan = try open(head.journal)
      head.line(run.describe(plan.table))
      head.columns()
      switch plan.columns.form {
      case .long: head.line("  " + run.language.text(sv: "en rad per svar", en: "one row an answer"))
      case .wide(let names):
        head.line(
          "  " + run.language.text(sv: "en kolumn per fråga", en: "one column a question")
            + ": \(names.count) (\(names.first ?? "") … \(names.last ?? ""))")
      }
      if let questions = plan.questions {
        head.line(
          "  " + run.language.text(sv: "frågor i frågefilen", en: "questions in the file of questions")
            + ": \(questions)")
      }
    }
  }
}

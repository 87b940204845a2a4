import AreaSetRuns
import Inputs
import Areas
import Reports

extension DryRun {
  /// A list of areas, with or without geometry: its columns and what each class text is taken for.
  static func areaList(_ table: InputTable, _ fields: AreaFields, _ language: Language) throws -> String {
    let none = language.text(sv: "(inget fält)", en: "(no field)")
    var text = describe(table, language)
    text += "  id: \(fields.id ?? none), name: \(fields.name ?? none), class: \(fields.areaClass ?? none)\n"
    if !table.mayHavePolygons { text += "  " + language.text(sv: "utan ytor", en: "without outlines") + "\n" }
    if let field = fields.areaClass {
      for line in try AreaInput.classAliases(table, field: field) { text += "    \(line)\n" }
    }
    return text
  }

  /// A table of answers: its form and columns.
  static func answers(
    _ table: InputTable, _ columns: AnswerColumns, questions: Int?, _ language: Language
  ) -> String {
    let none = language.text(sv: "(ingen kolumn)", en: "(no column)")
    var text = describe(table, language)
    switch columns.form {
    case .long(let question, let score, let group):
      text += "  " + language.text(sv: "en rad per svar", en: "one row an answer") + "\n"
      text += "  question: \(question), score: \(score), delomrade: \(group ?? none)\n"
    case .wide(let names):
      text += "  " + language.text(sv: "en kolumn per fråga", en: "one column a question")
      text += ": \(names.count) (\(names.first ?? "") … \(names.last ?? ""))\n"
    }
    text += "  area: \(columns.area), year: \(columns.year ?? none), class: \(columns.areaClass ?? none)\n"
    if let questions {
      text +=
        "  " + language.text(sv: "frågor i frågefilen", en: "questions in the file of questions") + ": \(questions)\n"
    }
    return text
  }
}

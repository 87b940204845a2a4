import Core
import Disk
import Jobs
import Reports
import Workbooks

/// Makes the workbook that a job describes out of its steps' statistics.
struct JobWorkbookMaker {
  let layout: JobWorkbook
  let job: Job
  let record: JobRecord
  /// The steps that the workbook rests on, in the order in which they ran.
  let steps: [JobPlan.Step]
  let language: Language
  /// The keys of a statistics document of that schema.
  let keys: (_ schema: String) -> [JSONKey]
  /// A class of areas by its code, as people write it.
  let className: (_ code: String, Language) -> String

  /// The sheets in the job's order, and at the end where everything comes from.
  func workbook() throws -> Workbook { Workbook(try layout.sheets.flatMap(sheets) + [provenance]) }

  private func sheets(_ wanted: JobWorkbook.Sheet) throws -> [Workbook.Sheet] {
    if job.leftOut.contains(wanted.step) { return [] }
    var sheets: [Workbook.Sheet] = []
    for step in steps where step.step.name == wanted.step || step.step.family == wanted.step {
      let turn = step.step.name == step.step.family ? "" : " " + step.step.name.dropFirst(step.step.family.count + 1)
      for sheet in try tables(wanted, step) {
        var named = sheet
        // The first one is the table itself; those behind it hold lists of its rows.
        let isFirst = sheets.isEmpty || !turn.isEmpty && sheets.allSatisfy { !$0.name.hasPrefix(wanted.title + turn) }
        named.name = wanted.title + turn + (isFirst ? "" : " " + sheet.name)
        sheets.append(named)
      }
    }
    return sheets
  }

  private func tables(_ wanted: JobWorkbook.Sheet, _ step: JobPlan.Step) throws -> [Workbook.Sheet] {
    func failure(_ message: String, _ value: String, _ known: [String]) -> Failure {
      Failure(
        .badData, message, file: job.file, place: wanted.line.map { "line \($0)" }, value: value,
        hint: Suggestion.hint(for: value, among: known))
    }
    guard let file = step.writes.map(\.path).first(where: { FilePath.fileExtension($0) == "json" }) else {
      throw failure("the step writes no statistics (stats: FILE.json)", step.step.name, steps.map(\.step.name))
    }
    let document = try JSONTree.document(file, keys: keys)
    guard case .string(let schema)? = document["schema"] else {
      throw failure("statistics without a schema", file, [])
    }
    let known = keys(schema)
    let chosen = known.filter { $0.name == wanted.table }
    if chosen.isEmpty { throw failure("the statistics have no such table", wanted.table, known.map(\.name)) }
    guard case .object(let members) = document else { return [] }
    return StatisticsWorkbook.sheets(.object(members.filter { $0.key != "run" }), chosen, language) {
      className($0, language)
    }
  }

  /// A row a file that a step reads.
  private var provenance: Workbook.Sheet {
    var rows: [(step: String, command: String, file: String, digest: String)] = []
    for step in steps.compactMap({ record[$0.step.name] }) {
      rows += step.inputs.map { (step.name, "rutverk \(step.command)", $0.file, $0.sha256) }
    }
    return Workbook.Sheet(
      language.text(sv: "Härkomst", en: "Provenance"),
      [
        Workbook.Column(language.text(sv: "Steg", en: "Step"), .texts(rows.map(\.step))),
        Workbook.Column(language.text(sv: "Kommando", en: "Command"), .texts(rows.map(\.command))),
        Workbook.Column(language.text(sv: "Läser", en: "Reads"), .texts(rows.map(\.file))),
        Workbook.Column("SHA-256", .texts(rows.map(\.digest))),
        Workbook.Column(
          language.text(sv: "Program", en: "Program"),
          .texts(rows.map { _ in record.versions.joined(separator: ", ") })),
      ])
  }
}

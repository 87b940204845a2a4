import Core
import Jobs
import Reports

/// What people read of a job: its plan, and what was done.
package struct JobWords {
  private let language: Language

  /// Words in that language.
  package init(_ language: Language) { self.language = language }

  /// The plan: each step, what it reads and writes, whether it runs and why.
  package func plan(_ run: JobRun, _ decisions: [JobDecision?]) -> String {
    var text = ""
    for (index, (step, decision)) in zip(run.plan.steps, decisions).enumerated() {
      let command =
        switch step.step.content {
        case .command: "rutverk " + step.words.map(Self.shown).joined(separator: " ")
        case .page: "page"
        case .workbook: "workbook"
        }
      text += "\(index + 1). \(step.step.name)\n"
      text += "   \(command)\n"
      if !step.reads.isEmpty { text += line("läser", "reads", step.reads) }
      if !step.writes.isEmpty { text += line("skriver", "writes", step.writes) }
      text +=
        "   " + (decision?.text(language) ?? language.text(sv: "inte vald (--only)", en: "not chosen (--only)"))
        + "\n"
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { PrintableText.of(String($0)) }
      .joined(separator: "\n")
  }

  private func line(_ sv: String, _ en: String, _ files: [JobPlan.File]) -> String {
    "   \(language.text(sv: sv, en: en)): \(files.map(\.path).joined(separator: ", "))\n"
  }

  /// A word as a shell would take it.
  private static func shown(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:+@%".contains($0) }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// What was done with each step.
  package func result(_ job: Job, _ done: [(name: String, decision: JobDecision)]) -> [TextTable] {
    let ran = done.count { $0.decision != .upToDate }
    var table = TextTable(
      language.text(
        sv: "\(job.file): \(ran) av \(done.count) steg kördes", en: "\(job.file): \(ran) of \(done.count) steps ran"),
      columns: [(language.text(sv: "Steg", en: "Step"), .left), ("", .left)])
    for step in done { table.add([step.name, step.decision.text(language)]) }
    table.note(language, sv: "Redovisning: \(job.record)", en: "Record: \(job.record)")
    return [table]
  }
}

import Core
import Disk
import Foundation
import Jobs
import Profile
import Reports

/// Makes the page that a job describes out of what its steps have said and drawn.
struct JobPageMaker {
  let layout: JobPage
  let job: Job
  let record: JobRecord
  /// The steps that the page rests on, in the order in which they ran.
  let steps: [JobPlan.Step]
  let language: Language

  /// The page: its sections, then how figures were computed, what was noted, and where everything comes from.
  func page() throws -> Page {
    var sections = try layout.sections.enumerated().map(section)
    sections += [try method, notes, provenance].compactMap(\.self)
    var page = Page(language: language, title: layout.title, subtitle: layout.subtitle, sections: sections)
    page.hasContents = true
    return page
  }

  private func section(_ index: Int, _ section: JobPage.Section) throws -> Page.Section {
    var blocks: [Page.Block] = section.texts.map { .text($0) }
    for tables in section.tables { blocks += try self.tables(tables, section) }
    for picture in section.pictures {
      let isMade = !job.leftOutFiles.contains(JobFiles.normalized(picture.file))
      blocks.append(isMade ? try self.picture(picture) : .text(absent(picture.caption)))
    }
    let links = section.links.filter { !job.leftOutFiles.contains(JobFiles.normalized($0.file)) }.map {
      Page.Fact($0.caption, path(fromPage: $0.file))
    }
    if !links.isEmpty { blocks.append(.links(links)) }
    return Page.Section(section.title, blocks)
  }

  /// The tables of a step, each with its title, what stands under it, and where its figures come from.
  private func tables(_ wanted: JobPage.Tables, _ section: JobPage.Section) throws -> [Page.Block] {
    if job.leftOut.contains(wanted.step) {
      return [.text(absent(wanted.step))]
    }
    var blocks: [Page.Block] = []
    for step in steps where step.step.name == wanted.step || step.step.family == wanted.step {
      guard let done = record[step.step.name] else { continue }
      if let number = wanted.only.first(where: { $0 > done.tables.count }) {
        throw Failure(
          .badData, "the step has no such table", file: job.file, place: section.line.map { "line \($0)" },
          field: "only", value: "\(number)", expected: "1 to \(done.tables.count), as \(done.name) shows")
      }
      for (index, table) in done.tables.enumerated() where wanted.only.isEmpty || wanted.only.contains(index + 1) {
        // Steps that `for` made of one differ in what it gave them.
        let turn = done.name == step.step.family ? "" : done.name.dropFirst(step.step.family.count + 1) + ": "
        blocks.append(.heading(turn + table.title))
        if !table.lead.isEmpty { blocks.append(.text(table.lead)) }
        var shown = PageTable(table.columns, textColumns: table.textColumns)
        table.rows.forEach { shown.add($0) }
        shown.notes = table.notes + [source(done)]
        blocks.append(.table(shown))
      }
    }
    return blocks
  }

  private func absent(_ name: String) -> String {
    language.text(
      sv: "Ingår inte i den här körningen, som saknar underlag: \(name).",
      en: "Not part of this run, which has no data for it: \(name).")
  }

  private func source(_ step: JobRecord.Step) -> String {
    let files = step.inputs.map { FilePath.name($0.file) }.joined(separator: ", ")
    return language.text(
      sv: "Källa: rutverk \(step.command) (steget \(step.name)) av \(files).",
      en: "Source: rutverk \(step.command) (step \(step.name)) of \(files).")
  }

  private func picture(_ picture: JobPage.Picture) throws -> Page.Block {
    let media =
      switch FilePath.fileExtension(picture.file) {
      case "svg": "image/svg+xml"
      case "png": "image/png"
      default: "image/jpeg"
      }
    let bytes = try InputFile.bytes(picture.file)
    let caption = picture.caption.isEmpty ? FilePath.name(picture.file) : picture.caption
    return .picture(media: media, base64: Base64.text(Array(bytes)), words: caption)
  }

  /// A path as it reads from the page's folder.
  private func path(fromPage path: String) -> String {
    let folder = JobFiles.normalized(FilePath.folder(layout.output.values[0])).split(separator: "/")
    let parts = JobFiles.normalized(path).split(separator: "/")
    if path.hasPrefix("/") { return path }
    let common = zip(folder, parts.dropLast()).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: folder.count - common) + parts.dropFirst(common).map(String.init))
      .joined(separator: "/")
  }

  // MARK: what stands at the end of every page

  /// What statistics say of how their figures are computed.
  private struct Statistics: Decodable {
    struct Run: Decodable { var method: [String]? }
    var run: Run?
  }

  /// How each command's figures are to be read, as their statistics say.
  private var method: Page.Section? {
    get throws {
      var blocks: [Page.Block] = []
      var seen: Set<String> = []
      for step in steps.compactMap({ record[$0.step.name] }) {
        let files = step.outputs.map(\.file).filter { FilePath.fileExtension($0) == "json" }
        let lines = try files.flatMap {
          try StatisticsFile.decode(Statistics.self, path: $0, hint: "made by step \(step.name)").run?.method ?? []
        }.filter { seen.insert($0).inserted }
        if !lines.isEmpty {
          blocks += [.heading("rutverk \(step.command) (\(step.name))"), .list(lines.map(language.told))]
        }
      }
      return seen.isEmpty ? nil : Page.Section(language.text(sv: "Metod", en: "Method"), blocks)
    }
  }

  /// What the steps noted.
  private var notes: Page.Section? {
    let blocks = steps.compactMap { record[$0.step.name] }.filter { !$0.notes.isEmpty }.flatMap { step in
      [Page.Block.heading(step.name), .list(step.notes.map(language.told))]
    }
    return blocks.isEmpty ? nil : Page.Section(language.text(sv: "Anmärkningar om underlaget", en: "Notes"), blocks)
  }

  /// Program, job, steps, and every file with its digest.
  private var provenance: Page.Section {
    let steps = steps.compactMap { record[$0.step.name] }
    var commands = PageTable(
      [
        language.text(sv: "Steg", en: "Step"), language.text(sv: "Kommando", en: "Command"),
        language.text(sv: "Läser", en: "Reads"), language.text(sv: "Skriver", en: "Writes"),
      ], textColumns: 4)
    var inputs = PageTable(
      [language.text(sv: "Fil", en: "File"), "SHA-256", "byte"], textColumns: 2)
    let made = Set(steps.flatMap { $0.outputs.map(\.file) })
    var shown: Set<String> = []
    for step in steps {
      commands.add([
        step.name, "rutverk \(step.command)", step.inputs.map(\.file).joined(separator: ", "),
        step.outputs.map(\.file).joined(separator: ", "),
      ])
      for file in step.inputs where !made.contains(file.file) && shown.insert(file.file).inserted {
        inputs.add([file.file, file.sha256, language.count(file.bytes)])
      }
    }
    if let job = record.job { inputs.add([job.file, job.sha256, language.count(job.bytes)]) }
    var blocks: [Page.Block] = [
      .list(record.versions),
      .text(
        language.text(
          sv: "Hela körningen, med varje stegs val, står i \(FilePath.name(job.record)).",
          en: "The whole run, with every option of each step, is in \(FilePath.name(job.record)).")),
      .heading(language.text(sv: "Underlag", en: "Inputs")), .table(inputs),
      .heading(language.text(sv: "Steg", en: "Steps")), .table(commands),
    ]
    if !record.variables.isEmpty {
      var variables = PageTable(
        [language.text(sv: "Variabel", en: "Variable"), language.text(sv: "Värde", en: "Value")], textColumns: 2)
      for variable in record.variables {
        let value = variable.values.joined(separator: ", ")
        variables.add([variable.name, value.isEmpty ? "–" : value])
      }
      blocks += [.heading(language.text(sv: "Variabler", en: "Variables")), .table(variables)]
    }
    return Page.Section(language.text(sv: "Härkomst", en: "Provenance"), blocks)
  }
}

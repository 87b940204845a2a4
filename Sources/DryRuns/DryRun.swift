import Areas
import ChangeRuns
import Core
import Definitions
import FootprintRuns
import Grid
import IncidentRuns
import IndexRuns
import Inputs
import MapRuns
import OverlayRuns
import ProfileRuns
import Projections
import Reports

/// What a run would do, from heads only: each input as the run would open it, which column serves as what, and everything
/// that would stop the run before its first row, not the first of it alone.
package struct DryRun {
  /// The language of what people read.
  package let language: Language
  private var text = ""
  private var failures: [Failure] = []
  /// Knows which columns that were named have served, of all inputs.
  private let all = Journal()

  /// Of nothing so far.
  package init(_ language: Language) { self.language = language }

  /// The head of one input on its way into the text.
  package final class Head {
    /// Records what columns are taken for.
    package let journal: Journal
    fileprivate var text = ""
    private var shown = 0

    fileprivate init(_ language: Language) { journal = Journal(language: language, gathersFailures: true) }

    /// Adds a line, whatever names of a file's stand in it.
    package func line(_ line: String) { text += PrintableText.of(line) + "\n" }

    /// Adds a line for each column that was taken since the last time.
    package func columns() {
      let all = journal.columns
      for column in all.dropFirst(shown) { line(column.line(journal.language)) }
      shown = all.count
    }
  }

  /// Looks at one input; what stops it is kept for ``finish()``.
  package mutating func input(_ body: (Head) throws -> Void) rethrows {
    let head = Head(language)
    var stopped: Failure?
    do { try body(head) } catch let failure as Failure { stopped = failure }
    all.add(head.journal)
    failures += head.journal.failures + [stopped].compactMap { $0 }
    head.columns()
    text += head.text
    for note in head.journal.notes { text += "  " + language.told("note: ") + language.told(note) + "\n" }
  }

  /// Makes sure that the outputs can be written, as a run does before its first row.
  package mutating func outputs(_ body: () throws -> Void) rethrows {
    do { try body() } catch let failure as Failure { failures.append(failure) }
  }

  /// Hands on what was found, and throws what would have stopped the run: all but the last are told one by one.
  package mutating func finish(show: (String) throws -> Void, tell: (Failure) -> Void) throws {
    if !text.isEmpty { try show(text) }
    do { try all.conclude() } catch let failure as Failure { failures.append(failure) }
    guard var last = failures.last, let first = failures.first else { return }
    failures.dropLast().forEach(tell)
    last.kind = first.kind
    throw last
  }

  // MARK: inputs that several commands have

  /// A table or layer, without its columns.
  package func describe(_ table: InputTable) -> String {
    if let raster = table.raster { return "\(raster.name): \(raster.form)" }
    var text = "\(table.source.name): \(table.rowCount) " + language.text(sv: "rader", en: "rows")
    if let layer = table.layer {
      text += ", \(layer.format), \(layer.layerName)"
      if let crs = layer.crs { text += ", \(crs.authorityCode ?? crs.name)" }
    } else if let form = table.textForm {
      text += ", CSV, \(form)"
    }
    return text
  }

  /// What the columns that name units do not say of themselves.
  private func describe(_ naming: UnitNaming, _ head: Head) {
    if case .cells(let columns) = naming { describe(columns, head) }
  }

  /// What the columns of the corner do not say of themselves.
  private func describe(_ columns: CellColumns, _ head: Head) {
    if case .coordinates = columns.corner {
      head.line("  " + language.text(sv: "axlarna avgörs av värdena", en: "axes told by their values"))
    }
    switch columns.size {
    case .column: break
    case .fixed(let metres): head.line("  " + language.text(sv: "storlek", en: "size") + ": \(metres) m")
    case .inCode:
      head.line("  " + language.text(sv: "storlek: i koden", en: "size: in the code"))
    }
  }

  /// Cells, or zones, with people.
  package mutating func cells(_ source: CellSource) throws {
    try units(source.path, source.options, threads: source.threads) { try source.plan($0).naming }
  }

  /// Cells, or zones; `plan` finds the columns that the run needs, and how the units are named.
  package mutating func units(
    _ path: String, _ options: InputOptions, threads: Int, _ plan: (Journal) throws -> UnitNaming
  ) throws {
    let run = self
    try input { head in
      let table = try InputTable(path: path, options: options, threads: threads)
      head.line(run.describe(table))
      let naming = try plan(head.journal)
      head.columns()
      run.describe(naming, head)
      if case .cells(let layout) = naming { try CellInput.checkHead(path, layout, options: options) }
    }
  }

  /// An area layer; `further` finds what else of its columns the run needs.
  package mutating func areas(
    _ path: String, _ options: InputOptions, _ fields: AreaFields.Names,
    further: (RoleFinder) throws -> Void = { _ in }
  ) throws {
    let run = self
    try input { head in
      let (layer, found, crs) = try AreaInput.open(
        path: path, options: options, fields: fields, journal: head.journal)
      head.line(
        "\(path): \(layer.format), \(layer.layerName), \(layer.rowCount) "
          + run.language.text(sv: "objekt", en: "features") + ", \(crs.label)")
      try run.areaColumns(found, head) { try AreaInput.classAliases(layer, field: $0) }
      try further(RoleFinder(layer.columnNames, file: path, options: options, journal: head.journal))
    }
  }

  /// The columns of areas, and what each text of the class field is taken for.
  package func areaColumns(_ found: AreaFields, _ head: Head, aliases: (String) throws -> [String]) throws {
    head.columns()
    let none = language.text(sv: "(inget fält)", en: "(no field)")
    for (role, field) in [("id", found.id), ("name", found.name), ("class", found.areaClass)] where field == nil {
      head.line("  \(role): \(none)")
    }
    if let field = found.areaClass { for line in try aliases(field) { head.line("    \(line)") } }
  }

  /// A plain table whose columns `find` finds.
  package mutating func table(
    _ path: String, _ options: InputOptions, threads: Int, _ find: (RoleFinder) throws -> Void
  ) throws {
    let run = self
    try input { head in
      let table = try InputTable(path: path, options: options, threads: threads)
      head.line(run.describe(table))
      try find(RoleFinder(table, journal: head.journal))
    }
  }

  // MARK: commands

  /// What `rutverk index` would read.
  package mutating func index(_ parameters: IndexRun.Parameters) throws {
    let run = self
    try input { head in
      for path in parameters.tables {
        let table = try InputTable(path: path, options: parameters.input, threads: parameters.threads)
        head.line(run.describe(table))
      }
      let plan = try IndexRun.plan(parameters, journal: head.journal)
      head.columns()
      for (path, layout) in zip(parameters.tables, plan.cellColumns) {
        run.describe(layout, head)
        try CellInput.checkHead(path, layout, options: parameters.input)
      }
      head.line(run.language.text(sv: "Variabler", en: "Variables"))
      for line in plan.columns.explanation { head.line("  " + run.language.told("\(line.variable) = \(line.taken)")) }
      for left in plan.columns.definition.leftOut {
        head.line(
          run.language.text(sv: "Inte med: ", en: "Left out: ")
            + "\(left.variable) (\(run.language.told(left.reason)))")
      }
    }
  }

  /// What `rutverk overlay` would read.
  package mutating func overlay(_ parameters: OverlayRun.Parameters) throws {
    try cells(parameters.cellSource)
    try areas(parameters.areas, parameters.areaInput, parameters.areaFields)
    if let path = parameters.coverage {
      let run = self
      try input { head in
        if let packed = try PackedCoverage(ifPacked: path) {
          return head.line(
            "\(path): \(packed.squares) " + run.language.text(sv: "rutor", en: "squares") + ", \(packed.size) m")
        }
        head.line(
          run.describe(
            try CoverageTable.open(path: path, threads: parameters.threads, journal: head.journal).table))
      }
    }
  }

  /// What `rutverk coverage` would read.
  package mutating func coverage(_ parameters: CoverageRun.Parameters) throws {
    let run = self
    try input { head in
      guard let cells = parameters.cells else {
        head.line(run.language.text(sv: "Rutor: ", en: "Cells: ") + "\(parameters.cellSize) m")
        return
      }
      let table = try InputTable(path: cells, options: parameters.cellInput, threads: parameters.threads)
      head.line(run.describe(table))
      let layout = try CellInput.layout(of: table, options: parameters.cellInput, journal: head.journal)
      head.columns()
      run.describe(layout, head)
      try CellInput.checkHead(cells, layout, options: parameters.cellInput)
    }
    try areas(parameters.areas, parameters.areaInput, parameters.areaFields)
  }

  /// What `rutverk footprint` would read.
  package mutating func footprint(_ parameters: FootprintRun.Parameters) throws {
    let run = self
    for path in parameters.events {
      try input { head in
        head.line(path)
        let columns = try FootprintRun.eventColumns(path, parameters, journal: head.journal)
        head.columns()
        if let points = columns.points { head.line("  " + points.crs.label) }
      }
    }
    if let path = parameters.stations {
      try input { head in
        let (table, _, points) = try StationInput.open(
          path: path, crs: parameters.stationsCRS, options: parameters.tableInput,
          threads: parameters.threads, journal: head.journal)
        head.line(run.describe(table))
        head.columns()
        head.line("  " + points.crs.label)
      }
    }
    try areas(parameters.areas, parameters.areaInput, parameters.areaFields) {
      _ = try FootprintRun.furtherColumns($0, parameters)
    }
    if let source = parameters.people.cells { try cells(source) }
  }

  /// What `rutverk incidents` would read.
  package mutating func incidents(_ parameters: IncidentParameters) throws {
    let run = self
    if let counts = parameters.counts {
      try table(counts, parameters.tableInput, threads: parameters.threads) { try IncidentCountRun.findColumns($0) }
      try populations(parameters)
      return
    }
    if let points = parameters.points {
      try input { head in
        head.line(try IncidentPoints.description(points, parameters, run.language, journal: head.journal))
      }
    }
    if let path = parameters.areas {
      try areas(path, parameters.areaInput, parameters.areaFields) {
        _ = try IncidentRun.furtherColumns($0, parameters)
      }
    }
    try populations(parameters)
    if let path = parameters.categories {
      try input { head in
        head.line(
          "\(path): \(try CategoryFile.groups(path).groups.count) " + run.language.text(sv: "grupper", en: "groups"))
      }
    }
  }

  private mutating func populations(_ parameters: IncidentParameters) throws {
    if let path = parameters.population {
      try table(path, parameters.tableInput, threads: parameters.threads) {
        _ = try PopulationInput.columns($0)
      }
    }
    if let source = parameters.cellSource { try cells(source) }
    if let path = parameters.parents {
      try areas(path, parameters.tableInput, AreaFields.Names()) {
        _ = try IncidentRun.unitColumns($0, parameters)
      }
    }
  }

  /// What `rutverk compare` would read.
  package mutating func compare(_ parameters: CompareParameters) throws {
    if let counts = parameters.counts {
      if !CompareCounts.isInline(counts) {
        let incidents = parameters.incidents
        try table(counts, incidents.tableInput, threads: incidents.threads) { try CompareCounts.findColumns($0) }
      }
      return
    }
    var incidents = parameters.incidents
    (incidents.points, incidents.areas, incidents.parents) = (parameters.points, parameters.areas, parameters.parents)
    // As in the run: windows need times.
    (incidents.from, incidents.to) = (parameters.before?.first, parameters.after?.last)
    try self.incidents(incidents)
  }

  /// What `rutverk change` would read.
  package mutating func change(_ parameters: ChangeParameters) throws {
    let run = self
    for layer in [parameters.old, parameters.new] {
      try input { head in
        let table = try InputTable(path: layer.path, options: layer.options, threads: parameters.threads)
        head.line(run.describe(table))
        _ = try ChangeLayer.plan(layer, parameters, journal: head.journal)
        if parameters.areas != nil, layer.options.key != nil {
          _ = try ZoneLayerInput.plan(
            table, key: layer.options.key ?? "", options: layer.options, journal: Journal(language: run.language))
        }
      }
      if let path = layer.statistics { try input { _ in _ = try ReferenceFile.digest(path: path) } }
    }
    if let path = parameters.areas { try areas(path, parameters.areaInput, parameters.areaFields) }
  }

  /// What `rutverk profile` would read.
  package mutating func profile(_ parameters: ProfileRun.Parameters) throws {
    try cells(parameters.cellSource)
    try areas(parameters.areas, parameters.areaInput, parameters.areaFields)
    if let path = parameters.municipalities { try areas(path, parameters.municipalityInput, AreaFields.Names()) }
    if let path = parameters.history {
      try areas(path, parameters.historyInput, AreaFields.Names())
      try input { head in _ = try ProfileRun.historyYearField(path, parameters, journal: head.journal) }
    }
    for path in [parameters.footprint, parameters.incidents].compactMap({ $0 }) {
      try input { head in
        _ = try InputFile(path)
        head.line(path)
      }
    }
  }

  /// What `rutverk map` would read.
  package mutating func map(_ parameters: MapRun.Parameters) throws {
    let run = self
    if let cells = parameters.cells {
      try input { head in
        let table = try InputTable(path: cells, options: parameters.cellInput, threads: parameters.threads)
        head.line(run.describe(table))
        let naming = try UnitNaming(of: table, options: parameters.cellInput, journal: head.journal)
        _ = try MapRun.cellColumns(table, parameters, journal: head.journal)
        head.columns()
        run.describe(naming, head)
        if case .cells(let layout) = naming {
          try CellInput.checkHead(cells, layout, options: parameters.cellInput)
        }
      }
    }
    if let path = parameters.areas { try areas(path, parameters.areaInput, parameters.areaFields) }
    if let path = parameters.base {
      try areas(path, parameters.baseInput, AreaFields.Names(name: parameters.baseNameField))
    }
    let size = parameters.size
    text += "\(size.widthPixels) × \(size.heightPixels) px, \(Int(size.dotsPerInch.rounded())) dpi\n"
  }

  /// What `rutverk merge` would read.
  package mutating func merge(_ parameters: MergeRun.Parameters) throws {
    let run = self
    try input { head in try MergeRun.heads(parameters).forEach { head.line(run.language.told($0)) } }
    if let source = parameters.people.cells { try cells(source) }
  }
}

import FootprintRuns
import IncidentRuns
import IndexRuns
import Inputs
import MapRuns
import OverlayRuns
import ProfileRuns
import Areas
import Core
import Grid
import Projections
import Reports

/// What a run would do, from heads only.
enum DryRun {
  static func index(_ plan: IndexRun.Plan, language: Language) -> String {
    var text = ""
    for (i, table) in plan.tables.enumerated() {
      text += describe(table, language)
      if i < plan.cellColumns.count { text += describe(plan.cellColumns[i], language) }
      if i < plan.keyFields.count { text += describe(.zones(key: plan.keyFields[i]), language) }
    }
    text += language.text(sv: "Variabler", en: "Variables") + "\n"
    for line in plan.columns.explanation { text += "  \(line.variable) = \(line.taken)\n" }
    for left in plan.columns.definition.leftOut {
      text += language.text(sv: "Inte med: ", en: "Left out: ") + "\(left.variable) (\(left.reason))\n"
    }
    return text
  }

  static func overlay(_ parameters: OverlayRun.Parameters, language: Language) throws -> String {
    var text = try units(parameters.cellSource, language)
    text += try areas(parameters.areas, parameters.areaInput, parameters.areaFields, language)
    return text
  }

  private static func units(_ source: CellSource, _ language: Language) throws -> String {
    let plan = try source.plan()
    return describe(plan.cells, language) + describe(plan.naming, language)
      + plan.roles.map { "  \($0.role): \($0.column)\n" }.joined()
  }

  static func coverage(_ parameters: CoverageRun.Parameters, language: Language) throws -> String {
    var text = ""
    if let cells = parameters.cells {
      let table = try InputTable(path: cells, options: parameters.cellInput, threads: parameters.threads)
      text += describe(table, language)
      text += describe(try CellInput.layout(of: table, options: parameters.cellInput), language)
    } else {
      text += language.text(sv: "Rutor: ", en: "Cells: ") + "\(parameters.cellSize) m\n"
    }
    return text + (try areas(parameters.areas, parameters.areaInput, parameters.areaFields, language))
  }

  static func footprint(_ parameters: FootprintRun.Parameters, language: Language) throws -> String {
    var text = ""
    for path in parameters.events {
      if path == "-" {
        text += language.text(sv: "Händelser från standard in\n", en: "Events from standard input\n")
        continue
      }
      let columns = try FootprintRun.eventColumns(path, parameters)
      text += "\(path)\n  phone: \(columns.phone), time: \(columns.time), "
      if let points = columns.points {
        text += language.text(sv: "plats", en: "place") + ": \(points.x), \(points.y), \(points.crs.label)\n"
      } else {
        text += "station: \(columns.station ?? "–")\n"
      }
    }
    if let path = parameters.stations {
      text += describe(
        try InputTable(path: path, options: parameters.tableInput, threads: parameters.threads), language)
    }
    return text + (try areas(parameters.areas, parameters.areaInput, parameters.areaFields, language))
  }

  static func incidents(_ parameters: IncidentParameters, language: Language) throws -> String {
    if let counts = parameters.counts {
      return describe(
        try InputTable(path: counts, options: parameters.tableInput, threads: parameters.threads), language)
    }
    var text = ""
    if let points = parameters.points {
      text += points == "-" ? language.text(sv: "Punkter från standard in\n", en: "Points from standard input\n") : ""
      if points != "-" { text += try IncidentPoints.description(points, parameters, language) }
    }
    if let path = parameters.areas {
      text += try areas(path, parameters.areaInput, parameters.areaFields, language)
    }
    return text + (try parameters.cellSource.map { try units($0, language) } ?? "")
  }

  static func profile(_ parameters: ProfileRun.Parameters, language: Language) throws -> String {
    var text = try units(parameters.cellSource, language)
    text += try areas(parameters.areas, parameters.areaInput, parameters.areaFields, language)
    for (path, input) in [
      (parameters.municipalities, parameters.municipalityInput), (parameters.history, parameters.historyInput),
    ] {
      if let path { text += try areas(path, input, AreaInput.FieldNames(), language) }
    }
    return text
  }

  static func map(_ parameters: MapRun.Parameters, language: Language) throws -> String {
    var text = ""
    if let cells = parameters.cells {
      let table = try InputTable(path: cells, options: parameters.cellInput, threads: parameters.threads)
      text += describe(table, language)
      text += describe(try UnitNaming(of: table, options: parameters.cellInput), language)
      for entry in try MapRun.cellColumns(table, parameters) { text += "  \(entry.role): \(entry.column)\n" }
    }
    if let path = parameters.areas {
      text += try areas(path, parameters.areaInput, parameters.areaFields, language)
    }
    if let path = parameters.base {
      text += try areas(path, parameters.baseInput, AreaInput.FieldNames(name: parameters.baseNameField), language)
    }
    let size = parameters.size
    return text + "\(size.widthPixels) × \(size.heightPixels) px, \(Int(size.dotsPerInch.rounded())) dpi\n"
  }

  static func merge(_ parameters: MergeRun.Parameters, language: Language) throws -> String {
    try MergeRun.heads(parameters).joined(separator: "\n") + "\n"
  }

  static func areas(
    _ path: String, _ options: InputOptions, _ fields: AreaInput.FieldNames, _ language: Language
  ) throws -> String {
    let (layer, found, crs) = try AreaInput.open(path: path, options: options, fields: fields)
    var text = "\(path): \(layer.format), \(layer.layerName), \(layer.rowCount) "
    text += language.text(sv: "objekt", en: "features") + ", \(crs.label)\n"
    let none = language.text(sv: "(inget fält)", en: "(no field)")
    text += "  id: \(found.id ?? none), name: \(found.name ?? none), class: \(found.areaClass ?? none)\n"
    if let field = found.areaClass {
      for line in try AreaInput.classAliases(layer, field: field) { text += "    \(line)\n" }
    }
    return text
  }

  static func describe(_ table: InputTable, _ language: Language) -> String {
    var text = "\(table.source.name): \(table.rowCount) " + language.text(sv: "rader", en: "rows")
    if let layer = table.layer {
      text += ", \(layer.format), \(layer.layerName)"
      if let crs = layer.crs { text += ", \(crs.authorityCode ?? crs.name)" }
    } else if let form = table.textForm {
      text += ", CSV, \(form)"
    }
    return text + "\n"
  }

  private static func describe(_ naming: UnitNaming, _ language: Language) -> String {
    switch naming {
    case .cells(let columns): describe(columns, language)
    case .zones(let key): "  " + language.text(sv: "nyckel", en: "key") + ": \(key)\n"
    }
  }

  private static func describe(_ columns: CellColumns, _ language: Language) -> String {
    let corner =
      switch columns.corner {
      case .code(let name): name
      case .coordinates(let first, let second):
        "\(first), \(second) " + language.text(sv: "(axlarna avgörs av värdena)", en: "(axes told by their values)")
      }
    let size =
      switch columns.size {
      case .column(let name): name
      case .fixed(let metres): "\(metres) m"
      case .inCode: language.text(sv: "i koden", en: "in the code")
      }
    return "  " + language.text(sv: "ruta", en: "cell") + ": \(corner), " + language.text(sv: "storlek", en: "size")
      + ": \(size)\n"
  }
}

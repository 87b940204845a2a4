import Columns
import Core
import Definitions
import Geometry
import Grid
import Inputs
import Livsvillkor
import Projections
import Reports

/// One vintage of a comparison, read.
package struct ChangeLayer {
  /// What names its units.
  enum Keys {
    case cells(CellLattice)
    case zones(TextColumn)
  }

  let keys: Keys
  let vintage: IndexChange.Vintage
  /// The reference's digest as the layer or its statistics say it; nil where neither does.
  let reference: String?
  /// The zones' outlines with their coordinate system; nil without.
  let outlines: (polygons: [MultiPolygon?], crs: CoordinateSystem)?
  let record: InputRecord

  /// Which column serves as what.
  package struct Plan {
    let table: InputTable
    let numbers: [(role: String, column: String)]
    let reference: String?
    /// The field that names zones; nil for cells.
    let key: String?
  }

  /// Opens the layer and finds its columns; reads no rows.
  ///
  /// - Throws: ``Failure`` for a layer without a column that is needed, and (usage) where nothing will tell its reference.
  package static func plan(_ layer: ChangeParameters.Layer, _ run: ChangeParameters, journal: Journal) throws -> Plan
  {
    typealias Roles = RoleCatalogue.Cells
    let table = try InputTable(path: layer.path, options: layer.options, threads: run.threads)
    let finder = RoleFinder(table, journal: journal)
    let key = try layer.options.key.map { try ZoneInput.field($0, in: table, journal: journal) }
    if key == nil { _ = try CellInput.layout(of: table, options: layer.options, journal: journal) }
    let needed =
      [Roles.population, Roles.percentile] + (run.hasOwnReferences ? [] : [Roles.index, Roles.areaClass])
    let numbers = try needed.map { (role: $0.name, column: try finder.require($0)) }
    if run.hasOwnReferences { return Plan(table: table, numbers: numbers, reference: nil, key: key) }
    let reference = try finder.find(Roles.reference)
    if reference == nil, layer.statistics == nil { throw unknown(layer) }
    return Plan(table: table, numbers: numbers, reference: reference, key: key)
  }

  /// Where nothing tells the reference, that is a question.
  private static func unknown(_ layer: ChangeParameters.Layer) -> Failure {
    Failure(
      .usage, "nothing tells which reference the layer was made with", file: layer.path,
      expected: "a field reference, which rutverk index writes",
      hint:
        "give \(layer.flag)-reference the statistics of the run that made it; or --own-references, and percentiles alone are compared"
    )
  }

  /// Reads the layer.
  init(_ layer: ChangeParameters.Layer, _ run: ChangeParameters, journal: Journal) throws {
    let plan = try Self.plan(layer, run, journal: journal)
    plan.table.layer?.notes.forEach(journal.note)
    let requests =
      plan.numbers.map { ColumnRequest($0.column, .number) }
      + (plan.reference.map { [ColumnRequest($0, .text)] } ?? [])
    let columns: [Column]
    if let key = layer.options.key {
      let zones = try ZoneInput(tables: [plan.table], key: key, requests: [requests], journal: journal)
      (keys, columns) = (.zones(zones.keys), zones.columns[0])
      record = InputRecord(path: layer.path, features: zones.rowCounts[0])
      outlines = try zones.outlineTable?.layer.map {
        (zones.outlines, try InputCRS.of($0, given: layer.options.crs, flag: layer.options.crsFlag))
      }
    } else {
      let cells = try CellInput(tables: [plan.table], requests: [requests], options: layer.options, journal: journal)
      (keys, columns) = (.cells(cells.lattice), cells.columns[0])
      record = InputRecord(path: layer.path, features: cells.rowCounts[0])
      outlines = nil
    }
    var values: [String: [Double]] = [:]
    for (entry, column) in zip(plan.numbers, columns) {
      if case .numbers(let numbers) = column { values[entry.role] = numbers.values }
    }
    let names = keys
    try Self.check(values, plan, layer) { names.name($0) }
    let empty = [Double](repeating: .nan, count: columns.first?.count ?? 0)
    vintage = IndexChange.Vintage(
      population: values["population"] ?? empty, index: values["index"] ?? empty,
      percentile: values["percentile"] ?? empty, classes: values["class"] ?? empty)
    reference = try Self.reference(layer, plan, columns.last)
  }

  private static func check(
    _ values: [String: [Double]], _ plan: Plan, _ layer: ChangeParameters.Layer, name: (Int) -> String
  ) throws {
    let rules: [(role: String, isRight: (Double) -> Bool, fault: String, expected: String)] = [
      ("population", { $0 >= 0 }, "the population is negative", "people, from 0 up"),
      ("percentile", { (0...100).contains($0) }, "not a percentile", "0 to 100"),
      ("class", { $0 == $0.rounded() && (1...255).contains($0) }, "not a class", "a whole number from 1 (best) up"),
    ]
    for rule in rules {
      guard let found = values[rule.role], let unit = found.firstIndex(where: { !$0.isNaN && !rule.isRight($0) })
      else {
        continue
      }
      throw Failure(
        .badData, rule.fault, file: layer.path, place: name(unit),
        field: plan.numbers.first { $0.role == rule.role }?.column, value: "\(found[unit])", expected: rule.expected)
    }
  }

  /// The digest that all rows of the layer have, and the statistics too where they are given.
  private static func reference(
    _ layer: ChangeParameters.Layer, _ plan: Plan, _ column: Column?
  ) throws -> String? {
    let given = try layer.statistics.map { try ReferenceFile.digest(path: $0) }
    guard let field = plan.reference, case .texts(let texts)? = column else { return given }
    var found: String?
    for row in 0..<texts.count where !texts.isNull(row) && texts[row] != found {
      if let found {
        throw Failure(
          .badData, "the layer holds units of several references", file: layer.path, field: field,
          value: "\(found) and \(texts[row])", expected: "one run of rutverk index")
      }
      found = texts[row]
    }
    if let given, let found, given != found {
      throw Failure(
        .badData, "the layer was made with another reference than the statistics hold", file: layer.path,
        field: field,
        value: found, expected: "\(given), as in \(layer.statistics ?? "")")
    }
    guard let reference = found ?? given else {
      if plan.reference != nil { throw unknown(layer) }
      return nil
    }
    return reference
  }
}

extension ChangeLayer.Keys {
  /// What a unit is called in messages.
  func name(_ unit: Int) -> String {
    switch self {
    case .cells(let lattice): "cell \(lattice.cells[unit].code) (\(lattice.cells[unit].size) m)"
    case .zones(let keys): "zone \(keys[unit])"
    }
  }

  /// Units.
  var count: Int {
    switch self {
    case .cells(let lattice): lattice.cells.count
    case .zones(let keys): keys.count
    }
  }
}

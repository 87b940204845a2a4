import Columns
import Diagnostics
import Grid
import Overlay

/// The units of an overlay, cells or zones: an indexed layer, or a plain delivery of populations.
struct CellLayerInput {
  let layer: UnitLayer
  let record: InputRecord
  /// Further columns that were asked for and are there, by the names asked for; NaN where null.
  let further: [String: [Double]]

  /// Population columns, best first.
  private static let populationNames = [
    "population", "befolkning", "beftotalt", "bef_totalt", "pop", "antal", "totalt", "folkmangd",
  ]

  /// Reads the cells. `further` are columns wanted besides, by their whole names: cut to ten characters, a variable and its
  /// score would be the same.
  init(_ parameters: OverlayRun.Parameters, further names: [String] = [], journal: Journal) throws {
    let opened = try OverlayRun.plan(parameters)
    let table = opened.cells
    let there = table.source.columnNames
    let plan =
      opened.roles
      + names.compactMap { name in
        (there.first { $0 == name } ?? there.first { $0.lowercased() == name }).map { (role: name, column: $0) }
      }
    let requests = plan.map { ColumnRequest($0.column, .number) }
    let (units, columns, rowCount, name) = try Self.read(table, requests, parameters.cellInput, journal)
    var values: [String: [Double]] = [:]
    for (entry, column) in zip(plan, columns) {
      if case .numbers(let numbers) = column { values[entry.role] = numbers.values }
    }
    guard let population = values["population"] else {
      throw Failure(.software, "the population was read in another form than asked for", file: parameters.cells)
    }
    if let unit = population.firstIndex(where: { $0 < 0 }) {
      throw Failure(
        .badData, "the population is negative", file: parameters.cells, place: name(unit),
        field: plan.first { $0.role == "population" }?.column, value: "\(population[unit])",
        expected: "people, from 0 up")
    }
    var layer =
      switch units {
      case .cells(let lattice):
        try UnitLayer(lattice: lattice, population: population, threads: parameters.threads)
      case .zones(let zones): UnitLayer(zones: zones, population: population)
      }
    layer.index = values["index"] ?? []
    layer.percentile = values["percentile"] ?? []
    layer.classes = values["class"] ?? []
    layer.children = values["unga_0_15_antal"] ?? []
    layer.youth = values["unga_16_19_antal"] ?? []
    self.layer = layer
    let wanted = Set(names)
    further = values.filter { wanted.contains($0.key) }
    record = InputRecord(path: parameters.cells, features: rowCount)
    if layer.classes.isEmpty {
      journal.note("\(parameters.cells): no column \"class\": figures on red \(parameters.cellInput.key == nil ? "cells" : "zones") and concordance are null")
    }
    let buried = layer.groundSquareMetres.indices.filter { layer.groundSquareMetres[$0] == 0 && population[$0] > 0 }
    if !buried.isEmpty {
      let people = buried.reduce(0.0) { $0 + population[$1] }
      journal.note(
        parameters.cellInput.key == nil
          ? "\(parameters.cells): \(buried.count) coarse cells with \(people) people are wholly covered by finer cells and counted"
            + " nowhere"
          : "\(parameters.cells): \(buried.count) zones with \(people) people have no ground and are counted nowhere")
    }
  }

  /// The cells or zones of a table, columns with one entry for each, the table's rows, and what a unit is called in messages.
  private static func read(
    _ table: InputTable, _ requests: [ColumnRequest], _ options: InputOptions, _ journal: Journal
  ) throws -> (units: Units, columns: [Column], rowCount: Int, name: (Int) -> String) {
    if let key = options.key {
      let input = try ZoneLayerInput(table, key: key, requests: requests, options: options, journal: journal)
      return (.zones(input.zones), input.columns, input.zones.count, { "zone \(input.keys[$0])" })
    }
    let input = try CellInput(tables: [table], requests: [requests], options: options, journal: journal)
    return (
      .cells(input.lattice), input.columns[0], input.rowCounts[0],
      {
        let cell = input.lattice.cells[$0]
        return "cell \(RutaCode.swedish(e: cell.e, n: cell.n) ?? RutaCode.inspire(cell)) (\(cell.size) m)"
      }
    )
  }

  /// Which column serves as what; only those that are there, population always.
  static func plan(_ table: InputTable, populationField: String?) throws -> [(role: String, column: String)] {
    let names = table.source.columnNames
    func named(_ wanted: String) -> String? {
      names.first { $0 == wanted } ?? names.first { $0.lowercased() == wanted.lowercased() }
        ?? names.first { $0.utf8.count == 10 && wanted.hasPrefix($0.lowercased()) && wanted.utf8.count > 10 }
    }
    var plan: [(role: String, column: String)] = []
    if let populationField {
      guard let column = named(populationField) else {
        throw Failure(
          .usage, "--population-field: there is no such column", file: table.source.name, field: populationField,
          hint: Suggestion.hint(for: populationField, among: names))
      }
      plan.append(("population", column))
    } else if let column = populationNames.lazy.compactMap(named).first {
      plan.append(("population", column))
    } else {
      throw Failure(
        .badData, "no column holds the population", file: table.source.name,
        expected: populationNames.prefix(4).joined(separator: ", "), hint: "name it with --population-field")
    }
    for role in ["unga_0_15_antal", "unga_16_19_antal"] {
      let short = ShortNames.of(role)
      if let column = names.first(where: { $0.lowercased() == role || $0.lowercased() == short }) {
        plan.append((role, column))
      }
    }
    for role in ["index", "percentile", "class"] {
      if let column = named(role) { plan.append((role, column)) }
    }
    return plan
  }
}

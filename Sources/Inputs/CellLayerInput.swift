import Reports
import Columns
import Core
import Grid
import Overlay

/// A cell layer for an overlay: an indexed one, or a plain delivery of populations.
package struct CellLayerInput {
  package let layer: CellLayer
  package let record: InputRecord
  /// Further columns that were asked for and are there, by the names asked for; NaN where null.
  package let further: [String: [Double]]

  /// Reads the cells. `further` are columns wanted besides, by their whole names: cut to ten characters, a variable and its
  /// score would be the same.
  package init(_ source: CellSource, further names: [String] = [], journal: Journal) throws {
    let opened = try source.plan(journal)
    let table = opened.cells
    let there = table.source.columnNames
    let plan =
      opened.roles
      + names.compactMap { name in
        (there.first { $0 == name } ?? there.first { $0.lowercased() == name }).map { (role: name, column: $0) }
      }
    let input = try CellInput(
      tables: [table], requests: [plan.map { ColumnRequest($0.column, .number) }], options: source.options,
      journal: journal)
    var values: [String: [Double]] = [:]
    for (entry, column) in zip(plan, input.columns[0]) {
      if case .numbers(let numbers) = column { values[entry.role] = numbers.values }
    }
    guard let population = values["population"] else {
      throw Failure(.software, "the population was read in another form than asked for", file: source.path)
    }
    if let place = population.firstIndex(where: { $0 < 0 }) {
      let cell = input.lattice.cells[place]
      throw Failure(
        .badData, "the population is negative", file: source.path,
        place: "cell \(cell.code) (\(cell.size) m)",
        field: plan.first { $0.role == "population" }?.column, value: "\(population[place])",
        expected: "people, from 0 up")
    }
    var layer = CellLayer(lattice: input.lattice, population: population)
    layer.index = values["index"] ?? []
    layer.percentile = values["percentile"] ?? []
    layer.classes = values["class"] ?? []
    layer.children = values["unga_0_15_antal"] ?? []
    layer.youth = values["unga_16_19_antal"] ?? []
    self.layer = layer
    let wanted = Set(names)
    further = values.filter { wanted.contains($0.key) }
    record = InputRecord(path: source.path, features: input.rowCounts[0])
    if layer.classes.isEmpty {
      journal.note("\(source.path): no column \"class\": figures on red cells and concordance are null")
    }
    let buried = input.lattice.ownedUnits.indices.filter { input.lattice.ownedUnits[$0] == 0 && population[$0] > 0 }
    if !buried.isEmpty {
      let people = buried.reduce(0.0) { $0 + population[$1] }
      journal.note(
        "\(source.path): \(buried.count) coarse cells with \(people) people are wholly covered by finer cells and counted"
          + " nowhere")
    }
  }

  /// Roles that are read where a column serves as them; the population must be there.
  static let optionalRoles = [
    RoleCatalogue.Cells.children, RoleCatalogue.Cells.youth, RoleCatalogue.Cells.index,
    RoleCatalogue.Cells.percentile,
    RoleCatalogue.Cells.areaClass,
  ]
}

import Reports
import Columns
import Core
import Coverage
import Overlay

/// The units of an overlay, cells or zones: an indexed layer, or a plain delivery of populations.
package struct CellLayerInput {
  package let layer: UnitLayer
  package let record: InputRecord
  /// The zones with their names; nil for cells.
  package let zones: ZoneLayerInput?
  /// Further columns that were asked for and are there, by the names asked for; NaN where null.
  package let further: [String: [Double]]

  /// Reads the cells. `further` are columns wanted besides, by their whole names: cut to ten characters, a variable and its
  /// score would be the same. `reach`: the boxes in which zones are asked for, see ``ZoneLayerInput``.
  package init(_ source: CellSource, further names: [String] = [], reach: BoxIndex? = nil, journal: Journal)
    throws
  {
    let opened = try source.plan(journal)
    let table = opened.cells
    let there = table.source.columnNames
    let plan =
      opened.roles
      + names.compactMap { name in
        (there.first { $0 == name } ?? there.first { $0.lowercased() == name }).map { (role: name, column: $0) }
      }
    let requests = plan.map { ColumnRequest($0.column, .number) }
    let input = try UnitInput(table, requests: requests, options: source.options, reach: reach, journal: journal)
    let units = input.units
    var values: [String: [Double]] = [:]
    for (entry, column) in zip(plan, input.columns) {
      if case .numbers(let numbers) = column { values[entry.role] = numbers.values }
    }
    guard let population = values["population"] else {
      throw Failure(.software, "the population was read in another form than asked for", file: source.path)
    }
    Self.noteUnknown(input.columns.first, of: units.noun, in: source.path, journal)
    for (role, fault, isRight, expected) in Self.ranges {
      guard let found = values[role], let unit = found.firstIndex(where: { !$0.isNaN && !isRight($0) }) else {
        continue
      }
      throw Failure(
        .badData, fault, file: source.path, place: input.name(unit),
        field: plan.first { $0.role == role }?.column, value: "\(found[unit])", expected: expected)
    }
    var layer =
      switch units {
      case .cells(let lattice): try UnitLayer(lattice: lattice, population: population, threads: source.threads)
      case .zones(let zones): UnitLayer(zones: zones, population: population)
      }
    zones = if case .zones(let zones) = input.read { zones } else { nil }
    layer.index = values["index"] ?? []
    layer.percentile = values["percentile"] ?? []
    layer.classes = values["class"] ?? []
    layer.children = values["unga_0_15_antal"] ?? []
    layer.youth = values["unga_16_19_antal"] ?? []
    if source.furtherRoles.contains(where: { $0.name == RoleCatalogue.Cells.overcrowded.name }) {
      layer.overcrowded = OvercrowdedShares.of(
        values[RoleCatalogue.Cells.overcrowded.name] ?? [], in: source.path, journal)
    }
    self.layer = layer
    let wanted = Set(names)
    further = values.filter { wanted.contains($0.key) }
    record = InputRecord(path: source.path, features: input.rowCount)
    let ground = layer.groundSquareMetres
    let buried = ground.indices.filter { ground[$0] == 0 && population[$0] > 0 }
    if !buried.isEmpty {
      let people = buried.reduce(0.0) { $0 + population[$1] }
      let what =
        units.zones == nil
        ? "coarse cells with \(people) people are wholly covered by finer cells"
        : "zones with \(people) people have no ground"
      journal.note("\(source.path): \(buried.count) \(what) and counted nowhere")
    }
  }

  /// What values may be, by role, and what they are called otherwise.
  private static let ranges: [(role: String, fault: String, isRight: @Sendable (Double) -> Bool, expected: String)] =
    [
      (RoleCatalogue.Cells.percentile.name, "not a percentile", { (0...100).contains($0) }, "0 to 100"),
      (
        RoleCatalogue.Cells.areaClass.name, "not a class", { $0 >= 1 && $0 == $0.rounded() },
        "a whole number from 1 (best) up"
      ),
      (RoleCatalogue.Cells.population.name, "the population is negative", { $0 >= 0 }, "people, from 0 up"),
    ]

  /// Says how many units have no population: sums leave their people out, whoever they are.
  private static func noteUnknown(_ column: Column?, of noun: String, in file: String, _ journal: Journal) {
    guard case .numbers(let numbers)? = column else { return }
    let unknown = numbers.values.count { $0.isNaN }
    guard unknown > 0, unknown < numbers.values.count else { return }
    let withheld = numbers.suppressed.count { $0 }
    journal.note(
      "\(file): \(unknown) of \(numbers.values.count) \(noun) have no population"
        + (withheld > 0 ? " (\(withheld) of them withheld)" : "") + ": sums leave out whoever lives there")
  }

  /// Roles that are read where a column serves as them; the population must be there.
  static let optionalRoles = [
    RoleCatalogue.Cells.children, RoleCatalogue.Cells.youth, RoleCatalogue.Cells.index,
    RoleCatalogue.Cells.percentile,
    RoleCatalogue.Cells.areaClass,
  ]
}

import Inputs
import Outputs
import Reports
import Cartography
import Columns
import Core

/// The cells, or zones, of a map: what `rutverk index` writes, or any table with Ruta codes and a class.
struct MapCellInput {
  let cells: MapCells
  let record: InputRecord
  let basis: MapBasis
  /// The figure that they are coloured by; nil: their class.
  let coloured: MapFigure.Coloured?

  /// Most classes that a legend can show.
  private static let mostClasses = 20.0

  /// The table's columns by role; the first is the class, all others may be lacking.
  ///
  /// A figure takes the class's place: its column comes first then, and no class is asked for.
  static func plan(
    _ finder: RoleFinder, classField: String?, figure: String? = nil
  ) throws -> [(role: String, column: String)] {
    typealias Roles = RoleCatalogue.Cells
    let figureRole = Role("figure", "figure to colour by", [])
    var plan: [(role: String, column: String)]
    if let figure {
      plan = [(figureRole.name, try finder.require(figureRole, given: figure, flag: "--colour-by"))]
    } else {
      plan = [(Roles.areaClass.name, try finder.require(Roles.areaClass, given: classField))]
    }
    for role in [
      Roles.index, Roles.percentile, Roles.population, Roles.children, Roles.youth, Roles.overcrowded,
      Roles.uncertain,
    ] {
      if let column = try finder.find(role), !plan.contains(where: { $0.column == column && $0.role != "figure" }) {
        plan.append((role.name, column))
      }
    }
    return plan
  }

  /// Reads the cells; `hasDetails` asks for what only a page shows: the index's variables, and why cells have no index;
  /// `keepsFields` for all else that the input says of them.
  init(
    path: String, classField: String?, classCount: Int?, hasDetails: Bool, keepsFields: Bool,
    figure: MapFigure? = nil,
    options: InputOptions, threads: Int, language: Language = .sv, journal: Journal
  ) throws {
    let table = try InputTable(path: path, options: options, threads: threads)
    let finder = RoleFinder(table, journal: journal)
    let plan = try Self.plan(finder, classField: classField, figure: figure?.field)
    let isOfWords = figure.map { KnownCategories.of($0.field) != nil } ?? false
    let variables =
      try hasDetails
      ? CellFigure.variables.compactMap { variable in
        try finder.find(Role(variable.name, variable.name, [variable.name])).map { (name: variable.name, column: $0) }
      } : []
    let status = try hasDetails || keepsFields || figure != nil ? finder.find(RoleCatalogue.Cells.status) : nil
    let reference = try finder.find(RoleCatalogue.Cells.reference)
    let texts = [status, reference].compactMap { $0 }
    let numbers = plan.map(\.column) + variables.map(\.column)
    let further =
      keepsFields
      ? Self.further(table, besides: Set(numbers + texts + [options.key].compactMap { $0 }), isOurs: reference != nil)
      : []
    let input = try UnitInput(
      table,
      requests: numbers.enumerated().map { ColumnRequest($1, isOfWords && $0 == 0 ? .text : .number) }
        + texts.map { ColumnRequest($0, .text) }
        + further.map { ColumnRequest($0.column, $0.field.kind == .text ? .text : .number) },
      options: options, journal: journal)
    var values: [String: [Double]] = [:]
    for (entry, column) in zip(plan, input.columns) {
      if case .numbers(let numbers) = column { values[entry.role] = numbers.values }
    }
    let classes = try (values["class"] ?? (figure == nil ? [] : [Double](repeating: .nan, count: input.units.count)))
      .enumerated().map { i, value -> UInt8 in
        if value.isNaN { return 0 }
        guard value >= 0, value <= Self.mostClasses, value == value.rounded() else {
          throw Failure(
            .badData, "not a class", file: path, place: input.name(i),
            field: plan.first?.column, value: "\(value)",
            expected: "a whole number from 1 (best) to \(Int(Self.mostClasses))")
        }
        return UInt8(value)
      }
    var cells = MapCells(Self.units(input), classes: classes, classCount: classCount)
    coloured = try figure.flatMap { figure in
      guard let column = input.columns.first else { return nil }
      let known =
        CellFigure.field(figure.field)
        ?? KnownFields(in: [figure.field]).field(named: figure.field).flatMap { $0.name == figure.field ? $0 : nil }
      var withheld: [Bool] = []
      if status != nil, case .texts(let reasons) = input.columns[numbers.count] {
        withheld = MapFigure.withheld(reasons)
      }
      let field = Self.asShare(known ?? Field(figure.field, .real(decimals: nil)), column)
      var coloured = try figure.coloured(
        Self.units(input), column, field, withheld: withheld, file: path, language)
      if keepsFields, CellFigure.all.allSatisfy({ $0.field.name != field.name }) {
        coloured.cells.figures.add(field, column)
      }
      return coloured
    }
    if let coloured { cells = coloured.cells }
    cells.index = values["index"] ?? []
    cells.percentile = values["percentile"] ?? []
    cells.population = values["population"] ?? []
    cells.children = values["unga_0_15_antal"] ?? []
    cells.youth = values["unga_16_19_antal"] ?? []
    cells.overcrowded = OvercrowdedShares.of(values["trangboddhet"] ?? [], in: path, journal)
    cells.uncertainShares = values["class_uncertain"] ?? []
    cells.uncertain = cells.uncertainShares.map { $0 > CellFigure.uncertainFrom }
    for (variable, column) in zip(variables, input.columns.dropFirst(plan.count)) {
      if case .numbers(let numbers) = column { cells.variables.append((variable.name, numbers.values)) }
    }
    let words = input.columns[numbers.count..<numbers.count + texts.count].compactMap {
      if case .texts(let texts) = $0 { texts } else { nil }
    }
    if status != nil { cells.status = words.first }
    for (entry, column) in zip(further, input.columns.dropFirst(numbers.count + texts.count))
    where cells.figures.column(entry.field.name) == nil { cells.figures.add(entry.field, column) }
    if keepsFields, let reference, let digests = words.last {
      cells.figures.add(Field(reference, .text), .texts(digests))
    }
    basis = MapBasis(columns: table.source.columnNames, references: reference == nil ? nil : words.last)
    if let classCount, cells.classCount > classCount {
      throw Failure(
        .usage, "--class-count \(classCount): the cells have class \(cells.classCount)", file: path,
        field: plan.first?.column)
    }
    if figure != nil { cells.uncertain = [] }
    if !cells.hasClasses { journal.note("\(path): no \(input.units.noun.dropLast()) has a class") }
    self.cells = cells
    record = InputRecord(path: path, features: input.rowCount)
  }

  /// What else the input says of its cells: all fields of a layer; of delimited text, which does not tell kinds of columns, those
  /// that `rutverk index` writes.
  private static func further(
    _ table: InputTable, besides taken: Set<String>, isOurs: Bool
  ) -> [(column: String, field: Field)] {
    let own: Set<String> = ["ruta", "size_m"]
    func isFree(_ name: String) -> Bool { !taken.contains(name) && !own.contains(name) }
    guard let layer = table.layer else {
      return table.source.columnNames.filter { isOurs && isFree($0) }.compactMap { name in
        CellFigure.field(name).map { (name, $0) }
      }
    }
    return zip(layer.columnNames, layer.fieldTypes).compactMap { name, type in
      guard isFree(name), type != .other else { return nil }
      return (name, MapAreaInput.field(name, type, CellFigure.field(name)))
    }
  }

  /// A variable of the index as a share where all its values are such.
  private static func asShare(_ field: Field, _ column: Column) -> Field {
    guard CellFigure.variables.contains(where: { $0.name == field.name }), let look = field.look,
      case .numbers(let numbers) = column, !numbers.values.contains(where: { $0 < 0 || $0 > 1 })
    else { return field }
    return Field(field.name, field.kind, FieldLook(look.label, decimals: 1, isShare: true))
  }

  private static func units(_ input: UnitInput) -> MapUnits {
    switch input.read {
    case .cells(let input): .cells(input.lattice)
    case .zones(let input):
      .zones(
        (0..<input.zones.count).map(input.zones.polygon), names: (0..<input.keys.count).map { input.keys[$0] })
    }
  }
}

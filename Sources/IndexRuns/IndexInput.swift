import Inputs
import Outputs
import Columns
import Core
import Geometry
import Grid
import Livsvillkor
import Parallel
import Reports

/// The tables of an index, read and joined.
struct IndexInput {
  /// The definition without what the tables lack.
  let definition: Definition
  /// The index' input, a row a unit.
  let units: Units
  /// The fields that name the units.
  let identity: Table
  /// Their shapes.
  let shapes: LayerContents.Shapes
  /// The tables and their rows.
  let inputs: [InputRecord]

  /// Opens, reads and joins: two stages.
  init(_ parameters: IndexRun.Parameters, journal: Journal) throws {
    let words = journal.words
    if let reference = parameters.reference, !reference.isSealed {
      journal.note("\(reference.file): the reference has no checksum: nothing tells whether it is as it was written")
    }
    let plan = try journal.stage(words.opening) { try IndexRun.plan(parameters, journal: journal) }
    plan.tables.compactMap(\.layer).forEach { $0.notes.forEach(journal.note) }
    let wanted = plan.tables.indices.map { source in
      plan.columns.requiredColumns(ofSource: source).map { ColumnRequest($0, .number) }
    }
    var identity = Table()
    var shapes = LayerContents.Shapes.none
    var areas: [Double]?
    var groundless: [Int] = []
    let joined: [[Column]]
    let counts: [Int]
    if let key = parameters.key {
      let zones = try journal.stage(words.reading) {
        try ZoneInput(tables: plan.tables, key: key, requests: wanted, journal: journal)
      }
      identity.add(plan.keyFields.first ?? key, texts: zones.keys)
      (joined, counts) = (zones.columns, zones.rowCounts)
      if let layer = zones.outlineTable?.layer {
        let crs = try InputCRS.of(layer, given: parameters.input.crs, flag: "--input-crs")
        try PlaceCheck(
          crs, file: layer.name, field: nil, flag: "--input-crs", isAnywhere: parameters.input.isAnywhere
        ).check(
          zones.outlines.map { $0?.bounds },
          place: { Failure(.badData, "", file: layer.name, place: "zone \(zones.keys[$0])") }, journal: journal)
        shapes = .polygons(zones.outlines, crs: crs)
      } else {
        journal.note(
          "no table has the zones' polygons, so the output has no geometry; overlay, map and others ask for it")
      }
    } else {
      let cells = try journal.stage(words.reading) {
        try CellInput(
          tables: plan.tables, requests: wanted, options: parameters.input, listsSquares: false, journal: journal)
      }
      identity = CellFields.identity(of: cells.lattice)
      (joined, counts) = (cells.columns, cells.rowCounts)
      shapes = .cells(cells.lattice)
      groundless = cells.buried
      if plan.columns.definition.variables.contains(where: \.perArea) {
        areas = try cells.lattice.ownedAreasSquareMetres(threads: parameters.threads)
      }
    }
    let numbers = try Self.numbers(plan, joined)
    var units = try plan.columns.units(columns: numbers, areaSquareMetres: areas, threads: parameters.threads)
    units.groundless = groundless
    let people = units.population.values
    let negative = try Parallel.blocks(of: people.count, threads: parameters.threads) { rows in
      rows.first { people[$0] < 0 }
    }
    if let place = negative.lazy.compactMap({ $0 }).first {
      throw Failure(
        .badData, "the population is negative", file: parameters.tables.first,
        place: (parameters.key == nil ? "cell " : "") + Self.name(place, identity), field: "population",
        value: "\(units.population.values[place])", expected: "people, from 0 up")
    }
    definition = plan.columns.definition
    if parameters.minCount > 1 {
      units.withhold(below: parameters.minCount, definition: definition)
      units.small?.note(parameters.minCount, definition, journal)
    }
    (self.units, self.identity, self.shapes) = (units, identity, shapes)
    inputs = zip(parameters.tables, counts).map { InputRecord(path: $0, features: $1) }
  }

  /// What a unit is called: its code or key.
  private static func name(_ row: Int, _ identity: Table) -> String {
    if case .texts(let names)? = identity.columns.first { return names[row] }
    return "\(row + 1)"
  }

  /// The joined columns in the order of the plan's requests.
  private static func numbers(_ plan: IndexRun.Plan, _ joined: [[Column]]) throws -> [NumberColumn] {
    var next = [Int](repeating: 0, count: joined.count)
    return try plan.columns.requests.map { request in
      let place = next[request.source]
      next[request.source] += 1
      guard place < joined[request.source].count, case .numbers(let column) = joined[request.source][place] else {
        throw Failure(.software, "the column was read in another form than asked for", field: request.column)
      }
      return column
    }
  }
}

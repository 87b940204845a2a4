import Inputs
import Outputs
import Columns
import Core
import Geometry
import Grid
import Livsvillkor
import Parallel
import Reports

/// `rutverk index`: tables of cells or zones in, the livsvillkor index of each unit out.
package struct IndexRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The tables, joined on cell or key.
    package var tables: [String]
    /// The definition, with what was dropped and changed on the command line.
    package var definition: Definition
    /// The fixed reference of an earlier run, its file, and whether a checksum tells that it is as it was written; nil: this table is
    /// its own.
    package var reference: Reference?
    /// The key field of zones; nil for cells.
    package var key: String?
    /// How the tables are read.
    package var input: InputOptions
    /// Workers.
    package var threads: Int

    /// A reference and where it came from.
    package typealias Reference = (statistics: ReferenceStatistics, file: String, isSealed: Bool)

    /// A run over `tables`.
    package init(
      tables: [String], definition: Definition, reference: Reference?,
      key: String?, input: InputOptions, threads: Int
    ) {
      self.tables = tables
      self.definition = definition
      self.reference = reference
      self.key = key
      self.input = input
      self.threads = threads
    }
  }

  /// The units in canonical order with their fields, ready to be written.
  package let layer: LayerContents
  /// The index and its statistics.
  package let result: IndexResult
  /// The inputs read.
  package let inputs: [InputRecord]

  /// Opened tables and what each column was taken for; what a dry run shows.
  package struct Plan {
    /// The tables.
    package let tables: [InputTable]
    /// Which columns the definition takes from where.
    package let columns: ColumnPlan
    /// For cells, how each table names them; empty for zones.
    package let cellColumns: [CellColumns]
    /// For zones, the exact key field of each table; empty for cells.
    package let keyFields: [String]
  }

  /// Opens the tables and finds the columns; reads no rows.
  package static func plan(_ parameters: Parameters, journal: Journal) throws -> Plan {
    let tables = try parameters.tables.map {
      try InputTable(
        path: $0, options: parameters.input, threads: parameters.threads)
    }
    var cellColumns: [CellColumns] = []
    var keyFields: [String] = []
    for table in tables {
      if let key = parameters.key {
        keyFields.append(try ZoneInput.field(key, in: table, journal: journal))
      } else {
        cellColumns.append(try CellInput.layout(of: table, options: parameters.input, journal: journal))
      }
    }
    let sources = tables.map { SourceColumns(name: $0.source.name, columns: $0.source.columnNames) }
    let columns = try ColumnPlan(parameters.definition, sources: sources)
    for (role, request) in columns.taken {
      journal.take(
        ColumnRecord(
          file: tables[request.source].source.name, role: role, column: request.column,
          unit: role == "population" ? RoleCatalogue.Cells.population.unit : ""))
    }
    return Plan(tables: tables, columns: columns, cellColumns: cellColumns, keyFields: keyFields)
  }

  /// Reads, joins and computes.
  package init(_ parameters: Parameters, journal: Journal) throws {
    let words = journal.words
    if let reference = parameters.reference, !reference.isSealed {
      journal.note("\(reference.file): the reference has no checksum: nothing tells whether it is as it was written")
    }
    let plan = try journal.stage(words.opening) { try Self.plan(parameters, journal: journal) }
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
    result = try journal.stage(words.indexing) {
      try Failure.naming(parameters.tables) {
        try LivsvillkorIndex.compute(
          definition: plan.columns.definition, units: units, reference: parameters.reference?.statistics,
          referenceFile: parameters.reference?.file, threads: parameters.threads)
      }
    }
    if let reference = parameters.reference {
      for note in reference.statistics.measureNotes(for: result.definition) + result.doubts {
        journal.note("\(reference.file): \(note)")
      }
    }
    result.addFields(to: &identity, decimals: 9)
    // By which a layer tells what its index, percentiles and classes are measured against.
    let digest = try JSONTree(encoding: result.statistics.reference).digest
    let same = [UInt16](repeating: 0, count: result.index.count)
    identity.add(
      Field("reference", .text), derived: DerivedColumn(count: same.count, .choices([digest], { same[$0] })))
    layer = LayerContents(name: "livsvillkor", table: identity, shapes: shapes)
    inputs = zip(parameters.tables, counts).map { InputRecord(path: $0, features: $1) }
    for left in result.statistics.leftOut { journal.note("\(left.variable) is not in the index: \(left.reason)") }
  }

  /// What a unit is called: its code or key.
  private static func name(_ row: Int, _ identity: Table) -> String {
    if case .texts(let names)? = identity.columns.first { return names[row] }
    return "\(row + 1)"
  }

  /// The joined columns in the order of the plan's requests.
  private static func numbers(_ plan: Plan, _ joined: [[Column]]) throws -> [NumberColumn] {
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

import Inputs
import Outputs
import Columns
import Core
import Grid
import Livsvillkor
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
    /// Numbers of people from 1 up that are below it are withheld; 0 or 1: none.
    package var minCount = 0
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
    let input = try IndexInput(parameters, journal: journal)
    result = try Self.index(input, parameters, journal)
    var table = input.identity
    try Self.addFields(of: result, to: &table)
    layer = LayerContents(name: "livsvillkor", table: table, shapes: input.shapes)
    inputs = input.inputs
  }

  /// The fields of an index, and last the digest of its reference, by which a layer tells what its index, percentiles and classes
  /// are measured against.
  static func addFields(of result: IndexResult, to table: inout Table) throws {
    result.addFields(to: &table, decimals: 9)
    let digest = try JSONTree(encoding: result.statistics.reference).digest
    let same = [UInt16](repeating: 0, count: result.index.count)
    table.add(
      Field("reference", .text), derived: DerivedColumn(count: same.count, .choices([digest], { same[$0] })))
  }

  /// The index of what was read.
  static func index(_ input: IndexInput, _ parameters: Parameters, _ journal: Journal) throws -> IndexResult {
    let result = try journal.stage(journal.words.indexing) {
      try Failure.naming(parameters.tables) {
        try LivsvillkorIndex.compute(
          definition: input.definition, units: input.units, reference: parameters.reference?.statistics,
          referenceFile: parameters.reference?.file, threads: parameters.threads)
      }
    }
    if let reference = parameters.reference {
      for note in reference.statistics.measureNotes(for: result.definition) + result.doubts {
        journal.note("\(reference.file): \(note)")
      }
    }
    for left in result.statistics.leftOut { journal.note("\(left.variable) is not in the index: \(left.reason)") }
    return result
  }
}

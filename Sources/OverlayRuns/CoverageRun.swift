import Inputs
import Outputs
import Areas
import Columns
import Coverage
import Core
import Geometry
import Grid
import Overlay
import Parallel
import Reports

/// `rutverk coverage`: the fractions themselves, as a table that `overlay --coverage` takes back.
package struct CoverageRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// The area layer.
    package var areas: String
    /// A cell layer; nil: the squares of the lattice.
    package var cells: String?
    /// Side of the lattice squares where there is no cell layer, metres.
    package var cellSize: Int32 = 250
    /// By exact part or by centre.
    package var method = CoverageMethod.area
    /// Identifier, name and class fields of the areas.
    package var areaFields = AreaFields.Names()
    /// How the cells are read.
    package var cellInput = InputOptions()
    /// How the areas are read.
    package var areaInput = InputOptions()
    /// Workers.
    package var threads: Int

    /// A run over those areas.
    package init(areas: String, threads: Int) {
      (self.areas, self.threads) = (areas, threads)
    }
  }

  /// The inputs read.
  package let inputs: [InputRecord]
  private let figures: [(String, JSONTree)]
  private let areas: AreaInput
  private let rows: CoverageRows
  private let suspects: [(Int, Int)]

  /// Reads and cuts.
  package init(_ parameters: Parameters, journal: Journal) throws {
    let words = journal.words
    let (method, threads) = (parameters.method, parameters.threads)
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields, threads: threads,
        journal: journal)
    }
    let ids = areas.set.areas.map(\.id)
    guard Set(ids).count == ids.count else {
      throw Failure(
        .badData, "two areas share an identifier, so their fractions could not be told apart", file: parameters.areas,
        field: areas.fields.id ?? areas.fields.name,
        hint: "choose another field with --id-field, or filter with --where")
    }
    var inputs = [areas.record]
    var lattice: CellLattice?
    if let path = parameters.cells {
      let table = try InputTable(path: path, options: parameters.cellInput, threads: threads)
      let input = try journal.stage(words.readingCells) {
        try CellInput(tables: [table], requests: [[]], options: parameters.cellInput, journal: journal)
      }
      lattice = input.lattice
      inputs.append(InputRecord(path: path, features: input.rowCounts[0]))
    }
    let (set, cellLattice) = (areas.set, lattice)
    let side = lattice?.unit ?? Int(parameters.cellSize)
    // The exact parts of squares serve to find overlaps too.
    let (survey, partition) = try journal.stage(words.partitioning) {
      let survey = try areas.survey(size: method == .area ? side : AreaInput.suspectSquare, threads: threads) {
        runs in
        method == .area ? Whole(runs, lattice: cellLattice) : nil
      }
      return (survey, try areas.partition(suspects: survey.suspects, threads: threads).partition)
    }
    let parts = try journal.stage(words.cutting) {
      try Parallel.map(count: ids.count, threads: threads) { i in
        let whole = survey.results[i] ?? Whole(set.areas[i].polygon, method, size: side, lattice: cellLattice)
        return partition.isCut[i]
          ? whole.part(exclusive: Whole(partition.pieces[i], method, size: side, lattice: cellLattice)) : whole.part()
      }
    }
    let rows = CoverageRows(ids: ids, parts: parts, lattice: lattice)
    (self.areas, self.rows, suspects, self.inputs) = (areas, rows, survey.suspects, inputs)
    figures = [
      ("areas", .integer(ids.count)),
      ("rows", .integer(rows.count)),
      ("cell_size_m", .integer(side)),
      ("area_planar_km2", .number(areas.set.areas.reduce(0) { $0 + $1.polygon.planarArea } / 1e6)),
      ("covered_km2", .number(try rows.coveredKm2(threads: threads))),
    ]
  }

  /// What a polygon covers, of squares or of cells.
  private enum Whole: Sendable {
    case squares(CoverageRuns)
    case cells(UnitFractions)

    init(_ runs: CoverageRuns, lattice: CellLattice?) {
      self = lattice.map { .cells(UnitFractions(runs, lattice: $0)) } ?? .squares(runs)
    }

    init(_ polygon: MultiPolygon, _ method: CoverageMethod, size: Int, lattice: CellLattice?) {
      self =
        lattice.map { .cells(method.fractions(in: polygon, of: $0)) }
        ?? .squares(method.runs(of: polygon, size: size))
    }

    /// As a part of the table; `exclusive` is of the area's piece of the partition, nil where that is the whole area.
    func part(exclusive: Whole? = nil) -> CoverageRows.Part {
      switch (self, exclusive) {
      case (.squares(let runs), .squares(let piece)?): .squares(runs, exclusive: piece)
      case (.squares(let runs), _): .squares(runs, exclusive: nil)
      case (.cells(let fractions), .cells(let piece)?): .cells(fractions, exclusive: piece)
      case (.cells(let fractions), _): .cells(fractions, exclusive: nil)
      }
    }
  }

  /// The table, ready to be written. Throws ``Failure`` (bad data) where it would list more squares than are listed, with the area
  /// that covers most: a single vertex far away makes millions of them.
  package func layer(_ parameters: Parameters) throws -> LayerContents {
    if rows.lattice == nil, rows.count > InputLimit.squares.value {
      let counts = rows.parts.map(\.count)
      let most = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
      throw InputLimit.squares.exceeded(
        "the areas cover \(rows.count) squares of \(parameters.cellSize) m, this one \(counts[most])",
        file: parameters.areas, place: areas.set.areas[most].title,
        hint: "is a vertex far away? leave the area out with --where, or give --cells or a larger --cell-size")
    }
    let madeFrom = try CoverageFingerprint.of(areas.set, rows.lattice, threads: parameters.threads)
    return LayerContents(
      name: "coverage", table: try rows.table(madeFrom: madeFrom, threads: parameters.threads), shapes: .none)
  }

  /// Writes the same packed, as ``PackedCoverage`` reads it. Throws ``Failure`` (cannot create, I/O).
  package func pack(to path: String, _ parameters: Parameters) throws {
    try PackedCoverage.write(
      rows, of: areas.set, size: Int(parameters.cellSize), suspects: suspects, to: path, threads: parameters.threads)
  }

  /// The statistics: `run`, `areas`, `rows`, `cell_size_m`, `area_planar_km2`, `covered_km2`.
  package func statistics(_ parameters: Parameters, _ journal: Journal) -> JSONTree {
    let run = RunRecord(
      command: "coverage",
      parameters: [
        ("method", .string(parameters.method.rawValue)),
        ("cell_size", .integer(Int(parameters.cellSize))),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        "fraction is the exact part of the cell's ground inside the area; exclusive is that within the exclusive partition."
      ])
    return run.document(Self.schema, journal, figures.map { JSONTree.Member($0.0, $0.1) })
  }

  /// The statistics as a table for people.
  package func tables(_ language: Language) -> [TextTable] {
    var table = TextTable(
      language.text(sv: "Täckning", en: "Coverage"), columns: [("", .left), ("", .right)])
    let labels = [
      "areas": language.text(sv: "Områden", en: "Areas"), "rows": language.text(sv: "Rader", en: "Rows"),
      "cell_size_m": language.text(sv: "Ruta, m", en: "Cell, m"),
      "area_planar_km2": language.text(sv: "Områdenas yta, km²", en: "Areas, km²"),
      "covered_km2": language.text(sv: "Täckt yta, km²", en: "Covered, km²"),
    ]
    for (key, value) in figures {
      let shown =
        switch value {
        case .integer(let number): language.count(number)
        case .number(let number): language.number(number, decimals: 6)
        default: ""
        }
      table.add([labels[key] ?? key, shown])
    }
    return [table]
  }
}

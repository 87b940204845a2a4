import Inputs
import Outputs
import Areas
import Columns
import Coverage
import Core
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

  /// The table, ready to be written.
  package let layer: LayerContents
  private let figures: [(String, JSONTree)]
  /// The inputs read.
  package let inputs: [InputRecord]

  /// Rows of one area.
  private struct Part: Sendable {
    var cells: [Cell] = []
    var fractions: [Double] = []
    var exclusive: [Double] = []
    var owned: [Double] = []
  }

  /// Reads and cuts.
  package init(_ parameters: Parameters, journal: Journal) throws {
    let words = journal.words
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        threads: parameters.threads, journal: journal)
    }
    let ids = areas.set.areas.map(\.id)
    guard Set(ids).count == ids.count else {
      throw Failure(
        .badData, "two areas share an identifier, so their fractions could not be told apart", file: parameters.areas,
        field: areas.fields.id ?? areas.fields.name,
        hint: "choose another field with --id-field, or filter with --where")
    }
    let partition = try journal.stage(words.partitioning) {
      try areas.partition(threads: parameters.threads).partition
    }
    var inputs = [areas.record]
    var lattice: CellLattice?
    if let path = parameters.cells {
      let table = try InputTable(
        path: path, options: parameters.cellInput, threads: parameters.threads)
      let input = try journal.stage(words.readingCells) {
        try CellInput(tables: [table], requests: [[]], options: parameters.cellInput, journal: journal)
      }
      lattice = input.lattice
      inputs.append(InputRecord(path: path, features: input.rowCounts[0]))
    }
    let (set, cellLattice) = (areas.set, lattice)
    if lattice == nil { try Self.checkSquares(set, parameters) }
    let parts = try journal.stage(words.cutting) {
      try Parallel.blocks(of: ids.count, block: 8, threads: parameters.threads) { range in
        range.map { i in
          Self.part(parameters, lattice: cellLattice, area: set.areas[i], partition: partition, place: i)
        }
      }.flatMap { $0 }
    }
    layer = LayerContents(
      name: "coverage",
      table: Self.table(ids, parts, hasOwned: lattice != nil, madeFrom: CoverageFingerprint.of(areas.set, lattice)),
      shapes: .none)
    self.inputs = inputs
    figures = [
      ("areas", .integer(ids.count)),
      ("rows", .integer(parts.reduce(0) { $0 + $1.cells.count })),
      ("cell_size_m", .integer(lattice?.unit ?? Int(parameters.cellSize))),
      ("area_planar_km2", .number(areas.set.areas.reduce(0) { $0 + $1.polygon.planarArea } / 1e6)),
      (
        "covered_km2",
        .number(
          zip(parts, areas.set.areas).reduce(0) { sum, pair in
            let part = pair.0
            return part.cells.indices.reduce(sum) { $0 + part.fractions[$1] * part.owned[$1] }
          } / 1e6)
      ),
    ]
  }

  /// Throws ``Failure`` (bad data) where the areas cover more squares than are listed, with the one that covers most: a single
  /// vertex far away makes millions of them.
  private static func checkSquares(_ set: AreaSet, _ parameters: Parameters) throws {
    let counts = try Parallel.blocks(of: set.areas.count, block: 8, threads: parameters.threads) { range in
      range.map { i in
        let runs = parameters.method.runs(of: set.areas[i].polygon, size: Int(parameters.cellSize))
        return runs.rows.indices.reduce(0) { $0 + Int(runs.ends[$1]) - Int(runs.starts[$1]) }
      }
    }.flatMap { $0 }
    let sum = counts.reduce(0, +)
    guard sum > InputLimit.squares.value, let most = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) })
    else {
      return
    }
    throw InputLimit.squares.exceeded(
      "the areas cover \(sum) squares of \(parameters.cellSize) m, this one \(counts[most])",
      file: parameters.areas, place: set.areas[most].title,
      hint: "is a vertex far away? leave the area out with --where, or give --cells or a larger --cell-size")
  }

  private static func part(
    _ parameters: Parameters, lattice: CellLattice?, area: Area, partition: ExclusivePartition, place: Int
  ) -> Part {
    let method = parameters.method
    var part = Part()
    if let lattice {
      let all = method.fractions(in: area.polygon, of: lattice)
      let kept = partition.isCut[place] ? method.fractions(in: partition.pieces[place], of: lattice) : all
      var next = 0
      for (cell, fraction) in zip(all.units, all.fractions) {
        while next < kept.units.count, kept.units[next] < cell { next += 1 }
        let isKept = next < kept.units.count && kept.units[next] == cell
        part.cells.append(lattice.cells[Int(cell)])
        part.fractions.append(fraction)
        part.exclusive.append(isKept ? kept.fractions[next] : 0)
        part.owned.append(lattice.ownedAreaSquareMetres(Int(cell)))
      }
      return part
    }
    let size = Int(parameters.cellSize)
    let whole = method.runs(of: area.polygon, size: size)
    let piece = partition.isCut[place] ? method.runs(of: partition.pieces[place], size: size) : whole
    let side = Int32(size)
    for i in 0..<whole.count {
      for column in whole.starts[i]..<whole.ends[i] {
        part.cells.append(Cell(size: side, e: column * side, n: whole.rows[i] * side))
        part.fractions.append(whole.fractions[i])
        part.exclusive.append(
          partition.isCut[place]
            ? piece.fraction(row: Int(whole.rows[i]), column: Int(column)) : whole.fractions[i])
        part.owned.append(Double(side) * Double(side))
      }
    }
    return part
  }

  private static func table(_ ids: [String], _ parts: [Part], hasOwned: Bool, madeFrom: String) -> Table {
    var table = Table()
    var (names, codes, origins, sums) = (TextColumn(), TextColumn(), TextColumn(), TextColumn())
    var checksum = CoverageChecksum(hasOwned: hasOwned)
    for (id, part) in zip(ids, parts) {
      for (row, cell) in part.cells.enumerated() {
        names.append(id)
        codes.append(cell.code)
        checksum.add(
          id: id, cell, fraction: part.fractions[row], exclusive: part.exclusive[row], owned: part.owned[row])
      }
    }
    let digits = checksum.digits(madeFrom: madeFrom).all
    for _ in 0..<names.count {
      origins.append(madeFrom)
      sums.append(digits)
    }
    table.add("id", texts: names)
    table.add("ruta", texts: codes)
    table.add("size_m", .integer, numbers: parts.flatMap { $0.cells.map { Double($0.size) } })
    table.add("fraction", .real(decimals: nil), numbers: parts.flatMap(\.fractions))
    table.add("exclusive", .real(decimals: nil), numbers: parts.flatMap(\.exclusive))
    if hasOwned { table.add("owned_m2", .real(decimals: nil), numbers: parts.flatMap(\.owned)) }
    table.add(CoverageChecksum.originColumn, texts: origins)
    table.add(CoverageChecksum.column, texts: sums)
    return table
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

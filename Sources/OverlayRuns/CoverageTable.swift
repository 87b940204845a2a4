import Inputs
import Outputs
import Reports
import Areas
import Columns
import Coverage
import Core
import Grid
import Overlay

/// Fractions made by `rutverk coverage`, read back: `id`, `ruta`, `size_m`, `fraction`, and `exclusive`, the fraction
/// within the exclusive partition.
///
/// A table over lattice squares of one size serves every cell layer whose cells are made of such squares, mixed ones
/// included. A table made for a cell layer (`--cells`) has a column `owned_m2` as well, and serves layers in which the
/// cells own the same ground. A column `made_from` tells areas and cells (``CoverageFingerprint``): others are refused. A column
/// `checksum` tells whether the rows are those that were written (``CoverageChecksum``), in whatever order. A table without both
/// columns, made by hand or by version 0.1, is taken as it is, with a note.
package struct CoverageTable {
  let record: InputRecord
  private let path: String
  let ids: TextColumn
  let cells: [Cell]
  let fractions: [Double]
  let exclusive: [Double]
  let owned: [Double]?
  /// What the rows say they were made from; nil for a table without that column.
  private let origins: TextColumn?

  /// Opens a table and finds its columns; reads no rows.
  package static func open(
    path: String, threads: Int, journal: Journal
  ) throws -> (table: InputTable, layout: CellColumns) {
    let options = InputOptions()
    let table = try InputTable(path: path, options: options, threads: threads)
    let layout = try CellInput.layout(of: table, options: options, journal: journal)
    for name in ["id", "fraction"] where !table.source.columnNames.contains(name) {
      throw Failure(
        .badData, "no coverage table: it lacks a column", file: path, field: name,
        expected: "a table made by rutverk coverage")
    }
    let (madeFrom, checksum) = (CoverageChecksum.originColumn, CoverageChecksum.column)
    let hasOrigins = table.source.columnNames.contains(madeFrom)
    guard hasOrigins == table.source.columnNames.contains(checksum) else {
      throw Failure(
        .badData, "the coverage table lacks a column", file: path, field: hasOrigins ? checksum : madeFrom,
        expected: "both \(madeFrom) and \(checksum), as rutverk coverage writes them", hint: "make the coverage anew")
    }
    return (table, layout)
  }

  package init(path: String, threads: Int, journal: Journal) throws {
    self.path = path
    let (table, layout) = try Self.open(path: path, threads: threads, journal: journal)
    let hasExclusive = table.source.columnNames.contains("exclusive")
    let hasOwned = table.source.columnNames.contains("owned_m2")
    var requests = layout.requests + [ColumnRequest("id", .text), ColumnRequest("fraction", .number)]
    if hasExclusive { requests.append(ColumnRequest("exclusive", .number)) }
    if hasOwned { requests.append(ColumnRequest("owned_m2", .number)) }
    let (madeFrom, checksum) = (CoverageChecksum.originColumn, CoverageChecksum.column)
    let hasOrigins = table.source.columnNames.contains(madeFrom)
    if hasOrigins {
      requests += [ColumnRequest(madeFrom, .text), ColumnRequest(checksum, .text)]
    } else {
      journal.note(
        "\(path): no columns \"\(madeFrom)\" and \"\(checksum)\": whether the table is whole and was made from these areas is"
          + " judged by their size alone")
    }
    let rows = try table.read(requests, journal: journal)
    let keys = layout.requests.count
    cells = try CellReader(
      columns: Array(rows.columns.prefix(keys)), layout: layout, source: table.source, rows: rows.rows
    ).cells
    func numbers(_ place: Int) throws -> [Double] {
      guard case .numbers(let column) = rows.columns[keys + place] else {
        throw Failure(.software, "the column was read in another form than asked for", file: path)
      }
      for (row, value) in column.values.enumerated() where !(value >= 0) {
        throw Failure(
          .badData, "not a fraction or an area", file: path, place: table.source.place(ofRow: rows.rows[row]),
          field: requests[keys + place].name, value: value.isNaN ? "" : "\(value)", expected: "a number from 0 up")
      }
      return column.values
    }
    guard case .texts(let texts) = rows.columns[keys] else {
      throw Failure(.software, "the column was read in another form than asked for", file: path)
    }
    ids = texts
    let fractions = try numbers(1)
    if let row = fractions.firstIndex(where: { $0 > 1 }) {
      throw Failure(
        .badData, "not a fraction", file: path, place: table.source.place(ofRow: rows.rows[row]), field: "fraction",
        value: "\(fractions[row])", expected: "a number from 0 to 1")
    }
    self.fractions = fractions
    exclusive = hasExclusive ? try numbers(2) : fractions
    owned = hasOwned ? try numbers(hasExclusive ? 3 : 2) : nil
    if hasOrigins, case .texts(let texts) = rows.columns[rows.columns.count - 2] {
      origins = texts
    } else {
      origins = nil
    }
    record = InputRecord(path: path, features: cells.count)
    if hasOrigins, case .texts(let sums)? = rows.columns.last {
      try checkSum(sums, isExact: table.layer?.keepsWholeNumbers ?? true)
    }
  }

  /// Throws ``Failure`` (bad data) when the rows are not those that the checksum was made of.
  private func checkSum(_ sums: TextColumn, isExact: Bool) throws {
    var expected = CoverageChecksum(hasOwned: owned != nil)
    for row in 0..<ids.count {
      expected.add(
        id: ids[row], cells[row], fraction: fractions[row], exclusive: exclusive[row], owned: owned?[row] ?? 0)
    }
    let madeFrom = origins.flatMap { $0.count > 0 ? $0[0] : nil } ?? ""
    let digits = expected.digits(madeFrom: madeFrom)
    let isWhole = (0..<sums.count).allSatisfy { row in
      guard origins?[row] == madeFrom else { return false }
      return isExact ? sums[row] == digits.all : sums[row] == sums[0] && sums[row].hasPrefix(digits.keys)
    }
    guard isWhole else {
      throw Failure(
        .badData, "the rows are not those that the coverage table was made with", file: path,
        field: CoverageChecksum.column, hint: "it is damaged, cut short or edited; make the coverage anew")
    }
  }

  /// The parts of a layer's cells in each area.
  ///
  /// - Throws: ``Failure`` (bad data) for an identifier that the areas lack, and where the fractions do not sum to the
  ///   areas that they are laid under: the table was made from other areas.
  func cuts(
    of lattice: CellLattice, areas: AreaSet, partition: ExclusivePartition
  ) throws -> [AreaOverlay.Cut] {
    let rows = try rowsByArea(areas)
    let cuts = try areas.areas.indices.map { area in
      if owned != nil { return try cellParts(rows[area], lattice: lattice) }
      return try unitParts(
        rows[area], lattice: lattice, area: areas.areas[area], piece: partition.pieces[area].planarArea)
    }
    // What is said above says more; this tells areas of equal size that changed places, and cells that came to be.
    try checkOrigins(areas, lattice)
    return cuts
  }

  private func checkOrigins(_ areas: AreaSet, _ lattice: CellLattice) throws {
    guard let origins, origins.count > 0 else { return }
    let expected = CoverageFingerprint.of(areas, owned == nil ? nil : lattice)
    if let row = (0..<origins.count).first(where: { origins[$0] != expected }) {
      throw Failure(
        .badData, "the coverage was made from other \(owned == nil ? "areas" : "areas or cells")", file: path,
        field: "made_from", value: origins[row], expected: expected, hint: "make the coverage anew")
    }
  }

  private func rowsByArea(_ areas: AreaSet) throws -> [[Int]] {
    var places: [String: Int] = [:]
    for (i, area) in areas.areas.enumerated() where places.updateValue(i, forKey: area.id) != nil {
      throw Failure(
        .badData, "two areas share an identifier, so a coverage table cannot tell them apart", value: area.id,
        hint: "choose another field with --id-field")
    }
    var rows = [[Int]](repeating: [], count: areas.areas.count)
    for row in 0..<ids.count {
      guard let place = places[ids[row]] else {
        throw Failure(
          .badData, "the areas have no such identifier", file: path, field: "id", value: ids[row],
          hint: Suggestion.hint(for: ids[row], among: areas.areas.map(\.id)))
      }
      rows[place].append(row)
    }
    for i in rows.indices { rows[i].sort { cells[$0] < cells[$1] } }
    return rows
  }

  /// Squares of the lattice's unit: the same way as a fresh cut.
  private func unitParts(
    _ rows: [Int], lattice: CellLattice, area: Area, piece: Double
  ) throws -> AreaOverlay.Cut {
    var (whole, exclusive) = (CoverageRuns(size: lattice.unit), CoverageRuns(size: lattice.unit))
    for row in rows {
      let cell = cells[row]
      guard Int(cell.size) == lattice.unit else {
        throw Failure(
          .badData, "the coverage is of \(cell.size) m squares, the cells need \(lattice.unit) m", file: path,
          hint: "make it with --cell-size \(lattice.unit)")
      }
      let (r, c) = (cell.row, cell.column)
      if fractions[row] > 0 { whole.append(row: r, start: c, end: c + 1, fraction: fractions[row]) }
      if self.exclusive[row] > 0 { exclusive.append(row: r, start: c, end: c + 1, fraction: self.exclusive[row]) }
    }
    try check(whole, area.polygon.planarArea, area)
    try check(exclusive, piece, area)
    return AreaOverlay.Cut(
      whole: UnitFractions(whole, lattice: lattice), exclusive: UnitFractions(exclusive, lattice: lattice))
  }

  private func check(_ runs: CoverageRuns, _ expected: Double, _ area: Area) throws {
    guard abs(runs.areaSquareMetres - expected) <= 1e-6 * expected + 1e-3 else {
      throw Failure(
        .badData, "the fractions sum to \(runs.areaSquareMetres) m², the area has \(expected) m²", file: path,
        place: "area \(area.id)", expected: "a table made from these areas", hint: "make the coverage anew")
    }
  }

  /// Cells as they are.
  private func cellParts(_ rows: [Int], lattice: CellLattice) throws -> AreaOverlay.Cut {
    var (whole, exclusive) = (UnitFractions(), UnitFractions())
    for row in rows {
      guard let place = lattice.place(of: cells[row]) else { continue }
      if let owned, owned[row] != lattice.ownedAreaSquareMetres(place) {
        throw Failure(
          .badData, "the cell owns other ground than when the coverage was made", file: path, field: "ruta",
          value: RutaCode.swedish(e: cells[row].e, n: cells[row].n),
          expected: "the same mix of cell sizes", hint: "make the coverage without --cells to use it for any layer")
      }
      if fractions[row] > 0 { whole.append(unit: Int32(place), fraction: fractions[row]) }
      if self.exclusive[row] > 0 { exclusive.append(unit: Int32(place), fraction: self.exclusive[row]) }
    }
    return AreaOverlay.Cut(whole: whole, exclusive: exclusive)
  }
}

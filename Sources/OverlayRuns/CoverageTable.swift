import Inputs
import Outputs
import Reports
import Areas
import Columns
import Coverage
import Core
import Grid
import Overlay
import Parallel

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
  /// The areas, in the order in which the rows name them.
  private(set) var ids: [String] = []
  /// What stands of each.
  private(set) var parts: [CoverageTablePart] = []
  /// Whether the rows say what ground their cells own.
  let hasOwned: Bool
  /// What the rows say they were made from; nil for a table without that column.
  private let origin: String?

  /// Opens a table and finds its columns; reads no rows.
  package static func open(
    path: String, threads: Int, journal: Journal
  ) throws -> (table: InputTable, layout: CellColumns) {
    let options = InputOptions()
    let table = try InputTable(path: path, options: options, threads: threads)
    let layout = try CellInput.layout(of: table, options: options, journal: journal)
    try check(table.source.columnNames, path)
    return (table, layout)
  }

  /// Throws ``Failure`` (bad data) for the headings of another table.
  private static func check(_ names: [String], _ path: String) throws {
    for name in ["id", "fraction"] where !names.contains(name) {
      throw Failure(
        .badData, "no coverage table: it lacks a column", file: path, field: name,
        expected: "a table made by rutverk coverage")
    }
    let (madeFrom, checksum) = (CoverageChecksum.originColumn, CoverageChecksum.column)
    let hasOrigins = names.contains(madeFrom)
    guard hasOrigins == names.contains(checksum) else {
      throw Failure(
        .badData, "the coverage table lacks a column", file: path, field: hasOrigins ? checksum : madeFrom,
        expected: "both \(madeFrom) and \(checksum), as rutverk coverage writes them", hint: "make the coverage anew")
    }
  }

  /// Reads a table, in batches where it is delimited text: runs of squares are kept of it, not rows.
  package init(path: String, threads: Int, journal: Journal) throws {
    self.path = path
    let options = InputOptions()
    var (places, rows): ([String: Int], Int) = ([:], 0)
    var (checksum, origin, digits): (CoverageChecksum?, CoverageBatch.Mark?, CoverageBatch.Mark?)
    var parts: [CoverageTablePart] = []
    var ids: [String] = []
    func add(_ batch: CoverageBatch) {
      var row = 0
      for stretch in batch.stretches {
        let place = places[stretch.id] ?? parts.count
        if place == parts.count {
          places[stretch.id] = place
          ids.append(stretch.id)
          parts.append(CoverageTablePart())
        }
        parts[place].append(batch, row..<stretch.end)
        row = stretch.end
      }
      rows += batch.cells.count
      checksum?.add(batch.checksum)
      if checksum == nil { checksum = batch.checksum }
      CoverageBatch.Mark.join(&origin, batch.origin)
      CoverageBatch.Mark.join(&digits, batch.digits)
    }
    let table = try TableBatches(path: path, options: options, threads: threads)
    let layout = try CellInput.layout(
      ofColumns: table.columnNames, file: table.name, options: options, journal: journal)
    try Self.check(table.columnNames, path)
    let columns = CoverageBatch.Columns(table.columnNames, layout: layout)
    try table.forEach(
      columns.requests, journal: journal, transform: { try CoverageBatch($0, columns) }, consume: add)
    for place in parts.indices { parts[place].finish() }
    (self.ids, self.parts, hasOwned) = (ids, parts, columns.hasOwned)
    record = InputRecord(path: path, features: rows)
    self.origin = origin?.text
    if columns.hasOrigins {
      try Self.check(checksum, origin, digits, isExact: table.keepsNumbers, path)
    } else {
      journal.note(
        "\(path): no columns \"\(CoverageChecksum.originColumn)\" and \"\(CoverageChecksum.column)\": whether the table is"
          + " whole and was made from these areas is judged by their size alone")
    }
  }

  /// Throws ``Failure`` (bad data) when the rows are not those that the checksum was made of.
  private static func check(
    _ checksum: CoverageChecksum?, _ origin: CoverageBatch.Mark?, _ digits: CoverageBatch.Mark?, isExact: Bool,
    _ path: String
  ) throws {
    // No rows: what they should sum to is said of the areas.
    guard let checksum, let origin, let digits else { return }
    let expected = checksum.digits(madeFrom: origin.text)
    let isRight = isExact ? digits.text == expected.all : digits.text.hasPrefix(expected.keys)
    guard origin.isSame, digits.isSame, isRight else {
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
    of lattice: CellLattice, areas: AreaSet, partition: ExclusivePartition, threads: Int
  ) throws -> [AreaOverlay.Cut] {
    let places = try places(in: areas)
    let none = CoverageTablePart()
    let cuts = try Parallel.map(count: areas.areas.count, threads: threads) { area in
      let part = places[area].map { parts[$0] } ?? none
      if hasOwned { return try part.cells(of: lattice, file: path) }
      let (whole, exclusive) = try part.squares(of: lattice, file: path)
      try check(whole, areas.areas[area].polygon.planarArea, areas.areas[area])
      guard let exclusive else {
        if partition.isCut[area] { try check(whole, partition.pieces[area].planarArea, areas.areas[area]) }
        let all = UnitFractions(whole, lattice: lattice)
        return AreaOverlay.Cut(whole: all, exclusive: all)
      }
      try check(exclusive, partition.pieces[area].planarArea, areas.areas[area])
      return AreaOverlay.Cut(
        whole: UnitFractions(whole, lattice: lattice), exclusive: UnitFractions(exclusive, lattice: lattice))
    }
    // What is said above says more; this tells areas of equal size that changed places, and cells that came to be.
    if let origin {
      let expected = try CoverageFingerprint.of(areas, hasOwned ? lattice : nil, threads: threads)
      guard origin == expected else {
        throw Failure.otherAreas(
          hasOwned ? "areas or cells" : "areas", file: path, value: origin, expected: expected)
      }
    }
    return cuts
  }

  /// Where each area stands in the table; nil for one that has no rows.
  private func places(in areas: AreaSet) throws -> [Int?] {
    var order: [String: Int] = [:]
    for (i, area) in areas.areas.enumerated() where order.updateValue(i, forKey: area.id) != nil {
      throw Failure(
        .badData, "two areas share an identifier, so a coverage table cannot tell them apart", value: area.id,
        hint: "choose another field with --id-field")
    }
    var places = [Int?](repeating: nil, count: areas.areas.count)
    for (place, id) in ids.enumerated() {
      guard let area = order[id] else {
        throw Failure(
          .badData, "the areas have no such identifier", file: path, field: "id", value: id,
          hint: Suggestion.hint(for: id, among: areas.areas.map(\.id)))
      }
      places[area] = place
    }
    return places
  }

  private func check(_ runs: CoverageRuns, _ expected: Double, _ area: Area) throws {
    guard abs(runs.areaSquareMetres - expected) <= 1e-6 * expected + 1e-3 else {
      throw Failure(
        .badData, "the fractions sum to \(runs.areaSquareMetres) m², the area has \(expected) m²", file: path,
        place: "area \(area.id)", expected: "a table made from these areas", hint: "make the coverage anew")
    }
  }
}

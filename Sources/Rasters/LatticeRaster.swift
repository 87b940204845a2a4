import Cartography
import Columns
import Core
import Files
import Grid
import Reports

/// A table of cells as a raster of numbers, a band a field, first the side of the cell that owns the square.
///
/// Counts of a coarse cell are split evenly over the squares that it owns, so that sums of pixels are sums of people; all else
/// stands on each of them. Each band says which (`SQUARES=split` or `whole`), and what the numbers of texts stand for (`TEXT_1` …).
package struct LatticeRaster {
  /// What a user should know of the file.
  package private(set) var notes: [String] = []
  private let table: Table
  private let lattice: CellLattice
  private let ground: RasterGround
  private let target: String
  private var bands: [(column: Int, band: RasterWriter.Band, texts: [String]?)] = []

  /// More texts of a field than these are names, not kinds.
  private static let mostTexts = 255

  /// A raster of a table whose rows are the lattice's cells. Throws ``Failure`` for a lattice of too many squares.
  package init(_ table: Table, lattice: CellLattice, target: String) throws {
    (self.table, self.lattice, self.target) = (table, lattice, target)
    ground = try RasterGround(
      lattice, population: Self.numbers(table, ["population", "population_new"]) ?? [],
      classes: ClassRaster.classes(of: table)?.classes ?? [], target: target)
    var left: [String] = []
    for (column, field) in table.fields.enumerated() where !["ruta", "size_m"].contains(field.name) {
      var metadata = [(key: "SQUARES", text: field.isCount ? "split" : "whole")]
      var texts: [String]?
      if table.isText(column) {
        guard let kinds = Self.kinds(table, column) else {
          left.append(field.name)
          continue
        }
        texts = kinds
        metadata += kinds.enumerated().map { (key: "TEXT_\($0 + 1)", text: $1) }
      }
      bands.append((column, RasterWriter.Band(field.name, metadata: metadata), texts))
    }
    if !left.isEmpty {
      notes.append("\(target): texts of many kinds are not in the raster: \(left.joined(separator: ", "))")
    }
    let counts = table.fields.filter(\.isCount).map(\.name)
    if lattice.sizes.count > 1, !counts.isEmpty {
      notes.append(
        "\(target): counts of coarse cells are split evenly over the squares of \(lattice.unit) m that they own, so that pixels"
          + " sum to people (\(counts.joined(separator: ", "))); all else stands on each square")
    }
    let buried = lattice.ownedUnits.count { $0 == 0 }
    if buried > 0 { notes.append("\(target): \(buried) cells own no square and are not in the raster") }
  }

  /// Writes the file. Throws ``Failure`` as ``RasterWriter`` does.
  package func write(to path: String, threads: Int) throws {
    let sides = RasterWriter.Band("size_m", metadata: [(key: "SQUARES", text: "whole")])
    var current: (band: Int, value: (Int) -> Double) = (-1, { _ in .nan })
    try RasterWriter.write(
      [sides] + bands.map(\.band), .doubles, grid: ground.grid,
      remark:
        "Cells of rutverk. size_m: side of the cell that owns the square. SQUARES=split: a count, split evenly over the"
        + " squares of its cell; SQUARES=whole: the cell's value on each of its squares. TEXT_n: what the number n stands for."
        + " Overviews: of the class of most people the most populous cell, one count per square as in the raster.",
      path: path, target: target, threads: threads
    ) { band, level, rows, buffer in
      if current.band != band {
        // The column before goes first: two at a time are too many of seven million rows.
        current.value = { _ in .nan }
        current = (band, value(band))
      }
      ground.fill(&buffer, level: level, rows: rows, current.value)
    }
  }

  /// What a band has on each of the squares of a cell.
  private func value(_ band: Int) -> (Int) -> Double {
    let (cells, owned) = (lattice.cells, lattice.ownedUnits)
    if band == 0 { return { Double(cells[$0].size) } }
    let (column, _, texts) = bands[band - 1]
    switch table.slice(column, 0..<table.rowCount) {
    case .numbers(let numbers):
      let first = numbers.startIndex
      guard table.fields[column].isCount else { return { numbers[first + $0] } }
      return { owned[$0] > 0 ? numbers[first + $0] / Double(owned[$0]) : .nan }
    case .texts(let column, let first):
      let numbers = Dictionary(uniqueKeysWithValues: (texts ?? []).enumerated().map { ($1, Double($0 + 1)) })
      return { numbers[column[first + $0]] ?? .nan }
    }
  }

  /// The different texts of a column in order of their letters, without the empty one; nil for too many.
  private static func kinds(_ table: Table, _ column: Int) -> [String]? {
    if let choices = table.choices(column), choices.texts.count <= mostTexts {
      return Set(choices.texts).subtracting([""]).sorted()
    }
    guard case .texts(let texts, let first) = table.slice(column, 0..<table.rowCount) else { return nil }
    var found: Set<String> = []
    for row in 0..<table.rowCount where !texts.isNull(first + row) {
      found.insert(texts[first + row])
      if found.count > mostTexts { return nil }
    }
    return found.sorted()
  }

  /// The first of these columns that is there, as numbers.
  static func numbers(_ table: Table, _ names: [String]) -> [Double]? {
    for name in names {
      if case .numbers(let numbers)? = table.column(name) { return numbers.values }
    }
    return nil
  }
}

import Columns
import Core
import Grid
import Inputs

/// Some rows of a coverage table, as its columns give them.
struct CoverageBatch: Sendable {
  /// Which columns a table has, by their places among those that are asked for.
  struct Columns: Sendable {
    let requests: [ColumnRequest]
    let layout: CellColumns
    let hasExclusive: Bool
    let hasOwned: Bool
    /// Whether rows say what they were made from, and what they come to together.
    let hasOrigins: Bool

    init(_ names: [String], layout: CellColumns) {
      self.layout = layout
      (hasExclusive, hasOwned) = (names.contains("exclusive"), names.contains("owned_m2"))
      hasOrigins = names.contains(CoverageChecksum.originColumn)
      var requests = layout.requests + [ColumnRequest("id", .text), ColumnRequest("fraction", .number)]
      if hasExclusive { requests.append(ColumnRequest("exclusive", .number)) }
      if hasOwned { requests.append(ColumnRequest("owned_m2", .number)) }
      if hasOrigins {
        requests += [CoverageChecksum.originColumn, CoverageChecksum.column].map { ColumnRequest($0, .text) }
      }
      self.requests = requests
    }
  }

  /// Rows one after the other of the same area.
  struct Stretch: Sendable {
    var id: String
    /// Behind its last row.
    var end: Int
  }

  private(set) var stretches: [Stretch] = []
  let cells: [Cell]
  let fractions: [Double]
  let exclusive: [Double]
  let owned: [Double]?
  /// What the rows come to.
  private(set) var checksum: CoverageChecksum
  /// What the rows say of themselves; nil where there are no such columns.
  let origin: Mark?
  let digits: Mark?

  /// A text that should be the same in all rows.
  struct Mark: Sendable, Equatable {
    var text: String
    var isSame = true

    init?(_ texts: TextColumn) {
      guard texts.count > 0 else { return nil }
      text = texts[0]
      let first = texts.bytes[texts.range(0)]
      isSame = (1..<texts.count).allSatisfy { texts.bytes[texts.range($0)] == first }
    }

    /// Joins that of further rows to what is known of those before.
    static func join(_ mark: inout Mark?, _ other: Mark?) {
      guard let other else { return }
      guard let before = mark else {
        mark = other
        return
      }
      mark?.isSame = before.isSame && other == before
    }
  }

  /// Takes the columns asked for.
  ///
  /// - Parameter batch: the columns of ``Columns/requests``.
  /// - Throws: ``Failure`` (bad data) with file, row and field for what is no cell and no fraction.
  init(_ batch: TableBatches.Batch, _ columns: Columns) throws {
    let (values, source, rows) = (batch.columns, batch.source, batch.rows)
    let keys = columns.layout.requests.count
    cells = try CellReader(
      columns: Array(values.prefix(keys)), layout: columns.layout, source: source, rows: rows
    ).cells
    func column(_ name: String) throws -> Column {
      guard let place = columns.requests.dropFirst(keys).firstIndex(where: { $0.name == name }), place < values.count
      else { throw Failure(.software, "a column was not read", file: source.name, field: name) }
      return values[place]
    }
    func numbers(_ name: String) throws -> [Double] {
      guard case .numbers(let column) = try column(name) else {
        throw Failure(.software, "the column was read in another form than asked for", file: source.name, field: name)
      }
      if let row = column.values.firstIndex(where: { !($0 >= 0) }) {
        throw Failure(
          .badData, "not a fraction or an area", file: source.name, place: source.place(ofRow: rows[row]),
          field: name,
          value: column.values[row].isNaN ? "" : "\(column.values[row])", expected: "a number from 0 up")
      }
      return column.values
    }
    func texts(_ name: String) throws -> TextColumn {
      guard let texts = try column(name).texts else {
        throw Failure(.software, "the column was read in another form than asked for", file: source.name, field: name)
      }
      return texts
    }
    let ids = try texts("id")
    let fractions = try numbers("fraction")
    if let row = fractions.firstIndex(where: { $0 > 1 }) {
      throw Failure(
        .badData, "not a fraction", file: source.name, place: source.place(ofRow: rows[row]), field: "fraction",
        value: "\(fractions[row])", expected: "a number from 0 to 1")
    }
    self.fractions = fractions
    exclusive = columns.hasExclusive ? try numbers("exclusive") : fractions
    owned = columns.hasOwned ? try numbers("owned_m2") : nil
    origin = columns.hasOrigins ? Mark(try texts(CoverageChecksum.originColumn)) : nil
    digits = columns.hasOrigins ? Mark(try texts(CoverageChecksum.column)) : nil
    checksum = CoverageChecksum(hasOwned: columns.hasOwned)
    var row = 0
    while row < ids.count {
      let bytes = ids.bytes[ids.range(row)]
      var end = row + 1
      while end < ids.count, ids.bytes[ids.range(end)] == bytes { end += 1 }
      let id = ids[row]
      stretches.append(Stretch(id: id, end: end))
      if columns.hasOrigins {
        let identifier = CoverageChecksum.Identifier(id)
        for row in row..<end {
          checksum.add(
            identifier, cells[row], fraction: fractions[row], exclusive: exclusive[row], owned: owned?[row] ?? 0)
        }
      }
      row = end
    }
  }
}

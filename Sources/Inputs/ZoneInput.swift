import Reports
import Columns
import Core
import Geometry

/// Zones (DeSO, RegSO, kommuner) from one or several tables, joined on a key field, in the order of their keys.
package struct ZoneInput {
  /// The keys, ascending by their bytes, each once.
  package let keys: TextColumn
  /// For each table, the columns asked for, one entry a zone (null where the table lacks the zone).
  package let columns: [[Column]]
  /// The zones' valid outlines, in the system of the first table that has polygons; empty when none has.
  package let outlines: [MultiPolygon?]
  /// The table that the outlines come from.
  package let outlineTable: InputTable?
  /// Rows read from each table.
  package let rowCounts: [Int]

  /// Reads and joins.
  ///
  /// - Parameters:
  ///   - tables: opened tables.
  ///   - key: the field that names the zone, in every table.
  ///   - requests: for each table, the columns wanted besides the key.
  ///   - journal: gets notes on zones that only some tables have.
  /// - Throws: ``Failure`` for a table without the field, an empty key, and a key that stands twice with different
  ///   values.
  package init(tables: [InputTable], key: String, requests: [[ColumnRequest]], journal: Journal) throws {
    var parts: [(keys: [String], places: [String: Int], columns: [Column])] = []
    var counts: [Int] = []
    var shapes: (keys: [String: MultiPolygon?], table: InputTable)?
    for (table, wanted) in zip(tables, requests) {
      let field = try Self.field(key, in: table, journal: journal)
      let rows = try table.read([ColumnRequest(field, .text)] + wanted, journal: journal)
      guard case .texts(let names)? = rows.columns.first else {
        throw Failure(.software, "the key was read in another form than asked for", file: table.source.name)
      }
      let values = Array(rows.columns.dropFirst())
      var places: [String: Int] = [:]
      places.reserveCapacity(names.count)
      for row in 0..<names.count {
        guard !names.isNull(row) else {
          throw Failure(
            .badData, "the key is empty", file: table.source.name, place: table.source.place(ofRow: rows.rows[row]),
            field: field, expected: "the zone's identifier")
        }
        let name = names[row]
        if let earlier = places[name] {
          try Self.compare(values, wanted, earlier, row, table, rows.rows)
          journal.note("\(table.source.name): rows repeat a key with the same values; left out")
        } else {
          places[name] = row
        }
      }
      if shapes == nil, table.mayHavePolygons, let layer = table.layer {
        let polygons = try layer.readGeometries()
        shapes = (places.mapValues { rows.rows[$0] < polygons.count ? polygons[rows.rows[$0]] : nil }, table)
      }
      counts.append(names.count)
      parts.append((places.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, places, values))
    }
    let all = Set(parts.flatMap(\.keys)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !all.isEmpty else {
      throw Failure(.badData, "the table has no rows", file: tables.first?.source.name, expected: "at least one zone")
    }
    keys = TextColumn(all)
    columns = parts.map { part in
      let places = all.map { part.places[$0] ?? -1 }
      return part.columns.map { $0.gathered(orNull: places) }
    }
    var outlines = shapes.map { shapes in all.map { shapes.keys[$0] ?? nil } } ?? []
    if let table = shapes?.table {
      try OutlineRepair.mend(
        &outlines, keys: keys, file: table.source.name, threads: table.threads, journal: journal)
    }
    self.outlines = outlines
    outlineTable = shapes?.table
    rowCounts = counts
    for (table, part) in zip(tables, parts) where part.keys.count < all.count {
      journal.note("\(table.source.name): lacks \(all.count - part.keys.count) of \(all.count) zones")
    }
  }

  /// The field's exact name, or an error with the nearest one.
  package static func field(_ key: String, in table: InputTable, journal: Journal) throws -> String {
    let finder = RoleFinder(table, journal: journal)
    return finder.take(try finder.column(named: key, flag: "--key"), as: RoleCatalogue.Zones.key)
  }

  private static func compare(
    _ values: [Column], _ wanted: [ColumnRequest], _ a: Int, _ b: Int, _ table: InputTable, _ rows: RowNumbers
  ) throws {
    for (column, request) in zip(values, wanted) {
      let isEqual =
        switch column {
        case .numbers(let numbers):
          numbers.values[a] == numbers.values[b] || (numbers.values[a].isNaN && numbers.values[b].isNaN)
        case .texts(let texts): texts[a] == texts[b]
        }
      if !isEqual {
        throw Failure(
          .badData, "the key stands here and in \(table.source.place(ofRow: rows[a])) with different values",
          file: table.source.name, place: table.source.place(ofRow: rows[b]), field: request.name)
      }
    }
  }
}

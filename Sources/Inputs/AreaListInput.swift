import Reports
import Areas
import Columns
import Core
import Files
import Geometry

/// Areas from a polygon layer, or from a plain list without geometry: a table with names (or identifiers) and classes.
package struct AreaListInput {
  /// The areas, in the order of the file; outlines are empty in a plain list. Without an identifier field the identifier is
  /// the name.
  package let areas: [Area]
  /// Ellipsoidal area of each, km²; NaN in a plain list.
  package let ellipsoidalKm2: [Double]
  /// The fields that were used.
  package let fields: AreaFields
  /// Whether the areas have outlines.
  package let hasGeometry: Bool
  /// Region and lokalpolisområde of each, empty where the file does not say.
  package let whereabouts: [(region: String, lpo: String)]
  /// Further columns that were asked for, one entry an area.
  package let further: [TextColumn]
  /// The file and its number of areas.
  package let record: InputRecord

  /// Opens a file and finds its fields; reads no rows.
  package static func open(
    path: String, options: InputOptions, fields: AreaFields.Names, threads: Int, journal: Journal
  ) throws -> (table: InputTable, fields: AreaFields) {
    let table = try InputTable(path: path, options: options, threads: threads)
    let found = try AreaFields(RoleFinder(table, journal: journal), names: fields)
    guard found.id != nil || found.name != nil else {
      throw Failure(
        .badData, "no column names the areas", file: path, expected: "a column such as id, name or namn",
        hint: "name it with \(fields.flagPrefix)name-field; columns there: "
          + table.source.columnNames.prefix(12).map(ShownHeading.of).joined(separator: ", "))
    }
    return (table, found)
  }

  /// Reads the areas.
  ///
  /// - Parameters:
  ///   - further: which further columns are wanted, as texts.
  ///   - mayRepeat: whether identifiers may stand more than once, as in a list of several years.
  /// - Throws: ``Failure`` for a file without areas, without a column that names them, a row of a list without a name, and,
  ///   unless `mayRepeat`, an identifier (or name, where there are no identifiers) that stands twice: no area could be told
  ///   from the other.
  package init(
    path: String, options: InputOptions, fields names: AreaFields.Names,
    further: (RoleFinder) throws -> [String] = { _ in [] }, mayRepeat: Bool = false, threads: Int, journal: Journal
  ) throws {
    let (table, found) = try Self.open(
      path: path, options: options, fields: names, threads: threads, journal: journal)
    fields = found
    hasGeometry = table.mayHavePolygons
    let finder = RoleFinder(table, journal: journal)
    let (region, lpo) = (
      try finder.find(RoleCatalogue.Areas.region), try finder.find(RoleCatalogue.Areas.lpo)
    )
    let further = try further(finder)
    let own = [found.id, found.name, found.areaClass].compactMap { $0 }
    // A column may serve twice; it is read once.
    var wanted = own
    for column in [region, lpo].compactMap({ $0 }) + further where !wanted.contains(column) { wanted.append(column) }
    let texts: [TextColumn]
    if hasGeometry {
      // Read with the outlines, so that features that are left out as bad take their texts with them.
      let input = try AreaInput(
        path: path, options: options, fields: names,
        extra: { _, _ in wanted.map { ColumnRequest($0, .text) } }, mayRepeat: true, threads: threads,
        journal: journal)
      areas = input.set.areas
      ellipsoidalKm2 = input.ellipsoidalKm2
      record = input.record
      texts = input.extra.compactMap(\.texts)
    } else {
      let rows = try table.read(wanted.map { ColumnRequest($0, .text) }, journal: journal)
      texts = rows.columns.compactMap(\.texts)
      areas = try Self.list(rows, texts, found, wanted, table, options)
      ellipsoidalKm2 = [Double](repeating: .nan, count: areas.count)
      record = InputRecord(path: path, features: areas.count)
    }
    func column(_ name: String?) -> TextColumn? { name.flatMap(wanted.firstIndex).map { texts[$0] } }
    let (regions, units) = (column(region), column(lpo))
    whereabouts = areas.indices.map { (regions?[$0] ?? "", units?[$0] ?? "") }
    self.further = further.compactMap(column)
    if !mayRepeat { try Self.refuseRepeated(areas, file: path, field: found.id ?? found.name, options) }
  }

  /// The areas of a plain list.
  private static func list(
    _ rows: InputTable.Rows, _ texts: [TextColumn], _ fields: AreaFields, _ wanted: [String], _ table: InputTable,
    _ options: InputOptions
  ) throws -> [Area] {
    let count = rows.rows.count
    guard count > 0 else {
      throw Failure(
        .badData, "the list has no areas", file: table.source.name, expected: "at least one row",
        hint: options.filter.map { "\(options.filterFlag) was: \($0)" })
    }
    func text(_ field: String?, _ row: Int) -> String {
      field.flatMap(wanted.firstIndex).map { texts[$0][row] } ?? ""
    }
    return try (0..<count).map { row in
      let (id, name) = (text(fields.id, row), text(fields.name, row))
      guard !(id.isEmpty && name.isEmpty) else {
        throw Failure(
          .badData, "the area has neither identifier nor name", file: table.source.name,
          place: table.source.place(ofRow: rows.rows[row]), field: fields.id ?? fields.name)
      }
      return Area(
        id: id.isEmpty ? name : id, name: name, areaClass: AreaClass(text: text(fields.areaClass, row)),
        polygon: MultiPolygon())
    }
  }

  private static func refuseRepeated(_ areas: [Area], file: String, field: String?, _ options: InputOptions) throws {
    var counts: [String: Int] = [:]
    for area in areas { counts[area.id, default: 0] += 1 }
    let repeated = counts.filter { $0.value > 1 }.keys.sorted()
    guard let first = repeated.first else { return }
    throw Failure(
      .badData, "\(repeated.count) of \(counts.count) areas stand more than once", file: file, field: field,
      value: first, expected: "each area once",
      hint: "choose one year or version with \(options.filterFlag), such as \"year = 2019\"")
  }
}

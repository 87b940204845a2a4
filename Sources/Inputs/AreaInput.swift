import Reports
import Areas
import Columns
import Core
import Files
import Geometry
import Parallel
import Projections
import Topology

/// An area layer, in the plane of the grid, valid, with identifiers and classes.
package struct AreaInput: Sendable {
  /// The areas, in the order of the layer.
  package let set: AreaSet
  /// Ellipsoidal area of each, km².
  package let ellipsoidalKm2: [Double]
  /// Area of each in the plane of the grid, m².
  package let planarSquareMetres: [Double]
  /// The days on which each holds; nil where no fields of days were named.
  package let validity: AreaValidity?
  /// The fields that were used.
  package let fields: AreaFields
  /// The layer's file and number of features.
  package let record: InputRecord
  /// Further columns that were asked for, one entry an area.
  package let extra: [Column]

  /// Opens the layer and finds its fields; reads no feature.
  package static func open(
    path: String, options: InputOptions, fields: AreaFields.Names, journal: Journal
  ) throws -> (layer: VectorLayer, fields: AreaFields, crs: CoordinateSystem) {
    let layer = try InputFile(path).layer(options, geometry: .polygons)
    let finder = RoleFinder(layer.columnNames, file: path, options: options, journal: journal)
    let found = try AreaFields(finder, names: fields)
    return (layer, found, try InputCRS.of(layer, given: options.crs, flag: options.crsFlag))
  }

  /// Reads, reprojects, checks and repairs.
  ///
  /// `extra` says which further columns of the opened layer are wanted, besides those that it is told are used already.
  /// `mayRepeat` says that identifiers may stand more than once, as in a layer of several years; else that is noted, unless each
  /// area has days of its own.
  ///
  /// - Throws: ``Failure`` for a layer without features or polygons, without a coordinate system, with coordinates that
  ///   do not belong to it, and for an invalid polygon where `options.isStrict`.
  package init(
    path: String, options: InputOptions, fields names: AreaFields.Names,
    extra: (VectorLayer, _ used: [String]) throws -> [ColumnRequest] = { _, _ in [] },
    mayRepeat: Bool = false, threads: Int, journal: Journal
  ) throws {
    let (layer, fields, crs) = try Self.open(path: path, options: options, fields: names, journal: journal)
    self.fields = fields
    let used = [fields.id, fields.name, fields.areaClass].compactMap { $0 }
    let dated = fields.validity.all
    let further = try extra(layer, used + dated)
    var read = try PolygonLayer(
      layer, crs: crs, requests: (used + dated).map { ColumnRequest($0, .text) } + further, options: options,
      what: ("an area", "areas"), threads: threads, journal: journal
    ) { columns, row in
      let texts = AreaTexts(fields, names: used, columns: columns)
      return [texts.name(row), texts.id(row)].first { !$0.isEmpty }
    }
    let (texts, rows) = (AreaTexts(fields, names: used, columns: read.columns), read.prepared.rows)
    ellipsoidalKm2 = read.prepared.km2
    planarSquareMetres = read.prepared.planarSquareMetres
    self.extra = read.columns.suffix(further.count).map { $0.gathered(rows) }
    var classes = AreaClassReader()
    var areas: [Area] = []
    areas.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() {
      areas.append(
        Area(
          id: texts.identifier(row), name: texts.name(row), areaClass: classes.meaning(of: texts.areaClass(row)),
          polygon: MultiPolygon()))
      // Moved, for the reason that `AreaPreparation` gives.
      swap(&areas[place].polygon, &read.prepared.polygons[place])
    }
    set = AreaSet(areas)
    record = InputRecord(path: path, features: rows.count)
    let columns = read.columns
    validity =
      dated.isEmpty
      ? nil
      : try fields.validity.validity(areas, file: path, journal: journal) { field, area in
        dated.firstIndex(of: field).flatMap { columns[used.count + $0].texts }?[rows[area]] ?? ""
      }
    if !mayRepeat, validity == nil { Self.reportRepeated(set, path, journal) }
  }

  /// What each text of the class field is taken for, in order of appearance; for a dry run.
  package static func classAliases(_ layer: VectorLayer, field: String) throws -> [String] {
    guard case .texts(let texts)? = try layer.read([ColumnRequest(field, .text)]).first else { return [] }
    return classAliases(texts)
  }

  /// The same of any table, after its filter.
  package static func classAliases(_ table: InputTable, field: String) throws -> [String] {
    let rows = try table.read([ColumnRequest(field, .text)], journal: Journal())
    guard case .texts(let texts)? = rows.columns.first else { return [] }
    return classAliases(texts)
  }

  private static func classAliases(_ texts: TextColumn) -> [String] {
    var seen: [(String, Int)] = []
    for row in 0..<texts.count {
      let text = texts[row]
      if let place = seen.firstIndex(where: { $0.0 == text }) { seen[place].1 += 1 } else { seen.append((text, 1)) }
    }
    return seen.map { text, count in "\"\(text)\" (\(count)): \(AreaClass(text: text)?.code ?? "–")" }
  }

  private static func reportRepeated(_ set: AreaSet, _ path: String, _ journal: Journal) {
    var seen = Set<String>(minimumCapacity: set.areas.count)
    var repeated = Set<String>()
    for area in set.areas where !seen.insert(area.id).inserted { repeated.insert(area.id) }
    guard let first = repeated.min() else { return }
    let times = set.areas.count { $0.id == first }
    journal.note(
      "\(path): \(repeated.count) identifiers stand more than once, such as \"\(first)\" (\(times) times); is a"
        + " filter missing?")
  }
}

extension Failure {
  /// The same place with another message.
  package func with(message: String, hint: String?) -> Failure {
    var copy = self
    copy.message = message
    copy.hint = hint
    return copy
  }

  /// Runs `body`, and names the files in bad data that is found in values only, where no file is known.
  package static func naming<T>(_ files: [String], _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch var failure as Failure where failure.kind == .badData && failure.file == nil {
      failure.file = files.joined(separator: ", ")
      throw failure
    }
  }
}

import Areas
import Columns
import Diagnostics
import Files
import Geometry
import Parallel
import Projections
import Topology

/// An area layer, in the plane of the grid, valid, with identifiers and classes.
public struct AreaInput {
  /// The areas, in the order of the layer.
  public let set: AreaSet
  /// Ellipsoidal area of each, km².
  public let ellipsoidalKm2: [Double]
  /// The fields that were used.
  public let fields: AreaFields
  /// The layer's file and number of features.
  public let record: InputRecord
  /// The text of a further field, one entry an area; empty when none was asked for.
  public let further: [String]

  /// Fields named on the command line; nil: found by their usual names.
  public struct FieldNames: Sendable {
    /// `--id-field`
    public var id: String?
    /// `--name-field`
    public var name: String?
    /// `--class-field`
    public var areaClass: String?

    /// Fields by name.
    public init(id: String? = nil, name: String? = nil, areaClass: String? = nil) {
      self.id = id
      self.name = name
      self.areaClass = areaClass
    }
  }

  /// Opens the layer and finds its fields; reads no feature.
  public static func open(
    path: String, options: InputOptions, fields: FieldNames
  ) throws -> (layer: VectorLayer, fields: AreaFields, crs: CoordinateSystem) {
    let layer = try VectorLayer(path: path, layer: options.layer, where: options.filter, geometry: .polygons)
    let found = try AreaFields.find(
      in: layer.columnNames, file: path, id: fields.id, name: fields.name, areaClass: fields.areaClass)
    return (layer, found, try InputCRS.of(layer, given: options.crs, flag: "--areas-crs"))
  }

  /// Reads, reprojects, checks and repairs.
  ///
  /// `further` is a field whose texts are kept besides, by its exact name.
  ///
  /// - Throws: ``Failure`` for a layer without features or polygons, without a coordinate system, with coordinates that
  ///   do not belong to it, and for an invalid polygon where `options.isStrict`.
  public init(
    path: String, options: InputOptions, fields names: FieldNames, further: String? = nil, threads: Int,
    journal: Journal
  ) throws {
    let (layer, fields, crs) = try Self.open(path: path, options: options, fields: names)
    self.fields = fields
    let wanted = [fields.id, fields.name, fields.areaClass, further].compactMap { $0 }
    let content = try layer.readAll(wanted.map { ColumnRequest($0, .text) })
    layer.notes.forEach(journal.note)
    var texts: [String: TextColumn] = [:]
    for (name, column) in zip(wanted, content.columns) { if case .texts(let text) = column { texts[name] = text } }
    func text(_ field: String?, _ row: Int) -> String { field.flatMap { texts[$0]?[row] } ?? "" }

    let outlines = content.polygons
    let lacking = outlines.indices.filter { outlines[$0]?.isEmpty ?? true }
    guard lacking.count < outlines.count else {
      throw Failure(
        .badData, outlines.isEmpty ? "the layer has no features" : "no feature is a polygon", file: path,
        expected: "areas as polygons", hint: options.filter.map { "\(options.filterFlag) was: \($0)" })
    }
    if let first = lacking.first {
      guard options.badRows == .skip else {
        throw Failure(
          .badData, "the feature has no polygon (\(lacking.count) of \(outlines.count) have none)", file: path,
          place: layer.place(ofRow: first), expected: "an area as polygon",
          hint: "leave them out with --on-bad-row skip")
      }
      journal.note("\(path): \(lacking.count) features without a polygon left out")
    }
    let rows = outlines.indices.filter { !(outlines[$0]?.isEmpty ?? true) }
    let polygons = rows.compactMap { outlines[$0] }
    try InputCRS.check(polygons, crs, file: path)
    let prepared = try Preparation.prepare(polygons, crs: crs, threads: threads) { place in
      let row = rows[place]
      let name = [text(fields.name, row), text(fields.id, row)].first { !$0.isEmpty }
      return Failure(
        .badData, "invalid polygon", file: path, place: layer.place(ofRow: row) + (name.map { " (\($0))" } ?? ""))
    }
    for (place, fault, isLost) in prepared.faults {
      if options.isStrict {
        throw place.with(message: "invalid polygon: \(fault)", hint: "without --strict it is repaired")
      }
      journal.note(
        "\(place.with(message: "invalid polygon: \(fault)", hint: nil)); repaired"
          + (isLost ? ", no ground is left of it" : ""))
    }
    ellipsoidalKm2 = prepared.km2
    self.further = further == nil ? [] : rows.map { text(further, $0) }
    set = AreaSet(
      zip(rows, prepared.polygons).map { row, polygon in
        Area(
          id: Self.identifier(fields, row, layer: layer, text: text), name: text(fields.name, row),
          areaClass: AreaClass(text: text(fields.areaClass, row)), polygon: polygon)
      })
    record = InputRecord(path: path, features: rows.count)
    Self.reportRepeated(set, path, journal)
  }

  /// What each text of the class field is taken for, in order of appearance; for a dry run.
  public static func classAliases(_ layer: VectorLayer, field: String) throws -> [String] {
    guard case .texts(let texts)? = try layer.read([ColumnRequest(field, .text)]).first else { return [] }
    var seen: [(String, Int)] = []
    for row in 0..<texts.count {
      let text = texts[row]
      if let place = seen.firstIndex(where: { $0.0 == text }) { seen[place].1 += 1 } else { seen.append((text, 1)) }
    }
    return seen.map { text, count in "\"\(text)\" (\(count)): \(AreaClass(text: text)?.code ?? "–")" }
  }

  /// The identifier: of its field, else the name, else the feature's number.
  private static func identifier(
    _ fields: AreaFields, _ row: Int, layer: VectorLayer, text: (String?, Int) -> String
  ) -> String {
    for field in [fields.id, fields.name] {
      let value = text(field, row)
      if !value.isEmpty { return value }
    }
    return "\(row + 1)"
  }

  private static func reportRepeated(_ set: AreaSet, _ path: String, _ journal: Journal) {
    var counts: [String: Int] = [:]
    for area in set.areas { counts[area.id, default: 0] += 1 }
    let repeated = counts.filter { $0.value > 1 }.keys.sorted()
    guard let first = repeated.first else { return }
    journal.note(
      "\(path): \(repeated.count) identifiers stand more than once, such as \"\(first)\" (\(counts[first] ?? 0) times); is a"
        + " filter missing?")
  }
}

extension Failure {
  /// The same place with another message.
  func with(message: String, hint: String?) -> Failure {
    var copy = self
    copy.message = message
    copy.hint = hint
    return copy
  }

  /// Runs `body`, and names the files in bad data that is found in values only, where no file is known.
  static func naming<T>(_ files: [String], _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch var failure as Failure where failure.kind == .badData && failure.file == nil {
      failure.file = files.joined(separator: ", ")
      throw failure
    }
  }
}

/// Polygons on their way into the plane of the grid.
private enum Preparation {
  struct Result {
    var polygons: [MultiPolygon]
    var km2: [Double]
    var faults: [(Failure, String, isLost: Bool)]
  }

  private struct One: Sendable {
    var polygon: MultiPolygon
    var km2: Double
    var fault: String?
    var isOnEarth = true
  }

  static func prepare(
    _ polygons: [MultiPolygon], crs: CoordinateSystem, threads: Int, place: (Int) -> Failure
  ) throws -> Result {
    let plane = try InputCRS.plane()
    // Large blocks: making a context of each library takes as long as preparing dozens of polygons.
    let block = max(16, polygons.count / (4 * threads))
    let prepared = try Parallel.blocks(of: polygons.count, block: block, threads: threads) { range in
      let topology = try TopologyContext()
      let transformer = try Transformer(from: crs, to: plane)
      let meter = try AreaMeter(for: plane)
      return try range.map { i in
        var polygon = try transformer.transformed(polygons[i])
        guard InputCRS.isOnEarth(polygon) else { return One(polygon: polygon, km2: .nan, isOnEarth: false) }
        var fault: String?
        if let found = try topology.validity(of: polygon) {
          fault = "\(found.reason) at \(Self.rounded(found.x)) \(Self.rounded(found.y))"
          polygon = try topology.repaired(polygon)
        }
        return One(polygon: polygon, km2: try meter.squareKilometres(of: polygon), fault: fault)
      }
    }.flatMap { $0 }
    if let lost = prepared.firstIndex(where: { !$0.isOnEarth }) {
      throw place(lost).with(message: "the coordinates are not on Earth", hint: "is its coordinate system right?")
    }
    let faults = prepared.enumerated().compactMap { i, one in
      one.fault.map { (place(i), $0, one.polygon.planarArea == 0) }
    }
    return Result(polygons: prepared.map(\.polygon), km2: prepared.map(\.km2), faults: faults)
  }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

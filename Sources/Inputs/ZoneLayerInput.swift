import Reports
import Columns
import Coverage
import Core
import Files
import Overlay
import Projections

/// Zones that take the cells' place: polygons with figures, such as what `rutverk index --key` writes.
package struct ZoneLayerInput {
  /// The zones, in the order of their layer.
  package let zones: Zones
  /// What each is called, each once.
  package let keys: TextColumn
  /// The file.
  private let file: String
  /// The columns asked for, one entry a zone.
  package let columns: [Column]

  /// Overlaps below this are what rounding of coordinates leaves between zones that touch, square metres.
  private static let smallestOverlapSquareMetres = 1.0

  /// The zones' layer, its exact key field and its coordinate system; reads no feature.
  ///
  /// - Throws: ``Failure`` for a table without polygons, without that field, or without a coordinate system.
  package static func plan(
    _ table: InputTable, key: String, options: InputOptions, journal: Journal
  ) throws -> (layer: VectorLayer, key: String, crs: CoordinateSystem) {
    let field = try ZoneInput.field(key, in: table, journal: journal)
    guard let layer = table.layer, table.mayHavePolygons else {
      throw Failure(
        .badData, "the zones have no geometry, so no area can be laid over them", file: table.source.name,
        expected: "a layer of polygons, such as GeoPackage or GeoJSON",
        hint: "give `rutverk index --key` the zones' polygons as one of its tables, and it keeps them")
    }
    return (layer, field, try InputCRS.of(layer, given: options.crs, flag: options.crsFlag))
  }

  /// Reads the zones and some columns.
  ///
  /// Of zones that meet no box of `reach` only the planar area is kept: nothing that lies in these boxes reaches into them.
  ///
  /// - Throws: ``Failure`` for an empty key, and for one that stands twice.
  package init(
    _ table: InputTable, key: String, requests: [ColumnRequest], options: InputOptions, reach: BoxIndex? = nil,
    journal: Journal
  ) throws {
    let (layer, field, crs) = try Self.plan(table, key: key, options: options, journal: journal)
    let read = try PolygonLayer(
      layer, crs: crs, requests: [ColumnRequest(field, .text)] + requests, options: options,
      what: ("a zone", "zones"),
      wanted: .plane(reach: reach),
      threads: table.threads, journal: journal
    ) { columns, row in
      if case .texts(let keys)? = columns.first { keys[row] } else { nil }
    }
    let rows = read.prepared.rows
    guard case .texts(let keys)? = read.columns.first?.gathered(rows) else {
      throw Failure(.software, "the key was read in another form than asked for", file: layer.name)
    }
    var seen: [String: Int] = [:]
    seen.reserveCapacity(keys.count)
    for (zone, row) in rows.enumerated() {
      let name = keys[zone]
      guard !name.isEmpty else {
        throw Failure(
          .badData, "the key is empty", file: layer.name, place: layer.place(ofRow: row), field: field,
          expected: "the zone's identifier")
      }
      if let earlier = seen.updateValue(row, forKey: name) {
        throw Failure(
          .badData, "the key stands here and in \(layer.place(ofRow: earlier))", file: layer.name,
          place: layer.place(ofRow: row), field: field, value: name, expected: "each zone once",
          hint: "is a filter missing?")
      }
    }
    self.keys = keys
    file = layer.name
    columns = read.columns.dropFirst().map { $0.gathered(rows) }
    zones = try Zones(
      read.prepared.polygons, squareMetres: read.prepared.planarSquareMetres, threads: table.threads)
  }

  /// What a zone is called in messages.
  package func name(_ zone: Int) -> String { "zone \(keys[zone])" }

  /// Says where zones that some areas reach into share ground.
  package func noteOverlaps(reached parts: some Sequence<UnitFractions>, threads: Int, journal: Journal) throws {
    var isReached = [Bool](repeating: false, count: zones.count)
    for part in parts { for zone in part.units { isReached[Int(zone)] = true } }
    let overlaps = try zones.overlaps(
      among: isReached.indices.filter { isReached[$0] }, least: Self.smallestOverlapSquareMetres, threads: threads)
    guard let largest = overlaps.max(by: { $0.squareMetres < $1.squareMetres }) else { return }
    let km2 = overlaps.reduce(0) { $0 + $1.squareMetres } / 1e6
    journal.note(
      "\(file): \(overlaps.count) pairs of the zones that areas reach into overlap, by \((km2 * 1e6).rounded() / 1e6) km² in all, most of it"
        + " \(keys[largest.first]) and \(keys[largest.second]): people there count in both")
  }
}

import Reports
import Columns
import Core
import Files
import Geometry
import Parallel
import Projections

/// The features of a polygon layer in the plane of the grid: valid outlines, and columns.
struct PolygonLayer {
  /// One entry a feature of the layer.
  let columns: [Column]
  /// Outlines and their areas; `prepared.rows` says which feature each is.
  var prepared: AreaPreparation.Result

  /// Reads, reprojects, checks and repairs.
  ///
  /// - Parameters:
  ///   - layer: opened for polygons.
  ///   - requests: columns wanted.
  ///   - what: what a feature is and what several are, for messages.
  ///   - wanted: what is to be known of the outlines.
  ///   - name: what a feature of some columns is called, for messages.
  /// - Throws: ``Failure`` for a layer without features or polygons, with coordinates that do not belong to its system, and for
  ///   an invalid polygon where `options.isStrict`.
  init(
    _ layer: VectorLayer, crs: CoordinateSystem, requests: [ColumnRequest], options: InputOptions,
    what: (one: String, many: String), wanted: AreaPreparation.Wanted = .all, threads: Int, journal: Journal,
    name: ([Column], Int) -> String?
  ) throws {
    // Polygons are prepared while the next ones are read, and nothing but what was made of them is kept.
    let workshop = AreaPreparation.Workshop(crs: crs, wanted: wanted)
    var content = LayerContent()
    var batches = try Parallel.feed(threads: threads) { hand in
      content = try layer.readAll(requests, polygonsBy: AreaPreparation.batch, to: hand)
    } transform: { (polygons: [MultiPolygon?]) in
      workshop.prepared(polygons)
    }
    layer.notes.forEach(journal.note)
    let columns = content.columns
    self.columns = columns
    var prepared = AreaPreparation.Result()
    for batch in batches.indices { prepared.take(&batches[batch]) }
    var (rows, lacking) = (prepared.rows, prepared.lacking)
    let count = rows.count + lacking.count
    guard !rows.isEmpty else {
      throw Failure(
        .badData, count == 0 ? "the layer has no features" : "no feature is a polygon", file: layer.name,
        expected: "\(what.many) as polygons", hint: options.filter.map { "\(options.filterFlag) was: \($0)" })
    }
    if let first = lacking.first {
      guard options.badRows == .skip else {
        throw Failure(
          .badData, "the feature has no polygon (\(lacking.count) of \(count) have none)", file: layer.name,
          place: layer.place(ofRow: first), expected: "\(what.one) as polygon",
          hint: "leave them out with --on-bad-row skip")
      }
      journal.note("\(layer.name): \(lacking.count) features without a polygon left out")
    }
    func place(_ index: Int) -> Failure {
      let row = rows[index]
      return Failure(
        .badData, "invalid polygon", file: layer.name,
        place: layer.place(ofRow: row) + (name(columns, row).map { " (\($0))" } ?? ""))
    }
    try PlaceCheck(crs, file: layer.name, field: nil, flag: options.crsFlag, isAnywhere: options.isAnywhere)
      .check(prepared.givenBounds, place: place, journal: journal)
    let broken = prepared.broken.map { index, failure in
      var named = place(index).with(
        message: "the polygon cannot be used: \(failure.message)", hint: "leave it out with --on-bad-row skip")
      named.value = failure.value
      return named
    }
    if let first = broken.first {
      if options.badRows == .stop { throw first }
      InputTable.report(broken, file: layer.name, journal: journal)
      prepared.dropBroken()
      (rows, lacking) = (prepared.rows, prepared.lacking)
      if rows.isEmpty { throw first.with(message: "no polygon is left: \(first.message)", hint: nil) }
    }
    try prepared.check(place: place)
    for (i, fault, repair) in prepared.faults {
      if options.isStrict {
        throw place(i).with(message: "invalid polygon: \(fault.text)", hint: "without --strict it is repaired")
      }
      journal.note(
        "\(place(i).with(message: "invalid polygon: \(fault.text)", hint: nil)); repaired, \(repair.text)"
          + (repair.after == 0 ? ": no ground is left of it" : ""))
    }
    self.prepared = prepared
  }
}

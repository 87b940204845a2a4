import Reports
import Columns
import DelimitedText
import Core
import Files
import Projections

/// Points from any file: delimited text with coordinates in columns (also `.gz`, `.zst` and `-`), tables of other
/// formats, and layers of points. They are read in batches of columns; memory does not grow with their number.
package struct PointInput {
  /// What a whole reading gave.
  package struct Totals: Sendable, Equatable {
    /// Points handed on.
    package var points = 0
    /// Of these, points without coordinates.
    package var withoutCoordinates = 0
    /// Rows that were left out as bad.
    package var refused = 0

    /// So many points, and so many rows left out.
    package init(points: Int = 0, withoutCoordinates: Int = 0, refused: Int = 0) {
      (self.points, self.withoutCoordinates, self.refused) = (points, withoutCoordinates, refused)
    }
  }

  /// The file as the user named it; `standard input` for `-`.
  package let name: String
  /// Column names in file order.
  package let columnNames: [String]
  /// The columns that hold the coordinates; nil where the points are geometries.
  package let points: PointColumns?
  /// The system of the coordinates in the file.
  package let crs: CoordinateSystem

  private enum Source {
    case text(DelimitedTextStream)
    case layer(VectorLayer)
  }

  private let source: Source
  private let options: InputOptions
  private let check: PlaceCheck
  private let threads: Int
  private var endsRun: Bool { options.badRows == .stop }

  /// Opens a file and finds out where it holds the coordinates; reads its head only.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for standard input.
  ///   - options: filter, layer, delimiter and the like; its `crs` replaces what the file says.
  ///   - flag: the flag that names the coordinate system, for messages.
  ///   - threads: workers.
  /// - Throws: ``Failure`` for a file that is missing or damaged, one without coordinates, a layer without a coordinate
  ///   system.
  package static func open(
    path: String, options: InputOptions, flag: String = "--points-crs", threads: Int, journal: Journal
  ) throws -> PointInput {
    try PointInput(InputFile(path), options: options, flag: flag, threads: threads, journal: journal)
  }

  private init(
    _ file: InputFile, options: InputOptions, flag: String, threads: Int, journal: Journal
  ) throws {
    var options = options
    options.text.privacy = RoleCatalogue.Points.privacy
    (self.options, self.threads) = (options, threads)
    name = file.name
    // A filter is GDAL's to answer, so the text goes through it then.
    if file.isText, options.filter == nil {
      let stream = try file.stream(options.text, threads: threads)
      (source, columnNames) = (.text(stream), stream.columnNames)
      points = try Self.columns(
        columnNames, file: name, options: options, flag: flag, sample: stream.firstPlaces, journal: journal)
    } else {
      let first = try file.layer(options)
      columnNames = first.columnNames
      if let layer = try Self.places(of: file, first, options) {
        source = .layer(layer)
        points = nil
        crs = try InputCRS.of(first, given: options.crs, flag: flag)
        check = try PlaceCheck(crs, file: name, field: nil, flag: flag, isAnywhere: options.isAnywhere)
        return
      }
      source = .layer(first)
      points = try Self.columns(
        columnNames, file: name, options: options, flag: flag, sample: first.firstPlaces, journal: journal)
    }
    crs = try points?.crs ?? CoordinateSystem.gridPlane()
    check = try PlaceCheck(
      crs, file: name, field: points.map { "\($0.x)/\($0.y)" }, flag: flag, isAnywhere: options.isAnywhere)
  }

  /// The layer opened for its points; nil where it has none: tables become layers whose features lack a geometry, all of them.
  private static func places(
    of file: InputFile, _ first: VectorLayer, _ options: InputOptions
  ) throws -> VectorLayer? {
    guard first.geometryType == .points || first.geometryType == .mixed else { return nil }
    let layer = try file.layer(options, geometry: .points)
    var isThere = false
    try layer.forEachBounds { _, box in
      isThere = box != nil
      return !isThere
    }
    return isThere || layer.rowCount == 0 ? layer : nil
  }

  private static func columns(
    _ names: [String], file: String, options: InputOptions, flag: String, sample: PointColumns.Sample,
    journal: Journal
  ) throws -> PointColumns {
    let finder = RoleFinder(names, file: file, options: options, journal: journal)
    if let found = try PointColumns.find(
      finder, names: options.pointFields, crs: options.crs, flag: flag, sample: sample)
    {
      return found
    }
    throw Failure(
      .badData, "no columns hold the points' places", file: file, expected: "lon and lat, or e and n, or points",
      hint: "name them with --x-field and --y-field; \(finder.there)")
  }

  /// Reads the points: `transform` makes something of each batch, on any worker; `consume` gets what it made, in file
  /// order, on the calling thread. Where batches begin and end does not depend on the number of workers.
  ///
  /// - Parameters:
  ///   - columns: further columns wanted, by their exact names.
  ///   - times: the column that says when; nil where it is not asked for.
  ///   - journal: gets a note on rows that were left out as bad.
  /// - Throws: ``Failure`` with file and row: text in place of a number, coordinates that cannot be of their system, a
  ///   column that is not there; what `transform` and `consume` throw. Where rows are skipped these are counted. Places
  ///   outside Sweden are noted, see ``PlaceCheck``.
  @discardableResult
  package func forEachBatch<T: Sendable>(
    columns: [ColumnRequest], times: PointTimes.Request? = nil, journal: Journal,
    transform: @escaping @Sendable (PointBatch) throws -> T, consume: (T) throws -> Void
  ) throws -> Totals {
    if let note = points?.note { journal.note(note) }
    var (totals, places) = (Totals(), PlaceTally())
    let refused: RefusedRows
    func take(_ made: PointsMade<T>) throws {
      totals.points += made.points
      totals.withoutCoordinates += made.withoutCoordinates
      places.add(made.places)
      if let value = made.value { try consume(value) }
    }
    switch source {
    case .text(let stream):
      refused = try PointText(stream, points, columns, times).read(
        check: check, endsRun: endsRun, transform: transform, consume: take)
    case .layer(let layer):
      refused = try read(layer, columns, times, transform: transform, consume: take)
    }
    totals.refused = refused.count
    if let first = refused.failures.first {
      journal.note("\(name): \(refused.count) bad rows left out; the first: \(first)")
    }
    try check.conclude(places, journal: journal)
    return totals
  }

  private func read<T: Sendable>(
    _ layer: VectorLayer, _ columns: [ColumnRequest], _ times: PointTimes.Request?,
    transform: @Sendable (PointBatch) throws -> T, consume: (PointsMade<T>) throws -> Void
  ) throws -> RefusedRows {
    let places = points.map { [ColumnRequest($0.x, .number), ColumnRequest($0.y, .number)] } ?? []
    // A column that serves as something else too is read once.
    let timeRequest = times.map { ColumnRequest($0.name, .text) }
    let timePlace = timeRequest.map { columns.firstIndex(of: $0) ?? columns.count }
    let wanted = timePlace == columns.count ? columns + [timeRequest].compactMap { $0 } : columns
    let (check, endsRun) = (check, endsRun)
    return try layer.forEachBatch(
      places + wanted, badRows: endsRun ? .stop : .skip, privacy: options.text.privacy, threads: threads
    ) { batch in
      var (x, y) = (batch.content.pointX, batch.content.pointY)
      if !places.isEmpty, case .numbers(let xs) = batch.content.columns[0],
        case .numbers(let ys) = batch.content.columns[1]
      {
        (x, y) = (xs.values, ys.values)
      }
      let read = Array(batch.content.columns.dropFirst(places.count))
      var raw = RawPoints(x: x, y: y, columns: Array(read.prefix(columns.count)))
      if let times, let timePlace, case .texts(let texts) = read[timePlace] { raw.times = PointTimes(texts, times) }
      let outcome = try raw.handed(to: transform, check: check, endsRun: endsRun)
      for (row, fault) in outcome.refused { try batch.refuse(row, fault) }
      return PointsMade(outcome, rows: batch.count) { batch.place($0) }
    } consume: {
      try consume($0)
    }
  }
}

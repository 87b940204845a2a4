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
      self.points = points
      self.withoutCoordinates = withoutCoordinates
      self.refused = refused
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
  private let plane: PointPlane
  private var endsRun: Bool { options.badRows == .stop }

  /// Opens a file and finds out where it holds the coordinates; reads its head only.
  ///
  /// - Parameters:
  ///   - path: a file, or `-` for text on standard input.
  ///   - options: filter, layer, delimiter and the like; its `crs` replaces what the file says.
  ///   - flag: the flag that names the coordinate system, for messages.
  ///   - threads: workers, for text.
  /// - Throws: ``Failure`` for a file that is missing or damaged, one without coordinates, a layer without a coordinate
  ///   system, and a filter on text that can be read once only.
  package static func open(
    path: String, options: InputOptions, flag: String = "--points-crs", threads: Int
  ) throws -> PointInput {
    if path != "-" { _ = try InputPath.checked(path) }
    let lower = path.lowercased()
    let isStream = path == "-" || lower.hasSuffix(".gz") || lower.hasSuffix(".zst")
    if isStream, options.filter != nil {
      throw Failure(
        .usage, "\(options.filterFlag) cannot be used on standard input or a compressed file", file: path,
        hint: "unpack it first")
    }
    // A filter is GDAL's to answer, so the text goes through it then.
    if isStream || (InputTable.isText(path) && options.filter == nil) {
      return try PointInput(text: path, options: options, flag: flag, threads: threads)
    }
    return try PointInput(layer: path, options: options, flag: flag)
  }

  private init(text path: String, options: InputOptions, flag: String, threads: Int) throws {
    let stream = try DelimitedTextStream(path: path, options: options.text, threads: threads)
    let columns = try Self.columns(stream.columnNames, file: stream.name, options: options, flag: flag)
    (name, columnNames, points, crs) = (stream.name, stream.columnNames, columns, columns.crs)
    source = .text(stream)
    self.options = options
    plane = try PointPlane(columns.crs, file: stream.name, field: "\(columns.x)/\(columns.y)", flag: flag)
  }

  private init(layer path: String, options: InputOptions, flag: String) throws {
    let first = try VectorLayer(path: path, layer: options.layer, where: options.filter)
    let hasPoints = first.geometryType == .points || first.geometryType == .mixed
    (name, columnNames) = (path, first.columnNames)
    self.options = options
    if hasPoints {
      source = .layer(
        try VectorLayer(path: path, layer: options.layer, where: options.filter, geometry: .points))
      (points, crs) = (nil, try InputCRS.of(first, given: options.crs, flag: flag))
      plane = try PointPlane(crs, file: path, field: nil, flag: flag)
    } else {
      let columns = try Self.columns(first.columnNames, file: path, options: options, flag: flag)
      source = .layer(first)
      (points, crs) = (columns, columns.crs)
      plane = try PointPlane(columns.crs, file: path, field: "\(columns.x)/\(columns.y)", flag: flag)
    }
  }

  private static func columns(
    _ names: [String], file: String, options: InputOptions, flag: String
  ) throws -> PointColumns {
    let choice = ColumnChoice(names: names, file: file)
    if let found = try PointColumns.find(in: choice, crs: options.crs, flag: flag) { return found }
    throw Failure(
      .badData, "no columns hold the points' places", file: file, expected: "lon and lat, or e and n, or points",
      hint: "columns there: \(names.prefix(12).joined(separator: ", "))")
  }

  /// Reads the points: `transform` makes something of each batch, on any worker; `consume` gets what it made, in file
  /// order, on the calling thread. Where batches begin and end does not depend on the number of workers.
  ///
  /// - Parameters:
  ///   - columns: further columns wanted, by their exact names.
  ///   - times: the column that says when; nil where it is not asked for.
  ///   - journal: gets a note on rows that were left out as bad.
  /// - Throws: ``Failure`` with file and row: text in place of a number, coordinates that cannot be of their system, a
  ///   column that is not there; what `transform` and `consume` throw. Where rows are skipped these are counted, but
  ///   not where most points look swapped or of another system.
  @discardableResult
  package func forEachBatch<T: Sendable>(
    columns: [ColumnRequest], times: PointTimes.Request? = nil, journal: Journal,
    transform: @escaping @Sendable (PointBatch) throws -> T, consume: (T) throws -> Void
  ) throws -> Totals {
    var (totals, refused) = (Totals(), (count: 0, first: Failure?.none))
    switch source {
    case .text(let stream):
      let found = try PointText(stream, points, columns, times).read(
        plane: plane, endsRun: endsRun, transform: transform
      ) { value, points, withoutCoordinates in
        totals.points += points
        totals.withoutCoordinates += withoutCoordinates
        try consume(value)
      }
      refused = (found.count, found.failures.first)
    case .layer(let layer):
      try read(layer, columns, times, &totals, &refused, transform: transform, consume: consume)
    }
    totals.refused = refused.count
    if let first = refused.first {
      journal.note("\(name): \(refused.count) bad rows left out; the first: \(first)")
    }
    return totals
  }

  /// Batch by batch on the calling thread: GDAL reads slower than anything that is done with the points.
  private func read<T: Sendable>(
    _ layer: VectorLayer, _ columns: [ColumnRequest], _ times: PointTimes.Request?, _ totals: inout Totals,
    _ refused: inout (count: Int, first: Failure?), transform: @Sendable (PointBatch) throws -> T,
    consume: (T) throws -> Void
  ) throws {
    let places = points.map { [ColumnRequest($0.x, .number), ColumnRequest($0.y, .number)] } ?? []
    // A column that serves as something else too is read once.
    let timeRequest = times.map { ColumnRequest($0.name, .text) }
    let timePlace = timeRequest.map { columns.firstIndex(of: $0) ?? columns.count }
    let wanted = timePlace == columns.count ? columns + [timeRequest].compactMap { $0 } : columns
    var early: [Failure] = []
    var counted = 0
    try layer.forEachBatch(
      places + wanted,
      refuse: endsRun
        ? nil
        : {
          early.isEmpty ? early.append($0) : (); counted += 1
        }
    ) { batch in
      var (x, y) = (batch.content.pointX, batch.content.pointY)
      if points != nil, case .numbers(let xs) = batch.content.columns[0],
        case .numbers(let ys) = batch.content.columns[1]
      {
        (x, y) = (xs.values, ys.values)
      }
      let read = Array(batch.content.columns.dropFirst(places.count))
      var raw = RawPoints(x: x, y: y, columns: Array(read.prefix(columns.count)))
      if let times, let timePlace, case .texts(let texts) = read[timePlace] { raw.times = PointTimes(texts, times) }
      let outcome = try raw.handed(to: transform, plane: plane, endsRun: endsRun)
      for (row, fault) in outcome.refused {
        var failure = fault
        (failure.file, failure.place) = (name, layer.place(ofFeature: batch.ids[row]))
        if endsRun { throw failure }
        refused.count += 1
        refused.first = refused.first ?? failure
      }
      totals.points += batch.ids.count - outcome.refused.count
      totals.withoutCoordinates += outcome.withoutCoordinates
      if let value = outcome.value { try consume(value) }
    }
    refused.count += counted
    refused.first = early.first ?? refused.first
  }
}

import Reports
import Columns
import Core

/// Base stations: identifiers and places in the plane of the grid.
package struct StationInput {
  /// Identifiers, each once.
  package let names: TextColumn
  /// Eastings, metres.
  package let x: [Double]
  /// Northings, metres.
  package let y: [Double]
  /// The table read.
  package let record: InputRecord

  /// Opens a table and finds its columns; reads no rows.
  package static func open(
    path: String, crs: String?, options: InputOptions, threads: Int, journal: Journal
  ) throws -> (table: InputTable, name: String, points: PointColumns) {
    var options = options
    options.text.privacy = RoleCatalogue.Stations.station.privacy
    let table = try InputTable(path: path, options: options, threads: threads)
    let finder = RoleFinder(table, journal: journal)
    let name = try finder.require(RoleCatalogue.Stations.station)
    guard
      let points = try PointColumns.find(
        finder, names: options.pointFields, crs: crs, flag: "--stations-crs",
        sample: { x, y in try Self.places(table, x, y, journal) })
    else {
      throw Failure(
        .badData, "no columns hold the stations' places", file: path, expected: "lon and lat, or e and n",
        hint: "name them with --x-field and --y-field; \(finder.there)")
    }
    return (table, name, points)
  }

  /// Reads a table of `station,lon,lat` or `station,e,n`.
  ///
  /// - Throws: ``Failure`` for a table without those columns, a missing name or coordinate, and for one station in two
  ///   places; a row that repeats a station where it is stays without effect.
  package init(
    path: String, crs: String?, options: InputOptions, threads: Int, journal: Journal
  ) throws {
    let (table, nameColumn, points) = try Self.open(
      path: path, crs: crs, options: options, threads: threads, journal: journal)
    let rows = try table.read(
      [ColumnRequest(nameColumn, .text), ColumnRequest(points.x, .number), ColumnRequest(points.y, .number)],
      journal: journal)
    guard case .texts(let all) = rows.columns[0], case .numbers(let xs) = rows.columns[1],
      case .numbers(let ys) = rows.columns[2]
    else { throw Failure(.software, "the stations were read in another form than asked for", file: path) }
    func failure(_ row: Int, _ field: String) -> Failure {
      Failure(.badData, "", file: path, place: table.source.place(ofRow: rows.rows[row]), field: field)
    }
    if let note = points.note { journal.note(note) }
    let check = try PlaceCheck(
      points.crs, file: path, field: "\(points.x)/\(points.y)", flag: "--stations-crs", isAnywhere: options.isAnywhere
    )
    var (px, py) = (xs.values, ys.values)
    var (faults, tally) = check.move(&px, &py)
    faults += px.indices.lazy.filter { xs.values[$0].isNaN || ys.values[$0].isNaN }.map { ($0, .missing) }
    if let first = faults.min(by: { $0.row < $1.row }) {
      var failure = check.failure(first.fault)
      (failure.file, failure.place) = (path, table.source.place(ofRow: rows.rows[first.row]))
      throw failure
    }
    tally.name { table.source.place(ofRow: rows.rows[$0]) }
    try check.conclude(tally, journal: journal)
    var places: [String: Int] = [:]
    var kept: [Int] = []
    for row in 0..<all.count {
      if all.isNull(row) { throw failure(row, nameColumn).with(message: "the station has no name", hint: nil) }
      guard let first = places[all[row]] else {
        places[all[row]] = row
        kept.append(row)
        continue
      }
      if px[first] != px[row] || py[first] != py[row] {
        var problem = failure(row, nameColumn)
        problem.value = ShownValue(all[row], RoleCatalogue.Stations.station.privacy)
        throw problem.with(
          message:
            "the station stands here and in \(table.source.place(ofRow: rows.rows[first])) at different places",
          hint: nil)
      }
    }
    guard !kept.isEmpty else {
      throw Failure(.badData, "the table has no rows", file: path, expected: "at least one station")
    }
    names = all.gathered(kept)
    x = kept.map { px[$0] }
    y = kept.map { py[$0] }
    record = InputRecord(path: path, features: kept.count)
  }

  /// The values of two columns.
  private static func places(
    _ table: InputTable, _ x: String, _ y: String, _ journal: Journal
  ) throws -> (x: [Double], y: [Double]) {
    let read = try table.read([ColumnRequest(x, .number), ColumnRequest(y, .number)], journal: journal).columns
    guard case .numbers(let xs) = read[0], case .numbers(let ys) = read[1] else { return ([], []) }
    return (xs.values, ys.values)
  }
}

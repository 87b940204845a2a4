internal import CGDAL
import Columns
import Core
import Geometry

/// What one pass over a layer gives.
public struct LayerContent: Sendable {
  /// The columns asked for, in the order asked for.
  public var columns: [Column] = []
  /// One geometry a row when polygons were asked for, nil where a feature has none; otherwise empty.
  public var polygons: [MultiPolygon?] = []
  /// One easting (or longitude) a row when points were asked for, NaN where a feature has none; otherwise empty.
  public var pointX: [Double] = []
  /// The northings (or latitudes) to ``pointX``.
  public var pointY: [Double] = []
  /// Features without any geometry, or with an empty one.
  public var withoutGeometry = 0
  /// Features whose geometry is of another kind than asked for: lines and points in a layer of areas.
  public var ofOtherKind = 0
  /// Polygons with arcs, which were drawn as lines.
  public var curved = 0

  /// Nothing read.
  public init() {}
}

extension VectorLayer {
  /// The columns, as ``TableSource`` says, in one pass.
  public func read(_ requests: [ColumnRequest]) throws -> [Column] {
    try content(requests, .ignore).columns
  }

  /// The columns asked for, in one pass. Features with text in a number column are left out of all columns and reported in
  /// `refused`; `rows` says which were kept. Throws what ``readAll(_:)`` throws for all other faults.
  public func readPassingOverBadRows(
    _ requests: [ColumnRequest]
  ) throws -> (columns: [Column], rows: [Int], refused: [Failure]) {
    var refused: [(row: Int, failure: Failure)] = []
    let columns = try content(requests, .ignore) { refused.append(($0, $1)) }.columns
    let bad = Set(refused.map(\.row))
    return (columns, (0..<rowCount).filter { !bad.contains($0) }, refused.map(\.failure))
  }

  /// One geometry a row; nil for a feature without areas. See ``readAll(_:)`` for how many those are.
  public func readGeometries() throws -> [MultiPolygon?] {
    let polygons = try content([], .polygons).polygons
    for (row, polygon) in polygons.enumerated() {
      guard let polygon, let i = polygon.firstVertexNotFinite else { continue }
      throw Failure(
        .badData, "coordinate is not a finite number", file: name, place: place(ofRow: row),
        value: "\(polygon.x[i]), \(polygon.y[i])")
    }
    return polygons
  }

  /// Columns and geometries (as chosen when the layer was opened) in one pass.
  ///
  /// Throws ``Failure`` (bad data) with file, feature, field and value for text in a number column, an infinite
  /// number, a coordinate that is not finite, a column that is not there, and a file that is damaged.
  public func readAll(_ requests: [ColumnRequest]) throws -> LayerContent {
    try content(requests, geometryUse)
  }

  /// Columns and counts of a layer opened for polygons in one pass. The polygons are handed over while it goes on, `size`
  /// features at a time, in the order of the layer, and are not in the result. Throws what ``readAll(_:)`` throws, and what
  /// `body` does.
  public func readAll(
    _ requests: [ColumnRequest], polygonsBy size: Int, to body: ([MultiPolygon?]) throws -> Void
  ) throws -> LayerContent {
    var rest = try content(
      requests, geometryUse, isStreamed: true,
      pass: { polygons in
        if polygons.count < size { return }
        try body(polygons)
        polygons = []
        polygons.reserveCapacity(size)
      })
    if !rest.polygons.isEmpty { try body(rest.polygons) }
    rest.polygons = []
    return rest
  }

  /// One pass; `refuse` gets bad rows instead of their ending the pass, and `pass` the polygons so far after each feature.
  ///
  /// Unless they are handed on while it goes on, rows of a GeoPackage are in the order of their numbers, whatever order SQLite gives them in: that depends
  /// on the indexes of the columns that are asked for, so that two passes would not fit together.
  private func content(
    _ requests: [ColumnRequest], _ use: GeometryUse, refuse: ((Int, Failure) -> Void)? = nil,
    isStreamed: Bool = false, pass: (inout [MultiPolygon?]) throws -> Void = { _ in }
  ) throws -> LayerContent {
    var readers = try readers(of: requests, rows: likelyRowCount)
    var result = LayerContent()
    var ids: [Int64] = []
    ids.reserveCapacity(likelyRowCount)
    var refused: [(row: Int, failure: Failure)] = []
    let names = Set(requests.map(\.name))
    let mostVertices = InputLimit.vertices.value
    func checkVertices(_ id: Int64) throws {
      guard let polygon = result.polygons.last ?? nil, polygon.vertexCount > mostVertices else { return }
      throw InputLimit.vertices.exceeded(
        "the polygon has \(polygon.vertexCount) vertices", file: name, place: place(ofID: id))
    }
    let isComplete = try plain?.forEachRow(fields: requests.map { fieldName($0.name) }, geometry: use != .ignore) {
      row in
      guard row.canBeRead(by: readers) else { return false }
      if use != .ignore { guard row.addPolygon(to: &result) else { return false } }
      for i in readers.indices { readers[i].read(row, field: i) }
      ids.append(row.id)
      try checkVertices(row.id)
      try pass(&result.polygons)
      return true
    }
    // The rest, which is everything but for a plain file.
    let done = plain == nil ? nil : ids.last
    if isComplete != true {
      try forEachFeature(fields: names, geometry: use != .ignore) { feature in
        if let done, feature.id <= done { return }
        ids.append(feature.id)
        do {
          for i in readers.indices { try readers[i].read(feature) }
          try result.add(OGR_F_GetGeometryRef(feature.pointer), use)
        } catch var failure as Failure {
          failure.file = name
          failure.place = place(ofID: feature.id)
          guard refuse != nil, failure.kind == .badData else { throw failure }
          refused.append((ids.count - 1, failure))
          for i in readers.indices { readers[i].truncate(to: ids.count - refused.count) }
        }
        try checkVertices(feature.id)
        try pass(&result.polygons)
      }
    }
    try correct(rowCount: ids.count)
    note(curved: result.curved)
    if let found = FieldReader.ambiguity(in: readers) {
      var failure = found.failure
      (failure.file, failure.place) = (name, place(ofID: found.id))
      throw failure
    }
    result.columns = readers.map(\.column)
    if format == "GPKG", !isStreamed, !zip(ids, ids.dropFirst()).allSatisfy(<) {
      result.sort(&ids, &refused)
    }
    remember(ids)
    for (row, failure) in refused { refuse?(row, failure) }
    return result
  }

  /// A column's name as the file has it.
  private func fieldName(_ column: String) -> String {
    columnNames.firstIndex(of: column).map { fieldNames[$0] } ?? column
  }

  /// What gathers the columns asked for, with room for so many rows.
  func readers(of requests: [ColumnRequest], rows: Int) throws -> [FieldReader] {
    let definition = plain == nil ? OGR_L_GetLayerDefn(try source()) : nil
    return try requests.map { request in
      guard let index = columnNames.firstIndex(of: request.name) else {
        throw Failure(
          .badData, "no such column", file: name, value: request.name,
          hint: ShownHeading.hint(for: request.name, among: columnNames))
      }
      guard let definition, let field = OGR_FD_GetFieldDefn(definition, Int32(index)) else {
        return FieldReader(request, index: Int32(index), type: fieldTypes[index], rule: decimalRule, rows: rows)
      }
      return FieldReader(request, index: Int32(index), definition: field, rule: decimalRule, rows: rows)
    }
  }

  /// One pass. Afterwards throws ``Failure`` (bad data) if GDAL reported a damaged file on the way.
  func forEachFeature(
    fields: Set<String>, geometry: Bool, _ body: (borrowing Feature) throws -> Void
  ) throws {
    try startReading(fields: fields, geometry: geometry)
    try readFeatures { feature in
      try body(feature)
      return true
    }
  }

  /// Goes to the first feature.
  func startReading(fields: Set<String>, geometry: Bool) throws {
    let layer = try source()
    ignoreAllBut(fields, geometry: geometry, of: layer)
    GDALErrors().capture { OGR_L_ResetReading(layer) }
  }

  /// Hands on the next features until `body` says false; true at the end of the layer. Afterwards throws ``Failure`` (bad
  /// data) if GDAL reported a damaged file on the way.
  @discardableResult
  func readFeatures(_ body: (borrowing Feature) throws -> Bool) throws -> Bool {
    let layer = try source()
    let errors = GDALErrors()
    var isAtEnd = true
    try errors.capture {
      while let pointer = OGR_L_GetNextFeature(layer) {
        let feature = Feature(owning: pointer)
        let goesOn = try passedOver.contains(feature.id) || body(feature)
        if !goesOn || errors.firstError != nil {
          isAtEnd = false
          break
        }
      }
    }
    try errors.check(.badData, "the file is damaged", "OGR_L_GetNextFeature", file: name)
    return isAtEnd
  }

  /// Tells the driver what it need not decode. With a filter nothing is left out, since the filter may use any
  /// field, and `OGR_GEOM_AREA` as well.
  private func ignoreAllBut(_ fields: Set<String>, geometry: Bool, of layer: OGRLayerH) {
    guard !hasFilter else { return }
    var ignored = zip(columnNames, fieldNames).filter { !fields.contains($0.0) }.map(\.1)
    if !geometry { ignored.append("OGR_GEOMETRY") }
    ignored.append("OGR_STYLE")
    GDALErrors().capture {
      withCStrings(ignored) { list in
        _ = OGR_L_SetIgnoredFields(layer, UnsafeMutablePointer(mutating: list))
      }
    }
  }
}

extension LayerContent {
  /// Puts the rows into the order of their numbers. Rows that were refused have a number but no entry in the columns.
  fileprivate mutating func sort(_ ids: inout [Int64], _ refused: inout [(row: Int, failure: Failure)]) {
    let given = ids
    let order = given.indices.sorted { given[$0] < given[$1] }
    ids = order.map { given[$0] }
    let failures = Dictionary(refused.map { ($0.row, $0.failure) }) { first, _ in first }
    // Where each row's entry is in the columns; nil for one that was refused.
    var next = 0
    let entries = given.indices.map { row -> Int? in
      if failures[row] != nil { return nil }
      defer { next += 1 }
      return next
    }
    let kept = order.compactMap { entries[$0] }
    columns = columns.map { $0.gathered(kept) }
    if !polygons.isEmpty { polygons = kept.map { polygons[$0] } }
    if !pointX.isEmpty { (pointX, pointY) = (kept.map { pointX[$0] }, kept.map { pointY[$0] }) }
    refused = order.enumerated().compactMap { row, old in failures[old].map { (row, $0) } }
  }

  /// Takes a feature's geometry as the next row's.
  mutating func add(_ geometry: OGRGeometryH?, _ use: VectorLayer.GeometryUse) throws {
    if use == .ignore { return }
    let isEmpty = geometry.map { OGR_G_IsEmpty($0) != 0 } ?? true
    if isEmpty { withoutGeometry += 1 }
    switch use {
    case .ignore: break
    case .polygons:
      let polygon = isEmpty ? nil : try geometry.flatMap(PolygonReader.polygons)
      if polygon == nil, !isEmpty { ofOtherKind += 1 }
      if polygon != nil, let geometry, PolygonReader.isCurved(geometry) { curved += 1 }
      polygons.append(polygon)
    case .points:
      let point = isEmpty ? nil : try geometry.flatMap(PolygonReader.point)
      if point == nil, !isEmpty { ofOtherKind += 1 }
      pointX.append(point?.x ?? .nan)
      pointY.append(point?.y ?? .nan)
    }
  }
}

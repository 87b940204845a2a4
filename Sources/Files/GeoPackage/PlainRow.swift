import Geometry
import SQLite

/// A row of a plain GeoPackage; valid until the next one is read.
struct PlainRow {
  /// The feature's number.
  let id: Int64
  let statement: SQLiteStatement
  let hasGeometry: Bool

  /// A field's value, by its place among those asked for.
  func value(_ field: Int) -> SQLiteStatement.Value { statement.value(Int32(field) + (hasGeometry ? 2 : 1)) }

  /// Whether all fields are plain.
  func canBeRead(by readers: [FieldReader]) -> Bool {
    for i in readers.indices where !readers[i].understands(value(i)) { return false }
    return true
  }

  /// Adds the row's polygon, or that it has none; false where GDAL has to say what it is.
  func addPolygon(to content: inout LayerContent) -> Bool {
    switch statement.value(1) {
    case .null:
      content.withoutGeometry += 1
      content.polygons.append(nil)
    case .blob(let bytes):
      guard let polygon = GeoPackagePolygon.read(bytes) else { return false }
      content.polygons.append(polygon)
    default: return false
    }
    return true
  }
}

extension FieldReader {
  /// Takes a field of a row that ``PlainRow/canBeRead(by:)`` has let pass.
  mutating func read(_ row: PlainRow, field: Int) { read(row.value(field)) }
}

extension PlainGeoPackage {
  /// Calls `body` with each row, in the order of the keys; false where it answers false or the file cannot be read further, so that
  /// GDAL has to go on from there, and to say what is wrong. Throws what `body` does, and where the file has changed.
  func forEachRow(fields: [String], geometry: Bool, _ body: (PlainRow) throws -> Bool) throws -> Bool {
    defer { release() }
    let isComplete = try forEachRowRead(fields: fields, geometry: geometry, body)
    try check()
    return isComplete
  }

  private func forEachRowRead(
    fields: [String], geometry: Bool, _ body: (PlainRow) throws -> Bool
  ) throws -> Bool {
    guard let statement = try? rows(fields: fields, geometry: geometry) else { return false }
    var held = 0
    while true {
      guard let isRow = try? statement.next() else { return false }
      if !isRow { return true }
      guard let id = statement.integer(0),
        try body(PlainRow(id: id, statement: statement, hasGeometry: geometry))
      else { return false }
      if geometry { held += statement.byteCount(1) }
      if held > Self.mostHeld {
        release()
        held = 0
      }
    }
  }

  /// Bytes of geometries after which their pages are given back, so that a file does not count as memory.
  private static let mostHeld = 4 << 20
}

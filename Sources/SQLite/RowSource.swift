internal import CSQLite
import Core

/// Rows out of columns in memory, which SQL can select from: `INSERT INTO table SELECT * FROM` ``name``.
///
/// One statement reads all rows, and asks for one value after the other, where a statement that is run for each row must
/// first be told all its values and then find them again. Its connection owns it.
package final class RowSource {
  /// The name in SQL. No layer of a GeoPackage has a name that begins so.
  package let name: String
  private let content: UnsafeMutablePointer<Content>

  /// What the virtual table reads; in a place of its own, which SQLite knows.
  fileprivate struct Content {
    var columns: UnsafeBufferPointer<RowColumn>
    var rows: Int
    let columnCount: Int
  }

  /// Rows of so many columns, none yet.
  package init(columns: Int) {
    name = "gpkg_rutverk_rows_\(columns)"
    content = .allocate(capacity: 1)
    content.initialize(to: Content(columns: UnsafeBufferPointer(start: nil, count: 0), rows: 0, columnCount: columns))
  }

  deinit { content.deallocate() }

  /// What SQLite is told of the rows.
  package var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(content) }

  /// Offers rows for the time of `body`. The columns are as many as were said.
  package func offer<T>(_ columns: [RowColumn], rows: Int, _ body: () throws -> T) rethrows -> T {
    try columns.withUnsafeBufferPointer {
      content.pointee.columns = $0
      content.pointee.rows = $0.count == content.pointee.columnCount ? rows : 0
      defer {
        content.pointee.columns = UnsafeBufferPointer(start: nil, count: 0)
        content.pointee.rows = 0
      }
      return try body()
    }
  }
}

/// SQLite's description of the virtual table; the same for all connections, for ever.
struct RowModule: @unchecked Sendable {
  /// Written once.
  let pointer: UnsafeMutablePointer<sqlite3_module>

  static let shared = RowModule()

  private init() {
    pointer = .allocate(capacity: 1)
    var module = sqlite3_module()
    // Without xCreate the table is there under the module's name, and in no file.
    module.xConnect = { connection, source, _, _, table, _ in
      guard let source, let table else { return SQLITE_ERROR }
      let count = source.assumingMemoryBound(to: RowSource.Content.self).pointee.columnCount
      let columns = (0..<count).map { "c\($0)" }.joined(separator: ",")
      let code = sqlite3_declare_vtab(connection, "CREATE TABLE x(\(columns))")
      if code != SQLITE_OK { return code }
      let made = UnsafeMutablePointer<rutverk_rows>.allocate(capacity: 1)
      made.initialize(to: rutverk_rows())
      made.pointee.source = UnsafeRawPointer(source)
      table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      if let table { UnsafeMutableRawPointer(table).assumingMemoryBound(to: rutverk_rows.self).deallocate() }
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in
      plan?.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    module.xOpen = { _, cursor in
      let made = UnsafeMutablePointer<rutverk_rows_cursor>.allocate(capacity: 1)
      made.initialize(to: rutverk_rows_cursor())
      cursor?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { cursor in
      if let cursor { UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: rutverk_rows_cursor.self).deallocate() }
      return SQLITE_OK
    }
    module.xFilter = { cursor, _, _, _, _ in
      guard let cursor, let table = cursor.pointee.pVtab else { return SQLITE_ERROR }
      let rows = UnsafeMutableRawPointer(table).assumingMemoryBound(to: rutverk_rows.self)
      guard let content = rows.pointee.source?.assumingMemoryBound(to: RowSource.Content.self) else {
        return SQLITE_ERROR
      }
      let place = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: rutverk_rows_cursor.self)
      place.pointee.columns = UnsafeRawPointer(content.pointee.columns.baseAddress)
      place.pointee.count = Int64(content.pointee.rows)
      place.pointee.row = 0
      return SQLITE_OK
    }
    module.xNext = { cursor in
      RowModule.at(cursor).pointee.row &+= 1
      return SQLITE_OK
    }
    module.xEof = { cursor in
      let place = RowModule.at(cursor)
      return place.pointee.row < place.pointee.count ? 0 : 1
    }
    module.xColumn = giveColumn
    module.xRowid = { cursor, row in
      row?.pointee = RowModule.at(cursor).pointee.row
      return SQLITE_OK
    }
    pointer.initialize(to: module)
  }

  /// SQLite hands back the cursors that it was given.
  @inline(__always)
  fileprivate static func at(
    _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?
  ) -> UnsafeMutablePointer<rutverk_rows_cursor> {
    UnsafeMutableRawPointer(cursor.unsafelyUnwrapped).assumingMemoryBound(to: rutverk_rows_cursor.self)
  }
}

/// Called for every value. A function, not a closure, goes into what C calls.
@inline(__always)
private func giveColumn(
  _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, _ context: OpaquePointer?, _ column: Int32
) -> Int32 {
  let place = RowModule.at(cursor)
  guard let columns = place.pointee.columns else { return SQLITE_ERROR }
  columns.assumingMemoryBound(to: RowColumn.self)[Int(column)].give(row: Int(place.pointee.row), to: context)
  return SQLITE_OK
}

internal import CSQLite
import Core

/// Owner of a prepared statement. Places are counted from 1, as in SQL.
package final class SQLiteStatement {
  private let pointer: OpaquePointer
  /// Outlives its statements.
  private let connection: SQLiteConnection

  package init(owning pointer: OpaquePointer, of connection: SQLiteConnection) {
    (self.pointer, self.connection) = (pointer, connection)
  }

  deinit { sqlite3_finalize(pointer) }

  /// Runs a statement that gives no rows with what is bound, and makes it ready for the next run; bindings stay.
  package func run() throws {
    let code = sqlite3_step(pointer)
    if code != SQLITE_DONE { throw connection.failure("sqlite3_step") }
    sqlite3_reset(pointer)
  }

  /// The first column of the first row as an integer; nil without a row.
  package func integer() throws -> Int? {
    defer { sqlite3_reset(pointer) }
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return Int(sqlite3_column_int64(pointer, 0))
    case SQLITE_DONE: return nil
    default: throw connection.failure("sqlite3_step")
    }
  }

  @inline(__always) package func bindNull(_ place: Int32) { sqlite3_bind_null(pointer, place) }

  @inline(__always) package func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, place, value) }

  @inline(__always) package func bind(_ place: Int32, _ value: Double) { sqlite3_bind_double(pointer, place, value) }

  /// UTF-8 text that stays where it is until the statement has run; empty is null. Throws ``Failure`` for one that is
  /// longer than SQLite takes.
  @inline(__always) package func bind(_ place: Int32, text: UnsafeBufferPointer<UInt8>) throws {
    guard let start = text.baseAddress, !text.isEmpty else { return bindNull(place) }
    let code = start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      sqlite3_bind_text64(pointer, place, $0, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
    }
    if code != SQLITE_OK { throw connection.failure("sqlite3_bind_text64") }
  }

  /// Bytes that stay where they are until the statement has run; none are null. Throws ``Failure`` for more than SQLite
  /// takes.
  @inline(__always) package func bind(_ place: Int32, blob: UnsafeBufferPointer<UInt8>) throws {
    guard let start = blob.baseAddress, !blob.isEmpty else { return bindNull(place) }
    let code = sqlite3_bind_blob64(pointer, place, start, UInt64(blob.count), nil)
    if code != SQLITE_OK { throw connection.failure("sqlite3_bind_blob64") }
  }

  /// Goes on to the next row; false when there is none. Throws what SQLite says of a damaged file.
  package func next() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.failure("sqlite3_step")
    }
  }

  /// What a column of the current row holds; columns are counted from 0. Texts and blobs stay where they are until the
  /// next row.
  package enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(UnsafeBufferPointer<UInt8>)
    case blob(UnsafeRawBufferPointer)
  }

  /// A column of the current row, as it is stored.
  @inline(__always) package func value(_ column: Int32) -> Value {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      let text = sqlite3_column_text(pointer, column)
      return .text(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(pointer, column))))
    case SQLITE_BLOB:
      let blob = sqlite3_column_blob(pointer, column)
      return .blob(UnsafeRawBufferPointer(start: blob, count: Int(sqlite3_column_bytes(pointer, column))))
    default: return .null
    }
  }

  /// Bytes of a text or blob in the current row.
  package func byteCount(_ column: Int32) -> Int { Int(sqlite3_column_bytes(pointer, column)) }

  /// A column of the current row as text; nil for anything else.
  package func string(_ column: Int32) -> String? {
    if case .text(let bytes) = value(column) { return String(decoding: bytes, as: UTF8.self) }
    return nil
  }

  /// A column of the current row as an integer; nil for anything else.
  package func integer(_ column: Int32) -> Int64? {
    if case .integer(let value) = value(column) { return value }
    return nil
  }
}

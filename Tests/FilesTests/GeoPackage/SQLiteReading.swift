import CSQLite
import Foundation

/// A database as SQLite itself sees it, without GDAL between.
final class SQLiteReading {
  private var database: OpaquePointer?

  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  init(_ path: String) throws {
    guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else { throw refused() }
  }

  deinit { sqlite3_close_v2(database) }

  private func refused() -> Refused { Refused(description: String(cString: sqlite3_errmsg(database))) }

  func run(_ sql: String) throws {
    if sqlite3_exec(database, sql, nil, nil, nil) != SQLITE_OK { throw refused() }
  }

  /// All rows, values as text, null as `NULL`, blobs in hexadecimal.
  func rows(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { throw refused() }
    var result: [[String]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      result.append((0..<sqlite3_column_count(statement)).map { text(statement, $0) })
    }
    guard sqlite3_reset(statement) == SQLITE_OK else { throw refused() }
    return result
  }

  /// The first column of all rows.
  func column(_ sql: String) throws -> [String] { try rows(sql).map { $0[0] } }

  /// The first column of the first row.
  func value(_ sql: String) throws -> String? { try column(sql).first }

  private func text(_ statement: OpaquePointer?, _ place: Int32) -> String {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: return "NULL"
    case SQLITE_BLOB:
      guard let bytes = sqlite3_column_blob(statement, place) else { return "" }
      let count = Int(sqlite3_column_bytes(statement, place))
      return UnsafeRawBufferPointer(start: bytes, count: count).map { String(format: "%02X", $0) }.joined()
    default:
      return sqlite3_column_text(statement, place).map { String(cString: $0) } ?? ""
    }
  }
}

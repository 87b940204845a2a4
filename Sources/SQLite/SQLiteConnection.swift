internal import CSQLite
import Core

/// Owner of an SQLite connection; used by one thread at a time.
///
/// All that SQLite refuses becomes a ``Failure`` here and in ``SQLiteStatement``, which name the C function and what
/// SQLite says of the reason.
package final class SQLiteConnection {
  /// The output as the user named it, for messages.
  package let file: String
  let pointer: OpaquePointer
  /// Of the bytes of a mapped file, which must stay as long.
  private var owner: AnyObject?
  /// By their number of columns; SQLite reads them until it is closed.
  private var sources: [Int: RowSource] = [:]

  /// Opens a database for writing, and makes its file.
  ///
  /// - Parameters:
  ///   - name: a path, or an SQLite URI (`file:…`).
  ///   - file: the output's name in messages.
  ///
  /// Throws ``Failure`` (cannot create).
  package init(_ name: String, file: String) throws {
    var opened: OpaquePointer?
    // Databases in memory are called by URIs; each connection stays with one thread, so SQLite need not lock it.
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(name, &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
      sqlite3_close_v2(opened)
      throw Failure(.cannotCreate, "cannot be created: sqlite3_open_v2 says \(reason)", file: file)
    }
    pointer = opened
    self.file = file
  }

  /// Opens a file that nobody writes to meanwhile, for reading: nothing is locked, and nothing left beside it. Nil for one
  /// that cannot be opened.
  package init?(reading path: String) {
    let name =
      "file:"
      + path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
      + "?mode=ro&immutable=1"
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(name, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened, code == SQLITE_OK else {
      sqlite3_close_v2(opened)
      return nil
    }
    pointer = opened
    file = path
    distrust()
  }

  /// A database that lies in memory, for reading; the bytes must outlive it. Nil for what is none.
  package convenience init?(reading bytes: UnsafeMutableRawBufferPointer, file: String) {
    // In memory no write-ahead log is beside it, and SQLite takes no database that says so.
    if bytes.count > 19 { for version in 18...19 where bytes[version] == 2 { bytes[version] = 1 } }
    self.init(lyingIn: UnsafeRawBufferPointer(bytes), file: file)
  }

  /// The bytes of a file that `owner` has mapped, for reading: its pages are looked at where they lie, without a call of the system
  /// for each. Nil for what is none, and for a database that says that it has a write-ahead log.
  package convenience init?(mapped bytes: UnsafeBufferPointer<UInt8>, of owner: AnyObject, file: String) {
    guard bytes.count > 19, bytes[18] == 1, bytes[19] == 1 else { return nil }
    self.init(lyingIn: UnsafeRawBufferPointer(bytes), file: file)
    self.owner = owner
    sqlite3_exec(pointer, "PRAGMA mmap_size = \(Int32.max)", nil, nil, nil)
  }

  private init?(lyingIn bytes: UnsafeRawBufferPointer, file: String) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    // Nothing is written into what is for reading only.
    let start = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    guard let opened, code == SQLITE_OK,
      sqlite3_deserialize(
        opened, "main", start, Int64(bytes.count), Int64(bytes.count), UInt32(SQLITE_DESERIALIZE_READONLY))
        == SQLITE_OK
    else {
      sqlite3_close_v2(opened)
      return nil
    }
    (pointer, self.file) = (opened, file)
    distrust()
  }

  /// What SQLite advises for files from outside: the schema gets at nothing but the file, and damage is looked for.
  private func distrust() {
    rutverk_distrust(pointer)
    sqlite3_exec(pointer, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0", nil, nil, nil)
  }

  deinit { sqlite3_close_v2(pointer) }

  /// Runs statements that give no rows, one after the other. Throws ``Failure`` as ``failure(_:)``.
  package func run(_ sql: String) throws {
    if sqlite3_exec(pointer, sql, nil, nil, nil) != SQLITE_OK { throw failure("sqlite3_exec") }
  }

  /// Prepares a statement that is run many times. Throws ``Failure`` as ``failure(_:)``.
  package func prepare(_ sql: String) throws -> SQLiteStatement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure("sqlite3_prepare_v3") }
    return SQLiteStatement(owning: statement, of: self)
  }

  /// Rows of so many columns that this connection's statements can select from. Throws ``Failure`` as ``failure(_:)``.
  package func rowSource(columns: Int) throws -> RowSource {
    if let source = sources[columns] { return source }
    let source = RowSource(columns: columns)
    let code = sqlite3_create_module_v2(pointer, source.name, RowModule.shared.pointer, source.pointer, nil)
    if code != SQLITE_OK { throw failure("sqlite3_create_module_v2") }
    sources[columns] = source
    return source
  }

  /// Adds rows to a table, all in one statement. `target` is its quoted name, and the columns in parentheses where not
  /// all are given. Throws ``Failure`` as ``failure(_:)``.
  package func insert(_ columns: [RowColumn], rows: Int, into target: String) throws {
    let source = try rowSource(columns: columns.count)
    try source.offer(columns, rows: rows) { try run("INSERT INTO \(target) SELECT * FROM \(source.name)") }
  }

  /// Why the last call was refused: (I/O) where bytes could not be written, (cannot create) for what SQLite does not
  /// take, such as a second table of the same name.
  package func failure(_ function: String) -> Failure {
    let reason = "\(function) says \(String(cString: sqlite3_errmsg(pointer)))"
    let ioCodes = [SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_CORRUPT]
    guard ioCodes.contains(sqlite3_errcode(pointer) & 0xFF) else {
      return Failure(.cannotCreate, "cannot be written: \(reason)", file: file)
    }
    let hint = SystemError.hint(sqlite3_system_errno(pointer)) ?? "is the disk full?"
    return Failure(.io, "cannot be written: \(reason)", file: file, hint: hint)
  }

  /// A name as SQL wants it, whatever it holds.
  package static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  /// A text as SQL wants it.
  package static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

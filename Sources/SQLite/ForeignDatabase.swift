internal import CSQLite
import Core

/// A database from outside, looked at before anything reads it.
///
/// A schema is a program: a virtual table is code that gets a text of the file's, and may open other files; a view is any query,
/// and may never end. Tables are what a layer needs, with `rtree` as index, and views of them. Triggers are fired by writing,
/// which nobody does.
package final class ForeignDatabase {
  private let connection: SQLiteConnection
  private let name: String
  private let watch: Watch

  /// How many steps of SQLite's all views together may take: some, and more the larger the file.
  private static let (fewestSteps, stepsPerByte) = (50_000_000, 20)

  /// Looks at a file that nobody writes to.
  ///
  /// Throws ``Failure`` (bad data) for one that cannot be read, and for what it holds beside tables: virtual tables other than
  /// `rtree`, views of anything but the file's own tables, with functions other than SQLite's own, that call themselves, or
  /// that take too long, each by its name; for a coordinate system that names a file, see
  /// `SystemText`.
  package static func check(path: String, size: Int, named name: String) throws {
    try ForeignDatabase(SQLiteConnection(reading: path), size: size, named: name).check()
  }

  /// Looks at a database in memory; as for a file.
  package static func check(_ bytes: UnsafeMutableRawBufferPointer, named name: String) throws {
    try ForeignDatabase(SQLiteConnection(reading: bytes, file: name), size: bytes.count, named: name).check()
  }

  private init(_ connection: SQLiteConnection?, size: Int, named name: String) throws {
    guard let connection else { throw Failure(.badData, "the database cannot be opened", file: name) }
    (self.connection, self.name) = (connection, name)
    watch = Watch(steps: Self.fewestSteps + Self.stepsPerByte * size)
    // No value that a view makes up may be larger than what the file could hold.
    sqlite3_limit(connection.pointer, SQLITE_LIMIT_LENGTH, Int32(clamping: max(size, 1 << 26)))
    let box = Unmanaged.passUnretained(watch).toOpaque()
    sqlite3_progress_handler(connection.pointer, Watch.interval, { Watch.of($0).goOn() ? 0 : 1 }, box)
  }

  deinit {
    sqlite3_progress_handler(connection.pointer, 0, nil, nil)
    sqlite3_set_authorizer(connection.pointer, nil, nil)
  }

  private func check() throws {
    let views: [String]
    do {
      let schema = try schema()
      views = schema.views
      watch.functions = try ownFunctions()
      let box = Unmanaged.passUnretained(watch).toOpaque()
      sqlite3_set_authorizer(
        connection.pointer,
        { watch, action, first, second, _, _ in
          Watch.of(watch).allows(action, first, second) ? SQLITE_OK : SQLITE_DENY
        }, box)
      // A table may compute columns.
      for table in schema.tables { _ = try statement(reading: table, "table") }
    } catch let failure as Failure where failure.kind != .badData {
      throw damage
    }
    for view in views { try run(view) }
    try checkSystems()
  }

  /// The names of tables and views, which are all that may be read.
  private func schema() throws -> (tables: [String], views: [String]) {
    let rows = try connection.prepare("SELECT name, CAST(sql AS TEXT) FROM sqlite_master WHERE sql IS NOT NULL")
    var (tables, views) = ([String](), [String]())
    while try rows.next() {
      let name = rows.string(0) ?? ""
      switch SchemaStatement(rows.string(1) ?? "") {
      case .table: tables.append(name)
      case .view: views.append(name)
      case .virtualTable(let module):
        if module.lowercased() != "rtree" { throw refusal("virtual table \"\(name)\" (\(module))") }
      case .other: continue
      case nil: throw refusal("\"\(name)\", which is neither table, view, index nor trigger")
      }
      watch.names.insert(name.lowercased())
    }
    return (tables, views)
  }

  /// Looks at the definitions of coordinate systems; there are none where the table or a column is missing.
  private func checkSystems() throws {
    for column in ["definition", "definition_12_063"] {
      guard let rows = try? connection.prepare("SELECT CAST(\(column) AS TEXT) FROM gpkg_spatial_ref_sys") else {
        continue
      }
      do { while try rows.next() { try SystemText.check(rows.string(0) ?? "") } } catch let failure as Failure {
        throw failure.kind == .badData ? failure : damage
      }
    }
  }

  private var damage: Failure {
    Failure(.badData, "the database cannot be read: SQLite says \(reason)", file: name)
  }

  /// The functions that are part of SQLite itself, whatever others add to each connection.
  private func ownFunctions() throws -> Set<String> {
    let functions = try connection.prepare("SELECT name FROM pragma_function_list WHERE builtin")
    var names: Set<String> = []
    while try functions.next() { names.insert(functions.string(0) ?? "") }
    return names.subtracting(["load_extension"])
  }

  /// A statement that reads all of it; nil where it needs what is not there, so that nobody can read it.
  private func statement(reading table: String, _ kind: String) throws -> SQLiteStatement? {
    watch.refusal = nil
    do {
      return try connection.prepare("SELECT * FROM \(SQLiteConnection.quoted(table))")
    } catch {
      if watch.refusal == nil, ["no such table", "no such column"].contains(where: reason.hasPrefix) { return nil }
      throw refusal("\(kind) \"\(table)\": \(watch.refusal ?? reason)")
    }
  }

  /// Lets a view give all its rows, once.
  private func run(_ view: String) throws {
    guard let rows = try statement(reading: view, "view") else { return }
    do { while try rows.next() {} } catch {
      throw refusal("view \"\(view)\": \(watch.isOver ? "its rows take too long" : reason)")
    }
  }

  /// What SQLite said last.
  private var reason: String { String(cString: sqlite3_errmsg(connection.pointer)) }

  private func refusal(_ what: String) -> Failure {
    Failure(
      .badData, "the database holds what is not read: \(what)", file: name,
      expected: "tables, and views of them that use SQLite's own functions",
      hint: "ask for the layer as a table, or save it as one where you trust the file")
  }
}

/// What SQLite asks while it takes a statement in and runs it.
private final class Watch {
  /// Steps between two questions.
  static let interval: Int32 = 10_000

  /// The file's tables and views, in lower case.
  var names: Set<String> = ["sqlite_master", "sqlite_schema"]
  /// Those that may be called, in lower case.
  var functions: Set<String> = []
  /// Why the statement was refused.
  var refusal: String?
  private var steps: Int

  init(steps: Int) { self.steps = steps }

  /// SQLite hands back the pointer that it was given.
  static func of(_ pointer: UnsafeMutableRawPointer?) -> Watch {
    Unmanaged<Watch>.fromOpaque(pointer.unsafelyUnwrapped).takeUnretainedValue()
  }

  /// Whether all steps have been taken.
  var isOver: Bool { steps <= 0 }

  func goOn() -> Bool {
    steps -= Int(Self.interval)
    return !isOver
  }

  /// Whether a statement may do that. The statement itself only selects: other actions are those of `rtree` on its own tables.
  func allows(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?) -> Bool {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    switch action {
    case SQLITE_READ where !names.contains(text(first).lowercased()):
      refusal = "it reads \"\(text(first))\", which is no table of the file"
    case SQLITE_FUNCTION where !functions.contains(text(second).lowercased()):
      refusal = "it calls the function \(text(second))"
    case SQLITE_RECURSIVE: refusal = "it calls itself (WITH RECURSIVE)"
    case SQLITE_ATTACH, SQLITE_DETACH, SQLITE_CREATE_VTABLE, SQLITE_PRAGMA: refusal = "it is more than a query"
    default: return true
    }
    return false
  }
}

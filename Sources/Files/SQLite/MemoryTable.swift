import Diagnostics
import Synchronization

/// A table in a database in memory, in which a worker lays out rows that another connection then takes over.
///
/// `INSERT INTO target SELECT * FROM batch` between tables of the same columns copies whole records: the costly part,
/// binding values and making records of them, is done by as many workers as there are, and only the copying is done in
/// order. See "transfer optimization" in SQLite's `insert.c`. Unchecked: whoever took it from the pool is its only user.
final class MemoryTable: @unchecked Sendable {
  /// The name under which other connections of this process attach the database.
  private let name: String
  private let columnCount: Int
  private let connection: SQLiteConnection
  /// Adds ``rowsPerRun`` rows, which saves most of what a run costs beside its rows.
  private let insertMany: SQLiteStatement
  private let insertOne: SQLiteStatement
  private let rowsPerRun: Int

  private static let count = Atomic<Int>(0)
  private static let pageBytes = 32_768
  /// SQLite's own limit on the number of values that are bound.
  private static let mostPlaces = 32_766

  /// An empty table. `columns` are definitions as in `CREATE TABLE`, `file` names the output in messages.
  init(columns: [String], file: String) throws {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    name = "file:/rutverk-\(number)?vfs=memdb"
    columnCount = columns.count
    connection = try SQLiteConnection(name, file: file)
    // A small cache: what it does not hold lies in the same memory.
    try connection.run(
      """
      PRAGMA page_size=\(Self.pageBytes); PRAGMA journal_mode=OFF; PRAGMA cache_size=-512; PRAGMA secure_delete=OFF;
      CREATE TABLE batch(\(columns.joined(separator: ", ")))
      """)
    let row = "(" + [String](repeating: "?", count: columns.count).joined(separator: ",") + ")"
    rowsPerRun = max(1, min(16, Self.mostPlaces / columns.count))
    let rows = [String](repeating: row, count: rowsPerRun).joined(separator: ",")
    insertMany = try connection.prepare("INSERT INTO batch VALUES \(rows)")
    insertOne = try connection.prepare("INSERT INTO batch VALUES \(row)")
  }

  /// Replaces all rows. `bind` binds every column of row 0, 1, … to the statement's places from `first + 1` on; what it
  /// binds must stay where it is until this function returns.
  func fill(rows count: Int, bind: (_ row: Int, _ statement: SQLiteStatement, _ first: Int32) throws -> Void) throws {
    try connection.run("BEGIN; DELETE FROM batch")
    var row = 0
    while count - row >= rowsPerRun {
      for i in 0..<rowsPerRun { try bind(row + i, insertMany, Int32(i * columnCount)) }
      try insertMany.run()
      row += rowsPerRun
    }
    while row < count {
      try bind(row, insertOne, 0)
      try insertOne.run()
      row += 1
    }
    try connection.run("COMMIT")
  }

  /// Adds the rows to a table of the same columns. `target` must not be within a transaction.
  func append(to table: String, of target: SQLiteConnection) throws {
    try target.run(
      """
      ATTACH \(SQLiteConnection.literal(name)) AS batch;
      INSERT INTO main.\(SQLiteConnection.quoted(table)) SELECT * FROM batch.batch;
      DETACH batch
      """)
  }
}

/// Tables in memory of one kind, for as many workers as need one at the same time.
final class MemoryTablePool: Sendable {
  private let columns: [String]
  private let file: String
  private let idle = Mutex<[MemoryTable]>([])

  /// No table is made before the first is needed; parameters as in ``MemoryTable``.
  init(columns: [String], file: String) {
    self.columns = columns
    self.file = file
  }

  /// A table that nobody uses. Throws what SQLite refuses.
  func take() throws -> MemoryTable {
    try idle.withLock { $0.popLast() } ?? MemoryTable(columns: columns, file: file)
  }

  /// Gives a table back, to be filled again.
  func give(_ table: MemoryTable) { idle.withLock { $0.append(table) } }
}

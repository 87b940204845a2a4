import Core
import Synchronization

/// A table in a database in memory, in which a worker lays out rows that another connection then takes over.
///
/// `INSERT INTO target SELECT * FROM batch` between tables of the same columns copies whole records: the costly part,
/// binding values and making records of them, is done by as many workers as there are, and only the copying is done in
/// order. See "transfer optimization" in SQLite's `insert.c`. Unchecked: whoever took it from the pool is its only user.
package final class MemoryTable: @unchecked Sendable {
  /// The name under which other connections of this process attach the database.
  private let name: String
  private let connection: SQLiteConnection
  private let source: RowSource
  private let insert: SQLiteStatement

  private static let count = Atomic<Int>(0)
  private static let pageBytes = 32_768

  /// An empty table. `columns` are definitions as in `CREATE TABLE`, `file` names the output in messages.
  package init(columns: [String], file: String) throws {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    name = "file:/rutverk-\(number)?vfs=memdb"
    connection = try SQLiteConnection(name, file: file)
    // A small cache: what it does not hold lies in the same memory.
    try connection.run(
      """
      PRAGMA page_size=\(Self.pageBytes); PRAGMA journal_mode=OFF; PRAGMA cache_size=-512; PRAGMA secure_delete=OFF;
      CREATE TABLE batch(\(columns.joined(separator: ", ")))
      """)
    source = try connection.rowSource(columns: columns.count)
    insert = try connection.prepare("INSERT INTO batch SELECT * FROM \(source.name)")
  }

  /// Replaces all rows by those of `columns`, which are as many as the table's.
  package func fill(_ columns: [RowColumn], rows: Int) throws {
    try connection.run("DELETE FROM batch")
    try source.offer(columns, rows: rows) { try insert.run() }
  }

  /// Adds the rows to a table of the same columns. `target` must not be within a transaction.
  package func append(to table: String, of target: SQLiteConnection) throws {
    try target.run(
      """
      ATTACH \(SQLiteConnection.literal(name)) AS batch;
      INSERT INTO main.\(SQLiteConnection.quoted(table)) SELECT * FROM batch.batch;
      DETACH batch
      """)
  }
}

/// Tables in memory of one kind, for as many workers as need one at the same time.
package final class MemoryTablePool: Sendable {
  private let columns: [String]
  private let file: String
  private let idle = Mutex<[MemoryTable]>([])

  /// No table is made before the first is needed; parameters as in ``MemoryTable``.
  package init(columns: [String], file: String) {
    (self.columns, self.file) = (columns, file)
  }

  /// A table that nobody uses. Throws what SQLite refuses.
  package func take() throws -> MemoryTable {
    try idle.withLock { $0.popLast() } ?? MemoryTable(columns: columns, file: file)
  }

  /// Gives a table back, to be filled again.
  package func give(_ table: MemoryTable) { idle.withLock { $0.append(table) } }
}

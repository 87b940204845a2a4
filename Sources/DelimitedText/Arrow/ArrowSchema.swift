import Core
import TextCodec

/// The columns of an Arrow table and how their values lie in memory, out of the first message of a stream.
///
/// The numbers of fields and types are those of Arrow's `Schema.fbs`.
struct ArrowSchema: Sendable {
  /// How a column's values lie in memory.
  enum Kind: Sendable, Equatable {
    case null
    case bool
    /// Whole numbers of so many bytes.
    case integer(bytes: Int, isSigned: Bool)
    /// IEEE numbers of four or eight bytes.
    case real(bytes: Int)
    /// UTF-8 with offsets of four or eight bytes.
    case text(offset: Int)
    /// Days since 1970-01-01.
    case date
    /// Units since 1970-01-01T00:00:00, of which a second has so many; of UTC where there is a zone, else by the wall clock.
    case time(perSecond: Int64, isZoned: Bool)

    /// How many buffers a column has.
    var buffers: Int {
      switch self {
      case .null: 0
      case .text: 3
      default: 2
      }
    }
  }

  /// A column.
  struct Column: Sendable {
    var name: String
    /// Of its values; those of the dictionary where there is one.
    var kind: Kind
    /// The dictionary that its numbers are places in, and how these lie in memory.
    var dictionary: (id: Int64, kind: Kind)?
  }

  let columns: [Column]

  /// Reads the table `Schema` of a message. Throws ``FlatTable/Fault`` for a damaged one, and ``Failure`` (bad data) for a column
  /// of a type that no text can hold or that is not read, for one without a name, and for two of the same name.
  init(_ table: FlatTable, file: String) throws {
    guard try table.number(0, or: Int16(0)) == 0 else {
      throw Failure(
        .badData, "the Arrow data are big-endian", file: file, hint: "write them on a machine of the usual byte order"
      )
    }
    var (columns, places, room) = ([Column](), [String: Int](), InputLimit.headerKB.value * 1000)
    let fields = try table.tables(1)
    for (index, field) in fields.enumerated() {
      let name = Blanks.trimmed(try field.text(0) ?? "")
      // Fields may share their names' bytes.
      room -= name.utf8.count
      if room < 0 { throw FlatTable.Fault() }
      if name.isEmpty {
        throw Failure(
          .badData, "column \(index + 1) of \(fields.count) has no name", file: file,
          expected: "a name for each column", hint: "name it in the header, or remove the column")
      }
      if let first = places.updateValue(index, forKey: name) {
        throw Failure(
          .badData, "columns \(first + 1) and \(index + 1) have the same name", file: file, field: name,
          expected: "names that differ")
      }
      columns.append(try Self.column(field, name, file))
    }
    if columns.isEmpty {
      throw Failure(.badData, "the Arrow data have no columns", file: file, expected: "a table with named columns")
    }
    self.columns = columns
  }

  private static func column(_ field: FlatTable, _ name: String, _ file: String) throws -> Column {
    let number = try field.number(2, or: UInt8(0))
    guard let kind = try kind(number, field.table(3)) else {
      throw Failure(
        .badData, "the column holds \(typeNames[Int(number)] ?? "type \(number)"), which is not read",
        file: file, field: name,
        hint: "cast it to text (utf8), to whole numbers, double, date32 or timestamp, or leave it out")
    }
    guard let encoding = try field.table(4) else { return Column(name: name, kind: kind) }
    let places = try encoding.table(1).map { try Self.kind(2, $0) } ?? .integer(bytes: 4, isSigned: true)
    guard let places, case .text = kind else {
      throw Failure(
        .badData, "the column is a dictionary of other values than texts", file: file, field: name,
        hint: "cast it to the type of its values")
    }
    return Column(name: name, kind: kind, dictionary: (try encoding.number(0, or: 0), places))
  }

  /// What a type is; nil for one that is not read.
  private static func kind(_ number: UInt8, _ type: FlatTable?) throws(FlatTable.Fault) -> Kind? {
    guard let type else { throw FlatTable.Fault() }
    switch number {
    case 1: return .null
    case 2:
      let bits = Int(try type.number(0, or: Int32(0)))
      guard [8, 16, 32, 64].contains(bits) else { throw FlatTable.Fault() }
      return .integer(bytes: bits / 8, isSigned: try type.number(1, or: UInt8(0)) != 0)
    case 3:
      let precision = try type.number(0, or: Int16(0))
      return precision == 1 ? .real(bytes: 4) : precision == 2 ? .real(bytes: 8) : nil
    case 5: return .text(offset: 4)
    case 6: return .bool
    case 8: return try type.number(0, or: Int16(1)) == 0 ? .date : nil
    case 10:
      let unit = Int(try type.number(0, or: Int16(0)))
      guard 0...3 ~= unit else { throw FlatTable.Fault() }
      return .time(perSecond: [1, 1000, 1_000_000, 1_000_000_000][unit], isZoned: try type.text(1)?.isEmpty == false)
    case 20: return .text(offset: 8)
    default: return nil
    }
  }

  /// Types that are not read, by their numbers and as pyarrow calls them.
  private static let typeNames: [Int: String] = [
    3: "halffloat", 4: "binary", 7: "decimal", 8: "date64", 9: "time", 11: "interval", 12: "list", 13: "struct",
    14: "union", 15: "fixed_size_binary", 16: "fixed_size_list", 17: "map", 18: "duration", 19: "large_binary",
    21: "large_list", 22: "run_end_encoded", 23: "binary_view", 24: "string_view", 25: "list_view",
    26: "large_list_view",
  ]
}

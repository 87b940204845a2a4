import Columns

/// A long list of objects that have the same members, in columns: what statistics say of each of thousands of areas.
///
/// In a tree each object would be dozens of values of their own; here a number stays in its column until it is written.
public struct JSONRows: Sendable, Equatable {
  /// What a member is in each row.
  public enum Column: Sendable, Equatable {
    /// One value that all rows have.
    case same(JSONTree)
    /// Yes or no; nil is null.
    case flags([Bool?])
    /// Whole numbers; nil is null.
    case integers([Int?])
    /// Written as ``JSONTree/number(_:)``; not finite is null.
    case numbers([Double])
    /// Texts; nil is null.
    case texts([String?])
    /// A list that has an object of each of these, their row of the same place.
    case objects([JSONRows])
  }

  /// Rows.
  public let count: Int
  /// Keys and columns, in the order in which they are written.
  public private(set) var members: [Member] = []

  /// A key and what it stands for in each row.
  public struct Member: Sendable, Equatable {
    /// Its key.
    public let key: String
    /// Its values.
    public let column: Column
  }

  /// So many objects without members.
  public init(count: Int) { self.count = count }

  /// Adds a member; its column must have ``count`` entries.
  public mutating func add(_ key: String, _ column: Column) {
    precondition(column.count.map { $0 == count } ?? true, "column \(key) has another length")
    members.append(Member(key: key, column: column))
  }

  /// Adds the members of rows as many, behind those that are there.
  public mutating func add(_ other: JSONRows) { for member in other.members { add(member.key, member.column) } }

  /// A row as an object of its own.
  public func tree(_ row: Int) -> JSONTree {
    .object(members.map { JSONTree.Member($0.key, $0.column.tree(row)) })
  }

  /// All rows as objects of their own.
  public var trees: [JSONTree] { (0..<count).map(tree) }
}

extension JSONRows.Column {
  /// Entries; nil where there are as many as wanted.
  fileprivate var count: Int? {
    switch self {
    case .same: nil
    case .flags(let flags): flags.count
    case .integers(let integers): integers.count
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    case .objects(let lists): lists.allSatisfy { $0.count == lists[0].count } ? lists.first?.count : -1
    }
  }

  fileprivate func tree(_ row: Int) -> JSONTree {
    switch self {
    case .same(let tree): tree
    case .flags(let flags): flags[row].map { .bool($0) } ?? .null
    case .integers(let integers): integers[row].map { .integer($0) } ?? .null
    case .numbers(let numbers): numbers[row].isFinite ? .number(numbers[row]) : .null
    case .texts(let texts): texts[row].map { .string($0) } ?? .null
    case .objects(let lists): .array(lists.map { $0.tree(row) })
    }
  }
}

extension JSONRows {
  /// The rows of a table, its fields in their order; null, suppressed and not finite are null.
  public init(_ table: Table) {
    self.init(count: table.rowCount)
    for (field, column) in zip(table.fields, table.columns) {
      switch column {
      case .texts(let texts): add(field.name, .texts((0..<count).map { texts.isNull($0) ? nil : texts[$0] }))
      case .numbers(let numbers):
        add(
          field.name,
          field.kind == .integer ? .integers(numbers.values.map { Int(exactly: $0) }) : .numbers(numbers.values))
      }
    }
  }
}

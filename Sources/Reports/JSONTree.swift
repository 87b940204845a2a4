/// A JSON document in memory, members in the order they were added.
public enum JSONTree: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with the fewest digits that read back to the same double; not finite is null.
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([Member])
  /// An array of objects, kept in columns.
  case rows(JSONRows)

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// Its key.
    public var key: String
    /// Its value.
    public var value: JSONTree

    /// A member of that key and value.
    public init(_ key: String, _ value: JSONTree) {
      (self.key, self.value) = (key, value)
    }
  }

  /// An object from key–value pairs, in their order.
  public static func members(_ pairs: KeyValuePairs<String, JSONTree>) -> JSONTree {
    .object(pairs.map { Member($0.key, $0.value) })
  }

  /// The value of a member; nil when this is no object or has none of that key.
  public subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

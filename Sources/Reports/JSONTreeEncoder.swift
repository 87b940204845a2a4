extension JSONTree {
  /// The tree of any `Encodable` value, members in the order in which it encodes them, those of a dictionary by key: a
  /// dictionary's own order differs from run to run.
  public init(encoding value: some Encodable) throws {
    let node = Node()
    try node.set(value, path: [])
    self = node.tree
  }

  /// A place in the tree that an encoder fills.
  fileprivate final class Node {
    var plain: JSONTree = .null
    var members: [(String, Node)]?
    var items: [Node]?

    var tree: JSONTree {
      if let members { return .object(members.map { Member($0.0, $0.1.tree) }) }
      if let items { return .array(items.map(\.tree)) }
      return plain
    }

    func member(_ key: String) -> Node {
      let node = Node()
      if members == nil { members = [] }
      members?.append((key, node))
      return node
    }

    func item() -> Node {
      let node = Node()
      if items == nil { items = [] }
      items?.append(node)
      return node
    }

    func set(_ value: some Encodable, path: [any CodingKey]) throws {
      switch value {
      case let value as Bool: plain = .bool(value)
      case let value as String: plain = .string(value)
      case let value as Double: plain = .number(value)
      case let value as Float: plain = .number(Double(value))
      // Thousands of quantiles, say: a place for each would take longer than writing them.
      case let value as [Double]: plain = .array(value.map { .number($0) })
      case let value as any BinaryInteger: plain = Int(exactly: value).map(JSONTree.integer) ?? .number(Double(value))
      default:
        try value.encode(to: TreeEncoder(node: self, codingPath: path))
        if value is any KeyedByName { members?.sort { $0.0 < $1.0 } }
      }
    }
  }
}

/// What has members in an order of no meaning.
private protocol KeyedByName {}

extension Dictionary: KeyedByName {}

private struct TreeEncoder: Encoder {
  let node: JSONTree.Node
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if node.members == nil { node.members = [] }
    return KeyedEncodingContainer(Keyed<Key>(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if node.items == nil { node.items = [] }
    return Unkeyed(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node, codingPath: codingPath) }

  struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONTree.Node
    let codingPath: [any CodingKey]

    mutating func encodeNil(forKey key: Key) { _ = node.member(key.stringValue) }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
      try node.member(key.stringValue).set(value, path: codingPath + [key])
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key]).container(keyedBy: keyedBy)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key]).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { TreeEncoder(node: node.member("super"), codingPath: codingPath) }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
      TreeEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
    }
  }

  struct Unkeyed: UnkeyedEncodingContainer {
    let node: JSONTree.Node
    let codingPath: [any CodingKey]
    var count: Int { node.items?.count ?? 0 }

    mutating func encodeNil() { _ = node.item() }

    mutating func encode<T: Encodable>(_ value: T) throws { try node.item().set(value, path: codingPath) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
      TreeEncoder(node: node.item(), codingPath: codingPath).container(keyedBy: keyedBy)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      TreeEncoder(node: node.item(), codingPath: codingPath).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { TreeEncoder(node: node.item(), codingPath: codingPath) }
  }

  struct Single: SingleValueEncodingContainer {
    let node: JSONTree.Node
    let codingPath: [any CodingKey]

    mutating func encodeNil() { node.plain = .null }

    mutating func encode<T: Encodable>(_ value: T) throws { try node.set(value, path: codingPath) }
  }
}

extension [JSONTree.Member] {
  /// The members that an `Encodable` value encodes, in their order; none of a value that has no members.
  public init(encoding value: some Encodable) throws {
    let node = JSONTree.Node()
    try node.set(value, path: [])
    self = (node.members ?? []).map { JSONTree.Member($0.0, $0.1.tree) }
  }
}

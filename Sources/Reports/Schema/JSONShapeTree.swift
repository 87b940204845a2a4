extension JSONShape {
  /// It as a JSON Schema (draft 2020-12).
  package var schema: JSONTree { .object(members) }

  /// The keywords, without what says which draft they are of.
  private var members: [JSONTree.Member] {
    switch self {
    case .text: [.init("type", "string")]
    case .date: [.init("type", "string"), .init("format", "date")]
    case .integer: [.init("type", "integer")]
    case .number: [.init("type", "number")]
    case .flag: [.init("type", "boolean")]
    case .oneOf(let texts):
      [.init("type", "string"), .init("enum", .array(texts.map { .string($0) }))]
    case .list(let item): [.init("type", "array"), .init("items", item.schema)]
    case .object(let keys): Self.members(keys)
    case .open(let keys, let other): Self.members(keys, others: other.schema)
    case .named(let value): [.init("type", "object"), .init("additionalProperties", value.schema)]
    case .maybe(let shape): shape.members.map(Self.orNull)
    case .scalar: [.init("type", .array(["number", "string", "null"]))]
    case .any: []
    }
  }

  /// The keywords of an object that has these keys, and no other but such as `others`.
  package static func members(_ keys: [JSONKey], others: JSONTree = false) -> [JSONTree.Member] {
    [
      .init("type", "object"),
      .init("properties", .object(keys.map { .init($0.name, $0.schema) })),
      .init("required", .array(keys.filter(\.isRequired).map { .string($0.name) })),
      .init("additionalProperties", others),
    ]
  }

  private static func orNull(_ member: JSONTree.Member) -> JSONTree.Member {
    switch (member.key, member.value) {
    case ("type", .string): .init("type", .array([member.value, "null"]))
    case ("enum", .array(let values)): .init("enum", .array(values + [.null]))
    default: member
    }
  }
}

extension JSONKey {
  fileprivate var schema: JSONTree {
    guard case .object(let members) = shape.schema else { return shape.schema }
    let title = look?.label.en ?? KeyWords.wording(name)?.en
    let told = [("title", title), ("description", words)].compactMap { key, text in
      text.map { JSONTree.Member(key, .string($0)) }
    }
    return .object(told + members)
  }
}

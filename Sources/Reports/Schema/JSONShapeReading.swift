import Core
import Foundation

extension JSONTree {
  /// A document that was written from a tree of that shape: members stand in the shape's order, others behind them by name.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data for one that is no JSON object.
  package static func document(_ path: String, keys: (_ schema: String) -> [JSONKey]) throws -> JSONTree {
    let bytes = try InputFile.bytes(path)
    do {
      try bytes.withUnsafeBytes { try JSONExtent.check($0) }
    } catch var failure as Failure {
      failure.file = path
      throw failure
    }
    guard let found = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
      throw Failure(.badData, "not readable as JSON", file: path)
    }
    return JSONTree(found, .open(keys(found["schema"] as? String ?? ""), .any))
  }

  private init(_ value: Any, _ shape: JSONShape) {
    switch (value, shape) {
    case (is NSNull, _): self = .null
    case (_, .maybe(let inner)): self.init(value, inner)
    case (let members as [String: Any], .object(let keys)): self.init(members, keys, .any)
    case (let members as [String: Any], .open(let keys, let other)): self.init(members, keys, other)
    case (let members as [String: Any], .named(let inner)): self.init(members, [], inner)
    case (let members as [String: Any], _): self.init(members, [], .any)
    case (let items as [Any], .list(let inner)): self = .array(items.map { JSONTree($0, inner) })
    case (let items as [Any], _): self = .array(items.map { JSONTree($0, .any) })
    case (let text as String, _): self = .string(text)
    case (let flag as Bool, .flag): self = .bool(flag)
    case (let number as NSNumber, .integer): self = .integer(number.intValue)
    case (let number as NSNumber, _): self = .number(number.doubleValue)
    default: self = .null
    }
  }

  private init(_ members: [String: Any], _ keys: [JSONKey], _ other: JSONShape) {
    let known = keys.compactMap { key in members[key.name].map { Member(key.name, JSONTree($0, key.shape)) } }
    let names = Set(keys.map(\.name))
    let others = members.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
    self = .object(known + others.map { Member($0.key, JSONTree($0.value, other)) })
  }
}

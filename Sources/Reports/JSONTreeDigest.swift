import Core

extension JSONTree {
  /// The key under which ``sealed`` puts the digest.
  package static let digestKey = "checksum"

  /// An object with a member `checksum` behind the others, which tells whether one of them was changed: sixteen hexadecimal
  /// digits, see ``digest``. Other values stay as they are.
  package var sealed: JSONTree {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(Self.digestKey, .string(digest))])
  }

  /// Sixteen hexadecimal digits of keys, values and the order of arrays; the order of an object's members and how the text is laid
  /// out do not matter. Whole numbers are the same as integers and as doubles.
  package var digest: String {
    var digest = Digest()
    add(to: &digest)
    return digest.digits
  }

  private func add(to digest: inout Digest) {
    // What follows, so that no value of one kind is one of another.
    switch self {
    case .null: digest.add(0 as UInt64)
    case .bool(let value): digest.add(UInt64(value ? 2 : 1))
    case .integer(let value): JSONTree.number(Double(value)).add(to: &digest)
    case .number(let value):
      digest.add(3 as UInt64)
      digest.add(value)
    case .string(let text):
      digest.add(4 as UInt64)
      digest.add(text)
    case .array(let values):
      for value in values { value.add(to: &digest) }
      digest.add(5 as UInt64)
      digest.add(UInt64(values.count))
    case .object(let members):
      for member in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
        digest.add(member.key)
        member.value.add(to: &digest)
      }
      digest.add(6 as UInt64)
      digest.add(UInt64(members.count))
    case .rows(let rows): JSONTree.string(JSONTree.rows(rows).description).add(to: &digest)
    }
  }
}

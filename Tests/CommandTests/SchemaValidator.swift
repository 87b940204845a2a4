import Foundation

/// Holds JSON against a JSON Schema (draft 2020-12), for the keywords that `rutverk schema` writes; any other is a fault of its own.
enum SchemaValidator {
  /// What is wrong with a value, each with the path to it; none where it is valid.
  static func faults(_ value: Any, _ schema: [String: Any], at path: String = "$") -> [String] {
    var faults = schema.keys.filter { !known.contains($0) }.sorted().map { "\(path): keyword \($0) is not known" }
    if let types = schema["type"] {
      let names = types as? [String] ?? [types as? String ?? ""]
      if !names.contains(where: { isOf($0, value) }) {
        faults.append("\(path): is no \(names.joined(separator: " or "))")
      }
    }
    if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { isSame($0, value) }) {
      faults.append("\(path): \(value) is none of \(allowed)")
    }
    if let kinds = schema["oneOf"] as? [[String: Any]] {
      let found = kinds.map { Self.faults(value, $0, at: path) }
      if found.count(where: \.isEmpty) != 1 { faults += found.min { $0.count < $1.count } ?? [] }
    }
    if let item = schema["items"] as? [String: Any], let values = value as? [Any] {
      for (index, value) in values.enumerated() { faults += Self.faults(value, item, at: "\(path)[\(index)]") }
    }
    guard let members = value as? [String: Any] else { return faults }
    for key in schema["required"] as? [String] ?? [] where members[key] == nil {
      faults.append("\(path): lacks \(key)")
    }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    for (key, value) in members.sorted(by: { $0.key < $1.key }) {
      if let own = properties[key] as? [String: Any] {
        faults += Self.faults(value, own, at: "\(path).\(key)")
      } else if let other = schema["additionalProperties"] as? [String: Any] {
        faults += Self.faults(value, other, at: "\(path).\(key)")
      } else if schema["additionalProperties"] != nil {
        faults.append("\(path): \(key) is not in the schema")
      }
    }
    return faults
  }

  private static let known: Set<String> = [
    "$schema", "$id", "title", "description", "type", "format", "enum", "oneOf", "items", "properties", "required",
    "additionalProperties",
  ]

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    let number = value as? NSNumber
    let isFlag = number.map { String(cString: $0.objCType) == "c" } ?? false
    return switch type {
    case "null": value is NSNull
    case "boolean": isFlag
    case "number": number != nil && !isFlag
    case "integer": number.map { !isFlag && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: false
    }
  }

  private static func isSame(_ a: Any, _ b: Any) -> Bool {
    (a is NSNull && b is NSNull) || (a as? String).map { $0 == b as? String } ?? false
  }
}

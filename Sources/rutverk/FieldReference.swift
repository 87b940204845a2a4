import Outputs
import Reports

/// The reference of all statistics, in Markdown: a table of keys for each, made from what their schemas are made from.
enum FieldReference {
  static func text(of schemas: [StatisticsSchema]) -> String {
    var text = """
      # Keys of the statistics

      Made by `rutverk schema --markdown`. `[]` is each element of a list, `*` a name out of the data. Numbers have all their digits; null is what cannot be had. Every
      document begins with `schema` and `run`.

      """
    text += section("Every document", "", RunRecord.keys.map { ($0.name, $0) }, path: "run.")
    for schema in schemas {
      text += section(
        schema.identifier, schema.words + "\n\n", schema.keys.map { ($0.name, $0) }, path: "")
    }
    return text
  }

  private static func section(_ title: String, _ words: String, _ keys: [(String, JSONKey)], path: String) -> String {
    var rows = ""
    for (_, key) in keys { add(key, path, &rows) }
    return "\n## \(title)\n\n\(words)| key | value | what |\n| --- | --- | --- |\n\(rows)"
  }

  private static func add(_ key: JSONKey, _ path: String, _ rows: inout String) {
    let name = path + key.name
    let (kind, inner) = describe(key.shape)
    // Words that only repeat the key say nothing.
    let title = KeyWords.wording(key.name)?.en ?? ""
    let isKey = title.lowercased() == key.name.replacing("_", with: " ")
    let words = (key.words ?? (isKey ? "" : title)).replacing("|", with: "\\|").replacing("*", with: "\\*")
    rows += "| `\(name)` | \(kind)\(key.isRequired ? "" : ", may be absent") | \(words) |\n"
    for (suffix, keys) in inner { for key in keys { add(key, name + suffix + ".", &rows) } }
  }

  /// What a value is, in words, and the keys within it.
  private static func describe(_ shape: JSONShape) -> (kind: String, inner: [(suffix: String, keys: [JSONKey])]) {
    switch shape {
    case .text: return ("text", [])
    case .date: return ("day", [])
    case .integer: return ("whole number", [])
    case .number: return ("number", [])
    case .flag: return ("true or false", [])
    case .oneOf(let texts): return (texts.map { "`\($0)`" }.joined(separator: ", "), [])
    case .scalar: return ("number, text or null", [])
    case .any: return ("anything", [])
    case .object(let keys), .open(let keys, _): return ("object", [("", keys)])
    case .named(let value):
      let (kind, inner) = describe(value)
      return ("by name: \(kind)", inner.map { (".*" + $0.suffix, $0.keys) })
    case .list(let item):
      let (kind, inner) = describe(item)
      return ("list: \(kind)", inner.map { ("[]" + $0.suffix, $0.keys) })
    case .maybe(let inner):
      let (kind, keys) = describe(inner)
      return (kind + " or null", keys)
    }
  }
}

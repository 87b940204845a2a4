import Columns
import Reports

/// What tabs and headings of a workbook of statistics say where no figure's own label does.
struct SheetWords {
  let language: Language

  /// A tab: the path to its table in words.
  func tab(_ path: String) -> String {
    let text = path.split(separator: " ").map { word(String($0)) }.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A heading: the keys that lead to it in words, and its figure's own label.
  func heading(_ path: [String], _ key: JSONKey) -> String {
    let label = key.look.map { language.text($0.label) } ?? word(key.name)
    // What only the data names stays as it is.
    if label == key.name, path.isEmpty, KeyWords.wording(label) == nil { return label }
    let text = (path.map(word) + [label]).joined(separator: ", ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The unit of a key: of its figure, else as its name ends.
  func unit(_ key: JSONKey) -> String {
    if let look = key.look { return look.isShare ? language.text(sv: "andel 0–1", en: "share 0–1") : look.unit }
    for (ending, unit) in Self.endings where key.name.hasSuffix(ending) || key.name == ending.dropFirst() {
      return unit
    }
    return ""
  }

  private static let endings = [
    ("_km2", "km²"), ("_m2", "m²"), ("_percent", "%"), ("_mm", "mm"), ("_m", "m"),
  ]

  private func word(_ key: String) -> String {
    guard let words = KeyWords.wording(key) else { return key }
    return language.text(words)
  }
}

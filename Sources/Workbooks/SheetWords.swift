import Columns
import Reports

/// What tabs and headings of a workbook of statistics say where no figure's own label does.
struct SheetWords {
  let language: Language
  /// A class of areas by its code, as people write it.
  let className: (_ code: String) -> String

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

  /// A text in a row: codes of classes as people write them, everything else as it is.
  func value(_ text: String, _ key: JSONKey) -> String {
    key.name == "class" || key.name.hasSuffix("_class") ? className(text) : text
  }

  /// The unit of a key: of its figure, else as its name ends.
  func unit(_ key: JSONKey) -> String {
    if let look = key.look { return look.isShare ? language.text(sv: "andel 0–1", en: "share 0–1") : look.unit }
    return Self.ending(key)?.unit ?? ""
  }

  /// How numbers of a key look: as its figure says, else as its name ends.
  func look(_ key: JSONKey) -> Workbook.NumberLook {
    if let look = key.look { return look.isShare ? .percent(look.decimals) : .decimals(look.decimals) }
    if case .number = key.shape.known { return Self.ending(key)?.look ?? .plain }
    return .plain
  }

  private static func ending(_ key: JSONKey) -> (name: String, unit: String, look: Workbook.NumberLook)? {
    endings.first(where: { key.name.hasSuffix($0.name) || key.name == $0.name.dropFirst() })
  }

  private static let endings: [(name: String, unit: String, look: Workbook.NumberLook)] = [
    ("_km2", "km²", .decimals(3)), ("_m2", "m²", .decimals(1)), ("_percent", "%", .decimals(1)),
    ("_mm", "mm", .decimals(1)), ("_m", "m", .decimals(0)), ("_m_median", "m", .decimals(0)),
    ("share_of_country", "", .percent(4)),
  ]

  private func word(_ key: String) -> String {
    guard let words = KeyWords.wording(key) else { return key }
    return language.text(words)
  }
}

/// The police's assessment of an area, or any other class that a layer uses.
public struct AreaClass: Hashable, Sendable {
  /// The code as written in outputs: one of the police's four, or the layer's own text.
  public let code: String

  /// A class by its code, taken as it is.
  public init(code: String) { self.code = code }

  /// *Särskilt utsatt område*.
  public static let sarskiltUtsatt = AreaClass(code: "sarskilt_utsatt")
  /// *Riskområde*.
  public static let risk = AreaClass(code: "risk")
  /// *Utsatt område*.
  public static let utsatt = AreaClass(code: "utsatt")
  /// *Övriga inrapporterade områden*: reported, not assessed into a class.
  public static let ovrig = AreaClass(code: "ovrig")

  /// The police's own classes by falling severity.
  public static let bySeverity = [sarskiltUtsatt, risk, utsatt]

  /// The class that a layer's text means; case and diacritics do not matter, and a text that is no known alias is a
  /// class of its own. The empty text is no class (nil).
  public init?(text: String) {
    let key = Self.folded(text)
    if key.isEmpty { return nil }
    if let known = Self.aliases[key] {
      self = known
    } else {
      var trimmed = text[...]
      while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
      while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
      self.init(code: String(trimmed))
    }
  }

  private static let aliases: [String: AreaClass] = {
    let texts: [(AreaClass, [String])] = [
      (
        sarskiltUtsatt,
        [
          "sarskilt_utsatt", "Särskilt utsatt område", "Särskild utsatt område", "Särskilt utsatt",
          "Särskilt utsatta områden",
          "SUO",
        ]
      ),
      (risk, ["risk", "Riskområde", "Riskområden", "RO"]),
      (utsatt, ["utsatt", "Utsatt område", "Utsatta områden", "utsattomr", "UO"]),
      (ovrig, ["ovrig", "Övrigt", "Övriga", "Övriga inrapporterade områden", "Övriga inrapporterade"]),
    ]
    var result: [String: AreaClass] = [:]
    for (areaClass, names) in texts { for name in names { result[folded(name)] = areaClass } }
    return result
  }()

  /// Lower case, å ä ö without their marks, and only one space, underscore or hyphen between words.
  private static func folded(_ text: String) -> String {
    let marks: [Character: Character] = ["å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u"]
    var result = ""
    for character in text.lowercased() {
      // Decomposed letters (a + U+0308) compare equal to composed ones in Swift.
      let plain = marks[character] ?? character
      if plain.isWhitespace || plain == "_" || plain == "-" {
        if !result.isEmpty, result.last != " " { result.append(" ") }
      } else {
        result.append(plain)
      }
    }
    if result.last == " " { result.removeLast() }
    return result
  }
}

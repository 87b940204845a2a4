import Core

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
    let key = FoldedText.words(text)
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

  /// Whether this is one of the four classes that the police's reports know.
  public var isKnown: Bool { self == .ovrig || Self.bySeverity.contains(self) }

  /// Whether the text says that the area was looked at and is *not* an utsatt område (the report's "Ej utsatt område").
  public var meansNotAssessed: Bool { Self.notAssessed.contains(FoldedText.words(code)) }

  private static let notAssessed: Set<String> = [
    "ej utsatt", "ej utsatt omrade", "ej utsatta omraden", "inte utsatt", "inte utsatt omrade", "ej bedomt",
    "ej bedomd", "not assessed",
  ]

  /// The texts that are taken for one of the known classes, for suggestions.
  public static var knownTexts: [String] { texts.flatMap(\.1) }

  private static let texts: [(AreaClass, [String])] = [
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

  private static let aliases: [String: AreaClass] = {
    var result: [String: AreaClass] = [:]
    for (areaClass, names) in texts { for name in names { result[FoldedText.words(name)] = areaClass } }
    return result
  }()
}

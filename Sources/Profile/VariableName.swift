import Reports

/// Variables and groups as people call them; names of other definitions stand as they are.
package enum VariableName {
  private static let known: [String: (sv: String, en: String)] = [
    "inkomst": ("Inkomst", "Income"),
    "utbildning": ("Högst förgymnasial utbildning", "At most lower-secondary education"),
    "forvarvsfrekvens": ("Förvärvsfrekvens", "Gainful employment"),
    "utlandsk_bakgrund": ("Utländsk bakgrund", "Foreign background"),
    "trangboddhet": ("Trångboddhet", "Overcrowding"),
    "ensamstaende": ("Ensamstående föräldrar", "Single parents"),
    "unga_0_15": ("Barn 0–15 år", "Children 0–15"),
    "unga_16_19": ("Unga 16–19 år", "Youth 16–19"),
    "ekonomisk_marginalisering": ("Ekonomisk marginalisering", "Economic marginalisation"),
    "segregation": ("Segregation", "Segregation"),
    "familjeforhallanden": ("Familjeförhållanden", "Family conditions"),
  ]

  /// The name in that language.
  package static func of(_ name: String, _ language: Language) -> String {
    known[name].map { language.text(sv: $0.sv, en: $0.en) } ?? name
  }

  /// The name with the unit of its values, where it is not a percentage.
  static func withUnit(_ variable: ProfileLayer.Variable, _ language: Language) -> String {
    let name = of(variable.name, language)
    return switch variable.unit {
    case .share, .number: name
    case .perSquare: name + language.text(sv: ", antal per 250 m-ruta", en: ", per square of 250 m")
    }
  }

  /// A value of the variable as people read it.
  static func value(_ value: Double, of variable: ProfileLayer.Variable, _ language: Language) -> String {
    switch variable.unit {
    case .share: language.percent(value)
    case .perSquare: language.number(value, decimals: 2)
    case .number: language.number(value, decimals: abs(value) < 10 ? 3 : 1)
    }
  }
}

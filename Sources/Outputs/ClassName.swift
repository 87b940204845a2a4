import Areas
import Reports

/// A class as people write it.
package enum ClassName {
  package static func of(_ areaClass: AreaClass?, _ language: Language) -> String {
    switch areaClass {
    case .sarskiltUtsatt?: "Särskilt utsatt område"
    case .risk?: "Riskområde"
    case .utsatt?: "Utsatt område"
    case .ovrig?: language.text(sv: "Övrigt", en: "Other reported")
    case let other?: other.code
    case nil: language.text(sv: "(utan klass)", en: "(no class)")
    }
  }

  /// What maps call one area, or the areas, of a class: in English the police's own translations.
  package static func onMaps(_ areaClass: AreaClass?, _ language: Language, isPlural: Bool) -> String {
    let ending = isPlural ? "s" : ""
    switch (areaClass, language) {
    case (.sarskiltUtsatt?, .en): return "Particularly vulnerable area" + ending
    case (.risk?, .en): return "Risk area" + ending
    case (.utsatt?, .en): return "Vulnerable area" + ending
    default: return isPlural ? areas(of: areaClass, language) : of(areaClass, language)
    }
  }

  /// The areas of a class, as people write them.
  package static func areas(of areaClass: AreaClass?, _ language: Language) -> String {
    switch areaClass {
    case .sarskiltUtsatt?: "Särskilt utsatta områden"
    case .risk?: "Riskområden"
    case .utsatt?: "Utsatta områden"
    case .ovrig?: language.text(sv: "Övriga inrapporterade", en: "Other reported")
    default: of(areaClass, language)
    }
  }
}

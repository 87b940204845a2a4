import Areas
import Reports

/// A class as people write it.
enum ClassName {
  static func of(_ areaClass: AreaClass?, _ language: Language) -> String {
    switch areaClass {
    case .sarskiltUtsatt?: "Särskilt utsatt område"
    case .risk?: "Riskområde"
    case .utsatt?: "Utsatt område"
    case .ovrig?: language.text(sv: "Övrigt", en: "Other reported")
    case let other?: other.code
    case nil: language.text(sv: "(utan klass)", en: "(no class)")
    }
  }
}

import Areas
import Cartography
import Reports

/// What the page calls the figures of areas and cells, and what it says about a map.
struct PageLabels {
  let language: Language

  init(_ language: Language) { self.language = language }

  /// Why a cell has no index, from its status; nil for a status that is none.
  func reason(_ status: String) -> String? {
    language.status(status) { language.text(CellFigure.variable($0)).lowercased() }
  }

  /// The police's own short forms; nil for other classes.
  func short(_ areaClass: AreaClass?) -> String? {
    switch areaClass {
    case .sarskiltUtsatt: "SUO"
    case .risk: "RO"
    case .utsatt: "UO"
    case .ovrig: language.text(sv: "övrigt", en: "other")
    default: nil
    }
  }

  var withheld: String { language.text(sv: "undanhållet", en: "withheld") }
  var basis: String { language.text(sv: "Grund", en: "Basis") }
  var source: String { language.text(sv: "Källa", en: "Source") }
  var date: String { language.text(sv: "Datum", en: "Date") }
  var plane: String { language.text(sv: "Koordinater", en: "Coordinates") }

  /// Why some squares have no class.
  var noIndexNote: String {
    language.text(
      sv:
        "Rutor utan index har för få invånare eller saknar en variabel; de är streckade och hör inte till någon klass.",
      en:
        "Cells without an index have too few inhabitants or lack a variable; they are hatched and belong to no class."
    )
  }

  /// What a map like this cannot say.
  var causeNote: String {
    language.text(
      sv:
        "Kartan visar var livsvillkor och områden sammanfaller. Den visar inga orsaker, och ingenting om enskilda.",
      en:
        "The map shows where living conditions and areas coincide. It shows no causes, and nothing about individuals."
    )
  }
}

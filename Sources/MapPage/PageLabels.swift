import Areas
import Reports

/// What the page calls the figures of areas and cells, and what it says about a map.
package struct PageLabels {
  /// A field of `rutverk overlay` as the page shows it.
  struct Field {
    var name: String
    var label: String
    var decimals: Int
    var unit = ""
    /// What a value is multiplied by before it is shown: 100 for shares.
    var factor = 1.0
  }

  let language: Language
  private let areZones: Bool

  init(_ language: Language, areZones: Bool = false) { (self.language, self.areZones) = (language, areZones) }

  private func ofUnits(sv: String, en: String) -> String {
    let text = language.text(sv: sv, en: en)
    return areZones ? ZoneWords.of(text) : text
  }

  /// The fields in the order of the table.
  var areaFields: [Field] {
    [
      Field(name: "population", label: language.text(sv: "Befolkning", en: "Population"), decimals: 0),
      Field(name: "index_mean", label: language.text(sv: "Index, medel", en: "Index, mean"), decimals: 2),
      Field(
        name: "percentile_mean", label: language.text(sv: "Percentil, medel", en: "Percentile, mean"), decimals: 1),
      Field(
        name: "red_population_share", label: ofUnits(sv: "Bor i röda rutor", en: "Live in red cells"),
        decimals: 1, unit: "%", factor: 100),
      Field(
        name: "red_area_share", label: language.text(sv: "Röd yta", en: "Red ground"), decimals: 1, unit: "%",
        factor: 100),
      Field(name: "area_km2", label: language.text(sv: "Yta", en: "Area"), decimals: 2, unit: "km²"),
      Field(
        name: "density_km2", label: language.text(sv: "Invånare per km²", en: "Inhabitants per km²"), decimals: 0),
      Field(
        name: "invanardistans_m", label: language.text(sv: "Invånardistans", en: "Distance between inhabitants"),
        decimals: 1, unit: "m"),
      Field(name: "cells", label: ofUnits(sv: "Rutor", en: "Cells"), decimals: 0),
      Field(name: "unga_0_15_antal", label: language.text(sv: "Barn 0–15 år", en: "Children 0–15"), decimals: 0),
      Field(name: "unga_16_19_antal", label: language.text(sv: "Unga 16–19 år", en: "Youth 16–19"), decimals: 0),
    ]
  }

  /// The index's variables that are figures by themselves, in the order of the definition. Densities of children and
  /// youth are not among them: their numbers are shown; nor is the overcrowded share, which has its own place.
  package static let variables = ["inkomst", "utbildning", "forvarvsfrekvens", "utlandsk_bakgrund", "ensamstaende"]

  /// A variable as people call it.
  func variable(_ name: String) -> String {
    switch name {
    case "inkomst": language.text(sv: "Inkomst", en: "Income")
    case "utbildning":
      language.text(sv: "Högst förgym\u{AD}nasial utbildning", en: "At most lower-secondary education")
    case "forvarvsfrekvens": language.text(sv: "Förvärvs\u{AD}frekvens", en: "Gainful employment")
    case "utlandsk_bakgrund": language.text(sv: "Utländsk bakgrund", en: "Foreign background")
    case "ensamstaende": language.text(sv: "Ensamstående föräldrar", en: "Single parents")
    default: name
    }
  }

  /// Why a cell has no index, from its status; nil for a status that is none.
  func reason(_ status: String) -> String? {
    if status == "too_few_people" { return language.text(sv: "för få invånare", en: "too few people") }
    let parts = status.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let name =
      parts[1] == "population" ? language.text(sv: "befolkning", en: "population") : variable(parts[1]).lowercased()
    switch parts[0] {
    case "missing": return language.text(sv: "uppgift saknas: \(name)", en: "missing: \(name)")
    case "suppressed": return language.text(sv: "uppgift dold: \(name)", en: "suppressed: \(name)")
    default: return nil
    }
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

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

  /// A heading: the key in words, or the key.
  func heading(_ key: String) -> String {
    let text = word(key)
    return Self.words[key] == nil ? key : text.prefix(1).uppercased() + text.dropFirst()
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
    guard let words = Self.words[key] else { return key }
    return language.text(words)
  }

  private static let words: [String: Wording] = [
    "run": Wording("körning", "run"), "summary": Wording("sammanfattning", "summary"),
    "field": Wording("uppgift", "field"), "value": Wording("värde", "value"), "number": Wording("nr", "no."),
    "id": Wording("id", "id"), "name": Wording("namn", "name"), "class": Wording("klass", "class"),
    "year": Wording("år", "year"), "years": Wording("år", "years"), "period": Wording("period", "period"),
    "periods": Wording("perioder", "periods"), "areas": Wording("områden", "areas"),
    "classes": Wording("klasser", "classes"), "total": Wording("totalt", "total"),
    "totals": Wording("totalt", "totals"), "outside": Wording("utanför", "outside"),
    "grid": Wording("alla rutor", "grid"), "overlaps": Wording("överlapp", "overlaps"),
    "concordance": Wording("samstämmighet", "concordance"), "country": Wording("riket", "country"),
    "alla_utsatta": Wording("alla utsatta", "alla utsatta"), "sentence": Wording("mening", "sentence"),
    "units": Wording("enheter", "units"), "population": Wording("befolkning", "population"),
    "count": Wording("antal", "count"), "categories": Wording("kategorier", "categories"),
    "category": Wording("kategori", "category"), "region": Wording("region", "region"),
    "status": Wording("status", "status"), "reference": Wording("referens", "reference"),
    "variables": Wording("variabler", "variables"), "variable": Wording("variabel", "variable"),
    "comparisons": Wording("jämförelser", "comparisons"), "displacement": Wording("omflyttning", "displacement"),
    "transitions": Wording("övergångar", "transitions"), "changes": Wording("ändringar", "changes"),
    "persistence": Wording("varaktighet", "persistence"), "from": Wording("från", "from"),
    "to": Wording("till", "to"),
    "suggestions": Wording("förslag", "suggestions"), "series": Wording("serie", "series"),
    "findings": Wording("fynd", "findings"), "groups": Wording("grupper", "groups"), "map": Wording("karta", "map"),
    "trends": Wording("trender", "trends"), "parents": Wording("enheter ovanför", "parents"),
    "months": Wording("månader", "months"), "days": Wording("dagar", "days"), "kind": Wording("slag", "kind"),
    "share": Wording("andel", "share"), "area_km2": Wording("yta", "area"),
    "area_planar_km2": Wording("yta i planet", "planar area"), "by_status": Wording("efter status", "by status"),
    "hotspots": Wording("rutor med flest", "hotspots"), "rank": Wording("rang", "rank"),
  ]
}

import Outputs
import Areas
import Dygnsavtryck
import Reports

extension FootprintResult {
  /// The statistics as tables for people: the rows and columns of the report's Tabell 9, and with several radii how the shares
  /// depend on them.
  package func tables(_ language: Language) -> [TextTable] {
    guard let main = footprints.first else { return [] }
    var first = table(main, language)
    first.lead = sentence(main, language)
    return footprints.count > 1 ? [first, sensitivity(language)] : [first]
  }

  private func names(_ language: Language) -> [String] {
    areas.classes.map { ClassName.areas(of: $0.map(AreaClass.init(code:)), language) }
  }

  private func table(_ footprint: Footprint, _ language: Language) -> TextTable {
    let together = footprint.together
    var table = TextTable(
      language.text(sv: "Dygnsavtryck och unika telefoner", en: "Dygnsavtryck and unique phones")
        + ", \(language.number(footprint.radiusMetres, decimals: 0)) m",
      columns: [("", .left)] + names(language).map { ($0, .right) }
        + (together == nil ? [] : [(language.text(sv: "Utsatta områden totalt", en: "All utsatta områden"), .right)]))
    let classes = footprint.classes
    func row(
      _ sv: String, _ en: String, all: (Footprint.Together) -> String = { _ in "" },
      _ cell: (Footprint.Class) -> String
    ) {
      table.add([language.text(sv: sv, en: en)] + classes.map(cell) + (together.map { [all($0)] } ?? []))
    }
    row("Antal områden", "Areas", all: { language.count($0.areas) }) { language.count($0.areas) }
    row("Områden utan aktivitet", "Areas without activity", all: { language.count($0.areasWithoutActivity) }) {
      language.count($0.areasWithoutActivity)
    }
    row(
      "Andel av dygnsavtryck i riket", "Share of the country's dygnsavtryck",
      all: { language.percent($0.share ?? .nan) }
    ) { language.percent($0.share ?? .nan) }
    row("Dygnsavtryck, medel (min–max)", "Dygnsavtryck, mean (min–max)") { figures in
      range(figures.dygnsavtryckMean, figures.dygnsavtryckMin, figures.dygnsavtryckMax) {
        Self.small($0, decimals: 1, language)
      }
    }
    row("Unika telefoner, medel (min–max)", "Unique phones, mean (min–max)") { figures in
      range(
        figures.uniquePhonesMean, figures.uniquePhonesMin.map(Double.init), figures.uniquePhonesMax.map(Double.init)
      ) { Self.small($0, decimals: 0, language) }
    }
    for figure in comparisons {
      guard let look = figure.field.look, case .number(let value) = figure.value else { continue }
      func text(_ compared: ComparedActivity) -> String {
        look.isShare
          ? language.percent(value(compared), decimals: look.decimals)
          : language.number(value(compared), decimals: look.decimals)
      }
      table.add(
        [language.text(sv: look.label.sv, en: look.label.en)]
          + classes.indices.map { text(compared(classOf: $0, footprint)) }
          + (together.map { [text(compared($0))] } ?? []))
    }
    let totals = footprint.totals
    let inside = language.number(totals.inside ?? .nan, decimals: 1)
    func count(_ value: Int?) -> String { value.map(language.count) ?? "–" }
    table.note(
      language,
      sv:
        "Hela landet: \(count(totals.phoneDays)) dygnsavtryck av \(count(totals.phones)) telefoner, varav "
        + "\(inside) i områdena. Händelser: \(language.count(totals.events)), "
        + "utan känd station: \(language.count(totals.eventsUnlocated)). Rest: \(totals.residual).",
      en: "Country: \(count(totals.phoneDays)) dygnsavtryck of \(count(totals.phones)) phones, "
        + "\(inside) of them in the areas. Events: \(language.count(totals.events)), "
        + "without a known station: \(language.count(totals.eventsUnlocated)). Residual: \(totals.residual).")
    if classes.contains(where: { $0.withheld != nil || $0.areasWithheld != nil }) || totals.inside == nil {
      table.note(
        language,
        sv: "– är uppgifter som inte visas: färre än \(minPhones) telefoner, eller så att de kunde räknas fram.",
        en: "– are figures withheld: fewer than \(minPhones) phones, or they would give such a figure away.")
    }
    return table
  }

  /// Shares of the classes for every radius.
  private func sensitivity(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(
        sv: "Andel av dygnsavtryck i riket, efter radie", en: "Share of the country's dygnsavtryck, by radius"),
      columns: [("", .left)]
        + footprints.map { (language.number($0.radiusMetres, decimals: 0) + "\u{A0}m", .right) })
    for (place, name) in names(language).enumerated() {
      table.add([name] + footprints.map { language.percent($0.classes[place].share ?? .nan, decimals: 2) })
    }
    table.add(
      [language.text(sv: "I alla områden", en: "In all areas")]
        + footprints.map { footprint in
          language.percent(footprint.insideShare ?? .nan, decimals: 2)
        })
    return table
  }

  private func range(_ mean: Double?, _ least: Double?, _ greatest: Double?, _ text: (Double) -> String) -> String {
    guard let mean, let least, let greatest else { return mean.map(text) ?? "–" }
    return "\(text(mean)) (\(text(least))–\(text(greatest)))"
  }

  /// A figure as the report writes it: what is more than nothing and rounds to nothing is `>0`.
  private static func small(_ value: Double, decimals: Int, _ language: Language) -> String {
    let half = decimals == 0 ? 0.5 : 0.05
    return value > 0 && value < half ? ">0" : language.number(value, decimals: decimals)
  }
}

import Reports

/// The words that stand on maps, in Swedish and English; one place for every output.
package struct MapWords: Sendable, Equatable {
  /// The language.
  package let language: Language

  /// Whether what is coloured by class are zones, not cells.
  package let areZones: Bool

  /// What the classes are where they are those of a figure; nil for the index.
  package var figure: FigureWords?

  /// Words in that language.
  package init(_ language: Language, areZones: Bool = false) { (self.language, self.areZones) = (language, areZones) }

  /// What is said of cells, or of zones in their place.
  package func ofUnits(sv: String, en: String) -> String {
    let text = language.text(sv: sv, en: en)
    return areZones ? ZoneWords.of(text) : text
  }

  /// Heading of the legend's classes.
  package var livingConditions: String { figure?.title ?? language.text(sv: "Livsvillkor", en: "Living conditions") }
  /// Which end of so many classes is which, such as `1 bäst – 7 sämst`: other Swedish indices count the other way.
  package func direction(_ classes: Int) -> String {
    figure?.remark ?? language.text(sv: "1 bäst – \(classes) sämst", en: "1 best – \(classes) worst")
  }
  /// Which end is which, and what a square shows where cells are gathered in larger ones.
  package func remark(_ classes: Int, _ aggregateMetres: Int32?) -> String {
    guard let aggregateMetres else { return direction(classes) }
    let side = length(metres: Double(aggregateMetres))
    return direction(classes)
      + language.text(
        sv: "; rutor om \(side), var och en i den klass där flest bor",
        en: "; squares of \(side), each in the class that most people live in")
  }
  /// What a raster's overviews show.
  package var overviews: String {
    language.text(
      sv: "i översikter den klass där flest bor", en: "in overviews the class that most people live in")
  }
  /// Heading of the sizes of squares that cells are gathered in.
  package var squareSizes: String { language.text(sv: "Rutans storlek", en: "Size of the square") }
  /// What the sizes stand for.
  package var squareSizesRemark: String { language.text(sv: "invånare per km²", en: "inhabitants per km²") }
  /// A size of square, by its place in ``SquareSize/steps``.
  package func squareSize(_ index: Int) -> String {
    func number(_ value: Double) -> String { language.number(value, decimals: 0) }
    let steps = SquareSize.steps
    let least = number(steps[index].density)
    if index == 0 { return language.text(sv: "minst \(least)", en: "\(least) or more") }
    let below = number(steps[index - 1].density)
    if index == steps.count - 1 { return language.text(sv: "under \(below)", en: "below \(below)") }
    return language.text(sv: "\(least) till under \(below)", en: "\(least) to below \(below)")
  }
  /// A class in the legend: `1 bäst`, `2`, …, `5 sämst`.
  package func classLabel(_ number: Int, of count: Int) -> String {
    if let figure { return figure.labels.indices.contains(number - 1) ? figure.labels[number - 1] : "\(number)" }
    if count > 1, number == 1 { return language.text(sv: "1 bäst", en: "1 best") }
    if count > 1, number == count { return language.text(sv: "\(number) sämst", en: "\(number) worst") }
    return "\(number)"
  }
  /// Cells without an index.
  package var noIndex: String { figure?.noData ?? language.text(sv: "inget index", en: "no index") }
  /// Cells of an uncertain class.
  package var uncertain: String { language.text(sv: "klassen osäker", en: "class uncertain") }
  /// Heading of the areas.
  package var areas: String { language.text(sv: "Områden", en: "Areas") }
  /// Heading of the cells, as a layer.
  package var cells: String { figure?.title ?? ofUnits(sv: "Rutor", en: "Cells") }
  /// Heading of the rings.
  package var rings: String { language.text(sv: "Barn och unga 0–19 år", en: "Children and youth 0–19") }
  /// Which cells get a ring.
  ///
  /// - Parameter least: a number below which the map draws none, where that is more than the rule asks for.
  package func ringRule(_ rule: RingRule, least drawn: Double = 0) -> String {
    let least = language.number(max(rule.minimumYoung, drawn), decimals: 0)
    guard rule.minimumOvercrowded > 0 else {
      return ofUnits(sv: "rutor med minst \(least)", en: "cells with at least \(least)")
    }
    let percent = rule.minimumOvercrowded * 100
    let share = language.percent(rule.minimumOvercrowded, decimals: percent == percent.rounded() ? 0 : 1)
    return ofUnits(
      sv: "rutor med minst \(least) och minst \(share) trångbodda",
      en: "cells with at least \(least), and at least \(share) overcrowded")
  }
  /// The map's title when the user gives none.
  package var title: String { figure?.title ?? ofUnits(sv: "Livsvillkor i rutor", en: "Living conditions by cell") }
  /// A map without a title, and its legend, as bookmarks.
  package var map: String { language.text(sv: "Karta", en: "Map") }
  package var legend: String { language.text(sv: "Teckenförklaring", en: "Legend") }
  /// Before the source.
  package func source(_ text: String) -> String { language.text(sv: "Källa: ", en: "Source: ") + text }
  /// Before the date.
  package func date(_ text: String) -> String { text }
  /// A class of areas that are drawn as marks, beside those that are outlined.
  package func small(_ label: String) -> String { label + language.text(sv: ", små", en: ", small") }
  /// North, on the arrow.
  package var north: String { "N" }
  /// The system of coordinates and the scale, `SWEREF 99 TM · skala 1:25 000`.
  package func scale(_ denominator: Double) -> String {
    "SWEREF 99 TM · " + language.text(sv: "skala", en: "scale") + " 1:" + language.number(denominator, decimals: 0)
  }
  /// A length on a scale bar: metres below a kilometre.
  package func length(metres: Double) -> String {
    if metres < 1000 { return language.number(metres, decimals: 0) + "\u{A0}m" }
    let km = metres / 1000
    return language.number(km, decimals: km == km.rounded() ? 0 : 1) + "\u{A0}km"
  }
}

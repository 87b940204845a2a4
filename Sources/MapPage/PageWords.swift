import Cartography
import Reports

/// The page's own words in its language, as a member of its data.
struct PageWords {
  let language: Language
  private let areZones: Bool

  /// What the sizes of gathered squares say.
  private var squareSizes: String {
    let words = MapWords(language)
    let sizes = SquareSize.steps.indices.map(words.squareSize).joined(separator: ", ")
    return "\(words.squareSizes), \(words.squareSizesRemark): \(sizes)."
  }

  var tree: JSONTree {
    .members([
      "cells": word("Rutor", "Cells"), "squares": word("rutor", "cells"), "square": word("Ruta", "Cell"),
      "areas": word("Områden", "Areas"), "area": word("Område", "Area"),
      "names": word("Områdenas namn", "Names of areas"),
      "base": word("Bakgrund", "Base"), "places": word("Bakgrundens namn", "Names of the base"),
      "place": word("Plats", "Place"),
      "searchPlaces": word("Sök område, plats eller ruta", "Search area, place or cell"),
      "tools": PageToolWords(language: language).tree,
      "class": word("Klass", "Class"), "people": word("invånare", "inhabitants"),
      "uncertain": word("klassen osäker", "class uncertain"), "variables": word("Variabler", "Variables"),
      "search": word("Sök område eller ruta", "Search area or cell"), "matches": word("Träffar", "Matches"),
      "found": word("{0} träffar", "{0} matches"), "foundNothing": word("Inga träffar", "No matches"),
      "chosen": word("Valt på kartan", "Chosen on the map"), "close": word("Stäng", "Close"),
      "zoomTo": word("Visa på kartan", "Show on map"), "zoomIn": word("Zooma in", "Zoom in"),
      "zoomOut": word("Zooma ut", "Zoom out"), "showWhole": word("Visa hela kartan", "Show the whole map"),
      "panel": word("Uppgifter om kartan", "About the map"), "parts": word("Delar", "Parts"),
      "sheet": word("Visa eller dölj uppgifterna", "Show or hide the panel"),
      "tabs": .members([
        "overview": word("Översikt", "Overview"), "areas": word("Områden", "Areas"),
        "about": word("Om kartan", "About"),
      ]),
      "tableCaption": word(
        "{0} områden. Välj en rad för att visa området på kartan.",
        "{0} areas. Choose a row to show the area on the map."),
      "showAll": word("Visa alla {0}", "Show all {0}"),
      "histogram": word("Indexets fördelning", "Distribution of the index"),
      "histogramLabel": word(
        "Stapeldiagram: {0} efter index, från {1} till {2}", "Bar chart: {0} by index, from {1} to {2}"),
      "histogramTotal": word("{0} {1} i rutor med index", "{0} {1} in cells with an index"),
      "histogramBin": word("Index {0} till {1}: {2} {3}", "Index {0} to {1}: {2} {3}"),
      "mapLabel": word(
        "Karta: {0}. {1} rutor, {2} områden. Piltangenter flyttar, plus och minus zoomar, Enter läser mitten.",
        "Map: {0}. {1} cells, {2} areas. Arrow keys move, plus and minus zoom, Enter reads the middle."),
      "gathered": word(
        "Rutor om {0}: var och en i den klass där flest bor.",
        "Squares of {0}: each in the class that most people live in."),
      "gatheredSizes": .string(squareSizes),
      "nothingHere": word("Inget här", "Nothing here"), "noCells": word("Inga rutor", "No cells"),
      "nothing": word("Det finns inget att visa.", "There is nothing to show."),
      "reading": word("Så läses kartan", "How to read the map"), "keyboard": word("Tangentbord", "Keyboard"),
      "keys": .array(keys.map { .array([.string($0), word($1, $2)]) }),
      "library": word("Programbibliotek", "Library"),
      "libraryText": word(
        "Kartan använder Leaflet © 2010–2019 Vladimir Agafonkin, © 2010–2011 CloudMade (BSD-2-Clause; licensen står i filen).",
        "The map uses Leaflet © 2010–2019 Vladimir Agafonkin, © 2010–2011 CloudMade (BSD-2-Clause; the licence is in the file)."
      ),
    ])
  }

  private let keys = [
    ("← ↑ → ↓", "flytta kartan, eller raden i tabellen", "move the map, or the row in the table"),
    ("+ −", "zooma", "zoom"),
    ("Enter", "välj det som ligger under korset, eller raden", "choose what lies under the cross, or the row"),
    ("⌫", "ta bort den senaste mätpunkten", "remove the last point measured"),
    ("Esc", "släpp valet", "let go of what is chosen"),
    ("Home", "visa hela kartan", "show the whole map"),
  ]

  init(_ language: Language, areZones: Bool) { (self.language, self.areZones) = (language, areZones) }

  /// What a reader should know of how the page was made.
  func notes(zoneTolerance: Double?, areaTolerance: Double?, baseTolerance: Double?) -> [String] {
    var notes: [String] = []
    if !areZones {
      notes.append(
        language.text(
          sv: "När flera rutor delar en bildpunkt syns den klass som flest av deras invånare bor i.",
          en: "Where several cells share a pixel, the class of most of their inhabitants is seen."))
    }
    func note(_ what: (sv: String, en: String), _ tolerance: Double) {
      let metres = language.number(tolerance, decimals: 0)
      notes.append(
        language.text(
          sv:
            "\(what.sv) är förenklade med högst \(metres) m och avrundade till hela meter; siffrorna är räknade på de exakta.",
          en:
            "\(what.en) are simplified by at most \(metres) m and rounded to whole metres; the figures are computed from the exact ones."
        ))
    }
    if let zoneTolerance { note(("Zonernas gränser", "The zones' outlines"), zoneTolerance) }
    if let areaTolerance { note(("Områdenas gränser", "The areas' outlines"), areaTolerance) }
    if let baseTolerance { note(("Bakgrundens gränser", "The outlines of the base"), baseTolerance) }
    return notes
  }

  private func word(_ sv: String, _ en: String) -> JSONTree {
    let text = language.text(sv: sv, en: en)
    return .string(areZones ? ZoneWords.of(text) : text)
  }
}

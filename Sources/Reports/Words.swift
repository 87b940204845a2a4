/// The words that a run tells its stages with. Notes are in English only, since they stand in the statistics too.
package struct Words {
  package let language: Language

  package var opening: String { language.text(sv: "Öppnar filer", en: "Opening files") }
  package var reading: String { language.text(sv: "Läser tabeller", en: "Reading tables") }
  package var drawing: String { language.text(sv: "Prövar andra val", en: "Trying other choices") }
  package var indexing: String { language.text(sv: "Räknar index", en: "Computing the index") }
  package var readingCells: String { language.text(sv: "Läser rutor", en: "Reading cells") }
  package var readingAreas: String { language.text(sv: "Läser områden", en: "Reading areas") }
  package var readingBase: String { language.text(sv: "Läser baskarta", en: "Reading the base") }
  package var partitioning: String { language.text(sv: "Söker överlapp", en: "Finding overlaps") }
  package var cutting: String { language.text(sv: "Skär rutor mot områden", en: "Cutting cells by areas") }
  package var summing: String { language.text(sv: "Summerar", en: "Summing") }
  package var readingCoverage: String { language.text(sv: "Läser täckning", en: "Reading coverage") }
  package var readingStations: String { language.text(sv: "Läser stationer", en: "Reading stations") }
  package var circles: String { language.text(sv: "Skär cirklar mot områden", en: "Cutting circles by areas") }
  package var readingBeside: String { language.text(sv: "Läser jämförelser", en: "Reading comparisons") }
  package var merging: String { language.text(sv: "Läser delresultat", en: "Reading partial results") }
  package var readingMunicipalities: String { language.text(sv: "Läser kommuner", en: "Reading municipalities") }
  package var findingNeighbours: String { language.text(sv: "Söker grannar", en: "Finding neighbours") }
  package var matching: String { language.text(sv: "Jämför bedömningar", en: "Matching assessments") }
  package var testingHotSpots: String { language.text(sv: "Prövar heta platser", en: "Testing hot spots") }
  package var readingAnswers: String { language.text(sv: "Läser svar", en: "Reading answers") }
  package func readingEvents(_ file: String) -> String { language.text(sv: "Läser \(file)", en: "Reading \(file)") }
  package var readingPopulations: String { language.text(sv: "Läser befolkning", en: "Reading populations") }
  package var readingParents: String {
    language.text(sv: "Läser överordnade områden", en: "Reading units above the areas")
  }
  package var indexingAreas: String { language.text(sv: "Ordnar områdenas gränser", en: "Indexing borders") }
  package var readingPoints: String {
    language.text(sv: "Läser och placerar punkter", en: "Reading and locating points")
  }
  package var grouping: String { language.text(sv: "Söker sammanhängande rutor", en: "Finding contiguous cells") }
  package var comparing: String { language.text(sv: "Jämför trösklar", en: "Comparing thresholds") }
  package var controls: String { language.text(sv: "Bestämmer jämförelser", en: "Choosing controls") }
  package func writing(_ file: String) -> String { language.text(sv: "Skriver \(file)", en: "Writing \(file)") }
}

extension Journal {
  /// The name of the stage that writes `file`.
  package func writing(_ file: String) -> String { words.writing(file) }

  package var words: Words { Words(language: language) }
}

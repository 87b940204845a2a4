import Reports

/// The words that a run tells its stages with. Notes are in English only, since they stand in the statistics too.
struct Words {
  let language: Language

  var opening: String { language.text(sv: "Öppnar filer", en: "Opening files") }
  var reading: String { language.text(sv: "Läser tabeller", en: "Reading tables") }
  var indexing: String { language.text(sv: "Räknar index", en: "Computing the index") }
  var readingCells: String { language.text(sv: "Läser rutor", en: "Reading cells") }
  var readingAreas: String { language.text(sv: "Läser områden", en: "Reading areas") }
  var readingBase: String { language.text(sv: "Läser baskarta", en: "Reading the base") }
  var partitioning: String { language.text(sv: "Söker överlapp", en: "Finding overlaps") }
  var cutting: String { language.text(sv: "Skär rutor mot områden", en: "Cutting cells by areas") }
  var summing: String { language.text(sv: "Summerar", en: "Summing") }
  var readingCoverage: String { language.text(sv: "Läser täckning", en: "Reading coverage") }
  var readingStations: String { language.text(sv: "Läser stationer", en: "Reading stations") }
  var circles: String { language.text(sv: "Skär cirklar mot områden", en: "Cutting circles by areas") }
  var readingBeside: String { language.text(sv: "Läser jämförelser", en: "Reading comparisons") }
  var merging: String { language.text(sv: "Läser delresultat", en: "Reading partial results") }
  var readingMunicipalities: String { language.text(sv: "Läser kommuner", en: "Reading municipalities") }
  var findingNeighbours: String { language.text(sv: "Söker grannar", en: "Finding neighbours") }
  var readingAnswers: String { language.text(sv: "Läser svar", en: "Reading answers") }
  func readingEvents(_ file: String) -> String { language.text(sv: "Läser \(file)", en: "Reading \(file)") }
  var readingPopulations: String { language.text(sv: "Läser befolkning", en: "Reading populations") }
  var readingParents: String { language.text(sv: "Läser överordnade områden", en: "Reading units above the areas") }
  var indexingAreas: String { language.text(sv: "Ordnar områdenas gränser", en: "Indexing borders") }
  var readingPoints: String { language.text(sv: "Läser och placerar punkter", en: "Reading and locating points") }
  var controls: String { language.text(sv: "Bestämmer jämförelser", en: "Choosing controls") }
  func writing(_ file: String) -> String { language.text(sv: "Skriver \(file)", en: "Writing \(file)") }
}

extension Journal {
  /// The name of the stage that writes `file`.
  public func writing(_ file: String) -> String { words.writing(file) }

  var words: Words { Words(language: language) }
}

/// The words that a run tells its stages with, in English; people read them in their own language, see ``Catalogue``.
package struct Words {
  package var opening: String { "Opening files" }
  package var reading: String { "Reading tables" }
  package var drawing: String { "Trying other choices" }
  package var indexing: String { "Computing the index" }
  package var readingCells: String { "Reading cells" }
  package var readingAreas: String { "Reading areas" }
  package var readingBase: String { "Reading the base" }
  package var partitioning: String { "Finding overlaps" }
  package var cutting: String { "Cutting cells by areas" }
  package var summing: String { "Summing" }
  package var readingCoverage: String { "Reading coverage" }
  package var readingStations: String { "Reading stations" }
  package var circles: String { "Cutting circles by areas" }
  package var readingBeside: String { "Reading comparisons" }
  package var merging: String { "Reading partial results" }
  package var readingMunicipalities: String { "Reading municipalities" }
  package var findingNeighbours: String { "Finding neighbours" }
  package var matching: String { "Matching assessments" }
  package var testingHotSpots: String { "Testing hot spots" }
  package var readingAnswers: String { "Reading answers" }
  package func readingEvents(_ file: String) -> String { "Reading \(file)" }
  package var readingPopulations: String { "Reading populations" }
  package var readingParents: String { "Reading units above the areas" }
  package var indexingAreas: String { "Indexing borders" }
  package var readingPoints: String { "Reading and locating points" }
  package var grouping: String { "Finding contiguous cells" }
  package var comparing: String { "Comparing thresholds" }
  package var controls: String { "Choosing controls" }
  package func writing(_ file: String) -> String { "Writing \(file)" }
}

extension Journal {
  /// The name of the stage that writes `file`.
  package func writing(_ file: String) -> String { words.writing(file) }

  package var words: Words { Words() }
}

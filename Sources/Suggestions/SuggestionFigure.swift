import Areas
import Columns
import Overlay

/// Ground that is suggested: a group of units with poor livsvillkor.
package struct SuggestedGround: Sendable {
  /// What names it: the Ruta code, or the key, of its first unit.
  package var id: String
  /// Its place among all, 1 for the one with most people.
  package var rank: Int
  /// Sums over its units.
  package var figures: Figures
  /// Ellipsoidal area, km².
  package var km2: Double
  /// Area in the plane of the grid, km².
  package var planarKm2: Double
  /// Share living overcrowded, mean by people over the units that say; NaN where none does.
  package var overcrowding: Double
  /// Identifiers of the assessed areas that it reaches into; nil where it is held against none.
  package var assessed: [String]?
  /// Part of its ground in them; NaN likewise.
  package var assessedShare = Double.nan

  /// Ground of those sums and areas.
  package init(id: String, rank: Int, figures: Figures, km2: Double, planarKm2: Double, overcrowding: Double) {
    (self.id, self.rank, self.figures) = (id, rank, figures)
    (self.km2, self.planarKm2, self.overcrowding) = (km2, planarKm2, overcrowding)
  }

  /// Children and youth 0–19; NaN where either is unknown.
  package var unga: Double { figures.children + figures.youth }
}

/// The figures of suggestions, from which layer, statistics and table are drawn.
package enum SuggestionFigure {
  private typealias Entry = Figure<SuggestedGround>
  private static func look(
    _ sv: String, _ en: String, heading: Wording? = nil, unit: String = "", _ decimals: Int, isShare: Bool = false
  ) -> FieldLook {
    FieldLook(Wording(sv, en), heading: heading, unit: unit, decimals: decimals, isShare: isShare)
  }

  private static let id = Entry.text("id") { $0.id }
  private static let rank = Entry.whole("rank", look("Rang", "Rank", 0)) { $0.rank }
  private static let cells = Entry.whole("cells", look("Rutor", "Cells", 0)) { $0.figures.cells }
  private static let population = Entry.real("population", digits: 6, look("Befolkning", "Population", 0)) {
    $0.figures.population
  }
  private static let km2 = Entry.real(
    "area_km2", digits: 9, look("Yta", "Area", heading: Wording("km²"), unit: "km²", 3)
  ) { $0.km2 }
  private static let planarKm2 = Entry.real(
    "area_planar_km2", digits: 9,
    look("Yta i planet", "Planar area", heading: Wording("i planet", "planar"), unit: "km²", 3)
  ) { $0.planarKm2 }
  private static let indexMean = Entry.real(
    "index_mean", digits: 9, look("Index, medel", "Index, mean", heading: Wording("Index"), 3)
  ) { $0.figures.indexMean }
  private static let percentileMean = Entry.real(
    "percentile_mean", digits: 9,
    look("Percentil, medel", "Percentile, mean", heading: Wording("Percentil", "Percentile"), 1)
  ) { $0.figures.percentileMean }
  private static let unga = Entry.real(
    "unga_0_19_antal", digits: 6, look("Unga 0–19 år", "Children and youth 0–19", 0)
  ) { $0.unga }
  private static let overcrowding = Entry.real(
    "trangboddhet", digits: 9, look("Trångboddhet", "Overcrowding", 3)
  ) { $0.overcrowding }
  private static let assessed = Entry.text("assessed", look("Bedömda områden", "Assessed areas", 0)) {
    $0.assessed?.joined(separator: ";")
  }
  private static let assessedShare = Entry.real(
    "assessed_share", digits: 9, look("Bedömd del", "Assessed part", 1, isShare: true)
  ) { $0.assessedShare }

  /// As layers and statistics have them.
  package static let all = [
    id, rank, cells, population, km2, planarKm2, indexMean, percentileMean, unga, overcrowding, assessed,
    assessedShare,
  ]
  /// Columns of the table.
  package static let inTable = [rank, population, cells, km2, percentileMean, unga, assessedShare]
}

import Areas
import Columns
import Overlay

/// Ground that is suggested: a group of units with poor livsvillkor.
package struct SuggestedGround: Sendable {
  /// What names it: the Ruta code, or the key, of its first unit.
  package var id: String
  /// Its place among all, 1 for the one with most people.
  package var rank: Int
  /// Its units and their ground.
  package var ground: OverlaidGround
  /// Share living overcrowded, mean by people over the units that say; NaN where none does.
  package var overcrowding: Double
  /// Identifiers of the assessed areas that it reaches into; nil where it is held against none.
  package var assessed: [String]?
  /// Part of its ground in them; NaN likewise.
  package var assessedShare = Double.nan

  /// Such ground, held against no assessed areas.
  package init(id: String, rank: Int, ground: OverlaidGround, overcrowding: Double) {
    (self.id, self.rank, self.ground, self.overcrowding) = (id, rank, ground, overcrowding)
  }

  /// Children and youth 0–19; NaN where either is unknown.
  package var unga: Double { ground.figures.children + ground.figures.youth }
}

/// The figures of suggestions, from which layer, statistics and table are drawn; those that any ground has are ``AreaFigure``'s.
package enum SuggestionFigure {
  private typealias Entry = Figure<SuggestedGround>
  private static func look(
    _ sv: String, _ en: String, _ decimals: Int, isShare: Bool = false
  ) -> FieldLook {
    FieldLook(Wording(sv, en), decimals: decimals, isShare: isShare)
  }

  private static let id = Entry.text("id") { $0.id }
  private static let rank = Entry.whole("rank", look("Rang", "Rank", 0)) { $0.rank }
  private static func ground(_ figure: Figure<OverlaidGround>) -> Entry { figure.of { $0.ground } }
  private static let cells = ground(AreaFigure.cells)
  private static let population = ground(AreaFigure.population)
  private static let km2 = ground(AreaFigure.km2)
  private static let percentileMean = ground(AreaFigure.percentileMean)
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
    id, rank, cells, population, km2, ground(AreaFigure.planarKm2), ground(AreaFigure.indexMean), percentileMean,
    unga,
    overcrowding, assessed, assessedShare,
  ]
  /// Columns of the table.
  package static let inTable = [rank, population, cells, km2, percentileMean, unga, assessedShare]
}

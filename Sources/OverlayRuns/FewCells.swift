import Areas
import Overlay
import Reports

/// Areas whose figures rest on few or coarse cells: what is said of them is said of a square, not of the area.
extension OverlayRun {
  /// Inhabited cells below which they are few.
  static let fewCells = 4
  /// Share of an area's people from cells larger than the area from which they are coarse.
  static let coarseShare = 0.5

  /// Whether the figures of an area with people rest on few or coarse cells.
  func restsOnLittle(_ area: Int) -> Bool {
    let figures = overlay.areas[area]
    return figures.population > 0
      && (figures.inhabitedCells < Self.fewCells || figures.coarseShare >= Self.coarseShare)
  }

  /// Says which areas those are.
  func noteUncertain(_ journal: Journal) {
    let found = overlay.areas.indices.filter(restsOnLittle)
    guard !found.isEmpty else { return }
    let names = found.prefix(5).map { areas.set.areas[$0].title }.joined(separator: ", ")
    journal.note(
      "\(found.count) \(found.count == 1 ? "area rests" : "areas rest") on few or coarse \(layer.units.noun) (fewer than"
        + " \(Self.fewCells) inhabited ones, or half of the people or more from \(layer.units.noun) larger than the area:"
        + " coarse_share): \(names)\(found.count > 5 ? ", …" : "")")
  }
}

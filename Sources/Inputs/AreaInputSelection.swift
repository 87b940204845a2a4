import Areas
import Core

extension AreaInput {
  /// Some of another's areas, in their order.
  private init(_ input: AreaInput, rows: [Int]) {
    set = AreaSet(rows.map { input.set.areas[$0] })
    ellipsoidalKm2 = rows.map { input.ellipsoidalKm2[$0] }
    planarSquareMetres = rows.map { input.planarSquareMetres[$0] }
    (fields, record) = (input.fields, input.record)
    extra = input.extra.map { $0.gathered(rows) }
  }

  /// The areas without those of some identifiers, as a filter would leave them, and those taken out.
  ///
  /// - Parameter flag: the option that names them, for messages.
  /// - Throws: ``Failure`` (usage) for an identifier that is not there, and where no area is left.
  package func without(_ identifiers: [String], flag: String) throws -> (kept: AreaInput, taken: AreaInput) {
    let (all, out) = (set.areas, Set(identifiers))
    let ids = all.map(\.id)
    let known = Set(ids)
    for id in identifiers where !known.contains(id) {
      throw Failure(
        .usage, "\(flag): there is no such area", value: id, hint: Suggestion.hint(for: id, among: ids))
    }
    let kept = all.indices.filter { !out.contains(ids[$0]) }
    if kept.isEmpty {
      throw Failure(.usage, "\(flag) leaves no area", file: record.path, expected: "at least one area that is kept")
    }
    return (AreaInput(self, rows: kept), AreaInput(self, rows: all.indices.filter { out.contains(ids[$0]) }))
  }
}
